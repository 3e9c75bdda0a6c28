/** Objects made by initdb have lower oids (FirstNormalObjectId in transam.h). */
const FIRST_USER_OID = 16384;

/** A condition: made by a user, and not by an extension. */
export function isUserMade(catalog: string, alias: string): string {
    return `(${alias}.oid >= ${FIRST_USER_OID} AND NOT EXISTS (
        SELECT FROM pg_depend part WHERE part.classid = '${catalog}'::regclass AND part.objid = ${alias}.oid AND part.deptype = 'e'))`;
}

/** A JSON object of the properties given as name and SQL expression; what is null is left out. */
export function properties(expressions: Readonly<Record<string, string>>): string {
    const entries = Object.entries(expressions).map(([name, sql]) => `'${name}', ${sql}`);
    return `jsonb_strip_nulls(jsonb_build_object(${entries.join(', ')}))::text AS properties`;
}

/** The elements of an array, sorted, so that options compare whatever the order in which they were given. */
export function sorted(array: string): string {
    return `(SELECT jsonb_agg(item ORDER BY item) FROM unnest(${array}) AS item)`;
}

/** The code's name, or null for a code that is not listed, as the default is. */
export function named(code: string, names: Readonly<Record<string, string>>): string {
    const cases = Object.entries(names).map(([value, name]) => `WHEN '${value}' THEN '${name}'`);
    return `CASE ${code} ${cases.join(' ')} END`;
}

/** The boolean if it is true, or null. */
export function ifTrue(condition: string): string {
    return `CASE WHEN ${condition} THEN true END`;
}

/** The kind of fact that a row of pg_class is. */
export function relationKind(alias: string): string {
    return named(`${alias}.relkind`, {
        r: 'table',
        p: 'table',
        v: 'view',
        m: 'materialized view',
        f: 'foreign table',
        S: 'sequence',
        i: 'index',
        I: 'index',
        c: 'composite type',
    });
}

/** The kind of fact that a row of pg_proc is. */
export function routineKind(alias: string): string {
    return named(`${alias}.prokind`, { f: 'function', w: 'function', p: 'procedure', a: 'aggregate' });
}

/** The kind of fact that a row of pg_type is. */
export function typeKind(alias: string): string {
    return named(`${alias}.typtype`, { e: 'enum', d: 'domain', c: 'composite type', r: 'range type', m: 'multirange type', b: 'base type', p: 'base type' });
}

/** A relation's name with its schema. */
export function relationName(oid: string): string {
    return `(SELECT format('%I.%I', their_schema.nspname, relation.relname)
        FROM pg_class relation JOIN pg_namespace their_schema ON their_schema.oid = relation.relnamespace WHERE relation.oid = ${oid})`;
}

/** The key of the fact of any object, from its address in pg_depend's form. */
export function objectKey(classId: string, objectId: string, subId: string): string {
    const relation = (kind: string, name: string, from: string): string =>
        `(SELECT '${kind} ' || format('%I.%I.%I', n.nspname, r.relname, ${name}) FROM ${from} JOIN pg_namespace n ON n.oid = r.relnamespace WHERE o.oid = ${objectId})`;
    return `CASE ${classId}
        WHEN 'pg_class'::regclass THEN (
            SELECT CASE WHEN ${subId} = 0 THEN ${relationKind('r')} || ' ' || format('%I.%I', n.nspname, r.relname)
                        ELSE 'column ' || format('%I.%I.%I', n.nspname, r.relname, a.attname) END
            FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = ${subId}
            WHERE r.oid = ${objectId})
        WHEN 'pg_proc'::regclass THEN (SELECT ${routineKind('p')} || ' ' || p.oid::regprocedure FROM pg_proc p WHERE p.oid = ${objectId})
        WHEN 'pg_type'::regclass THEN (SELECT ${typeKind('t')} || ' ' || t.oid::regtype FROM pg_type t WHERE t.oid = ${objectId})
        WHEN 'pg_namespace'::regclass THEN 'schema ' || ${objectId}::regnamespace
        WHEN 'pg_constraint'::regclass THEN coalesce(
            ${relation('constraint', 'o.conname', 'pg_constraint o JOIN pg_class r ON r.oid = o.conrelid')},
            (SELECT 'domain constraint ' || o.contypid::regtype || '.' || quote_ident(o.conname) FROM pg_constraint o WHERE o.oid = ${objectId}))
        WHEN 'pg_trigger'::regclass THEN ${relation('trigger', 'o.tgname', 'pg_trigger o JOIN pg_class r ON r.oid = o.tgrelid')}
        WHEN 'pg_policy'::regclass THEN ${relation('policy', 'o.polname', 'pg_policy o JOIN pg_class r ON r.oid = o.polrelid')}
        WHEN 'pg_rewrite'::regclass THEN ${relation('rule', 'o.rulename', 'pg_rewrite o JOIN pg_class r ON r.oid = o.ev_class')}
        WHEN 'pg_database'::regclass THEN 'database'
        ELSE (SELECT CASE i.type WHEN 'statistics object' THEN 'statistics' ELSE i.type END || ' ' || i.identity
              FROM pg_identify_object(${classId}, ${objectId}, ${subId}) i)
    END`;
}

/** The identity of an object of a kind that PostgreSQL names itself. */
export function identityOf(catalog: string, alias: string): string {
    return `(pg_identify_object('${catalog}'::regclass, ${alias}.oid, 0)).identity`;
}
