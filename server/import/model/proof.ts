import { tablesOf, type Model, type Table } from '../../../language/index.ts';
import { targetOf } from '../../targets/index.ts';
import type { SourceQuery, SourceTable } from '../source/index.ts';
import { slotOf, type SlotKind } from './context.ts';
import { isSameQuery, querySlot, queryText, type Lowering } from './declarations/index.ts';
import { ConstraintNames } from './entities/constraint-names.ts';

/** Slots of constraints and indexes that the model gives another name in the database than the source has. */
export function misnamed(model: Model, { schema, names }: Lowering): readonly string[] {
    const tables = new Map(tablesOf(model).map(table => [names.keyOf(table.name), table]));
    return schema.objects.flatMap(object => {
        const made = object.kind === 'table' ? tables.get(names.keyOf(object.name)) : undefined;
        return object.kind === 'table' && made ? misnamedIn(object, made) : [];
    });
}

/** Slots of queries that are another one when they are read from the model's DDL. */
export function misread(model: Model, lowering: Lowering, readQuery: (sql: string) => SourceQuery | undefined): readonly string[] {
    const { schema, names } = lowering;
    const views = schema.objects.flatMap(object => {
        const text = object.kind === 'view' ? queryText(object, lowering) : undefined;
        return object.kind === 'view' && text ? [{ view: object, text }] : [];
    });
    if (views.length === 0) {
        return [];
    }
    const ids = new Map(model.views.map(({ id, physicalName }) => [id, names.keyOf(physicalName)]));
    const statements = new Map((targetOf('postgresql')?.generate(model) ?? []).flatMap(artefact => artefact.statements).flatMap(({ id, text }) => {
        const key = ids.get(id ?? '');
        return key !== undefined && /^create (?:materialized )?view /i.test(text) ? [[key, text] as const] : [];
    }));
    return views.flatMap(({ view, text }) => {
        const query = readQuery(statements.get(names.keyOf(view.name)) ?? '');
        const again = query && queryText({ ...view, query }, lowering);
        return again && isSameQuery(text, again) ? [] : [querySlot(view)];
    });
}

function misnamedIn(table: SourceTable, made: Table): readonly string[] {
    const names = new ConstraintNames(table);
    const found = new Set([
        ...made.primaryKey ? [made.primaryKey] : [], ...made.uniques, ...made.checks, ...made.foreignKeys, ...made.exclusions, ...made.indexes,
    ].map(({ name }) => name));
    const slots: string[] = [];
    const compare = (kind: SlotKind, constraints: readonly { readonly name?: string }[], of?: number) => constraints.forEach((constraint, index) => {
        if (!found.has(names.of(constraint))) {
            slots.push(slotOf(kind, table.name, of ?? constraint.name ?? index));
        }
    });
    compare('key', table.primaryKey ? [table.primaryKey] : [], 0);
    compare('unique', table.uniques);
    compare('check', table.checks);
    compare('foreign key', table.foreignKeys);
    compare('exclusion', table.exclusions);
    compare('index', table.indexes);
    return slots;
}
