import type { PhysicalName } from '../../../language/index.ts';
import type { ExpressionTree, SourceExpression, TreeOrder } from './expressions.ts';

/** A SELECT of columns from relations that are joined one after the other. Each column in it says by its alias whose it is. */
export interface SourceQuery {
    readonly distinct: boolean;
    readonly from: SourceQuerySource;
    readonly joins: readonly {
        readonly kind: 'inner' | 'left' | 'right' | 'full' | 'cross'; readonly source: SourceQuerySource; readonly conditions: readonly SourceExpression[];
    }[];
    /** With `*` taken apart, and with the names that the engine gives to those without one. */
    readonly columns: readonly { readonly name: string; readonly expression: SourceExpression }[];
    /** All of them hold: a condition that cannot be said as a whole is in parts, some of which can be. */
    readonly where: readonly SourceExpression[];
    readonly grouping: readonly ExpressionTree[];
    readonly having: readonly SourceExpression[];
    readonly order: readonly TreeOrder[];
    readonly limit?: string;
}

export interface SourceQuerySource {
    readonly relation: PhysicalName;
    /** What its columns are qualified with: the table's own name where the query gives it no other. */
    readonly alias: string;
}
