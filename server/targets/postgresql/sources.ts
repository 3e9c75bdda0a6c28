import { isOfSubtype, walk } from '../../../language/index.ts';
import type { AttributeExpression, Entity, Expression, QuerySource, Table } from '../../../language/index.ts';
import { identifier, identifiers, qualified } from './identifiers.ts';
import type { ModelNames } from './model-names.ts';

/** A source of a query as FROM has it, and where its columns are found. */
export interface WrittenSource {
    readonly text: string;
    /** The tables of parents that are joined to it, each with its JOIN. */
    readonly joins: readonly string[];
    /** What stands before its columns; nothing where they stand alone. */
    readonly alias: string | undefined;
    /** The aliases of parents' tables by the columns that are inherited from them. */
    readonly inherited: ReadonlyMap<string, string>;
}

/**
 * A relation of a query. An entity may be spread over tables, share one with its siblings, or be the sum of its
 * subtypes: what the query sees is one row for each of it. An alias that is the name of the table is none.
 *
 * @param taken names that no table of a parent may get
 */
export function writeSource(
    { alias, relation }: QuerySource, columns: ReadonlySet<string>, isQualified: boolean, taken: ReadonlySet<string>, names: ModelNames,
    write: (condition: Expression) => string,
): WrittenSource {
    const entity = names.entity(relation);
    const table = names.tableOf(relation);
    const derived = (select: string): WrittenSource => ({ text: `(${select}) AS ${identifier(alias)}`, joins: [], alias, inherited: new Map() });
    const plain = (): WrittenSource => {
        const physical = names.relation(relation);
        const isOwnName = physical.name === alias;
        return {
            text: isOwnName ? qualified(physical) : `${qualified(physical)} AS ${identifier(alias)}`,
            joins: [], alias: isOwnName && !isQualified ? undefined : alias, inherited: new Map(),
        };
    };
    if (!entity) {
        return plain();
    }
    if (table && entity.table === undefined) {
        // Only the rows that are of this type or a subtype of it.
        const condition = isOfSubtype(entity, names.index);
        return derived(`SELECT * FROM ${qualified(table.name)}${condition ? ` WHERE ${write(condition)}` : ''}`);
    }
    const parts = concreteTables(entity, names);
    if (parts.length > 1 || parts.length === 1 && !table) {
        const all = identifiers(entity.attributes.flatMap(attribute => attribute.columns.map(column => column.name)));
        return derived(parts.map(part => `SELECT ${all} FROM ${qualified(part.name)}`).join(' UNION ALL '));
    }
    return (table && withParents(entity, table, alias, columns, taken, names)) ?? plain();
}

/** The columns that a query takes from one of its aliases. */
export function columnsByAlias(expressions: readonly Expression[]): ReadonlyMap<string, ReadonlySet<string>> {
    const columns = new Map<string, Set<string>>();
    expressions.forEach(expression => walk(expression, part => {
        if (part.kind === 'attribute' && part.source !== undefined) {
            const known = columns.get(part.source);
            if (known) {
                known.add(part.column);
            } else {
                columns.set(part.source, new Set([part.column]));
            }
        }
    }));
    return columns;
}

/** The qualifier of each column in a query. */
export function qualifierIn(sources: ReadonlyMap<string, WrittenSource>): (attribute: AttributeExpression) => string | undefined {
    return ({ source, column }) => {
        const written = source === undefined ? undefined : sources.get(source);
        const alias = written ? written.inherited.get(column) ?? written.alias : source;
        return alias === undefined ? undefined : identifier(alias);
    };
}

/** Joins the tables of the parents that hold what the query asks for; nothing where it asks for nothing of theirs. */
function withParents(
    entity: Entity, table: Table, alias: string, columns: ReadonlySet<string>, taken: ReadonlySet<string>, names: ModelNames,
): WrittenSource | undefined {
    const inherited = new Map<string, string>();
    const joins: string[] = [];
    for (const parent of names.ancestorsOf(entity.id)) {
        const parentTable = names.tableOf(parent.id);
        const theirs = [...columns].filter(column => !has(table, column) && !inherited.has(column) && parentTable && has(parentTable, column));
        if (parentTable && theirs.length > 0) {
            const name = freeAlias(`${alias}_${parentTable.name.name}`, taken);
            const keys = (parentTable.primaryKey?.columns ?? []).map((column, index) =>
                `${identifier(name)}.${identifier(column)} = ${identifier(alias)}.${identifier(table.primaryKey?.columns[index] ?? column)}`);
            joins.push(`JOIN ${qualified(parentTable.name)} AS ${identifier(name)} ON ${keys.join(' AND ')}`);
            theirs.forEach(column => inherited.set(column, name));
        }
    }
    return joins.length === 0
        ? undefined
        : { text: `${qualified(table.name)} AS ${identifier(alias)}`, joins, alias, inherited };
}

/** The entity's own table and those of the subtypes that hold all their columns themselves. */
function concreteTables(entity: Entity, names: ModelNames): readonly Table[] {
    const copies = names.descendantsOf(entity.id).filter(subtype => names.index.strategyOf(subtype) === 'concrete');
    return [...entity.table ? [entity] : [], ...copies.filter(({ table }) => table)].flatMap(({ id }) => names.tableOf(id) ?? []);
}

/** What is joined as a whole, so that an outer join does not lose a part of it. */
export function asOne({ text, joins }: WrittenSource): string {
    return joins.length === 0 ? text : `(${[text, ...joins].join(' ')})`;
}

export function freeAlias(wanted: string, taken: ReadonlySet<string>): string {
    return taken.has(wanted) ? freeAlias(`${wanted}_`, taken) : wanted;
}

function has(table: Table, column: string): boolean {
    return table.columns.some(({ name }) => name === column);
}
