import type { Place } from '../../findings.ts';
import type { BinaryExpression, BinaryOperator, Expression, InnerQuery, NullTestExpression } from '../expressions.ts';
import { primitive } from '../typing.ts';
import type { BuildContext } from './context.ts';
import { columnsIn, pairs, unresolved, valueOf, type Operand } from './operands.ts';

/** How two operands are compared: with an operator, or null-safe. */
export type Comparing =
    | { readonly kind: 'binary'; readonly operator: BinaryExpression['operator'] }
    | { readonly kind: 'distinct'; readonly negated: boolean };

/** What stands for several columns is compared column by column; only equality has a meaning there. */
export function comparisonOf(context: BuildContext, how: Comparing, left: Operand, right: Operand, place: Place, text: string): Expression {
    const compare = (a: Expression, b: Expression): Expression => ({ ...how, left: a, right: b, type: primitive('boolean'), place });
    const compared = left.kind === 'columns' || right.kind === 'columns' ? pairs(context, left, right) : undefined;
    if (!compared || compared.length === 1) {
        const [a, b] = compared?.[0] ?? [valueOf(left), valueOf(right)];
        return compare(a, b);
    }
    const equality = how.kind === 'distinct' ? how.negated : how.operator === '=';
    if (!equality && how.kind === 'binary' && how.operator !== '<>') {
        return unresolved(text, place, 'composite');
    }
    return joined(equality ? 'and' : 'or', compared.map(([a, b]) => compare(a, b)), place);
}

/** A reference is null where all its columns are, a row where its key is. */
export function nullTestOf(context: BuildContext, test: NullTestExpression['test'], negated: boolean, operand: Operand, place: Place): Expression {
    const columns = test === 'null' ? columnsIn(context, operand) : [valueOf(operand)];
    return joined('and', columns.map((column): Expression => ({ kind: 'is', operand: column, test, negated, type: primitive('boolean'), place })), place);
}

/** One of several values; of a composite reference, a disjunction of its equalities. */
export function inTestOf(context: BuildContext, negated: boolean, operand: Operand, values: readonly Operand[], place: Place): Expression {
    const compared = operand.kind === 'columns' ? values.map(value => pairs(context, operand, value)) : [];
    if (operand.kind !== 'columns' || compared.some(columns => !columns || columns.length === 1)) {
        const choices = values.map((value, position) => compared[position]?.[0]?.[1] ?? valueOf(value));
        return { kind: 'in', operand: columnsIn(context, operand)[0]!, values: choices, negated, type: primitive('boolean'), place };
    }
    const equal = (a: Expression, b: Expression): Expression => ({ kind: 'binary', operator: '=', left: a, right: b, type: primitive('boolean'), place });
    const any = joined('or', compared.map(columns => joined('and', columns!.map(([a, b]) => equal(a, b)), place)), place);
    return negated ? { kind: 'unary', operator: 'not', operand: any, type: primitive('boolean'), place } : any;
}

/** What each of the rows has is one value, and so is what is looked for among them. */
export function inRowsOf(context: BuildContext, negated: boolean, operand: Operand, value: Operand, rows: InnerQuery, place: Place): Expression {
    const compared = operand.kind === 'columns' || value.kind === 'columns' ? pairs(context, operand, value) : undefined;
    const [one, other] = compared?.length === 1 ? compared[0]! : [valueOf(operand), valueOf(value)];
    return { kind: 'in rows', operand: one, value: other, rows, negated, type: primitive('boolean'), place };
}

function joined(operator: Extract<BinaryOperator, 'and' | 'or'>, expressions: readonly Expression[], place: Place): Expression {
    return expressions.reduce((left, right) => ({ kind: 'binary', operator, left, right, type: primitive('boolean'), place }));
}
