import type { Node, SelectStmt } from 'libpg-query';
import type { SourceType } from '../source/index.ts';
import { nameOf } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import { readType } from './types.ts';

type Columns = readonly (readonly [name: string, type: SourceType | undefined])[];

/** A source of rows in FROM: what it is called there, and its columns where they are known. */
interface Rows {
    readonly name: string | undefined;
    readonly columns: Columns | undefined;
}

/**
 * The columns that a query gives, with their types as far as they follow from the columns of tables and from casts.
 * Undefined where not even their names are known.
 */
export function columnsOfQuery(select: SelectStmt, state: SchemaState): ReadonlyMap<string, SourceType | undefined> | undefined {
    const columns = columnsOf(select, state, new Map());
    return columns && new Map(columns);
}

function columnsOf(select: SelectStmt, state: SchemaState, outer: ReadonlyMap<string, Columns | undefined>): Columns | undefined {
    const common = new Map(outer);
    for (const node of select.withClause?.ctes ?? []) {
        const { ctename = '', ctequery, aliascolnames } = fieldsOf(node, 'CommonTableExpr') ?? {};
        const query = fieldsOf(ctequery, 'SelectStmt');
        common.set(ctename, renamed(query && columnsOf(query, state, common), textsOf(aliascolnames)));
    }
    if (select.larg !== undefined) {
        return columnsOf(select.larg, state, common);
    }
    if (select.valuesLists !== undefined) {
        const first = fieldsOf(select.valuesLists[0], 'List')?.items ?? [];
        return first.map((node, index) => [`column${index + 1}`, typeOf(node, [], state)]);
    }
    const sources = (select.fromClause ?? []).flatMap(node => rowsIn(node, state, common));
    const columns: (readonly [string, SourceType | undefined])[] = [];
    for (const node of select.targetList ?? []) {
        const { name, val } = fieldsOf(node, 'ResTarget') ?? {};
        const fields = fieldsOf(val, 'ColumnRef')?.fields;
        if (fields !== undefined && fieldsOf(fields.at(-1), 'A_Star') !== undefined) {
            const of = textsOf(fields.slice(0, -1)).at(-1);
            const meant = of === undefined ? sources : sources.filter(source => source.name === of);
            if (meant.length === 0 || meant.some(source => source.columns === undefined)) {
                return undefined;
            }
            columns.push(...meant.flatMap(source => source.columns ?? []));
        } else {
            columns.push([name ?? nameOfColumn(val), typeOf(val, sources, state)]);
        }
    }
    return columns;
}

function renamed(columns: Columns | undefined, names: readonly string[]): Columns | undefined {
    return columns?.map(([name, type], index) => [names[index] ?? name, type]);
}

function rowsIn(node: Node, state: SchemaState, common: ReadonlyMap<string, Columns | undefined>): readonly Rows[] {
    const table = fieldsOf(node, 'RangeVar');
    if (table !== undefined) {
        const { relname = '', schemaname, alias } = table;
        const known = schemaname === undefined && common.has(relname) ? common.get(relname) : entries(state.relation(nameOf(table))?.columnTypes);
        return [{ name: alias?.aliasname ?? relname, columns: renamed(known, textsOf(alias?.colnames)) }];
    }
    const subselect = fieldsOf(node, 'RangeSubselect');
    if (subselect !== undefined) {
        const query = fieldsOf(subselect.subquery, 'SelectStmt');
        return [{ name: subselect.alias?.aliasname, columns: renamed(query && columnsOf(query, state, common), textsOf(subselect.alias?.colnames)) }];
    }
    const join = fieldsOf(node, 'JoinExpr');
    if (join === undefined) {
        const alias = fieldsOf(node, 'RangeFunction')?.alias;
        return [{ name: alias?.aliasname, columns: undefined }];
    }
    const sides = [join.larg, join.rarg].flatMap(side => side === undefined ? [] : rowsIn(side, state, common));
    // USING and NATURAL leave one column of two.
    return join.usingClause === undefined && join.isNatural !== true ? sides : sides.map(({ name, columns }) => ({
        name, columns: join.isNatural === true ? undefined : columns,
    }));
}

function entries(columns: ReadonlyMap<string, SourceType | undefined> | undefined): Columns | undefined {
    return columns && [...columns];
}

function typeOf(node: Node | undefined, sources: readonly Rows[], state: SchemaState): SourceType | undefined {
    const reference = fieldsOf(node, 'ColumnRef');
    if (reference !== undefined) {
        const names = textsOf(reference.fields);
        const of = names.at(-2);
        const among = of === undefined ? sources : sources.filter(source => source.name === of);
        const found = among.flatMap(({ columns }) => columns?.filter(([name]) => name === names.at(-1)) ?? []);
        return found.length === 1 ? found[0]?.[1] : undefined;
    }
    const cast = fieldsOf(node, 'TypeCast');
    if (cast !== undefined) {
        return readType(cast.typeName, state).freeze();
    }
    const call = fieldsOf(node, 'FuncCall');
    return call === undefined ? undefined : RESULTS[textsOf(call.funcname).at(-1) ?? ''];
}

function plain(name: string): SourceType {
    return { name, arguments: [], dimensions: [], sql: name };
}

/** What functions return whatever they are given. */
const RESULTS: Readonly<Record<string, SourceType>> = {
    count: plain('bigint'), row_number: plain('bigint'), rank: plain('bigint'), dense_rank: plain('bigint'), now: plain('timestamp with time zone'),
    string_agg: plain('text'), concat: plain('text'), jsonb_agg: plain('jsonb'), json_agg: plain('json'), jsonb_build_object: plain('jsonb'),
    json_build_object: plain('json'), bool_or: plain('boolean'), bool_and: plain('boolean'), length: plain('integer'), md5: plain('text'),
};

/** The name that PostgreSQL gives a column without one (FigureColname in parse_target.c). */
export function nameOfColumn(node: Node | undefined): string {
    return nameAndStrength(node)[0] ?? '?column?';
}

/** How good a name is: what is under a cast or subscript is asked first, and better names win. */
function nameAndStrength(node: Node | undefined): readonly [name: string | undefined, strength: 0 | 1 | 2] {
    const column = fieldsOf(node, 'ColumnRef');
    if (column !== undefined) {
        return [textsOf(column.fields).findLast(name => name !== ''), 2];
    }
    const indirection = fieldsOf(node, 'A_Indirection');
    if (indirection !== undefined) {
        const field = textsOf(indirection.indirection).findLast(name => name !== '');
        return field === undefined ? nameAndStrength(indirection.arg) : [field, 2];
    }
    const call = fieldsOf(node, 'FuncCall');
    if (call !== undefined) {
        return [textsOf(call.funcname).at(-1), 2];
    }
    const cast = fieldsOf(node, 'TypeCast');
    if (cast !== undefined) {
        const [name, strength] = nameAndStrength(cast.arg);
        return strength > 1 ? [name, strength] : [textsOf(cast.typeName?.names).at(-1), 1];
    }
    const collated = fieldsOf(node, 'CollateClause');
    if (collated !== undefined) {
        return nameAndStrength(collated.arg);
    }
    const choice = fieldsOf(node, 'CaseExpr');
    if (choice !== undefined) {
        const [name, strength] = nameAndStrength(choice.defresult);
        return strength > 1 ? [name, strength] : ['case', 1];
    }
    const link = fieldsOf(node, 'SubLink');
    if (link !== undefined) {
        return nameOfSubquery(link.subLinkType, fieldsOf(link.subselect, 'SelectStmt'));
    }
    if (fieldsOf(node, 'A_ArrayExpr') !== undefined) {
        return ['array', 2];
    }
    if (fieldsOf(node, 'RowExpr') !== undefined) {
        return ['row', 2];
    }
    if (fieldsOf(node, 'CoalesceExpr') !== undefined) {
        return ['coalesce', 2];
    }
    const minMax = fieldsOf(node, 'MinMaxExpr');
    if (minMax !== undefined) {
        return [minMax.op === 'IS_LEAST' ? 'least' : 'greatest', 2];
    }
    if (fieldsOf(node, 'A_Expr')?.kind === 'AEXPR_NULLIF') {
        return ['nullif', 2];
    }
    const value = fieldsOf(node, 'SQLValueFunction');
    return value === undefined ? [undefined, 0] : [value.op?.replace(/^SVFOP_|_N$/g, '').toLowerCase(), 2];
}

function nameOfSubquery(kind: string | undefined, query: SelectStmt | undefined): readonly [string | undefined, 0 | 1 | 2] {
    switch (kind) {
        case 'EXISTS_SUBLINK':
            return ['exists', 2];
        case 'ARRAY_SUBLINK':
            return ['array', 2];
        case 'EXPR_SUBLINK': {
            const target = fieldsOf(query?.targetList?.[0], 'ResTarget');
            return target?.name === undefined ? nameAndStrength(target?.val) : [target.name, 2];
        }
        default:
            return [undefined, 0];
    }
}
