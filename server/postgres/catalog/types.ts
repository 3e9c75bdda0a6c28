import { identityOf, ifTrue, isUserMade, named, properties } from './sql.ts';

const ENUMS = `
SELECT 'enum' AS kind, t.oid::regtype::text AS identity,
    ${properties({
        owner: 'pg_get_userbyid(t.typowner)',
        labels: '(SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)',
    })}
FROM pg_type t WHERE t.typtype = 'e' AND ${isUserMade('pg_type', 't')}`;

const DOMAINS = `
SELECT 'domain' AS kind, t.oid::regtype::text AS identity,
    ${properties({
        owner: 'pg_get_userbyid(t.typowner)',
        type: 'format_type(t.typbasetype, t.typtypmod)',
        notNull: ifTrue('t.typnotnull'),
        default: 'coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault)',
        collation: 'CASE WHEN t.typcollation <> base.typcollation THEN t.typcollation::regcollation END',
    })}
FROM pg_type t JOIN pg_type base ON base.oid = t.typbasetype WHERE t.typtype = 'd' AND ${isUserMade('pg_type', 't')}`;

const COMPOSITE_TYPES = `
SELECT 'composite type' AS kind, t.oid::regtype::text AS identity,
    ${properties({
        owner: 'pg_get_userbyid(t.typowner)',
        attributes: `(SELECT jsonb_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attcollation <> base.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END ORDER BY a.attnum)
            FROM pg_attribute a JOIN pg_type base ON base.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)`,
    })}
FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE ${isUserMade('pg_type', 't')}`;

const RANGE_TYPES = `
SELECT 'range type' AS kind, t.oid::regtype::text AS identity,
    ${properties({
        owner: 'pg_get_userbyid(t.typowner)',
        subtype: 'r.rngsubtype::regtype',
        operatorClass: `CASE WHEN NOT (SELECT o.opcdefault FROM pg_opclass o WHERE o.oid = r.rngsubopc)
            THEN (pg_identify_object('pg_opclass'::regclass, r.rngsubopc, 0)).identity END`,
        collation: 'CASE WHEN r.rngcollation <> sub.typcollation THEN r.rngcollation::regcollation END',
        canonical: 'CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::regproc END',
        subtypeDifference: 'CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::regproc END',
        multirange: 'r.rngmultitypid::regtype',
    })}
FROM pg_type t JOIN pg_range r ON r.rngtypid = t.oid JOIN pg_type sub ON sub.oid = r.rngsubtype WHERE ${isUserMade('pg_type', 't')}`;

/** Types written in C, and shells of types that are not there yet. */
const BASE_TYPES = `
SELECT 'base type' AS kind, t.oid::regtype::text AS identity,
    ${properties({
        owner: 'pg_get_userbyid(t.typowner)',
        isDefined: 'CASE WHEN NOT t.typisdefined THEN false END',
        input: 'CASE WHEN t.typinput <> 0 THEN t.typinput::regproc END',
        output: 'CASE WHEN t.typoutput <> 0 THEN t.typoutput::regproc END',
        length: 'CASE WHEN t.typisdefined THEN t.typlen END',
    })}
FROM pg_type t WHERE t.typtype IN ('b', 'p') AND t.typelem = 0 AND ${isUserMade('pg_type', 't')}`;

const COLLATIONS = `
SELECT 'collation' AS kind, ${identityOf('pg_collation', 'c')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(c.collowner)',
        provider: named('c.collprovider', { b: 'builtin', i: 'icu', c: 'libc' }),
        locale: 'c.colllocale',
        collate: 'c.collcollate',
        characterType: 'c.collctype',
        deterministic: 'CASE WHEN NOT c.collisdeterministic THEN false END',
        rules: 'c.collicurules',
    })}
FROM pg_collation c WHERE ${isUserMade('pg_collation', 'c')}`;

const TEXT_SEARCH_CONFIGURATIONS = `
SELECT 'text search configuration' AS kind, ${identityOf('pg_ts_config', 'c')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(c.cfgowner)',
        parser: `(pg_identify_object('pg_ts_parser'::regclass, c.cfgparser, 0)).identity`,
        mappings: `(SELECT jsonb_agg(token || ': ' || dictionaries ORDER BY token) FROM (
            SELECT (SELECT k.alias FROM ts_token_type(c.cfgparser) k WHERE k.tokid = m.maptokentype) AS token,
                string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
            FROM pg_ts_config_map m WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) AS mapped)`,
    })}
FROM pg_ts_config c WHERE ${isUserMade('pg_ts_config', 'c')}`;

const TEXT_SEARCH_DICTIONARIES = `
SELECT 'text search dictionary' AS kind, ${identityOf('pg_ts_dict', 'd')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(d.dictowner)',
        template: `(pg_identify_object('pg_ts_template'::regclass, d.dicttemplate, 0)).identity`,
        options: 'd.dictinitoption',
    })}
FROM pg_ts_dict d WHERE ${isUserMade('pg_ts_dict', 'd')}`;

const TEXT_SEARCH_TEMPLATES = `
SELECT 'text search template' AS kind, ${identityOf('pg_ts_template', 't')} AS identity,
    ${properties({ init: 'CASE WHEN t.tmplinit <> 0 THEN t.tmplinit::regproc END', lexize: 't.tmpllexize::regproc' })}
FROM pg_ts_template t WHERE ${isUserMade('pg_ts_template', 't')}`;

const TEXT_SEARCH_PARSERS = `
SELECT 'text search parser' AS kind, ${identityOf('pg_ts_parser', 'p')} AS identity,
    ${properties({
        start: 'p.prsstart::regproc',
        token: 'p.prstoken::regproc',
        end: 'p.prsend::regproc',
        headline: 'CASE WHEN p.prsheadline <> 0 THEN p.prsheadline::regproc END',
        types: 'p.prslextype::regproc',
    })}
FROM pg_ts_parser p WHERE ${isUserMade('pg_ts_parser', 'p')}`;

export const TYPE_QUERIES = [
    ENUMS,
    DOMAINS,
    COMPOSITE_TYPES,
    RANGE_TYPES,
    BASE_TYPES,
    COLLATIONS,
    TEXT_SEARCH_CONFIGURATIONS,
    TEXT_SEARCH_DICTIONARIES,
    TEXT_SEARCH_TEMPLATES,
    TEXT_SEARCH_PARSERS,
];
