import type { Table } from '../../../../language/index.ts';
import { ConstraintNames } from '../../../../server/import/model/entities/constraint-names.ts';
import type { SourceTable } from '../../../../server/import/source/index.ts';

/** What a table comes to, in a form that source and model share. */
export interface Shape {
    readonly columns: readonly string[];
    readonly constraints: readonly string[];
}

export function shapeOf(of: Table): Shape {
    const { columns, primaryKey, uniques, checks, foreignKeys, exclusions, indexes } = of;
    return {
        columns: columns.map(({ name, nullable }) => `${name}${nullable ? '?' : ''}`),
        constraints: [
            ...primaryKey ? [`${primaryKey.name} key ${primaryKey.columns.join()}`] : [],
            ...uniques.map(unique => `${unique.name} unique ${unique.columns.join()} ${unique.include.join()}`),
            ...checks.map(({ name }) => `${name} check`), ...exclusions.map(({ name }) => `${name} exclude`), ...indexes.map(({ name, unique }) => `${name} index ${unique}`),
            ...foreignKeys.map(key => `${key.name} ${key.columns.join()} ${key.target.name} ${key.targetColumns.join()} ${key.onDelete} ${key.onDeleteColumns.join()} ${key.onUpdate} ${key.timing.initiallyDeferred}`),
        ].sort(),
    };
}

export function sourceShape(of: SourceTable, all: readonly SourceTable[]): Shape {
    const names = new ConstraintNames(of);
    const keyOf = (name: string): readonly string[] => all.find(other => other.name.name === name)!.primaryKey!.columns;
    return {
        columns: of.columns.map(({ name, notNull }) => `${name}${notNull ? '' : '?'}`),
        constraints: [
            ...of.primaryKey ? [`${names.of(of.primaryKey)} key ${of.primaryKey.columns.join()}`] : [],
            ...of.uniques.map(unique => `${names.of(unique)} unique ${unique.columns.join()} ${unique.include.join()}`),
            ...of.checks.map(constraint => `${names.of(constraint)} check`), ...of.exclusions.map(constraint => `${names.of(constraint)} exclude`),
            ...of.indexes.map(constraint => `${names.of(constraint)} index ${constraint.unique}`),
            ...of.foreignKeys.filter(({ target }) => target.schema === undefined).map(reference => `${names.of(reference)} ${reference.columns.join()} ${reference.target.name} `
                + `${(reference.targetColumns.length > 0 ? reference.targetColumns : keyOf(reference.target.name)).join()} ${reference.onDelete} ${reference.onDeleteColumns.join()} `
                + `${reference.onUpdate} ${reference.timing.initiallyDeferred}`),
        ].sort(),
    };
}
