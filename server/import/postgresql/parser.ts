import type * as parserModule from 'libpg-query';
import type { Node } from 'libpg-query';

/** Loaded when a script is read for the first time: its WebAssembly costs what no start of a server should. */
let parser: typeof parserModule | undefined;

/** The kind of a node of PostgreSQL's parse tree: `CreateStmt`, `ColumnRef`. */
export type NodeKind = Node extends infer Each ? Each extends unknown ? keyof Each : never : never;

/** The fields of a node of a kind. */
export type NodeOf<Kind extends NodeKind> = Extract<Node, Readonly<Record<Kind, unknown>>> extends Readonly<Record<Kind, infer Fields>> ? Fields : never;

/** Why PostgreSQL's parser refuses a text. */
export interface ParseFailure {
    readonly message: string;
    /** In UTF-16 code units of the text. */
    readonly offset: number;
    /** Its parser would take it, but the stack is not deep enough for its tree. */
    readonly isTooDeep?: true;
}

/** Loads PostgreSQL's parser; once is enough, more does no harm. */
export async function loadParser(): Promise<void> {
    parser ??= await import('libpg-query');
    await parser.loadModule();
}

/** The one statement of a text, or why it is none. Needs {@link loadParser} first. */
export function parseStatement(text: string): Node | ParseFailure {
    if (parser === undefined) {
        throw new Error('The parser is not loaded.');
    }
    try {
        const { stmts } = parser.parseSync(text);
        return stmts?.[0]?.stmt ?? { message: 'There is no statement.', offset: 0 };
    } catch (error) {
        if (!(error instanceof Error)) {
            throw error;
        }
        if (error instanceof RangeError) {
            return { message: error.message, offset: 0, isTooDeep: true };
        }
        const position = parser.hasSqlDetails(error) ? error.sqlDetails?.cursorPosition ?? 0 : 0;
        return { message: error.message, offset: Math.max(0, position) };
    }
}

/** An expression by itself. */
export function parseExpression(text: string): Node | ParseFailure {
    // A comment to the end of its line must not swallow the parenthesis.
    const parsed = parseStatement(`SELECT (${text}\n)`);
    if (isFailure(parsed)) {
        return parsed;
    }
    const { targetList, ...rest } = fieldsOf(parsed, 'SelectStmt') ?? {};
    const target = fieldsOf(targetList?.[0], 'ResTarget');
    const isOnlyIt = targetList?.length === 1 && target?.name === undefined && rest.fromClause === undefined && rest.op === 'SETOP_NONE';
    return isOnlyIt && target?.val !== undefined ? target.val : { message: 'This is no expression.', offset: 0 };
}

export function isFailure(result: Node | ParseFailure): result is ParseFailure {
    return 'message' in result && 'offset' in result;
}

/** The kind of a node and its fields: a node is an object with the one as its key and the others as the value. */
export function kindOf(node: Node): NodeKind {
    for (const kind in node) {
        return kind as NodeKind;
    }
    throw new TypeError('A node of a parse tree has a kind.');
}

/** The fields of a node if it is of that kind. */
export function fieldsOf<Kind extends NodeKind>(node: Node | undefined, kind: Kind): NodeOf<Kind> | undefined {
    return node === undefined ? undefined : (node as Partial<Record<Kind, NodeOf<Kind>>>)[kind];
}

/** The texts of a list of `String` nodes, as qualified names and column lists are. */
export function textsOf(nodes: readonly Node[] | undefined): string[] {
    return (nodes ?? []).map(node => fieldsOf(node, 'String')?.sval ?? '');
}
