import assert from 'node:assert/strict';
import { keyOf } from '../../../server/postgres/index.ts';
import { runningPostgres } from './running.ts';
import { statementsOf } from './scripts.ts';

describe('What the embedded PostgreSQL cannot run', () => {
    const { countOf, postgres, run } = runningPostgres();

    const reasons: readonly (readonly [statement: string, reason: RegExp])[] = [
        ['CREATE EXTENSION pg_cron', /does not have the extension "pg_cron"\.$/],
        ['CREATE EXTENSION "odd name"', /does not have the extension "odd name"\.$/],
        [`SELECT cron.schedule('a', 'b', 'c')`, /"pg_cron", which brings "cron"/],
        ['CREATE TABLE t (place geometry(Point, 4326))', /"postgis", which brings "geometry"/],
        ['SELECT st_makepoint(1, 2)', /"postgis", which brings "st_makepoint"/],
        [`CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'x'`, /extension "plpython3u"\.$/],
        ['CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw', /extension "postgres_fdw"\.$/],
        [`CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'mine', 'f'`, /does not have this file: .*"mine"/],
        [`COPY pg_class FROM '/etc/passwd'`, /does not have this file/],
        ['CREATE TABLE t (id int) TABLESPACE ssd', /makes no tablespace "ssd"/],
        ['CREATE DATABASE other', /has one database/],
        ['ALTER DATABASE another SET work_mem = 1000', /has one database/],
        [`CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p`, /connects to no other server/],
        ['COPY pg_class FROM stdin', /rows from COPY are not loaded/],
        [`COPY pg_class TO PROGRAM 'cat'`, /runs no programs/],
    ];

    it('says why, and goes on', async () => {
        await postgres.session(async (session) => {
            for (const [statement, reason] of reasons) {
                const { failed, notExecuted, executed } = await session.execute(statementsOf(`${statement};\n\\.\nSELECT 1`));
                assert.deepEqual([failed, notExecuted.map(({ id }) => id), executed], [[], ['1'], 1], statement);
                assert.match(notExecuted[0]?.reason ?? '', reason);
            }
        });
    });

    it('holds no statement against the script that needs what could not be made', async () => {
        const { failed, notExecuted } = await run(`
            CREATE EXTENSION postgis;
            COMMENT ON EXTENSION postgis IS 'maps';
            CREATE TABLE places (id int, place geometry);
            CREATE INDEX ON places USING gist (place);
            CREATE VIEW v AS SELECT * FROM places;
            SELECT * FROM plases`);
        assert.deepEqual(notExecuted.map(({ id }) => id), ['1', '2', '3', '4', '5']);
        assert.deepEqual(failed.map(({ id }) => id), ['6']);
    });

    it('runs the rest of a statement whose types it lacks, where it may put another type in their place', async () => {
        const script = `
            CREATE EXTENSION postgis;
            CREATE TABLE places (id int PRIMARY KEY, at geography(Point, 4326) NOT NULL, way public.geometry[], note text DEFAULT 'geography');
            CREATE INDEX ON places USING gist (at);
            CREATE TABLE visits (id int, place int REFERENCES places, CHECK (nobody > 1))`;
        const { failed, notExecuted, replaced, catalog } = await run(script, { replaceLackingTypes: true });
        assert.deepEqual(failed.map(({ id, error }) => [id, error.code]), [['4', '42703']]);
        assert.deepEqual(notExecuted.map(({ id }) => id), ['1', '3']);
        assert.deepEqual(replaced.map(({ id }) => id), ['2']);
        assert.match(replaced[0]!.reason, /"postgis", which brings "geometry".* It ran with text in the place of that type\.$/);
        const typeOf = (column: string): unknown => catalog.find(fact => keyOf(fact) === `column public.places.${column}`)?.properties['type'];
        assert.deepEqual(['at', 'way', 'note'].map(typeOf), ['text', 'text[]', 'text']);
    });

    it('gives names the benefit of the doubt only where an unknown extension was asked for', async () => {
        assert.deepEqual(await countOf('SELECT frobnicate(1)'), { failed: 1, notExecuted: 0 });
        assert.deepEqual(await countOf('CREATE EXTENSION frobs; SELECT frobnicate(1)'), { failed: 0, notExecuted: 2 });
        assert.deepEqual(await countOf('CREATE EXTENSION frobs; SELECT frobnicate FROM pg_class'), { failed: 1, notExecuted: 1 });
        assert.deepEqual(await countOf('CREATE EXTENSION frobs; GRANT pg_monitor TO nobody'), { failed: 1, notExecuted: 1 });
    });
});

describe('Extensions of the embedded PostgreSQL', () => {
    const { postgres } = runningPostgres();

    const uses: readonly (readonly [extension: string, use: string])[] = [
        ['"uuid-ossp"', 'SELECT uuid_generate_v4()'],
        ['pg_trgm', `SELECT similarity('a', 'b')`],
        ['btree_gin', 'CREATE TABLE t (a int); CREATE INDEX ON t USING gin (a)'],
        ['btree_gist', 'CREATE TABLE t (a int, b int4range, EXCLUDE USING gist (a WITH =, b WITH &&))'],
        ['citext', `CREATE TABLE t (a citext)`],
        ['hstore', `SELECT 'a=>1'::hstore`],
        ['ltree', `SELECT 'a.b'::ltree`],
        ['pgcrypto', `SELECT digest('a', 'sha256')`],
        ['unaccent', `SELECT unaccent('é')`],
        ['tablefunc', 'SELECT normal_rand(1, 2, 3)'],
        ['intarray', `SELECT '{1}'::int[] & '{1}'`],
        ['cube', `SELECT '1'::cube`],
        ['earthdistance CASCADE', 'SELECT earth()'],
        ['fuzzystrmatch', `SELECT soundex('a')`],
        ['isn', `SELECT '978-0-11-000533-1'::isbn13`],
        ['seg', `SELECT '1'::seg`],
        ['lo', 'CREATE TABLE t (a lo)'],
        ['moddatetime', 'CREATE TABLE t (a timestamp); CREATE TRIGGER t BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION moddatetime(a)'],
        ['tcn', 'CREATE TABLE t (a int); CREATE TRIGGER t AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION triggered_change_notification()'],
        ['bloom', 'CREATE TABLE t (a int); CREATE INDEX ON t USING bloom (a)'],
        ['dict_int', `SELECT ts_lexize('intdict', '12')`],
        ['dict_xsyn', `SELECT ts_lexize('xsyn', 'a')`],
        ['file_fdw', 'CREATE SERVER s FOREIGN DATA WRAPPER file_fdw'],
        ['pg_stat_statements', 'CREATE VIEW v AS SELECT * FROM pg_stat_statements'],
        ['tsm_system_rows', 'SELECT * FROM pg_class TABLESAMPLE system_rows(1)'],
        ['vector', 'CREATE TABLE t (e vector(3)); CREATE INDEX ON t USING hnsw (e vector_cosine_ops)'],
    ];

    it('are there when a script asks for them, and their objects are not the script\'s', async () => {
        await postgres.session(async (session) => {
            for (const [extension, use] of uses) {
                const { failed, notExecuted } = await session.execute(statementsOf(`BEGIN; CREATE EXTENSION ${extension}; ${use}`));
                assert.deepEqual([failed, notExecuted], [[], []], extension);
                const kinds = new Set((await session.readCatalog()).map(({ kind }) => kind));
                assert.ok(kinds.has('extension'));
                assert.deepEqual([...kinds].filter((kind) => ['function', 'base type', 'operator', 'operator class', 'cast', 'aggregate'].includes(kind)), [], extension);
                await session.execute(statementsOf('ROLLBACK'));
            }
        });
    });
});
