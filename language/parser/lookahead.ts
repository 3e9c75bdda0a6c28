import type { Alternative, ILookaheadStrategy, IProduction, IToken, OptionalProductionType, Rule, TokenType } from 'chevrotain';
import { Alternation, EOF, NonTerminal, Option, Repetition, RepetitionMandatory, Terminal } from 'chevrotain';

/** A place in the grammar: what may be read there, and where that leads. */
interface Place {
    readonly tokens: (readonly [TokenType, Place])[];
    /** Where one may go on without reading anything. */
    readonly next: Place[];
    /** A rule to be read here, and where to go on after it. */
    call?: readonly [ruleName: string, after: Place];
    /** The rule that ends here. */
    end?: string;
}

/** A place together with where to go on after the rules that have been entered. */
interface Config {
    readonly place: Place;
    readonly stack: Stack | undefined;
    /** Whether the rule that was read first has ended. */
    readonly left: boolean;
}

/** A way over one token. */
interface Way extends Config {
    /** Whether the token is read as a mere name, though it is a keyword. */
    readonly asName: boolean;
}

interface Stack {
    readonly after: Place;
    readonly below: Stack | undefined;
}

interface Decision {
    readonly enter: Place;
    readonly skip: Place;
}

interface Lookahead {
    LA(distance: number): IToken;
}

/**
 * Decides options and repetitions by one token, and by a second one where the first could also stand after them.
 *
 * The strategy that Langium brings reads on until nothing but one way is left. In a language whose keywords may be
 * names that is often the whole modifier, with the expressions in it: slow, and if the modifier is half-typed, it
 * finds neither way, leaves the repetition and blames the modifier's first word. Here a word that may go on does so,
 * unless the second one fits only what comes after, or fits neither and begins something else.
 */
export function decideByTwo(strategy: ILookaheadStrategy): ILookaheadStrategy {
    let grammar: Places | undefined;
    return {
        validate: options => strategy.validate(options),
        initialize: options => {
            strategy.initialize?.(options);
            grammar = new Places(options.rules);
        },
        buildLookaheadForAlternation: options => strategy.buildLookaheadForAlternation(options),
        buildLookaheadForOptional: ({ rule, prodType, prodOccurrence }) => decide(grammar!.decision(rule, prodType, prodOccurrence), grammar!),
    };
}

/** What to do about a first token that may be read both in an option and after it, or is a name that may be anything. */
interface Conflict {
    /** The tokens that may come second in the option. */
    readonly enter: ReadonlySet<number>;
    /** The tokens that may come second after it. */
    readonly skip: ReadonlySet<number>;
    /** Whether what comes after is part of the same rule: `sales.Order` and `Order` both begin with a name. */
    readonly inRule: boolean;
}

function decide({ enter, skip }: Decision, grammar: Places): (this: Lookahead) => boolean {
    const table = new Map<number, Conflict | undefined>();
    const skipping = grammar.read([{ place: skip, stack: undefined, left: false }]);
    for (const [token, entered] of grammar.read([{ place: enter, stack: undefined, left: false }])) {
        const skipped = skipping.get(token) ?? [];
        const isSure = skipped.length === 0 && entered.some(way => !way.asName);
        table.set(token, isSure ? undefined : {
            enter: new Set(grammar.read(entered).keys()),
            skip: new Set(grammar.read(skipped).keys()),
            inRule: skipped.some(way => !way.left),
        });
    }
    return function (this: Lookahead): boolean {
        const token = this.LA(1);
        const conflict = table.get(token.tokenTypeIdx);
        if (conflict === undefined) {
            return table.has(token.tokenTypeIdx);
        }
        const second = this.LA(2).tokenTypeIdx;
        return conflict.enter.has(second) || !conflict.skip.has(second) && !conflict.inRule && token.startLine === this.LA(0).endLine;
    };
}

/** The grammar as places and ways between them. */
class Places {
    private readonly starts = new Map<string, Place>();
    /** By rule, the places to go on at after it. */
    private readonly callers = new Map<string, Place[]>();
    private readonly decisions = new Map<string, Decision>();

    constructor(rules: readonly Rule[]) {
        for (const rule of rules) {
            this.starts.set(rule.name, newPlace());
        }
        for (const rule of rules) {
            const end = newPlace();
            end.end = rule.name;
            this.sequence(rule.definition, this.starts.get(rule.name)!, end, rule.name);
        }
    }

    decision(rule: Rule, type: OptionalProductionType, index: number): Decision {
        return this.decisions.get(`${rule.name} ${type} ${index}`)!;
    }

    /** What may be read from somewhere, and where that leads. */
    read(from: readonly Config[]): Map<number, Way[]> {
        const result = new Map<number, Way[]>();
        const visited = new Map<Place, Set<Stack | undefined>>();
        const visit = ({ place, stack, left }: Config): void => {
            const seen = visited.get(place) ?? new Set();
            visited.set(place, seen);
            if (seen.has(stack)) {
                return;
            }
            seen.add(stack);
            for (const [type, after] of place.tokens) {
                for (const token of [type.tokenTypeIdx!, ...type.categoryMatches!]) {
                    const ways = result.get(token) ?? [];
                    result.set(token, ways);
                    ways.push({ place: after, stack, left, asName: token !== type.tokenTypeIdx });
                }
            }
            for (const next of place.next) {
                visit({ place: next, stack, left });
            }
            if (place.call !== undefined) {
                const [ruleName, after] = place.call;
                visit({ place: this.starts.get(ruleName)!, stack: { after, below: stack }, left });
            }
            if (place.end !== undefined) {
                if (stack === undefined) {
                    const callers = this.callers.get(place.end);
                    callers?.forEach(after => visit({ place: after, stack: undefined, left: true }));
                    if (callers === undefined) {
                        result.set(EOF.tokenTypeIdx!, []);
                    }
                } else {
                    visit({ place: stack.after, stack: stack.below, left });
                }
            }
        };
        from.forEach(visit);
        return result;
    }

    private sequence(productions: readonly IProduction[], from: Place, to: Place, ruleName: string): void {
        const last = productions.reduce((place, production) => {
            const after = newPlace();
            this.production(production, place, after, ruleName);
            return after;
        }, from);
        last.next.push(to);
    }

    private production(production: IProduction, from: Place, to: Place, ruleName: string): void {
        if (production instanceof Terminal) {
            from.tokens.push([production.terminalType, to]);
        } else if (production instanceof NonTerminal) {
            const called = production.nonTerminalName;
            const call = newPlace();
            call.call = [called, to];
            from.next.push(call);
            this.callers.set(called, [...this.callers.get(called) ?? [], to]);
        } else if (production instanceof Alternation) {
            for (const alternative of production.definition) {
                this.sequence((alternative as Alternative).definition, branch(from), to, ruleName);
            }
        } else if (production instanceof Option) {
            const enter = branch(from);
            this.sequence(production.definition, enter, to, ruleName);
            from.next.push(to);
            this.decisions.set(`${ruleName} Option ${production.idx}`, { enter, skip: to });
        } else if (production instanceof Repetition || production instanceof RepetitionMandatory) {
            this.repetition(production, from, to, ruleName);
        } else {
            throw new TypeError(`The grammar of ${ruleName} repeats with a separator, which no rule of Langium does.`);
        }
    }

    private repetition(production: Repetition | RepetitionMandatory, from: Place, to: Place, ruleName: string): void {
        const again = newPlace();
        const enter = branch(again);
        const mandatory = production instanceof RepetitionMandatory;
        this.sequence(production.definition, enter, again, ruleName);
        from.next.push(mandatory ? enter : again);
        again.next.push(to);
        this.decisions.set(`${ruleName} ${mandatory ? 'RepetitionMandatory' : 'Repetition'} ${production.idx}`, { enter, skip: to });
    }
}

function newPlace(): Place {
    return { tokens: [], next: [] };
}

function branch(from: Place): Place {
    const place = newPlace();
    from.next.push(place);
    return place;
}
