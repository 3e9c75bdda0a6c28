import type { Place } from '../findings.ts';
import type { PhysicalName } from './elements.ts';
import type { Type } from './types.ts';

/**
 * A typed expression, bound to what its names mean. The tree keeps the parentheses' effect, not the parentheses.
 * Precedence in any output is the writer's business.
 */
export type Expression = (
    | LiteralExpression
    | TypedLiteralExpression
    | AttributeExpression
    | ValueExpression
    | RowExpression
    | EnumValueExpression
    | SequenceExpression
    | SessionExpression
    | ParameterExpression
    | UnaryExpression
    | BinaryExpression
    | NullTestExpression
    | DistinctTestExpression
    | BetweenExpression
    | InExpression
    | InRowsExpression
    | ExistsExpression
    | LikeExpression
    | CaseExpression
    | CastExpression
    | CallExpression
    | ArrayExpression
    | SubscriptExpression
    | SqlExpression
    | UnresolvedExpression
) & { readonly type: Type; readonly place: Place };

export interface LiteralExpression {
    readonly kind: 'literal';
    readonly literal: 'number' | 'string' | 'boolean' | 'null';
    /** The number as written, the string's content without quotes, `true`, `false` or `null`. */
    readonly value: string;
}

/** date '2025-01-01' */
export interface TypedLiteralExpression {
    readonly kind: 'typed-literal';
    /** A primitive's name. */
    readonly primitive: string;
    readonly value: string;
}

/**
 * One column: an attribute of the row at hand, of a query's alias, or reached from it without a join. What stands for
 * several columns (a composite reference, a row) is taken apart when the expression is built: `o.customer = c` becomes
 * one comparison per key column, joined by `and`; in lists of elements each column is an element.
 */
export interface AttributeExpression {
    readonly kind: 'attribute';
    /** Id of the attribute where the path starts: `Order.customer`; of a view's column likewise. */
    readonly attribute: string;
    /** Within it: attributes of a structured type, or of the key of a reference (`order.placedAt`). */
    readonly path: readonly string[];
    /** The physical column. */
    readonly column: string;
    /** Which row: an alias of the query, `old`, `new`; absent for the row at hand. */
    readonly source?: string;
}

/** `value` in a domain's check. */
export interface ValueExpression {
    readonly kind: 'value';
}

/** A row as a whole, where it was not taken apart: `count(distinct c)`, `to_json(c)`. */
export interface RowExpression {
    readonly kind: 'row';
    readonly source: string;
    readonly relation: string;
}

export interface EnumValueExpression {
    readonly kind: 'enum-value';
    readonly enum: string;
    /** The value's name in the model. */
    readonly name: string;
    /** In the database: a string's content, or a number as written. */
    readonly value: string;
    readonly numeric: boolean;
}

/** The argument of `next(orderNumbers)`. */
export interface SequenceExpression {
    readonly kind: 'sequence';
    readonly sequence: string;
    readonly physicalName: PhysicalName;
}

export interface SessionExpression {
    readonly kind: 'session';
    readonly variable: string;
    /** The engine's setting: `app.user_role`; asking for it is an error where it is not set and `required`. */
    readonly setting: string;
    readonly required: boolean;
}

/** A parameter of an access pattern. */
export interface ParameterExpression {
    readonly kind: 'parameter';
    readonly name: string;
}

export interface UnaryExpression {
    readonly kind: 'unary';
    readonly operator: '-' | '+' | 'not';
    readonly operand: Expression;
}

export type BinaryOperator = '*' | '/' | '+' | '-' | '||' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

export interface BinaryExpression {
    readonly kind: 'binary';
    readonly operator: BinaryOperator;
    readonly left: Expression;
    readonly right: Expression;
}

export interface NullTestExpression {
    readonly kind: 'is';
    readonly operand: Expression;
    readonly test: 'null' | 'true' | 'false' | 'unknown';
    readonly negated: boolean;
}

export interface DistinctTestExpression {
    readonly kind: 'distinct';
    readonly left: Expression;
    readonly right: Expression;
    /** `is not distinct from` */
    readonly negated: boolean;
}

export interface BetweenExpression {
    readonly kind: 'between';
    readonly operand: Expression;
    readonly low: Expression;
    readonly high: Expression;
    readonly negated: boolean;
}

export interface InExpression {
    readonly kind: 'in';
    readonly operand: Expression;
    readonly values: readonly Expression[];
    readonly negated: boolean;
}

/** What a query or a condition reads, under a name of its own. */
export interface QuerySource {
    readonly alias: string;
    /** Entity or view. */
    readonly relation: string;
}

export interface Join {
    readonly kind: 'left' | 'right' | 'full' | 'inner' | 'cross';
    readonly source: QuerySource;
    readonly condition?: Expression;
}

/** Rows that a condition asks about. Its columns have an alias; a column without one is of the row at hand. */
export interface InnerQuery {
    readonly from: QuerySource;
    readonly joins: readonly Join[];
    readonly where?: Expression;
}

/** project in (m.project from Membership m where m.user = session.userId) */
export interface InRowsExpression {
    readonly kind: 'in rows';
    readonly operand: Expression;
    /** What each of the rows has. */
    readonly value: Expression;
    readonly rows: InnerQuery;
    readonly negated: boolean;
}

export interface ExistsExpression {
    readonly kind: 'exists';
    readonly rows: InnerQuery;
}

export interface LikeExpression {
    readonly kind: 'like';
    readonly operand: Expression;
    readonly pattern: Expression;
    readonly escape?: Expression;
    readonly caseInsensitive: boolean;
    readonly negated: boolean;
}

export interface CaseExpression {
    readonly kind: 'case';
    readonly subject?: Expression;
    readonly branches: readonly { readonly condition: Expression; readonly result: Expression }[];
    readonly otherwise?: Expression;
}

export interface CastExpression {
    readonly kind: 'cast';
    readonly operand: Expression;
    readonly to: Type;
}

export interface OrderBy {
    readonly expression: Expression;
    readonly descending: boolean;
    readonly nulls?: 'first' | 'last';
}

export interface CallExpression {
    readonly kind: 'call';
    /** Qualified name of the routine in the model or the prelude (`lower`, `sales.taxOf`). */
    readonly routine: string;
    /** In the database; of a builtin, the prelude's name. */
    readonly physicalName: PhysicalName;
    /** True for a routine of the prelude: the target knows how to spell it. */
    readonly builtin: boolean;
    readonly arguments: readonly Expression[];
    /** `count(*)` */
    readonly star: boolean;
    readonly distinct: boolean;
    readonly order: readonly OrderBy[];
    readonly withinGroup: readonly OrderBy[];
    readonly filter?: Expression;
    readonly window?: { readonly partition: readonly Expression[]; readonly order: readonly OrderBy[] };
    /** Present where no declaration of the routine takes these arguments. */
    readonly mismatch?: CallMismatch;
}

export interface CallMismatch {
    /** Position of the first argument that does not fit; absent where their number is wrong. */
    readonly argument?: number;
    /** What could be called: `substring(value: string, start: int)`. */
    readonly signatures: readonly string[];
}

export interface ArrayExpression {
    readonly kind: 'array';
    readonly elements: readonly Expression[];
}

export interface SubscriptExpression {
    readonly kind: 'subscript';
    readonly array: Expression;
    readonly index: Expression;
}

/** Marked SQL, by engine. */
export interface SqlExpression {
    readonly kind: 'sql';
    readonly texts: Readonly<Record<string, string>>;
}

/** Did not link, and the linker has said so; or, with a reason, linked to what is no value here. */
export interface UnresolvedExpression {
    readonly kind: 'unresolved';
    readonly text: string;
    /**
     * `join`: an attribute of another table, which only a join reaches. `composite`: several columns where one value is
     * asked for. `no value`: the name of a schema, a routine without a call, an entity.
     */
    readonly reason?: 'join' | 'composite' | 'no value';
}
