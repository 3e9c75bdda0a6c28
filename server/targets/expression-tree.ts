import type { Expression, OrderBy } from '../../language/index.ts';

/** The expressions that one is made of, in the order of the source. */
export function operandsOf(expression: Expression): readonly Expression[] {
    switch (expression.kind) {
        case 'unary':
        case 'is':
        case 'cast':
            return [expression.operand];
        case 'binary':
        case 'distinct':
            return [expression.left, expression.right];
        case 'between':
            return [expression.operand, expression.low, expression.high];
        case 'in':
            return [expression.operand, ...expression.values];
        case 'like':
            return [expression.operand, expression.pattern, ...expression.escape ? [expression.escape] : []];
        case 'case':
            return [
                ...expression.subject ? [expression.subject] : [],
                ...expression.branches.flatMap(branch => [branch.condition, branch.result]),
                ...expression.otherwise ? [expression.otherwise] : [],
            ];
        case 'call':
            return [
                ...expression.arguments, ...ordered(expression.order), ...ordered(expression.withinGroup),
                ...expression.filter ? [expression.filter] : [],
                ...expression.window?.partition ?? [], ...ordered(expression.window?.order ?? []),
            ];
        case 'array':
            return expression.elements;
        case 'subscript':
            return [expression.array, expression.index];
        case 'literal':
        case 'typed-literal':
        case 'attribute':
        case 'value':
        case 'row':
        case 'enum-value':
        case 'sequence':
        case 'session':
        case 'parameter':
        case 'sql':
        case 'unresolved':
            return [];
    }
}

/** An expression and all that it is made of. */
export function* withinExpression(expression: Expression): Iterable<Expression> {
    yield expression;
    for (const operand of operandsOf(expression)) {
        yield* withinExpression(operand);
    }
}

function ordered(order: readonly OrderBy[]): readonly Expression[] {
    return order.map(by => by.expression);
}
