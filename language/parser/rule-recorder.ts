import type { TokenType } from 'chevrotain';
import type { BaseParser, GrammarAST } from 'langium';

type Choices = Parameters<BaseParser['alternatives']>[1];
type Repeated = Parameters<BaseParser['many']>[1];
type RuleResult = ReturnType<BaseParser['rule']>;
type RuleImplementation = Parameters<BaseParser['rule']>[1];
type Arguments = Parameters<BaseParser['subrule']>[4];
type Step = () => void;

/**
 * Stands between Langium's grammar and the parser. Langium's implementation of a rule makes all its alternatives and
 * repetitions anew each time the rule is read, with a function for each. This one runs it once, when it is first
 * called, and from then on repeats what it did. The language has no guards and parameters, on which that could depend.
 */
export class RuleRecorder implements BaseParser {
    private readonly parser: BaseParser;
    private steps: Step[] = [];

    constructor(parser: BaseParser) {
        this.parser = parser;
    }

    rule(rule: GrammarAST.ParserRule | GrammarAST.InfixRule, implementation: RuleImplementation): RuleResult {
        let recorded: Step | undefined;
        return this.parser.rule(rule, args => {
            recorded ??= this.record(() => implementation(args));
            recorded();
        });
    }

    alternatives(index: number, choices: Choices): void {
        const recorded = choices.map(({ ALT }) => ({ ALT: this.record(ALT as Step) }));
        this.steps.push(() => this.parser.alternatives(index, recorded));
    }

    optional(index: number, option: Repeated): void {
        const recorded = { DEF: this.record(option.DEF) };
        this.steps.push(() => this.parser.optional(index, recorded));
    }

    many(index: number, repeated: Repeated): void {
        const recorded = { DEF: this.record(repeated.DEF) };
        this.steps.push(() => this.parser.many(index, recorded));
    }

    atLeastOne(index: number, repeated: Repeated): void {
        const recorded = { DEF: this.record(repeated.DEF) };
        this.steps.push(() => this.parser.atLeastOne(index, recorded));
    }

    consume(index: number, type: TokenType, feature: GrammarAST.AbstractElement): void {
        this.steps.push(() => this.parser.consume(index, type, feature));
    }

    subrule(index: number, rule: RuleResult, fragment: boolean, feature: GrammarAST.AbstractElement, args: Arguments): void {
        this.steps.push(() => this.parser.subrule(index, rule, fragment, feature, args));
    }

    action(type: string, action: GrammarAST.Action): void {
        this.steps.push(() => this.parser.action(type, action));
    }

    getRule(name: string): RuleResult | undefined {
        return this.parser.getRule(name);
    }

    isRecording(): boolean {
        return this.parser.isRecording();
    }

    get unorderedGroups(): Map<string, boolean[]> {
        return this.parser.unorderedGroups;
    }

    getRuleStack(): number[] {
        return this.parser.getRuleStack();
    }

    private record(run: Step): Step {
        const outer = this.steps;
        const steps: Step[] = this.steps = [];
        try {
            run();
        } finally {
            this.steps = outer;
        }
        if (steps.length === 1) {
            return steps[0]!;
        }
        return () => {
            for (let index = 0; index < steps.length; index++) {
                steps[index]!();
            }
        };
    }
}
