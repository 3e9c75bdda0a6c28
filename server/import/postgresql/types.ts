import type { Node, TypeName } from 'libpg-query';
import type { SourceType } from '../source/index.ts';
import type { NamedDraft } from './drafts.ts';
import { nameOfTexts, quoted } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';

/** How PostgreSQL prints its own types (format_type), by the names that they have in pg_type and in SQL. */
const CANONICAL: Readonly<Record<string, string>> = {
    int: 'integer', int4: 'integer', int2: 'smallint', int8: 'bigint',
    float4: 'real', float8: 'double precision', decimal: 'numeric', bool: 'boolean',
    varchar: 'character varying', varbit: 'bit varying',
    timestamptz: 'timestamp with time zone', timestamp: 'timestamp without time zone',
    timetz: 'time with time zone', time: 'time without time zone',
    char: '"char"',
};

/** The types that PostgreSQL prints as they are named. */
const OWN = new Set(`
    text bytea uuid json jsonb jsonpath xml date interval numeric bit name oid money inet cidr macaddr macaddr8 tsvector tsquery point line lseg box
    path polygon circle int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange
    tstzmultirange datemultirange pg_lsn pg_snapshot txid_snapshot xid xid8 cid tid regclass regproc regprocedure regoper regoperator regtype
    regrole regnamespace regconfig regdictionary regcollation refcursor record void trigger event_trigger any anyelement anyarray anynonarray
    anyenum anyrange anymultirange anycompatible anycompatiblearray anycompatiblenonarray anycompatiblerange anycompatiblemultirange internal
    cstring language_handler fdw_handler table_am_handler index_am_handler tsm_handler unknown bpchar
`.trim().split(/\s+/));

/** Where the time zone or the fields of the interval come between name and precision. */
const WITH_PRECISION_INSIDE = /^(time|timestamp)( with(?:out)? time zone)$/;

/** The masks that the grammar gives the fields of an interval (utils/timestamp.h and datetime.h). */
const INTERVAL_FIELDS: Readonly<Record<number, string>> = {
    4: 'year', 2: 'month', 8: 'day', 1024: 'hour', 2048: 'minute', 4096: 'second', 6: 'year to month', 1032: 'day to hour', 3080: 'day to minute',
    7176: 'day to second', 3072: 'hour to minute', 7168: 'hour to second', 6144: 'minute to second',
};

/** A type as named by a column, parameter or cast; one of the script's own is followed through its renames. */
export class TypeRef {
    readonly draft: NamedDraft | undefined;
    readonly #schema: string | undefined;
    readonly #name: string;
    readonly arguments: readonly string[];
    readonly dimensions: readonly (number | undefined)[];

    constructor(name: { readonly schema?: string | undefined; readonly name: string }, args: readonly string[], dimensions: readonly (number | undefined)[], draft?: NamedDraft) {
        this.#schema = name.schema;
        this.#name = name.name;
        this.arguments = args;
        this.dimensions = dimensions;
        this.draft = draft;
    }

    freeze(): SourceType {
        const { schema, name } = this.draft?.name ?? { schema: this.#schema, name: this.#name };
        const isOwn = schema === undefined && (OWN.has(name) || CANONICAL_NAMES.has(name));
        const list = this.arguments.length === 0 ? '' : `(${this.arguments.join(',')})`;
        const inside = WITH_PRECISION_INSIDE.exec(name);
        const bare = isOwn ? name : quoted(name);
        const base = isOwn && inside !== null ? `${inside[1]}${list}${inside[2]}` : `${schema === undefined ? '' : `${quoted(schema)}.`}${bare}${list}`;
        return {
            ...schema === undefined ? {} : { schema },
            name,
            arguments: this.arguments,
            dimensions: this.dimensions,
            sql: base + this.dimensions.map(size => `[${size ?? ''}]`).join(''),
        };
    }
}

const CANONICAL_NAMES = new Set([...Object.values(CANONICAL), 'character', ...Object.values(INTERVAL_FIELDS).map(fields => `interval ${fields}`)]);

/** Reads the name of a type. */
export function readType(type: TypeName | undefined, state: SchemaState | undefined): TypeRef {
    const written = nameOfTexts(textsOf(type?.names));
    const dimensions = (type?.arrayBounds ?? []).map(bound => {
        const size = fieldsOf(bound, 'Integer')?.ival ?? 0;
        return size < 0 ? undefined : size;
    });
    const args = (type?.typmods ?? []).map(printArgument);
    if (type?.pct_type === true) {
        return new TypeRef({ name: `${textsOf(type.names).join('.')}%TYPE` }, [], dimensions);
    }
    const draft = written.schema === 'pg_catalog' ? undefined : state?.type(written) ?? (isEngines(written) ? undefined : state?.relation(written));
    if (draft !== undefined) {
        return new TypeRef(draft.name, args, dimensions, draft);
    }
    return isEngines(written) ? enginesType(written.name, args, dimensions) : new TypeRef(written, args, dimensions);
}

function isEngines({ schema, name }: { readonly schema?: string; readonly name: string }): boolean {
    return schema === 'pg_catalog' || schema === undefined && (Object.hasOwn(CANONICAL, name) || OWN.has(name) || name.startsWith('_') && isEngines({ name: name.slice(1) }));
}

function enginesType(name: string, args: readonly string[], dimensions: readonly (number | undefined)[]): TypeRef {
    if (name.startsWith('_') && isEngines({ name: name.slice(1) })) {
        return enginesType(name.slice(1), args, [undefined, ...dimensions]);
    }
    if (name === 'bpchar' && args.length > 0) {
        return new TypeRef({ name: 'character' }, args, dimensions);
    }
    if (name === 'interval' && args.length > 0) {
        const fields = INTERVAL_FIELDS[Number(args[0])];
        return new TypeRef({ name: fields === undefined ? 'interval' : `interval ${fields}` }, args.slice(1), dimensions);
    }
    return new TypeRef({ name: CANONICAL[name] ?? name }, args, dimensions);
}

/** A length, precision or whatever an extension's type takes: `4326`, `Point`. */
function printArgument(node: Node): string {
    const constant = fieldsOf(node, 'A_Const');
    if (constant !== undefined) {
        return String(constant.ival?.ival ?? constant.fval?.fval ?? constant.sval?.sval ?? (constant.ival === undefined ? '' : 0));
    }
    const minus = fieldsOf(node, 'A_Expr');
    if (minus !== undefined) {
        return `-${printArgument(minus.rexpr ?? node)}`;
    }
    return textsOf(fieldsOf(node, 'ColumnRef')?.fields).map(quoted).join('.');
}
