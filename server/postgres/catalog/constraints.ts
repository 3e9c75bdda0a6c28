import { ifTrue, isUserMade, named, properties, relationKind, relationName } from './sql.ts';

/** What an index has besides its definition. */
const INDEX_STATE = {
    indexTablespace: '(SELECT s.spcname FROM pg_class x JOIN pg_tablespace s ON s.oid = x.reltablespace WHERE x.oid = i.indexrelid)',
    valid: 'CASE WHEN NOT i.indisvalid THEN false END',
    clustered: ifTrue('i.indisclustered'),
    replicaIdentity: ifTrue('i.indisreplident'),
    statistics: `(SELECT jsonb_agg(format('column %s: %s', a.attnum, a.attstattarget) ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0)`,
};

/** Constraints that a partition or child only has from its parent go with the parent's. */
const IS_OWN = `con.conparentid = 0 AND con.conislocal`;

const CONSTRAINTS = `
SELECT 'constraint' AS kind, format('%I.%I.%I', n.nspname, c.relname, con.conname) AS identity,
    format('%s %I.%I', ${relationKind('c')}, n.nspname, c.relname) AS part_of,
    ${properties({
        type: named('con.contype', { p: 'primary key', u: 'unique', f: 'foreign key', c: 'check', x: 'exclusion' }),
        definition: 'pg_get_constraintdef(con.oid)',
        inherited: ifTrue('con.coninhcount > 0'),
        index: 'pg_get_indexdef(i.indexrelid)',
        ...INDEX_STATE,
    })}
FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u', 'x')
WHERE con.contype IN ('p', 'u', 'f', 'c', 'x') AND ${IS_OWN} AND c.relpersistence <> 't' AND ${isUserMade('pg_class', 'c')}`;

const INDEXES = `
SELECT 'index' AS kind, format('%I.%I', n.nspname, x.relname) AS identity,
    format('%s %s', ${relationKind('c')}, ${relationName('c.oid')}) AS part_of,
    ${properties({
        definition: 'pg_get_indexdef(x.oid)',
        attachedTo: relationName('(SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = x.oid)'),
        ...INDEX_STATE,
    })}
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = x.relnamespace
WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND ${isUserMade('pg_class', 'c')}
    AND NOT EXISTS (SELECT FROM pg_constraint con WHERE con.conindid = x.oid AND con.contype IN ('p', 'u', 'x') AND con.conparentid = 0)`;

/** With the names from which PostgreSQL would have made the constraint's own name. */
const NOT_NULL_CONSTRAINTS = `
SELECT 'constraint' AS kind, format('%I.%I.%I', n.nspname, c.relname, con.conname) AS identity,
    format('%s %I.%I', ${relationKind('c')}, n.nspname, c.relname) AS part_of,
    con.conname AS name, c.relname AS object, a.attname AS attribute,
    NOT con.convalidated OR con.connoinherit AS is_special,
    ${properties({ type: `'not null'`, definition: 'pg_get_constraintdef(con.oid)' })}
FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = con.conkey[1]
WHERE con.contype = 'n' AND ${IS_OWN} AND c.relpersistence <> 't' AND ${isUserMade('pg_class', 'c')}
UNION ALL
SELECT 'domain constraint', format('%s.%I', t.oid::regtype, con.conname), 'domain ' || t.oid::regtype,
    con.conname, t.typname, NULL, NOT con.convalidated,
    ${properties({ type: `'not null'`, definition: 'pg_get_constraintdef(con.oid)' })}
FROM pg_constraint con JOIN pg_type t ON t.oid = con.contypid
WHERE con.contype = 'n' AND ${isUserMade('pg_type', 't')}`;

const DOMAIN_CONSTRAINTS = `
SELECT 'domain constraint' AS kind, format('%s.%I', t.oid::regtype, con.conname) AS identity, 'domain ' || t.oid::regtype AS part_of,
    ${properties({ type: `'check'`, definition: 'pg_get_constraintdef(con.oid)' })}
FROM pg_constraint con JOIN pg_type t ON t.oid = con.contypid
WHERE con.contype = 'c' AND ${isUserMade('pg_type', 't')}`;

export const CONSTRAINT_QUERIES = [CONSTRAINTS, INDEXES, DOMAIN_CONSTRAINTS, NOT_NULL_CONSTRAINTS];

/** NAMEDATALEN - 1: a name has so many bytes at most. */
const LONGEST_NAME = 63;

/**
 * The name that PostgreSQL gives to a NOT NULL constraint that was given none: `makeObjectName` in indexcmds.c, which
 * shortens the longer part first.
 */
export function defaultNotNullName(object: string, attribute: string | null): string {
    const label = 'not_null';
    const available = LONGEST_NAME - label.length - (attribute === null ? 1 : 2);
    let objectBytes = Buffer.byteLength(object);
    let attributeBytes = attribute === null ? 0 : Buffer.byteLength(attribute);
    while (objectBytes + attributeBytes > available) {
        if (objectBytes > attributeBytes) {
            objectBytes--;
        } else {
            attributeBytes--;
        }
    }
    const parts = [clip(object, objectBytes), ...(attribute === null ? [] : [clip(attribute, attributeBytes)]), label];
    return parts.join('_');
}

/** The longest beginning of whole characters that has at most so many bytes. */
function clip(text: string, bytes: number): string {
    let clipped = '';
    let used = 0;
    for (const character of text) {
        used += Buffer.byteLength(character);
        if (used > bytes) {
            break;
        }
        clipped += character;
    }
    return clipped;
}
