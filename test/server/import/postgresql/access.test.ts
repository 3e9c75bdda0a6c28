import assert from 'node:assert/strict';
import { readPostgresql } from '../../../../server/import/postgresql/index.ts';
import type { SourceObject, SourceSchema } from '../../../../server/import/source/index.ts';

const read = (script: string): Promise<SourceSchema> => readPostgresql(script, { effect: 'never' });

type OfKind<Kind extends SourceObject['kind']> = Extract<SourceObject, { readonly kind: Kind }>;

async function all<Kind extends SourceObject['kind']>(kind: Kind, script: string): Promise<readonly OfKind<Kind>[]> {
    return (await read(script)).objects.filter((object): object is OfKind<Kind> => object.kind === kind);
}

function grant({ revoke, privileges, on, roles, grantOption }: OfKind<'grant'>): string {
    const what = privileges.map(({ name, columns }) => name + (columns.length === 0 ? '' : ` (${columns.join(', ')})`)).join(', ');
    const object = 'objects' in on ? `${on.kind} ${on.objects} in ${on.schema ?? 'any'}${'owner' in on ? ` by ${on.owner}` : ''}`
        : `${on.kind} ${typeof on.name === 'string' ? on.name : on.name.name}${'arguments' in on ? `(${on.arguments?.map(({ sql }) => sql).join(', ')})` : ''}`;
    return `${revoke ? 'revoke' : 'grant'} ${what} on ${object} for ${roles.join(', ')}${grantOption ? ' with option' : ''}`;
}

describe('Roles of a PostgreSQL script', () => {
    it('have their attributes and parents', async () => {
        const roles = await all('role', `
            CREATE ROLE reader; CREATE USER writer WITH CREATEDB BYPASSRLS CONNECTION LIMIT 5 VALID UNTIL '2030-01-01' IN ROLE reader PASSWORD 'secret';
            CREATE GROUP staff; ALTER ROLE reader LOGIN NOINHERIT; GRANT staff TO reader, writer; ALTER GROUP staff DROP USER writer; COMMENT ON ROLE staff IS 'All';`);
        assert.deepEqual(roles.map(({ name, login, inherits, options, external, comment }) => [name, login, inherits, options.map(option => `${option.name} ${option.value ?? ''}`.trim()), external, comment]), [
            ['reader', true, ['staff'], ['noinherit'], false, undefined],
            ['writer', true, ['reader'], ['createdb', 'bypassrls', 'connection_limit 5', `valid_until '2030-01-01'`], false, undefined],
            ['staff', false, [], [], false, 'All'],
        ]);
    });

    it('are external where they are only named', async () => {
        const schema = await read('CREATE TABLE a (id int); GRANT SELECT ON a TO app; CREATE POLICY p ON a TO other;');
        assert.deepEqual(schema.objects.flatMap(object => object.kind === 'role' ? [[object.name, object.external]] : []), [['app', true], ['other', true]]);
    });

    it('have no passwords', async () => {
        const schema = await read(`CREATE ROLE a PASSWORD 'x'; CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password 'y', host 'h'); CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'z');`);
        assert.doesNotMatch(JSON.stringify(schema.objects), /'[xyz]'/);
        assert.deepEqual(schema.notices.filter(({ kind }) => kind === 'lost').map(({ construct, line }) => [construct, line]), [['PASSWORD', 1], ['PASSWORD', 1], ['PASSWORD', 1]]);
        assert.deepEqual(schema.objects.flatMap(object => object.kind === 'statement' ? [object.sql] : []), [
            `CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'h')`, 'CREATE USER MAPPING FOR a SERVER s',
        ]);
    });
});

describe('Privileges of a PostgreSQL script', () => {
    it('are on whatever they are on', async () => {
        const grants = await all('grant', `
            CREATE SCHEMA s; CREATE TABLE a (id int, b int); CREATE SEQUENCE q; CREATE TYPE t AS ENUM ('x'); CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT 1;
            GRANT SELECT (id, b), INSERT ON a, v TO app, PUBLIC WITH GRANT OPTION; REVOKE ALL ON SCHEMA s FROM PUBLIC; GRANT USAGE ON SEQUENCE q TO app; GRANT USAGE ON TYPE t TO app;
            REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC; GRANT EXECUTE ON PROCEDURE p TO app; ALTER TABLE a RENAME COLUMN b TO c;`);
        assert.deepEqual(grants.map(grant), [
            'grant select (id, c), insert on relation a for app, public with option', 'grant select (id, b), insert on relation v for app, public with option',
            'revoke all on schema s for public', 'grant usage on sequence q for app', 'grant usage on type t for app', 'revoke execute on routine f(integer) for public',
            'grant execute on routine p() for app',
        ]);
    });

    it('are on all, and on what comes later', async () => {
        const grants = await all('grant', `
            GRANT SELECT ON ALL TABLES IN SCHEMA a, b TO app; GRANT ALL PRIVILEGES ON ALL FUNCTIONS IN SCHEMA a TO app;
            ALTER DEFAULT PRIVILEGES FOR ROLE boss IN SCHEMA a GRANT SELECT ON TABLES TO app; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;`);
        assert.deepEqual(grants.map(grant), [
            'grant select on all tables in a for app', 'grant select on all tables in b for app', 'grant all on all functions in a for app',
            'grant select on future tables in a by boss for app', 'revoke execute on future functions in any for public',
        ]);
    });

    it('are kept as text where the language has no words for them', async () => {
        const statements = await all('statement', `
            CREATE TABLE a (id int); GRANT SELECT ON a TO CURRENT_USER; GRANT CREATE ON DATABASE d TO app; REVOKE GRANT OPTION FOR SELECT ON a FROM app;
            GRANT SELECT ON elsewhere TO app; GRANT boss TO app WITH ADMIN OPTION;`);
        assert.deepEqual(statements.map(({ sql, after }) => [sql, after?.name.name]), [
            ['GRANT SELECT ON a TO CURRENT_USER', 'a'], ['GRANT CREATE ON DATABASE d TO app', undefined], ['REVOKE GRANT OPTION FOR SELECT ON a FROM app', 'a'],
            ['GRANT SELECT ON elsewhere TO app', undefined], ['GRANT boss TO app WITH ADMIN OPTION', undefined],
        ]);
    });
});

describe('A policy of a PostgreSQL script', () => {
    it('says whom it lets do what', async () => {
        const policies = await all('policy', `
            CREATE TABLE a (id int, who text);
            CREATE POLICY p ON a AS RESTRICTIVE FOR UPDATE TO app, other USING (id > 0) WITH CHECK (who = 'x'); CREATE POLICY q ON a USING (true);
            ALTER POLICY p ON a TO app USING (id > 1); ALTER POLICY q ON a RENAME TO r; ALTER TABLE a RENAME COLUMN id TO number;`);
        assert.deepEqual(policies.map(({ name, permissive, command, roles, using, check }) => [name, permissive, command, roles, using?.sql, check?.sql]), [
            ['p', false, 'update', ['app'], 'number > 1', `who = 'x'`], ['r', true, 'all', ['public'], 'true', undefined],
        ]);
    });
});

describe('Rows of a PostgreSQL script', () => {
    const table = 'CREATE TABLE kinds (id int PRIMARY KEY, name text, tags text[]);';

    it('belong to the schema where they are few constants', async () => {
        const rows = await all('rows', `${table}
            INSERT INTO kinds VALUES (1, 'a', '{}'), (2, NULL, ARRAY['x']);
            INSERT INTO kinds (id, name) VALUES (-3, 'c'::text) ON CONFLICT DO NOTHING;
            INSERT INTO kinds (id, name) VALUES (4, 'd');`);
        assert.deepEqual(rows.map(({ columns, rows: values }) => [columns, values.map(row => row.map(({ sql }) => sql))]), [
            [['id', 'name', 'tags'], [['1', `'a'`, `'{}'`], ['2', 'NULL', `ARRAY['x']`]]], [['id', 'name'], [['-3', `'c'::text`], ['4', `'d'`]]],
        ]);
    });

    it('are data where they are many, computed or of no table', async () => {
        const many = Array.from({ length: 101 }, (_, index) => `INSERT INTO kinds VALUES (${index});`).join('\n');
        for (const script of [many, 'INSERT INTO kinds VALUES (1, now()::text);', 'INSERT INTO kinds SELECT 1;', 'INSERT INTO nothing VALUES (1);']) {
            const schema = await read(`${table}\n${script}`);
            assert.deepEqual(schema.objects.map(({ kind }) => kind), ['table'], script.slice(0, 100));
            assert.deepEqual(schema.notices.map(({ kind, line }) => [kind, line]).toSorted(([, left], [, right]) => Number(left) - Number(right)), script.split('\n').map((_, index) => ['skipped', index + 2]));
        }
    });
});

describe('What a PostgreSQL script has besides', () => {
    it('is a job', async () => {
        const jobs = await all('job', `SELECT cron.schedule('nightly', '0 3 * * *', $$DELETE FROM a$$); SELECT cron.schedule('nightly', '0 4 * * *', 'VACUUM');`);
        assert.deepEqual(jobs.map(({ name, schedule, sql }) => [name, schedule, sql]), [['nightly', '0 4 * * *', 'VACUUM']]);
    });

    it('is kept as text after the last object that it names', async () => {
        const schema = await read(`
            CREATE TABLE a (id int, b int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE z (id int);
            CREATE STATISTICS st ON id, b FROM a; CREATE RULE r AS ON DELETE TO a DO INSTEAD SELECT f(); CREATE PUBLICATION p FOR ALL TABLES; SECURITY LABEL FOR x ON TABLE z IS 'y';
            CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();`);
        assert.deepEqual(schema.objects.flatMap(object => object.kind === 'statement' ? [object.after?.name.name] : []), ['a', 'f', undefined, 'z', undefined]);
        assert.deepEqual(schema.notices.map(({ kind, construct }) => `${kind} ${construct}`), [
            'text CREATE STATISTICS', 'text CREATE RULE', 'text CREATE PUBLICATION', 'text SECURITY LABEL', 'text CREATE EVENT TRIGGER',
        ]);
    });

    it('names the schemas that the search path found, and in which it makes something', async () => {
        const [range, foreign] = await all('statement', `
            CREATE SCHEMA shop; SET search_path = shop; CREATE TYPE prices AS RANGE (subtype = numeric); CREATE FOREIGN TABLE stock (item int) SERVER warehouse;`);
        assert.equal(range?.sql, 'CREATE TYPE shop.prices AS RANGE (subtype = numeric)');
        assert.equal(foreign?.sql, 'CREATE FOREIGN TABLE shop.stock (item int) SERVER warehouse');
        const [, statistics, configuration] = await all('statement', `
            CREATE SCHEMA shop; SET search_path = shop; CREATE TABLE a (id int, b int); CREATE STATISTICS st ON id, b FROM a; CREATE TEXT SEARCH CONFIGURATION c (COPY = english);`);
        assert.equal(statistics?.sql, 'CREATE STATISTICS shop.st ON id, b FROM shop.a');
        assert.equal(configuration?.sql, 'CREATE TEXT SEARCH CONFIGURATION shop.c (COPY = english)');
    });

    it('is told where it cannot come along, and where it is nothing of a schema', async () => {
        const schema = await read(`CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p; SELECT setval('s', 1); SELECT 1; ANALYZE; CREATE TEMP VIEW v AS SELECT 1; CREATE TEMP TABLE t AS SELECT 1`);
        assert.deepEqual(schema.objects, []);
        assert.deepEqual(schema.notices.map(({ kind }) => kind), ['lost', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped']);
    });

    it('is a block that makes what is not there', async () => {
        const schema = await read(`
            CREATE TABLE a (id int, b int);
            DO $$ BEGIN CREATE TYPE mood AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            DO $$ BEGIN CREATE TYPE mood AS ENUM ('y'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            DO $body$
            BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'app') THEN
                    CREATE ROLE app LOGIN; -- for the application
                    RAISE NOTICE 'made';
                END IF;
                ALTER TABLE a ADD CONSTRAINT positive CHECK (b > 0);
            END
            $body$ LANGUAGE plpgsql;`);
        assert.deepEqual(schema.notices, []);
        assert.deepEqual(schema.objects.map(object => object.kind), ['table', 'enum', 'role']);
        const [table, mood, role] = schema.objects;
        assert.deepEqual([table?.kind === 'table' && table.checks[0]?.name, mood?.kind === 'enum' && mood.values, role?.line], ['positive', ['x'], 8]);
    });
});
