import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceColumn, SourceForeignKey, SourceSchema, SourceTable } from '../../source/index.ts';
import { inheritanceOf } from './inheritance.ts';
import { joinOf } from './joins.ts';
import { baseOf, baseOfMany } from './reference-names.ts';
import { columnNamed, isUsedApart } from './column-uses.ts';
import { SourceTables } from './source-tables.ts';

/** What the tables of a source are in the model, before anything has a name. */
export interface Structure {
    readonly tables: SourceTables;
    of(table: SourceTable): TableStructure;
}

export interface TableStructure {
    /**
     * A join table is a many-to-many relationship, whose first two references are its ends: their attributes have the
     * names of their entities. What PostgreSQL's inheritance makes of a table and the language cannot say is a
     * statement: nothing in the model can refer to it.
     */
    readonly kind: 'entity' | 'relationship' | 'statement';
    /** The foreign keys that are references of the model, those with columns of their own and those `via` others. */
    readonly references: readonly ReferenceStructure[];
    /** The entity that it `extends`. */
    readonly parent?: SourceTable;
    /** Entities extend it, and are stored as PostgreSQL's inheritance does. */
    readonly hasSubtypes: boolean;
}

export interface ReferenceStructure {
    readonly foreignKey: SourceForeignKey;
    readonly target: SourceTable;
    /** Of the target, also where the source leaves out that it is its primary key. */
    readonly targetColumns: readonly string[];
    /** Columns that the reference attribute has for itself; of the others, which it uses `via`, each has an attribute of its own. */
    readonly ownColumns: readonly string[];
    /** What to name the attribute after, in the source's spelling: `customer` for a column `customer_id` to `customers(id)`. */
    readonly base: string;
}

/** `isEntity` says of which tables no relationship is to be made. */
export function structureOf(schema: SourceSchema, isEntity: (table: SourceTable) => boolean = () => false): Structure {
    const tables = new SourceTables(schema);
    const inheritance = inheritanceOf(tables);
    const known = new Map<SourceTable, TableStructure>();
    const extended = new Set(inheritance.parents.values());
    const references = new Map<SourceTable, readonly ReferenceStructure[]>();
    for (const table of tables.all) {
        references.set(table, inheritance.statements.has(table) ? [] : referencesOf(schema, table, tables, inheritance.statements));
    }
    withoutCircles(references);
    for (const table of tables.all) {
        const own = references.get(table)!;
        const parent = inheritance.parents.get(table);
        const join = parent || inheritance.statements.has(table) || isEntity(table) ? undefined : joinOf(schema, table, own, tables);
        known.set(table, {
            kind: inheritance.statements.has(table) ? 'statement' : join ? 'relationship' : 'entity',
            references: join ? [...join, ...own.filter(reference => !join.includes(reference))] : own,
            ...parent ? { parent } : {},
            hasSubtypes: extended.has(table),
        });
    }
    return { tables, of: table => known.get(table) ?? { kind: 'entity', references: [], hasSubtypes: false } };
}

function referencesOf(schema: SourceSchema, table: SourceTable, tables: SourceTables, statements: ReadonlySet<SourceTable>): readonly ReferenceStructure[] {
    const fitting: { readonly foreignKey: SourceForeignKey; readonly target: SourceTable; readonly targetColumns: readonly string[] }[] = [];
    for (const foreignKey of table.foreignKeys) {
        const target = tables.named(foreignKey.target);
        const targetColumns = target ? targetColumnsOf(foreignKey, target) : [];
        // What the foreign key is about has to be in the model, attribute by attribute.
        const fits = target !== undefined && !statements.has(target) && !foreignKey.period
            && targetColumns.length === foreignKey.columns.length
            && targetColumns.every(name => columnNamed(target, name) ?? tables.hasInherited(target, name))
            && foreignKey.columns.every(name => columnNamed(table, name) ?? tables.hasInherited(table, name))
            && !(foreignKey.columns.length === 0);
        if (fits) {
            fitting.push({ foreignKey, target, targetColumns });
        }
    }
    const taken = new Set<string>();
    const own = new Map<SourceForeignKey, readonly string[]>();
    for (const { foreignKey, target, targetColumns } of fitting) {
        const [name] = foreignKey.columns;
        if (foreignKey.columns.length === 1 && !taken.has(name!) && canBeReference(table, name!, target, targetColumns[0]!, tables)) {
            taken.add(name!);
            own.set(foreignKey, foreignKey.columns);
        }
    }
    for (const { foreignKey, target, targetColumns } of fitting) {
        if (foreignKey.columns.length > 1 && !foreignKey.columns.some(name => taken.has(name))
            && isGroup(schema, table, foreignKey, fitting.map(other => other.foreignKey), tables)
            && foreignKey.columns.every((name, position) => canBeReference(table, name, target, targetColumns[position]!, tables))) {
            foreignKey.columns.forEach(name => taken.add(name));
            own.set(foreignKey, foreignKey.columns);
        }
    }
    const single = new Set([...own].filter(([foreignKey]) => foreignKey.columns.length === 1).flatMap(([, columns]) => columns));
    return fitting.map(({ foreignKey, target, targetColumns }) => ({
        foreignKey, target, targetColumns, ownColumns: own.get(foreignKey) ?? [],
        base: foreignKey.columns.length === 1
            ? baseOf(foreignKey.columns[0]!, target, targetColumns[0]!)
            : baseOfMany(foreignKey.columns, target, targetColumns, single),
    }));
}

export function targetColumnsOf(foreignKey: SourceForeignKey, target: SourceTable): readonly string[] {
    return foreignKey.targetColumns.length > 0 ? foreignKey.targetColumns : target.primaryKey?.columns ?? [];
}

/** Whether the column is what the attribute of a reference makes: of the referenced column's type, and with nothing odd about it. */
function canBeReference(table: SourceTable, name: string, target: SourceTable, targetName: string, tables: SourceTables): boolean {
    const column = columnNamed(table, name);
    const referenced = columnNamed(target, targetName) ?? tables.inherited(target, targetName);
    return column !== undefined && referenced !== undefined && column !== referenced && isPlain(column)
        && column.type.name === referenced.type.name && (column.type.schema ?? '') === (referenced.type.schema ?? '')
        && column.type.arguments.join() === referenced.type.arguments.join()
        && column.type.dimensions.length === 0 && referenced.type.dimensions.length === 0;
}

function isPlain({ generated, identity, collation }: SourceColumn): boolean {
    return !generated && !identity && collation === undefined;
}

/** Whether the columns of a composite foreign key are one thing everywhere: they stand together, and nothing names one without the others. */
function isGroup(
    schema: SourceSchema, table: SourceTable, foreignKey: SourceForeignKey, all: readonly SourceForeignKey[], tables: SourceTables,
): boolean {
    const { columns } = foreignKey;
    const members = columns.map(name => columnNamed(table, name));
    const start = table.columns.findIndex(({ name }) => name === columns[0]);
    const first = members[0];
    return first !== undefined && columns.every((name, position) => table.columns[start + position]?.name === name)
        && members.every(column => column !== undefined && column.notNull === first.notNull && column.notNullName === undefined
            && column.default === undefined && column.comment === undefined && column.options.length === 0
            && column.storage === undefined && column.compression === undefined)
        && all.every(other => other === foreignKey || !other.columns.some(name => columns.includes(name)))
        && foreignKey.onDeleteColumns.length === 0
        && !isUsedApart(schema, table, columns, tables);
}

/** The key of a reference cannot be a reference that leads back to it: all of a circle use plain attributes. */
function withoutCircles(all: Map<SourceTable, readonly ReferenceStructure[]>): void {
    const owners = new Map<SourceTable, Map<string, ReferenceStructure>>();
    for (const [table, references] of all) {
        const byColumn = new Map<string, ReferenceStructure>();
        references.forEach(reference => reference.ownColumns.forEach(column => byColumn.set(column, reference)));
        owners.set(table, byColumn);
    }
    for (const [table, references] of all) {
        all.set(table, references.map(reference => leadsBack(reference, owners) ? { ...reference, ownColumns: [] } : reference));
    }
}

function leadsBack(start: ReferenceStructure, owners: ReadonlyMap<SourceTable, ReadonlyMap<string, ReferenceStructure>>): boolean {
    const seen = new Set<ReferenceStructure>();
    const open = [start];
    for (let reference = open.pop(); reference; reference = open.pop()) {
        for (const column of reference.targetColumns) {
            const next = owners.get(reference.target)?.get(column);
            if (next !== undefined && next === start) {
                return true;
            }
            if (next && !seen.has(next)) {
                seen.add(next);
                open.push(next);
            }
        }
    }
    return false;
}

/** `schema.name`, for a map. */
export function keyOfName({ schema, name }: PhysicalName): string {
    return `${schema ?? ''}.${name}`;
}
