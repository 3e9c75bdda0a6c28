import { identityOf, ifTrue, isUserMade, named, objectKey, properties, relationKind, relationName, sorted } from './sql.ts';

/** Relations that hold or show rows. */
const SHOWS_ROWS = `c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND ${isUserMade('pg_class', 'c')}`;

const EXTENSIONS = `
SELECT 'extension' AS kind, quote_ident(e.extname) AS identity,
    ${properties({ schema: 'e.extnamespace::regnamespace', version: 'e.extversion' })}
FROM pg_extension e WHERE e.oid >= 16384`;

/** What `ALTER ... DEPENDS ON EXTENSION` has said. */
const EXTENSION_DEPENDENCIES = `
WITH dependency (key, extension) AS (
    SELECT ${objectKey('d.classid', 'd.objid', 'd.objsubid')}, quote_ident(e.extname)
    FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid WHERE d.deptype = 'x' AND d.refclassid = 'pg_extension'::regclass
)
SELECT 'extension dependency' AS kind, format('%s on %s', key, extension) AS identity, key AS part_of, '{}' AS properties FROM dependency`;

const SCHEMAS = `
SELECT 'schema' AS kind, quote_ident(n.nspname) AS identity, ${properties({ owner: 'pg_get_userbyid(n.nspowner)' })}
FROM pg_namespace n
WHERE n.nspname = 'public' OR (n.nspname !~ '^pg_(toast_)?temp_' AND ${isUserMade('pg_namespace', 'n')})`;

const RELATIONS = `
SELECT ${relationKind('c')} AS kind, format('%I.%I', n.nspname, c.relname) AS identity,
    ${properties({
        owner: 'pg_get_userbyid(c.relowner)',
        persistence: named('c.relpersistence', { u: 'unlogged' }),
        accessMethod: `(SELECT am.amname FROM pg_am am WHERE am.oid = c.relam AND am.amname <> 'heap')`,
        tablespace: '(SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace)',
        options: sorted('c.reloptions'),
        toastOptions: sorted('toast.reloptions'),
        ofType: 'CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype END',
        partitionKey: `CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END`,
        partitionOf: `CASE WHEN c.relispartition THEN ${relationName('(SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = c.oid)')} END`,
        bound: 'pg_get_expr(c.relpartbound, c.oid)',
        inherits: `CASE WHEN NOT c.relispartition THEN (
            SELECT jsonb_agg(${relationName('h.inhparent')} ORDER BY h.inhseqno) FROM pg_inherits h WHERE h.inhrelid = c.oid) END`,
        replicaIdentity: `CASE WHEN c.relkind IN ('r', 'p') THEN ${named('c.relreplident', { n: 'nothing', f: 'full', i: 'index' })} END`,
        rowSecurity: ifTrue('c.relrowsecurity'),
        forceRowSecurity: ifTrue('c.relforcerowsecurity'),
        columnOrder: `CASE WHEN c.relkind IN ('r', 'p', 'f') THEN (
            SELECT jsonb_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) END`,
        definition: `CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END`,
        populated: `CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN false END`,
        server: '(SELECT quote_ident(s.srvname) FROM pg_foreign_server s WHERE s.oid = ft.ftserver)',
        foreignOptions: sorted('ft.ftoptions'),
    })}
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid
WHERE ${SHOWS_ROWS}`;

const COLUMNS = `
SELECT 'column' AS kind, format('%I.%I.%I', n.nspname, c.relname, a.attname) AS identity,
    format('%s %I.%I', ${relationKind('c')}, n.nspname, c.relname) AS part_of,
    ${properties({
        type: 'format_type(a.atttypid, a.atttypmod)',
        collation: 'CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation END',
        notNull: ifTrue('a.attnotnull'),
        default: `CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END`,
        generated: named('a.attgenerated', { s: 'stored', v: 'virtual' }),
        expression: `CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END`,
        identity: named('a.attidentity', { a: 'always', d: 'by default' }),
        storage: `CASE WHEN a.attstorage <> t.typstorage THEN ${named('a.attstorage', { p: 'plain', e: 'external', m: 'main', x: 'extended' })} END`,
        compression: named('a.attcompression', { p: 'pglz', l: 'lz4' }),
        statistics: 'a.attstattarget',
        options: sorted('a.attoptions'),
        foreignOptions: sorted('a.attfdwoptions'),
        inheritance: `CASE WHEN a.attinhcount > 0 AND NOT c.relispartition THEN CASE WHEN a.attislocal THEN 'merged' ELSE 'inherited' END END`,
    })}
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND ${SHOWS_ROWS}`;

const SEQUENCES = `
SELECT 'sequence' AS kind, format('%I.%I', n.nspname, c.relname) AS identity,
    ${properties({
        owner: 'pg_get_userbyid(c.relowner)',
        persistence: named('c.relpersistence', { u: 'unlogged' }),
        type: 's.seqtypid::regtype',
        start: 's.seqstart::text',
        increment: 's.seqincrement::text',
        minimum: 's.seqmin::text',
        maximum: 's.seqmax::text',
        cache: 's.seqcache::text',
        cycle: ifTrue('s.seqcycle'),
        ownedBy: `(SELECT format('%s.%I', ${relationName('a.attrelid')}, a.attname) FROM pg_attribute a WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid)`,
        isIdentity: ifTrue(`d.deptype = 'i'`),
    })}
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
WHERE c.relpersistence <> 't' AND ${isUserMade('pg_class', 'c')}`;

const STATISTICS = `
SELECT 'statistics' AS kind, format('%I.%I', n.nspname, s.stxname) AS identity,
    ${properties({ owner: 'pg_get_userbyid(s.stxowner)', definition: 'pg_get_statisticsobjdef(s.oid)', target: 's.stxstattarget' })}
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE ${isUserMade('pg_statistic_ext', 's')}`;

const TABLESPACES = `
SELECT 'tablespace' AS kind, quote_ident(s.spcname) AS identity,
    ${properties({ owner: 'pg_get_userbyid(s.spcowner)', location: 'pg_tablespace_location(s.oid)', options: sorted('s.spcoptions') })}
FROM pg_tablespace s WHERE s.oid >= 16384`;

const FOREIGN_DATA_WRAPPERS = `
SELECT 'foreign-data wrapper' AS kind, ${identityOf('pg_foreign_data_wrapper', 'w')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(w.fdwowner)',
        handler: 'CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc END',
        validator: 'CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc END',
        options: sorted('w.fdwoptions'),
    })}
FROM pg_foreign_data_wrapper w WHERE ${isUserMade('pg_foreign_data_wrapper', 'w')}`;

const SERVERS = `
SELECT 'server' AS kind, ${identityOf('pg_foreign_server', 's')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(s.srvowner)',
        wrapper: '(SELECT quote_ident(w.fdwname) FROM pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw)',
        type: 's.srvtype',
        version: 's.srvversion',
        options: sorted('s.srvoptions'),
    })}
FROM pg_foreign_server s WHERE ${isUserMade('pg_foreign_server', 's')}`;

const USER_MAPPINGS = `
SELECT 'user mapping' AS kind, format('%s on server %I', CASE WHEN m.umuser = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(m.umuser)) END, s.srvname) AS identity,
    'server ' || quote_ident(s.srvname) AS part_of, ${properties({ options: sorted('m.umoptions') })}
FROM pg_user_mapping m JOIN pg_foreign_server s ON s.oid = m.umserver`;

export const RELATION_QUERIES = [
    EXTENSIONS,
    EXTENSION_DEPENDENCIES,
    SCHEMAS,
    RELATIONS,
    COLUMNS,
    SEQUENCES,
    STATISTICS,
    TABLESPACES,
    FOREIGN_DATA_WRAPPERS,
    SERVERS,
    USER_MAPPINGS,
];
