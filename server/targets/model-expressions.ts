import type { Expression, IndexElement, Model, Partitioning, Table } from '../../language/index.ts';

type Present = Expression | undefined;

// By the tables, which are made once for a model: several checks ask for its expressions.
const known = new WeakMap<readonly Table[], readonly Expression[]>();

/** Every expression that a model's DDL holds, as a whole: what is within them is found by walking. */
export function expressionsOf(model: Model, tables: readonly Table[]): readonly Expression[] {
    let expressions = known.get(tables);
    if (!expressions) {
        known.set(tables, expressions = collect(model, tables));
    }
    return expressions;
}

function collect(model: Model, tables: readonly Table[]): readonly Expression[] {
    const expressions: Expression[] = [];
    const add = (expression: Present): void => {
        if (expression) {
            expressions.push(expression);
        }
    };
    for (const { default: standard, checks } of model.domains) {
        add(standard);
        checks.forEach(({ condition }) => add(condition));
    }
    model.routines.forEach(({ parameters }) => parameters.forEach(parameter => add(parameter.default)));
    tables.forEach(table => addTable(table, add));
    const others: readonly Present[] = [
        ...model.views.flatMap(ofView),
        ...model.triggers.flatMap(({ condition, action }) => [condition, ...action?.arguments ?? []]),
        ...model.policies.flatMap(({ using, check }) => [using, check]),
        ...model.jobs.flatMap(({ action }) => action?.arguments ?? []),
        ...model.rows.flatMap(({ rows }) => rows.flat()),
    ];
    others.forEach(add);
    return expressions;
}

// Without lists in between: a large model has a hundred thousand columns that mostly have no expression.
function addTable(table: Table, add: (expression: Present) => void): void {
    for (const column of table.columns) {
        add(column.default);
        add(column.computed?.expression);
        add(column.onUpdate);
    }
    table.checks.forEach(({ condition }) => add(condition));
    for (const { elements, predicate } of table.exclusions) {
        elements.forEach(({ expression }) => add(expression));
        add(predicate);
    }
    for (const { elements, predicate } of table.indexes) {
        elements.forEach(({ expression }) => add(expression));
        add(predicate);
    }
    ofPartitioning(table.partitioning).forEach(add);
}

function ofPartitioning(partitioning: Partitioning | undefined): readonly Present[] {
    return partitioning
        ? [...ofElements(partitioning.elements), ...partitioning.partitions.flatMap(({ subpartitioning }) => ofPartitioning(subpartitioning))]
        : [];
}

function ofView({ query, columns, indexes }: Model['views'][number]): readonly Present[] {
    return [
        ...columns.map(({ expression }) => expression),
        ...indexes.flatMap(({ elements, predicate }) => [...ofElements(elements), predicate]),
        ...query ? [...query.joins.map(({ condition }) => condition), query.where, ...query.grouping, query.having, ...query.order.map(by => by.expression)] : [],
    ];
}

function ofElements(elements: readonly IndexElement[]): readonly Expression[] {
    return elements.map(({ expression }) => expression);
}
