import type { Expression, IndexElement, Model, Partitioning, Table } from '../../language/index.ts';

type Present = Expression | undefined;

/** Every expression that a model's DDL holds, as a whole: what is within them is found by walking. */
export function expressionsOf(model: Model, tables: readonly Table[]): readonly Expression[] {
    const expressions: readonly Present[] = [
        ...model.domains.flatMap(domain => [domain.default, ...domain.checks.map(({ condition }) => condition)]),
        ...model.routines.flatMap(({ parameters }) => parameters.map(parameter => parameter.default)),
        ...tables.flatMap(ofTable),
        ...model.views.flatMap(ofView),
        ...model.triggers.flatMap(({ condition, action }) => [condition, ...action?.arguments ?? []]),
        ...model.policies.flatMap(({ using, check }) => [using, check]),
        ...model.jobs.flatMap(({ action }) => action?.arguments ?? []),
        ...model.rows.flatMap(({ rows }) => rows.flat()),
    ];
    return expressions.filter(expression => expression !== undefined);
}

function ofTable(table: Table): readonly Present[] {
    return [
        ...table.columns.flatMap(column => [column.default, column.computed?.expression, column.onUpdate]),
        ...table.checks.map(({ condition }) => condition),
        ...table.exclusions.flatMap(({ elements, predicate }) => [...elements.map(({ expression }) => expression), predicate]),
        ...table.indexes.flatMap(({ elements, predicate }) => [...ofElements(elements), predicate]),
        ...ofPartitioning(table.partitioning),
    ];
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
