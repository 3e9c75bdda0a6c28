import type { SourceType } from './types.ts';

/**
 * An expression as its source has it. The text is exact and always there; the tree is there where every part of it has
 * a portable meaning, so that it can be written in the model's own language instead of as marked SQL.
 */
export interface SourceExpression {
    /** In the source's own SQL, without outer parentheses. */
    readonly sql: string;
    readonly tree?: ExpressionTree;
    /** Instead of the tree: one that means the same, but of which the engine's catalog would print another text. */
    readonly near?: ExpressionTree;
}

/** What the model's expressions can say, in physical names and not bound yet. */
export type ExpressionTree =
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    /** A text that the source gives a type: `'2025-01-01'::date`, `interval '1 day'`, `'open'::order_status`. */
    | { readonly kind: 'typed'; readonly type: SourceType; readonly value: string }
    /** A column; `value` in a domain's check is one without an owner. */
    | { readonly kind: 'column'; readonly name: string; readonly of?: string }
    | { readonly kind: 'cast'; readonly operand: ExpressionTree; readonly type: SourceType }
    | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: ExpressionTree }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: ExpressionTree; readonly right: ExpressionTree }
    | { readonly kind: 'test'; readonly test: 'null' | 'true' | 'false' | 'unknown'; readonly negated: boolean; readonly operand: ExpressionTree }
    | { readonly kind: 'distinct'; readonly negated: boolean; readonly left: ExpressionTree; readonly right: ExpressionTree }
    | { readonly kind: 'between'; readonly negated: boolean; readonly operand: ExpressionTree; readonly low: ExpressionTree; readonly high: ExpressionTree }
    | { readonly kind: 'in'; readonly negated: boolean; readonly operand: ExpressionTree; readonly values: readonly ExpressionTree[] }
    | {
        readonly kind: 'like'; readonly negated: boolean; readonly ignoresCase: boolean;
        readonly operand: ExpressionTree; readonly pattern: ExpressionTree; readonly escape?: ExpressionTree;
    }
    | {
        readonly kind: 'case'; readonly subject?: ExpressionTree; readonly otherwise?: ExpressionTree;
        readonly branches: readonly { readonly when: ExpressionTree; readonly then: ExpressionTree }[];
    }
    | { readonly kind: 'array'; readonly elements: readonly ExpressionTree[] }
    /** Also what SQL writes without parentheses: `current_timestamp` is a call without arguments. */
    | {
        readonly kind: 'call'; readonly schema?: string; readonly name: string; readonly arguments: readonly ExpressionTree[];
        readonly star: boolean; readonly distinct: boolean;
        /** What only aggregates and windows have, which stand in queries alone. */
        readonly order?: readonly TreeOrder[]; readonly withinGroup?: readonly TreeOrder[]; readonly filter?: ExpressionTree; readonly window?: TreeWindow;
        /** Written as the SQL standard does and not as a call: `extract(year from d)`, `x at time zone 'utc'`, `trim(both from x)`. The catalog keeps the difference. */
        readonly standardSyntax?: boolean;
    }
    /** An operator that is the engine's own: `~`, `->>`, `@>`, `&&`. */
    | { readonly kind: 'operator'; readonly operator: string; readonly left?: ExpressionTree; readonly right: ExpressionTree }
    | { readonly kind: 'subscript'; readonly array: ExpressionTree; readonly index: ExpressionTree };

export interface TreeOrder {
    readonly expression: ExpressionTree;
    readonly descending: boolean;
    /** Absent where it is the engine's default for the direction. */
    readonly nulls?: 'first' | 'last';
}

export interface TreeWindow {
    readonly partition: readonly ExpressionTree[];
    readonly order: readonly TreeOrder[];
}

export type BinaryOperator = 'and' | 'or' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '||';
