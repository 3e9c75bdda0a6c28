import type { CstNode } from 'langium';
import { GrammarAST } from 'langium';

/** What a token or a node is for, read off the element of the grammar that it was parsed by. */
export interface Role {
    /** The rule of the grammar in which it stands. */
    readonly rule: string;
    /** The keyword that it is; undefined for names, texts, numbers and whole nodes. */
    readonly keyword: string | undefined;
    /** The property that it is assigned to. */
    readonly feature: string | undefined;
    /** The rule that a node was parsed by. */
    readonly called: string | undefined;
    /** Whether a line may be broken before it, as it begins a part of the sentence: `where`, `on delete`, `@pii`. */
    readonly clause: boolean;
    /** Whether it stands between two operands. */
    readonly operator: boolean;
    /** Whether it goes on with an operand: the parenthesis of a call, the dot of a member. */
    readonly postfix: boolean;
}

const none: Role = { rule: '', keyword: undefined, feature: undefined, called: undefined, clause: false, operator: false, postfix: false };

/** The parts of these are too small to stand on lines of their own. */
const undivided: ReadonlySet<string> = new Set([
    'AnnotationArgument', 'ArrayDimension', 'CaseBranch', 'EngineOption', 'IndexElement', 'IndexUnique', 'KeyElement', 'Negation', 'NumberText', 'Operand',
    'OptionName', 'OptionValue', 'OrderElement', 'Parameter', 'PrimitiveParameter', 'Quantity', 'QuerySource', 'RoutineResult', 'SignedInteger', 'SignedNumber', 'TypeUse',
    'UniqueModifier', 'Window',
]);

/** Parts that are mandatory and still read like clauses. */
const clauses: ReadonlySet<string> = new Set([
    'Query from', 'Grant on', 'Grant to', 'Grant from', 'Policy allow', 'Policy restrict', 'SessionVariable from', 'Job at', 'Job run', 'Flow <-',
    'AnnotationDeclaration on', 'TriggerTiming before', 'TriggerTiming after', 'TriggerTiming instead', 'Trigger execute',
]);

const roles = new WeakMap<GrammarAST.AbstractElement, Role>();

/** The role of a node of the syntax tree. */
export function roleOf(node: CstNode): Role {
    const element = node.grammarSource;
    if (element === undefined) {
        return none;
    }
    const known = roles.get(element);
    if (known !== undefined) {
        return known;
    }
    const role = describe(element);
    roles.set(element, role);
    return role;
}

function describe(element: GrammarAST.AbstractElement): Role {
    // Langium makes up the element of an infix operator, which stands in no rule.
    if (GrammarAST.isAssignment(element) && element.feature === 'operators') {
        return { ...none, operator: true };
    }
    const rule = ruleOf(element);
    const keyword = GrammarAST.isKeyword(element) ? element.value : undefined;
    const called = GrammarAST.isRuleCall(element) ? element.rule.$refText : undefined;
    return {
        rule,
        keyword,
        feature: featureOf(element),
        called,
        clause: clauses.has(`${rule} ${keyword ?? ''}`) || !undivided.has(rule) && mayBeginClause(element) && beginsOptionalPart(element),
        operator: false,
        postfix: followsOperand(element),
    };
}

function ruleOf(element: GrammarAST.AbstractElement): string {
    let node: { $container?: unknown } | undefined = element;
    while (node !== undefined && !GrammarAST.isParserRule(node)) {
        node = node.$container as { $container?: unknown } | undefined;
    }
    return node?.name ?? '';
}

function featureOf(element: GrammarAST.AbstractElement): string | undefined {
    let node: unknown = element;
    while (GrammarAST.isAbstractElement(node)) {
        if (GrammarAST.isAssignment(node)) {
            return node.feature;
        }
        node = node.$container;
    }
    return undefined;
}

/** Words, annotations, texts and nodes do, signs and names do not. */
function mayBeginClause(element: GrammarAST.AbstractElement): boolean {
    if (GrammarAST.isKeyword(element)) {
        return /^[\w@]/.test(element.value);
    }
    return GrammarAST.isRuleCall(element) && (!GrammarAST.isTerminalRule(element.rule.ref) || element.rule.$refText === 'TEXT');
}

/** Whether it is the first thing of something that may be left out or repeated. */
function beginsOptionalPart(element: GrammarAST.AbstractElement): boolean {
    for (let node: unknown = element; GrammarAST.isAbstractElement(node); node = node.$container) {
        if (node.cardinality !== undefined) {
            return true;
        }
        const { $container } = node;
        if (GrammarAST.isGroup($container) && $container.elements.find(part => !GrammarAST.isAction(part)) !== node) {
            return false;
        }
    }
    return false;
}

/** Whether the grammar has read an operand right before it, as in `{Call.callee=current} '('`. */
function followsOperand(element: GrammarAST.AbstractElement): boolean {
    const { $container } = element;
    const before = GrammarAST.isGroup($container) ? $container.elements[$container.elements.indexOf(element) - 1] : undefined;
    return GrammarAST.isAction(before) && before.feature !== undefined;
}
