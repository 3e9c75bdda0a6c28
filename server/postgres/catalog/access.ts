import { identityOf, ifTrue, isUserMade, named, objectKey, properties, relationKind, relationName, sorted } from './sql.ts';

const ROLES = `
SELECT 'role' AS kind, quote_ident(r.rolname) AS identity,
    ${properties({
        superuser: ifTrue('r.rolsuper'),
        inherits: 'CASE WHEN NOT r.rolinherit THEN false END',
        createsRoles: ifTrue('r.rolcreaterole'),
        createsDatabases: ifTrue('r.rolcreatedb'),
        canLogin: ifTrue('r.rolcanlogin'),
        replication: ifTrue('r.rolreplication'),
        bypassesRowSecurity: ifTrue('r.rolbypassrls'),
        connectionLimit: 'CASE WHEN r.rolconnlimit >= 0 THEN r.rolconnlimit END',
        validUntil: 'r.rolvaliduntil',
    })}
FROM pg_roles r WHERE r.oid >= 16384`;

const MEMBERSHIPS = `
SELECT 'membership' AS kind, format('%I in %I', pg_get_userbyid(m.member), pg_get_userbyid(m.roleid)) AS identity,
    'role ' || quote_ident(pg_get_userbyid(m.member)) AS part_of,
    ${properties({ admin: ifTrue('bool_or(m.admin_option)'), inherits: ifTrue('bool_or(m.inherit_option)'), canSet: ifTrue('bool_or(m.set_option)') })}
FROM pg_auth_members m WHERE m.oid >= 16384 GROUP BY m.member, m.roleid`;

const SETTINGS = `
SELECT 'setting' AS kind,
    concat(CASE WHEN s.setrole = 0 THEN 'of every role' ELSE 'of role ' || quote_ident(pg_get_userbyid(s.setrole)) END,
        CASE WHEN s.setdatabase <> 0 THEN ' in this database' END) AS identity,
    ${properties({ values: sorted('s.setconfig') })}
FROM pg_db_role_setting s WHERE s.setdatabase IN (0, (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))`;

const POLICIES = `
SELECT 'policy' AS kind, format('%s.%I', ${relationName('c.oid')}, p.polname) AS identity,
    format('%s %s', ${relationKind('c')}, ${relationName('c.oid')}) AS part_of,
    ${properties({
        command: named('p.polcmd', { r: 'select', a: 'insert', w: 'update', d: 'delete', '*': 'all' }),
        permissive: 'CASE WHEN NOT p.polpermissive THEN false END',
        roles: `(SELECT jsonb_agg(name ORDER BY name) FROM (
            SELECT CASE WHEN role = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(role)) END AS name FROM unnest(p.polroles) AS role) AS names)`,
        using: 'pg_get_expr(p.polqual, p.polrelid)',
        check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
    })}
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE ${isUserMade('pg_class', 'c')}`;

/** The entries of one access control list that the other has not, granted or revoked. */
const privilegeDifference = (acl: string, initial: string): string => `
    SELECT *, true AS is_granted FROM (SELECT * FROM aclexplode(${acl}) EXCEPT SELECT * FROM aclexplode(${initial})) AS more
    UNION ALL
    SELECT *, false FROM (SELECT * FROM aclexplode(${initial}) EXCEPT SELECT * FROM aclexplode(${acl})) AS less`;

/**
 * For every object and grantee, what differs from the privileges that the object has when nobody grants or revokes anything:
 * those of initdb or its extension (pg_init_privs, which leaves out the information schema), or those built in (manual, 5.8, table 5.2).
 */
const GRANTS = `
WITH object (classid, objid, objsubid, type, owner, acl) AS (
    SELECT 'pg_class'::regclass::oid, oid, 0, CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner, relacl FROM pg_class
        WHERE relpersistence <> 't' AND relnamespace <> 'information_schema'::regnamespace
    UNION ALL SELECT 'pg_class'::regclass, c.oid, a.attnum, 'c', c.relowner, a.attacl FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    UNION ALL SELECT 'pg_proc'::regclass, oid, 0, 'f', proowner, proacl FROM pg_proc
    UNION ALL SELECT 'pg_type'::regclass, oid, 0, 'T', typowner, typacl FROM pg_type
    UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, 'n', nspowner, nspacl FROM pg_namespace WHERE nspname <> 'information_schema'
    UNION ALL SELECT 'pg_language'::regclass, oid, 0, 'l', lanowner, lanacl FROM pg_language
    UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, 'F', fdwowner, fdwacl FROM pg_foreign_data_wrapper
    UNION ALL SELECT 'pg_foreign_server'::regclass, oid, 0, 'S', srvowner, srvacl FROM pg_foreign_server
    UNION ALL SELECT 'pg_database'::regclass, oid, 0, 'd', datdba, datacl FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT 'pg_tablespace'::regclass, oid, 0, 't', spcowner, spcacl FROM pg_tablespace
    UNION ALL SELECT 'pg_parameter_acl'::regclass, oid, 0, 'p', 10, paracl FROM pg_parameter_acl
), granted AS (
    SELECT o.classid, o.objid, o.objsubid, o.owner, o.acl, coalesce(i.initprivs, acldefault(o.type, o.owner)) AS initial
    FROM object o LEFT JOIN pg_init_privs i ON i.classoid = o.classid AND i.objoid = o.objid AND i.objsubid = o.objsubid
    WHERE o.acl IS NOT NULL AND o.acl IS DISTINCT FROM i.initprivs
), difference AS (
    SELECT g.classid, g.objid, g.objsubid, g.owner, p.*
    FROM granted g CROSS JOIN LATERAL (${privilegeDifference('g.acl', 'g.initial')}) AS p
), named AS (
    SELECT ${objectKey('d.classid', 'd.objid', 'd.objsubid')} AS key,
        CASE WHEN d.grantee = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(d.grantee)) END AS grantee,
        CASE WHEN d.grantor <> d.owner THEN quote_ident(pg_get_userbyid(d.grantor)) END AS grantor,
        lower(d.privilege_type) AS privilege, d.is_grantable, d.is_granted
    FROM difference d
)
SELECT 'grant' AS kind, key || ' to ' || grantee AS identity, key AS part_of,
    ${properties({
        privileges: 'jsonb_agg(DISTINCT privilege ORDER BY privilege) FILTER (WHERE is_granted)',
        withGrantOption: 'jsonb_agg(DISTINCT privilege ORDER BY privilege) FILTER (WHERE is_granted AND is_grantable)',
        revoked: 'jsonb_agg(DISTINCT privilege ORDER BY privilege) FILTER (WHERE NOT is_granted)',
        grantors: 'jsonb_agg(DISTINCT grantor ORDER BY grantor) FILTER (WHERE grantor IS NOT NULL)',
    })}
FROM named GROUP BY key, grantee`;

/** Those for a schema are added to the built-in ones; those for all schemas take their place. */
const DEFAULT_PRIVILEGES = `
WITH difference AS (
    SELECT d.defaclrole, d.defaclnamespace, d.defaclobjtype, p.*
    FROM pg_default_acl d
    CROSS JOIN LATERAL (SELECT CASE WHEN d.defaclnamespace = 0 THEN acldefault(lower(d.defaclobjtype)::"char", d.defaclrole) END) AS b (acl)
    CROSS JOIN LATERAL (${privilegeDifference('d.defaclacl', 'b.acl')}) AS p
)
SELECT 'default privilege' AS kind,
    format('of %I%s on %s to %s', pg_get_userbyid(defaclrole), CASE WHEN defaclnamespace <> 0 THEN ' in schema ' || defaclnamespace::regnamespace ELSE '' END,
        ${named('defaclobjtype', { r: 'tables', S: 'sequences', f: 'functions', T: 'types', n: 'schemas', L: 'large objects' })},
        CASE WHEN grantee = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(grantee)) END) AS identity,
    ${properties({
        privileges: 'jsonb_agg(lower(privilege_type) ORDER BY privilege_type) FILTER (WHERE is_granted)',
        withGrantOption: 'jsonb_agg(lower(privilege_type) ORDER BY privilege_type) FILTER (WHERE is_granted AND is_grantable)',
        revoked: 'jsonb_agg(lower(privilege_type) ORDER BY privilege_type) FILTER (WHERE NOT is_granted)',
    })}
FROM difference GROUP BY defaclrole, defaclnamespace, defaclobjtype, grantee`;

/** On everything, whatever has facts of its own or not. */
const COMMENTS = `
WITH comment (classid, objid, objsubid, text) AS (
    SELECT d.classoid, d.objoid, d.objsubid, d.description FROM pg_description d
    WHERE (d.objoid >= 16384 OR (d.objoid = 'public'::regnamespace AND d.description <> 'standard public schema'))
        AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
    UNION ALL SELECT d.classoid, d.objoid, 0, d.description FROM pg_shdescription d
    WHERE d.objoid >= 16384 OR (d.classoid = 'pg_database'::regclass AND d.objoid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())
        AND d.description <> 'default administrative connection database')
), named AS (SELECT ${objectKey('c.classid', 'c.objid', 'c.objsubid')} AS key, c.text FROM comment c)
SELECT 'comment' AS kind, key AS identity, key AS part_of, ${properties({ text: 'text' })} FROM named`;

const PUBLICATIONS = `
SELECT 'publication' AS kind, ${identityOf('pg_publication', 'p')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(p.pubowner)',
        allTables: ifTrue('p.puballtables'),
        operations: `to_jsonb(array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
            CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL))`,
        viaRoot: ifTrue('p.pubviaroot'),
        generatedColumns: named('p.pubgencols', { s: 'stored' }),
        schemas: '(SELECT jsonb_agg(n.pnnspid::regnamespace ORDER BY n.pnnspid::regnamespace::text) FROM pg_publication_namespace n WHERE n.pnpubid = p.oid)',
    })}
FROM pg_publication p WHERE ${isUserMade('pg_publication', 'p')}`;

const PUBLICATION_TABLES = `
SELECT 'publication table' AS kind, format('%s in %I', ${relationName('r.prrelid')}, p.pubname) AS identity, 'publication ' || quote_ident(p.pubname) AS part_of,
    ${properties({
        columns: `(SELECT jsonb_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[]))`,
        where: 'pg_get_expr(r.prqual, r.prrelid)',
    })}
FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE ${isUserMade('pg_publication', 'p')}`;

export const ACCESS_QUERIES = [
    ROLES,
    MEMBERSHIPS,
    SETTINGS,
    POLICIES,
    GRANTS,
    DEFAULT_PRIVILEGES,
    COMMENTS,
    PUBLICATIONS,
    PUBLICATION_TABLES,
];
