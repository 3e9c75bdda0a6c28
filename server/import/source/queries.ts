import type { PhysicalName } from '../../../language/index.ts';
import type { ExpressionTree, SourceExpression, TreeOrder } from './expressions.ts';

/** A SELECT of columns from relations that are joined one after the other. Each column in it says by its alias whose it is. */
export interface SourceQuery {
    readonly distinct: boolean;
    readonly from: SourceQuerySource;
    readonly joins: readonly {
        readonly kind: 'inner' | 'left' | 'right' | 'full' | 'cross'; readonly source: SourceQuerySource; readonly condition?: ExpressionTree;
    }[];
    /** With `*` taken apart, and with the names that the engine gives to those without one. */
    readonly columns: readonly { readonly name: string; readonly expression: SourceExpression }[];
    readonly where?: ExpressionTree;
    readonly grouping: readonly ExpressionTree[];
    readonly having?: ExpressionTree;
    readonly order: readonly TreeOrder[];
    readonly limit?: string;
}

export interface SourceQuerySource {
    readonly relation: PhysicalName;
    /** What its columns are qualified with: the table's own name where the query gives it no other. */
    readonly alias: string;
}
