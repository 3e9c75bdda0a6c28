import type { Expression, InnerQuery, OrderBy, QuerySource } from './expressions.ts';

/** Calls back with each direct part of an expression, from left to right. */
export function forEachPart(expression: Expression, visit: (part: Expression) => void): void {
    switch (expression.kind) {
        case 'unary':
        case 'is':
        case 'cast':
            visit(expression.operand);
            return;
        case 'binary':
        case 'distinct':
            visit(expression.left);
            visit(expression.right);
            return;
        case 'between':
            visit(expression.operand);
            visit(expression.low);
            visit(expression.high);
            return;
        case 'in':
            visit(expression.operand);
            expression.values.forEach(visit);
            return;
        case 'in rows':
            visit(expression.operand);
            visit(expression.value);
            conditionsOf(expression.rows).forEach(visit);
            return;
        case 'exists':
            conditionsOf(expression.rows).forEach(visit);
            return;
        case 'like':
            visit(expression.operand);
            visit(expression.pattern);
            visitPresent(expression.escape, visit);
            return;
        case 'case':
            visitPresent(expression.subject, visit);
            for (const { condition, result } of expression.branches) {
                visit(condition);
                visit(result);
            }
            visitPresent(expression.otherwise, visit);
            return;
        case 'call':
            expression.arguments.forEach(visit);
            expression.order.forEach(({ expression: key }) => visit(key));
            expression.withinGroup.forEach(({ expression: key }) => visit(key));
            visitPresent(expression.filter, visit);
            expression.window?.partition.forEach(visit);
            expression.window?.order.forEach(({ expression: key }) => visit(key));
            return;
        case 'array':
            expression.elements.forEach(visit);
            return;
        case 'subscript':
            visit(expression.array);
            visit(expression.index);
            return;
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
            return;
    }
}

/** What an expression asks about other rows. */
export function isInnerQuery(expression: Expression): expression is Extract<Expression, { readonly rows: InnerQuery }> {
    return expression.kind === 'exists' || expression.kind === 'in rows';
}

/** What chooses the rows of an inner query. */
export function conditionsOf({ joins, where }: InnerQuery): readonly Expression[] {
    return [...joins.flatMap(({ condition }) => condition ?? []), ...where ? [where] : []];
}

/** The sources of a query, the one that it begins with first. */
export function sourcesOf({ from, joins }: Pick<InnerQuery, 'from' | 'joins'>): readonly QuerySource[] {
    return [from, ...joins.map(({ source }) => source)];
}

function visitPresent(part: Expression | undefined, visit: (part: Expression) => void): void {
    if (part) {
        visit(part);
    }
}

/** Calls back with the expression and all that it is made of, outside first. */
export function walk(expression: Expression, visit: (part: Expression) => void): void {
    visit(expression);
    forEachPart(expression, part => walk(part, visit));
}

/** The same expression with parts replaced: where `replace` gives something, it stands for the part and is not looked into. */
export function mapExpression(expression: Expression, replace: (part: Expression) => Expression | undefined): Expression {
    const replaced = replace(expression);
    if (replaced) {
        return replaced;
    }
    const map = (part: Expression): Expression => mapExpression(part, replace);
    const mapOrder = (order: readonly OrderBy[]): readonly OrderBy[] => order.map(key => ({ ...key, expression: map(key.expression) }));
    switch (expression.kind) {
        case 'unary':
        case 'is':
        case 'cast':
            return { ...expression, operand: map(expression.operand) };
        case 'binary':
        case 'distinct':
            return { ...expression, left: map(expression.left), right: map(expression.right) };
        case 'between':
            return { ...expression, operand: map(expression.operand), low: map(expression.low), high: map(expression.high) };
        case 'in':
            return { ...expression, operand: map(expression.operand), values: expression.values.map(map) };
        case 'in rows':
            return { ...expression, operand: map(expression.operand), value: map(expression.value), rows: mapInner(expression.rows, map) };
        case 'exists':
            return { ...expression, rows: mapInner(expression.rows, map) };
        case 'like':
            return {
                ...expression, operand: map(expression.operand), pattern: map(expression.pattern),
                ...expression.escape ? { escape: map(expression.escape) } : {},
            };
        case 'case':
            return {
                ...expression,
                ...expression.subject ? { subject: map(expression.subject) } : {},
                branches: expression.branches.map(({ condition, result }) => ({ condition: map(condition), result: map(result) })),
                ...expression.otherwise ? { otherwise: map(expression.otherwise) } : {},
            };
        case 'call':
            return {
                ...expression,
                arguments: expression.arguments.map(map),
                order: mapOrder(expression.order),
                withinGroup: mapOrder(expression.withinGroup),
                ...expression.filter ? { filter: map(expression.filter) } : {},
                ...expression.window ? { window: { partition: expression.window.partition.map(map), order: mapOrder(expression.window.order) } } : {},
            };
        case 'array':
            return { ...expression, elements: expression.elements.map(map) };
        case 'subscript':
            return { ...expression, array: map(expression.array), index: map(expression.index) };
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
            return expression;
    }
}

function mapInner(rows: InnerQuery, map: (part: Expression) => Expression): InnerQuery {
    return {
        from: rows.from,
        joins: rows.joins.map(join => join.condition ? { ...join, condition: map(join.condition) } : join),
        ...rows.where ? { where: map(rows.where) } : {},
    };
}

/** The columns of the row at hand that an expression reads, each once. */
export function columnsRead(expression: Expression): readonly string[] {
    const columns = new Set<string>();
    walk(expression, part => {
        if (part.kind === 'attribute' && part.source === undefined) {
            columns.add(part.column);
        }
    });
    return [...columns];
}
