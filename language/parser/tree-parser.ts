import type { IToken, TokenType } from 'chevrotain';
import type { AstNode, CompositeCstNode, CstNode, GrammarAST, LangiumCoreServices, Linker, Mutable, ParseResult, ParserOptions, ValueConverter } from 'langium';
import { AstUtils, GrammarAST as G, GrammarUtils, isAstNode, LangiumParser } from 'langium';
import { ElementTemplates, noEntries } from './element-templates.ts';
import { plainToken, SyntaxToken } from './syntax-token.ts';
import { SyntaxTreeBuilder } from './syntax-tree.ts';

type RuleResult = ReturnType<LangiumParser['rule']>;
type RuleImplementation = Parameters<LangiumParser['rule']>[1];
type Arguments = Parameters<LangiumParser['subrule']>[4];

/** What Chevrotain does for Langium, and Langium keeps to itself. */
interface Engine {
    readonly IS_RECORDING: boolean;
    DEFINE_RULE(name: string, implementation: RuleImplementation): RuleResult;
    wrapConsume(index: number, type: TokenType): IToken;
    wrapSubrule(index: number, rule: RuleResult, args: Arguments): unknown;
    rule(rule: RuleResult): unknown;
    input: IToken[];
    readonly errors: ParseResult['parserErrors'];
}

/** A node that is being read. What an infix rule reads becomes one when all its operands are known. */
interface Growing extends Mutable<AstNode> {
    $infix?: InfixRule;
    [feature: string]: unknown;
}

interface Infix extends Growing {
    readonly parts?: readonly AstNode[];
    readonly operators?: readonly string[];
}

/** What a rule reads that gives a text and no node. */
class TextOfRule {
    text = '';
    $cstNode: CstNode | undefined = undefined;
}

/** What is done with what an element of the grammar reads. */
interface Use {
    readonly assignment: GrammarAST.Assignment | undefined;
    readonly isReference: boolean;
    readonly isKeyword: boolean;
}

interface InfixRule {
    /** By operator: the higher, the later it is applied. */
    readonly precedences: ReadonlyMap<string, { readonly level: number; readonly fromRight: boolean }>;
}

/** Rule names end so, lest one be a method of Chevrotain. */
const ruleSuffix = '\u200B';

/**
 * Builds both syntax trees while Chevrotain reads: the same trees as Langium's parser, with much less to be thrown away.
 * Tokens become leaves as they are, nodes get all their properties at once and know their container when they are put
 * into it, lists without entries are one list. A test holds it against Langium's parser.
 */
export abstract class TreeParser extends LangiumParser {
    private readonly reading: Engine;
    private readonly references: Linker;
    private readonly values: ValueConverter;
    private readonly templates: ElementTemplates;
    private readonly tree = new SyntaxTreeBuilder();
    private readonly growing: (Growing | TextOfRule)[] = [];
    private readonly uses = new Map<GrammarAST.AbstractElement, Use>();
    private comments: readonly SyntaxToken[] = [];
    private nextComment = 0;

    constructor(services: LangiumCoreServices) {
        super(services);
        this.reading = this.wrapper;
        this.references = services.references.Linker;
        this.values = services.parser.ValueConverter;
        this.templates = new ElementTemplates(services.Grammar, services.shared.AstReflection);
    }

    override parse<T extends AstNode = AstNode>(input: string, options: ParserOptions = {}): ParseResult<T> {
        this.tree.start(input);
        this.growing.length = 0;
        const lexed = this.lexer.tokenize(input);
        this.comments = lexed.hidden as SyntaxToken[];
        this.nextComment = 0;
        this.reading.input = lexed.tokens;
        const rule = options.rule === undefined ? this.mainRule : this.allRules.get(options.rule);
        if (!rule) {
            throw new Error(`There is no rule ${options.rule}.`);
        }
        // Where the rule of the document itself ends in an error, its node is still there.
        const value = this.reading.rule(rule) ?? this.finish();
        this.linkToTree(value);
        this.tree.end(this.comments.slice(this.nextComment));
        const parserErrors = this.reading.errors.map(withPlainTokens);
        // What is not needed any more would be kept until the next text is parsed: as much as the tree takes.
        this.reading.input = [];
        this.comments = [];
        return { value: value as T, lexerErrors: lexed.errors, parserErrors, ...lexed.report && { lexerReport: lexed.report } };
    }

    override rule(rule: GrammarAST.ParserRule | GrammarAST.InfixRule, implementation: RuleImplementation): RuleResult {
        const begin = this.beginningOf(rule);
        const method = this.reading.DEFINE_RULE(rule.name + ruleSuffix, args => {
            if (this.reading.IS_RECORDING || !begin) {
                implementation(args);
                return undefined;
            }
            this.growing.push(begin());
            implementation(args);
            return this.finish();
        });
        this.allRules.set(rule.name, method);
        if (G.isParserRule(rule) && rule.entry) {
            this.mainRule = method;
        }
        return method;
    }

    override consume(index: number, type: TokenType, feature: GrammarAST.AbstractElement): void {
        const token = this.reading.wrapConsume(index, type);
        // The end of the text is no token of it.
        if (this.reading.IS_RECORDING || !(token instanceof SyntaxToken)) {
            return;
        }
        this.takeComments(token.startOffset);
        this.tree.addLeaf(token, feature);
        const { assignment, isReference, isKeyword } = this.useOf(feature);
        if (assignment) {
            this.put(assignment, isKeyword ? token.image : this.values.convert(token.image, token), token, isReference);
        } else {
            const current = this.growing.at(-1);
            if (current instanceof TextOfRule) {
                current.text += isKeyword ? token.image : String(this.values.convert(token.image, token));
            }
        }
    }

    override subrule(index: number, rule: RuleResult, fragment: boolean, feature: GrammarAST.AbstractElement, args: Arguments): void {
        if (fragment || this.reading.IS_RECORDING) {
            this.reading.wrapSubrule(index, rule, args);
            return;
        }
        const node = this.tree.openNode(feature);
        let result: unknown;
        try {
            result = this.reading.wrapSubrule(index, rule, args);
        } finally {
            // Also what ends in an error is kept as far as it was read.
            result ??= this.finish();
            if (result !== undefined && node.content.length > 0) {
                this.takeResult(result, feature, node);
            }
        }
    }

    override action(type: string, action: GrammarAST.Action): void {
        if (this.reading.IS_RECORDING) {
            return;
        }
        if (action.feature && action.operator) {
            const inner = this.finish() as AstNode;
            this.tree.openAround(inner.$cstNode, action);
            this.growing.push(this.templates.make(type) as Growing);
            this.put({ feature: action.feature, operator: action.operator }, inner, inner.$cstNode!, false);
        } else {
            const node = this.templates.make(type) as Growing;
            takeOver(node, this.growing.pop() as Growing);
            this.growing.push(node);
        }
    }

    /** What a rule begins with: nothing of its own for a part of another rule. */
    private beginningOf(rule: GrammarAST.ParserRule | GrammarAST.InfixRule): (() => Growing | TextOfRule) | undefined {
        if (G.isInfixRule(rule)) {
            const $infix: InfixRule = {
                precedences: new Map(rule.operators.precedences.flatMap(({ operators, associativity }, level) =>
                    operators.map(({ value }) => [value, { level, fromRight: associativity === 'right' }] as const))),
            };
            const $type = GrammarUtils.getTypeName(rule);
            return () => ({ $type, $infix });
        }
        if (rule.fragment) {
            return undefined;
        }
        if (GrammarUtils.isDataTypeRule(rule)) {
            return () => new TextOfRule();
        }
        const $type = GrammarUtils.getTypeName(rule);
        // What may be replaced by the node of another rule brings nothing along that it would leave there.
        return callsUnassigned(rule) ? () => ({ $type }) : () => this.templates.make($type) as Growing;
    }

    private takeComments(before: number): void {
        const first = this.nextComment;
        while (this.nextComment < this.comments.length && this.comments[this.nextComment]!.startOffset < before) {
            this.nextComment++;
        }
        if (this.nextComment > first) {
            this.tree.addComments(this.comments.slice(first, this.nextComment));
        }
    }

    private takeResult(result: unknown, feature: GrammarAST.AbstractElement, node: CompositeCstNode): void {
        const { assignment, isReference } = this.useOf(feature);
        const current = this.growing.at(-1)!;
        if (assignment) {
            this.put(assignment, result, node, isReference);
        } else if (current instanceof TextOfRule) {
            current.text += String(result);
        } else if (isAstNode(result)) {
            // A rule that is called without an assignment gives the node of the rule that calls it.
            takeOver(result as Growing, current);
            this.growing[this.growing.length - 1] = result as Growing;
        }
    }

    private finish(): unknown {
        const item = this.growing.pop()!;
        this.tree.close(item);
        if (item instanceof TextOfRule) {
            return this.values.convert(item.text, item.$cstNode!);
        }
        return item.$infix ? this.operation(item, item.$infix) : item;
    }

    private put({ feature, operator }: Pick<GrammarAST.Assignment, 'feature' | 'operator'>, value: unknown, node: CstNode, isReference: boolean): void {
        const owner = this.growing.at(-1) as Growing;
        const item = isReference && typeof value === 'string' ? this.references.buildReference(owner, feature, node, value) : value;
        this.linkToTree(item);
        switch (operator) {
            case '=':
                owner[feature] = item;
                contain(item, owner, feature);
                break;
            case '?=':
                owner[feature] = true;
                break;
            case '+=': {
                const list = owner[feature];
                if (!Array.isArray(list) || list === noEntries) {
                    owner[feature] = [item];
                    contain(item, owner, feature, 0);
                } else {
                    contain(item, owner, feature, list.length);
                    (list as unknown[]).push(item);
                }
            }
        }
    }

    private linkToTree(item: unknown): void {
        if (isAstNode(item) && item.$cstNode) {
            (item.$cstNode as { astNode: AstNode }).astNode = item;
        }
    }

    /** What an infix rule read as operations, those that bind stronger inside; without an operator its only operand. */
    private operation(infix: Infix, { precedences }: InfixRule): AstNode | undefined {
        const { parts = [], operators = [] } = infix;
        if (parts.length < 2) {
            return parts[0];
        }
        let last = 0;
        let lastLevel = -1;
        operators.forEach((operator, index) => {
            const { level, fromRight } = precedences.get(operator) ?? { level: Number.POSITIVE_INFINITY, fromRight: false };
            if (level > lastLevel || level === lastLevel && !fromRight) {
                last = index;
                lastLevel = level;
            }
        });
        const node = this.templates.make(infix.$type) as Growing;
        const part = (from: number, to: number): Infix => ({ ...infix, parts: parts.slice(from, to), operators: operators.slice(from, to - 1) });
        node.$cstNode = infix.$cstNode!;
        node['left'] = this.operation(part(0, last + 1), infix.$infix!);
        node['operator'] = operators[last];
        node['right'] = this.operation(part(last + 1, parts.length), infix.$infix!);
        contain(node['left'], node, 'left');
        contain(node['right'], node, 'right');
        return node;
    }

    private useOf(feature: GrammarAST.AbstractElement): Use {
        let use = this.uses.get(feature);
        if (!use) {
            const assignment = AstUtils.getContainerOfType(feature, G.isAssignment);
            use = { assignment, isReference: G.isCrossReference(assignment?.terminal), isKeyword: G.isKeyword(feature) };
            this.uses.set(feature, use);
        }
        return use;
    }
}

type ParserError = ParseResult['parserErrors'][number];

/** The tokens of an error stay where they were read, those of the tree move with the text. */
function withPlainTokens(error: ParserError): ParserError {
    const { previousToken } = error as { previousToken?: IToken };
    return Object.assign(error, {
        token: plainToken(error.token), resyncedTokens: error.resyncedTokens.map(token => plainToken(token)),
        ...previousToken && { previousToken: plainToken(previousToken) },
    });
}

/** Whether the node of another rule may become that of this one. */
function callsUnassigned(rule: GrammarAST.ParserRule): boolean {
    return AstUtils.streamAst(rule.definition).some(element => G.isRuleCall(element)
        && (G.isInfixRule(element.rule.ref) || G.isParserRule(element.rule.ref) && !element.rule.ref.fragment && !GrammarUtils.isDataTypeRule(element.rule.ref))
        && !AstUtils.getContainerOfType(element, G.isAssignment));
}

/** Gives a node what was read before it was known what it is. */
function takeOver(node: Growing, before: Growing): void {
    for (const feature in before) {
        const value = before[feature];
        if (feature.startsWith('$') || value === undefined || value === noEntries) {
            continue;
        }
        const present = node[feature];
        if (present === undefined || present === noEntries || present === false) {
            node[feature] = value;
        } else if (Array.isArray(present) && Array.isArray(value)) {
            node[feature] = [...value as unknown[], ...present as unknown[]];
        }
        containAll(node, feature);
    }
    // It gets its own when the rule that goes on ends.
    (node as { $cstNode: CstNode | undefined }).$cstNode = undefined;
}

function containAll(owner: Growing, feature: string): void {
    const value = owner[feature];
    if (Array.isArray(value)) {
        value.forEach((item, index) => contain(item, owner, feature, index));
    } else {
        contain(value, owner, feature);
    }
}

function contain(item: unknown, owner: AstNode, feature: string, index?: number): void {
    if (isAstNode(item)) {
        const contained = item as Mutable<AstNode>;
        contained.$container = owner;
        contained.$containerProperty = feature;
        // Also where it has none: an operand was in a list before it became one of two sides.
        (contained as { $containerIndex: number | undefined }).$containerIndex = index;
    }
}
