import type { Row } from '../../../postgres/index.ts';

/** What a row of the catalog is about. */
export type TouchedKind =
    | 'relation' | 'column' | 'constraint' | 'index' | 'partitions' | 'trigger' | 'policy' | 'routine' | 'type' | 'schema' | 'extension' | 'role' | 'member'
    | 'default privileges' | 'other' | 'setting';

/** Something of the database and the transaction that wrote it last. */
export interface Touched {
    readonly kind: TouchedKind;
    readonly schema: string | undefined;
    /** Of the relation, type, routine and so on. */
    readonly name: string;
    /** Of what belongs to a relation: the column, constraint, index, trigger, policy. */
    readonly part: string | undefined;
    readonly transaction: number;
}

/** By the parts of a relation: catalog, how it is joined to its relation, the part's name. */
const PARTS: readonly (readonly [kind: TouchedKind, from: string, part: string])[] = [
    ['column', `pg_attribute x JOIN pg_class c ON c.oid = x.attrelid AND x.attnum > 0 AND c.relkind NOT IN ('i', 'I', 'c')`, 'x.attname'],
    ['column', 'pg_attrdef x JOIN pg_class c ON c.oid = x.adrelid JOIN pg_attribute a ON a.attrelid = x.adrelid AND a.attnum = x.adnum', 'a.attname'],
    ['column', `pg_constraint x JOIN pg_class c ON c.oid = x.conrelid AND x.contype = 'n' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.conkey[1]`, 'a.attname'],
    ['column', `pg_description x JOIN pg_class c ON x.classoid = 'pg_class'::regclass AND c.oid = x.objoid AND x.objsubid > 0
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.objsubid`, 'a.attname'],
    ['constraint', `pg_constraint x JOIN pg_class c ON c.oid = x.conrelid AND x.contype <> 'n'`, 'x.conname'],
    ['index', 'pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid', 'i.relname'],
    ['index', 'pg_class x JOIN pg_index j ON j.indexrelid = x.oid JOIN pg_class c ON c.oid = j.indrelid', 'x.relname'],
    ['trigger', 'pg_trigger x JOIN pg_class c ON c.oid = x.tgrelid AND NOT x.tgisinternal', 'x.tgname'],
    ['policy', 'pg_policy x JOIN pg_class c ON c.oid = x.polrelid', 'x.polname'],
    ['relation', `pg_class x JOIN pg_class c ON c.oid = x.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')`, 'NULL'],
    // Its row type is written when it is made and seldom again.
    ['relation', `pg_type x JOIN pg_class c ON c.oid = x.typrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`, 'NULL'],
    ['relation', `pg_rewrite x JOIN pg_class c ON c.oid = x.ev_class AND x.rulename = '_RETURN'`, 'NULL'],
    ['relation', 'pg_sequence x JOIN pg_class c ON c.oid = x.seqrelid', 'NULL'],
    ['relation', 'pg_inherits x JOIN pg_class c ON c.oid = x.inhrelid', 'NULL'],
    ['relation', `pg_description x JOIN pg_class c ON x.classoid = 'pg_class'::regclass AND c.oid = x.objoid AND x.objsubid = 0 AND c.relkind <> 'i'`, 'NULL'],
    ['partitions', `pg_inherits x JOIN pg_class p ON p.oid = x.inhrelid AND p.relispartition JOIN pg_class c ON c.oid = pg_partition_root(x.inhrelid)`, 'NULL'],
    ['other', `pg_rewrite x JOIN pg_class c ON c.oid = x.ev_class AND x.rulename <> '_RETURN'`, 'x.rulename'],
];

const TYPE = `t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class k WHERE k.oid = t.typrelid AND k.relkind = 'c')`;

/** What stands in a schema and belongs to nothing else. */
const OBJECTS: readonly (readonly [kind: TouchedKind, from: string, schema: string, name: string, part: string])[] = [
    ['routine', 'pg_proc x', 'x.pronamespace', 'x.proname', 'x.oid::regprocedure::text'],
    ['routine', `pg_description x JOIN pg_proc p ON x.classoid = 'pg_proc'::regclass AND p.oid = x.objoid`, 'p.pronamespace', 'p.proname', 'p.oid::regprocedure::text'],
    ['type', `pg_type x JOIN pg_type t ON t.oid = x.oid AND (${TYPE})`, 'x.typnamespace', 'x.typname', 'NULL'],
    ['type', 'pg_enum x JOIN pg_type t ON t.oid = x.enumtypid', 't.typnamespace', 't.typname', 'NULL'],
    ['type', 'pg_constraint x JOIN pg_type t ON t.oid = x.contypid', 't.typnamespace', 't.typname', 'NULL'],
    ['type', `pg_attribute x JOIN pg_type t ON t.typrelid = x.attrelid AND (${TYPE})`, 't.typnamespace', 't.typname', 'NULL'],
    ['type', `pg_description x JOIN pg_type t ON x.classoid = 'pg_type'::regclass AND t.oid = x.objoid`, 't.typnamespace', 't.typname', 'NULL'],
    ['default privileges', 'pg_default_acl x', 'x.defaclnamespace', `''`, 'NULL'],
    ['other', 'pg_statistic_ext x', 'x.stxnamespace', 'x.stxname', 'NULL'],
    ['other', 'pg_ts_config x', 'x.cfgnamespace', 'x.cfgname', 'NULL'],
    ['other', 'pg_ts_dict x', 'x.dictnamespace', 'x.dictname', 'NULL'],
    ['other', 'pg_collation x', 'x.collnamespace', 'x.collname', 'NULL'],
    ['other', 'pg_operator x', 'x.oprnamespace', 'x.oprname', 'NULL'],
    ['other', 'pg_opclass x', 'x.opcnamespace', 'x.opcname', 'NULL'],
    ['other', 'pg_conversion x', 'x.connamespace', 'x.conname', 'NULL'],
];

/** What no schema holds. */
const GLOBAL: readonly (readonly [kind: TouchedKind, from: string, name: string])[] = [
    ['schema', 'pg_namespace x', 'x.nspname'],
    ['schema', `pg_description x JOIN pg_namespace n ON x.classoid = 'pg_namespace'::regclass AND n.oid = x.objoid`, 'n.nspname'],
    ['extension', 'pg_extension x', 'x.extname'],
    ['role', 'pg_authid x', 'x.rolname'],
    ['member', 'pg_auth_members x JOIN pg_roles r ON r.oid = x.member', 'r.rolname'],
    ['other', 'pg_publication x', 'x.pubname'],
    ['other', 'pg_event_trigger x', 'x.evtname'],
    ['other', 'pg_foreign_data_wrapper x', 'x.fdwname'],
    ['other', 'pg_foreign_server x', 'x.srvname'],
    ['setting', 'pg_db_role_setting x', `''`],
];

/** Parts of extensions come with those. */
const notOfExtension = (catalog: string): string => `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = x.oid AND d.deptype = 'e')`;

function catalogIn(from: string): string {
    return from.slice(0, from.indexOf(' '));
}

const WITHOUT_OID = new Set(['pg_attribute', 'pg_index', 'pg_description', 'pg_inherits', 'pg_sequence', 'pg_shdescription', 'pg_db_role_setting']);

function select(kind: TouchedKind, from: string, schema: string, name: string, part: string): string {
    const catalog = catalogIn(from);
    const own = WITHOUT_OID.has(catalog) ? '' : ` AND ${notOfExtension(catalog)}`;
    return `SELECT '${kind}' AS kind, ${schema} AS schema, ${name}::text AS name, ${part}::text AS part, x.xmin::text AS transaction FROM ${from} WHERE x.xmin::text::bigint > $FROM${own}`;
}

const schemaOf = (column: string): string => `(SELECT nspname::text FROM pg_namespace WHERE oid = ${column})`;

/** All that was written after a transaction. */
export function touchedQuery(after: number): string {
    return [
        ...PARTS.map(([kind, from, part]) => select(kind, from, schemaOf('c.relnamespace'), 'c.relname', part)),
        ...OBJECTS.map(([kind, from, schema, name, part]) => select(kind, from, schemaOf(schema), name, part)),
        ...GLOBAL.map(([kind, from, name]) => select(kind, from, 'NULL', name, 'NULL')),
    ].join('\nUNION ALL ').replaceAll('$FROM', String(after));
}

const SYSTEM = /^(?:pg_catalog|information_schema|pg_toast.*|pg_temp.*)$/;

export function readTouched(rows: readonly Row[]): readonly Touched[] {
    return rows.filter(({ schema }) => !SYSTEM.test(schema ?? '')).map(({ kind, schema, name, part, transaction }) => ({
        kind: kind as TouchedKind, schema: schema ?? undefined, name: name ?? '', part: part ?? undefined, transaction: Number(transaction),
    }));
}
