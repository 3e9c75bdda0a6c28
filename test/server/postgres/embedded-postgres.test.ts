import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedPostgres, EmbeddedPostgresError, keyOf, QueryError, type EmbeddedPostgresProblem } from '../../../server/postgres/index.ts';
import { statementsOf } from './scripts.ts';

const ENDLESS = 'DO $$ BEGIN LOOP END LOOP; END $$';

const stopsWith = (problem: EmbeddedPostgresProblem) => (error: unknown) => {
    assert.ok(error instanceof EmbeddedPostgresError, String(error));
    assert.equal(error.problem, problem, error.message);
    return true;
};

async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await wait(10);
    }
}

function isRunning(processId: number): boolean {
    try {
        process.kill(processId, 0);
    } catch {
        return false;
    }
    // In a container nobody may have buried it.
    const status = `/proc/${processId}/stat`;
    return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
}

describe('EmbeddedPostgres', () => {
    let postgres: EmbeddedPostgres;

    before(() => {
        postgres = new EmbeddedPostgres();
        postgres.warmUp();
    });

    after(() => postgres.dispose());

    const run = (script: string, options?: Parameters<EmbeddedPostgres['run']>[1]) => postgres.run(statementsOf(script), options);
    const countOf = async (script: string) => {
        const { failed, notExecuted } = await run(script);
        return { failed: failed.length, notExecuted: notExecuted.length };
    };

    describe('run', () => {
        it('runs a script and reads what it made', async () => {
            const result = await run('CREATE SCHEMA s; CREATE TABLE s.t (id int)');
            assert.match(result.version, /^18\.\d/);
            assert.deepEqual([result.executed, result.failed, result.notExecuted, result.warnings, result.transactionIsOpen], [2, [], [], [], false]);
            assert.deepEqual(
                result.catalog.map((fact) => `${fact.kind} ${fact.identity}`),
                ['column s.t.id', 'schema public', 'schema s', 'table s.t'],
            );
        });

        it('tells of a failed statement all that the server told', async () => {
            const { failed } = await run(`CREATE TABLE t (name text); SELECT '😀', nam FROM t; CREATE TABLE t (id int); INSERT INTO t SELECT 1/0`);
            assert.deepEqual(failed, [
                {
                    id: '2',
                    error: { code: '42703', message: 'column "nam" does not exist', hint: 'Perhaps you meant to reference the column "t.name".', offset: 13 },
                },
                { id: '3', error: { code: '42P07', message: 'relation "t" already exists' } },
                { id: '4', error: { code: '22012', message: 'division by zero' } },
            ]);
        });

        it('tells detail and context too', async () => {
            const { failed } = await run(`DO $$ BEGIN RAISE EXCEPTION 'no' USING DETAIL = 'because'; END $$`);
            assert.equal(failed[0]?.error.detail, 'because');
            assert.match(failed[0]?.error.context ?? '', /^PL\/pgSQL function inline_code_block line 1/);
        });

        it('collects warnings, and names that were cut', async () => {
            const { warnings } = await run(`COMMIT; CREATE TABLE ${'x'.repeat(64)} (id int); CREATE TABLE IF NOT EXISTS pg_class (id int)`);
            assert.deepEqual(warnings.map(({ id, warning }) => [id, warning.code]), [
                ['1', '25P01'],
                ['2', '42622'],
            ]);
        });

        it('goes on after an error, or stops there', async () => {
            const script = 'SELECT nonsense; CREATE TABLE t (id int)';
            assert.equal((await run(script)).executed, 1);
            const stopped = await run(script, { stopAtFirstError: true });
            assert.deepEqual([stopped.executed, stopped.failed.length], [0, 1]);
        });

        it('tells consequences from causes', async () => {
            const { failed } = await run(`
                CREATE TABLE parent (id int PRIMARY KEY, wrong nonsense);
                CREATE TABLE child (id int REFERENCES parent);
                CREATE INDEX ON child (id);
                COMMENT ON COLUMN parent.id IS 'x';
                GRANT USAGE ON SEQUENCE parent_id_seq TO CURRENT_USER;
                CREATE TABLE free (id int, wrong nonsense);
                CREATE TABLE kept (id int);
                ALTER TABLE kept ADD CONSTRAINT kept_pkey PRIMARY KEY (nothing), ADD extra nonsense;
                CREATE TABLE other (id int REFERENCES kept (id));
                SELECT extra FROM kept;
                SELECT kept.wrong FROM kept;
                CREATE FUNCTION f() RETURNS parent LANGUAGE sql AS 'SELECT 1';
                SELECT f()`);
            assert.deepEqual(failed.map(({ id, causedBy }) => [id, causedBy]), [
                ['1', undefined],
                ['2', '1'],
                ['3', '1'],
                ['4', '1'],
                ['5', '1'],
                ['6', undefined],
                ['8', undefined],
                ['9', '8'],
                ['10', '8'],
                ['11', undefined],
                ['12', '1'],
                ['13', '1'],
            ]);
        });

        it('forgets a cause when the object is made after all', async () => {
            const { failed } = await run('CREATE TABLE t (id nonsense); CREATE TABLE t (id int); DROP TABLE t; SELECT * FROM t');
            assert.deepEqual(failed.map(({ id, causedBy }) => [id, causedBy]), [
                ['1', undefined],
                ['4', undefined],
            ]);
        });

        it('keeps one error in a transaction of the script from spoiling the others', async () => {
            const result = await run('BEGIN; CREATE TABLE a (id int); SELECT nonsense; CREATE TABLE b (id int); COMMIT; BEGIN; CREATE TABLE c (id int); ROLLBACK; BEGIN');
            assert.deepEqual(result.failed.map(({ id }) => id), ['3']);
            assert.deepEqual(result.catalog.filter(({ kind }) => kind === 'table').map(({ identity }) => identity), ['public.a', 'public.b']);
            assert.equal(result.transactionIsOpen, true);
        });

        it('leaves the statements that rule a transaction as they are', async () => {
            const script = `
                BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SAVEPOINT a; CREATE TABLE t (id int); ROLLBACK TO a; RELEASE a;
                SET LOCAL search_path = pg_catalog; COPY (SELECT 'from stdin') TO stdout; COMMIT; PREPARE p AS SELECT 1; EXECUTE p`;
            const { catalog, ...result } = await run(script);
            assert.deepEqual([result.failed, result.notExecuted, catalog.length], [[], [], 1]);
        });

        it('blames the statement that broke a transaction for what is refused after it', async () => {
            const { failed } = await run('BEGIN; ROLLBACK TO SAVEPOINT nowhere; SELECT 1; ROLLBACK; SELECT 1');
            assert.deepEqual(failed.map(({ id, causedBy }) => [id, causedBy]), [
                ['2', undefined],
                ['3', '2'],
            ]);
        });

        it('runs each statement on its own, outside of any transaction', async () => {
            const script = `
                CREATE TYPE mood AS ENUM ('sad');
                ALTER TYPE mood ADD VALUE 'glad';
                CREATE TABLE t (id int, m mood DEFAULT 'glad');
                CREATE INDEX CONCURRENTLY i ON t (id);
                REINDEX TABLE CONCURRENTLY t;
                VACUUM t`;
            assert.deepEqual(await countOf(script), { failed: 0, notExecuted: 0 });
        });

        it('refuses a null character at its place', async () => {
            const { failed, executed } = await postgres.run([
                { id: 'zero', text: 'SELECT \0' },
                { id: 'one', text: 'SELECT 1' },
            ]);
            assert.deepEqual(failed, [{ id: 'zero', error: { code: '22021', message: 'The statement contains a null character.', offset: 7 } }]);
            assert.equal(executed, 1);
        });

        it('makes the roles that the caller names', async () => {
            const { failed, catalog } = await run('CREATE SCHEMA s AUTHORIZATION "Odd ""Role"', { roles: ['Odd "Role'] });
            assert.deepEqual(failed, []);
            assert.deepEqual(catalog.find(({ identity }) => identity === 's')?.properties, { owner: 'Odd "Role' });
        });

        it('tells how far it is', async () => {
            const told: [number, number][] = [];
            const onProgress = (done: number, total: number) => told.push([done, total]);
            const slow = `DO $$ BEGIN FOR i IN 1..5000000 LOOP END LOOP; END $$;`;
            await run(slow.repeat(3), { onProgress });
            assert.ok(told.length > 0);
            assert.ok(told.every(([done, total], index) => total === 3 && done < 3 && done > (told[index - 1]?.[0] ?? 0)));
        });
    });

    describe('what it cannot run', () => {
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

    describe('extensions', () => {
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

    describe('dump', () => {
        it('prints what a script has made, whatever the session is left in', async () => {
            const dump = await postgres.session(async (session) => {
                await session.execute(statementsOf(`
                    CREATE ROLE app;
                    CREATE TABLE t (id int);
                    SET search_path = '';
                    BEGIN;
                    DO $$ BEGIN CREATE TYPE public.mood AS ENUM ('good'); END $$;
                    GRANT SELECT ON public.t TO app;
                    SET ROLE app;
                    SELECT nothing;
                `));
                return session.dump();
            });
            assert.match(dump, /^CREATE TYPE public\.mood AS ENUM \($/m);
            assert.match(dump, /^CREATE TABLE public\.t \($/m);
            assert.match(dump, /^GRANT SELECT ON TABLE public\.t TO app;$/m);
            assert.doesNotMatch(dump, /OWNER TO|\\restrict/);
        });

        it('leaves the session usable', async () => {
            const rows = await postgres.session(async (session) => {
                await session.execute(statementsOf('CREATE TABLE t (id int)'));
                await session.dump();
                return session.query('SELECT count(*) AS n FROM t');
            });
            assert.deepEqual(rows, [{ n: '0' }]);
        });
    });

    describe('session', () => {
        it('is an empty database, whatever the one before has done', async () => {
            await run(`CREATE ROLE leak; CREATE SCHEMA leak; ALTER SYSTEM SET work_mem = '1MB'; ALTER DATABASE postgres SET search_path = leak; CREATE EXTENSION citext; BEGIN`);
            const { catalog } = await run('SELECT 1');
            assert.deepEqual(catalog.map(({ identity }) => identity), ['public']);
        });

        it('waits for its turn', async () => {
            const order: string[] = [];
            const one = postgres.session(async (session) => {
                order.push('one begins');
                await session.execute(statementsOf('CREATE TABLE t (id int)'));
                order.push('one ends');
            });
            const two = postgres.session(async (session) => {
                order.push('two begins');
                assert.deepEqual(await session.query('SELECT count(*) FROM pg_class WHERE relname = \'t\''), [{ count: '0' }]);
            });
            await Promise.all([one, two]);
            assert.deepEqual(order, ['one begins', 'one ends', 'two begins']);
        });

        it('answers queries with text', async () => {
            const rows = await postgres.session((session) => session.query(`SELECT 1 AS one, NULL AS nothing, true AS yes UNION ALL SELECT 2, 'x', false`));
            assert.deepEqual(rows, [
                { one: '1', nothing: null, yes: 't' },
                { one: '2', nothing: 'x', yes: 'f' },
            ]);
        });

        it('lives on after a refused query and an error of its user', async () => {
            await postgres.session(async (session) => {
                await assert.rejects(session.query('SELECT nonsense'), (error) => error instanceof QueryError && error.error.code === '42703');
                assert.equal((await session.query('SELECT 1')).length, 1);
            });
            const process = postgres.processId;
            await assert.rejects(postgres.session(() => Promise.reject(new RangeError('mine'))), RangeError);
            assert.equal((await run('SELECT 1')).executed, 1);
            assert.equal(postgres.processId, process);
        });

        it('remembers causes over several executions', async () => {
            await postgres.session(async (session) => {
                await session.execute([{ id: 'a', text: 'CREATE TABLE t (id nonsense)' }]);
                const { failed } = await session.execute([{ id: 'b', text: 'SELECT * FROM t' }]);
                assert.equal(failed[0]?.causedBy, 'a');
            });
        });

        it('reads the catalog inside a transaction without disturbing it', async () => {
            await postgres.session(async (session) => {
                await session.execute(statementsOf('BEGIN; SET LOCAL search_path = pg_catalog; CREATE TABLE public.t (id int)'));
                assert.ok((await session.readCatalog()).some(({ identity }) => identity === 'public.t'));
                assert.deepEqual(await session.query('SHOW search_path'), [{ search_path: 'pg_catalog' }]);
                await session.execute(statementsOf('ROLLBACK'));
                assert.deepEqual((await session.readCatalog()).map(({ identity }) => identity), ['public']);
            });
        });
    });

    describe('limits', () => {
        it('gives PostgreSQL the stack that it counts on', async () => {
            const { failed } = await run(`
                CREATE TABLE t (i int);
                CREATE VIEW v AS SELECT ${'i + '.repeat(2000)}1 AS i FROM t;
                CREATE FUNCTION forever(i int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN forever(i + 1); END';
                SELECT forever(1);
                SELECT ${'1 + '.repeat(30_000)}1`);
            assert.deepEqual(failed.map(({ id, error }) => [id, error.code]), [
                ['4', '54001'],
                ['5', '54001'],
            ]);
        });

        it('is cancelled by a signal, and the next session works', async () => {
            const canceller = new AbortController();
            const running = run(`SELECT 1; ${ENDLESS}`, { signal: canceller.signal });
            const first = postgres.processId;
            setTimeout(() => canceller.abort(), 300);
            await assert.rejects(running, stopsWith('cancelled'));
            assert.equal((await run('SELECT 1')).executed, 1);
            assert.notEqual(postgres.processId, first);
        });

        it('is cancelled while it waits, without harm to the one that runs', async () => {
            const canceller = new AbortController();
            const running = run('DO $$ BEGIN FOR i IN 1..5000000 LOOP END LOOP; END $$');
            const waiting = run('SELECT 1', { signal: canceller.signal });
            canceller.abort();
            await assert.rejects(waiting, stopsWith('cancelled'));
            assert.equal((await running).executed, 1);
            await assert.rejects(run('SELECT 1', { signal: AbortSignal.abort() }), stopsWith('cancelled'));
        });

        it('stops at its time limit', async () => {
            await assert.rejects(run(ENDLESS, { timeLimit: 500 }), stopsWith('time limit'));
            assert.equal((await run('SELECT 1')).executed, 1);
        });

        it('names the statement that crashes the engine', async () => {
            const crash = `DO $$ BEGIN EXECUTE 'COPY pg_class TO PROGRAM ''x'''; END $$`;
            await assert.rejects(run(`SELECT 1; ${crash}; SELECT 2`), (error) => {
                stopsWith('crash')(error);
                return (error as EmbeddedPostgresError).statement === '2';
            });
            assert.equal((await run('SELECT 1')).executed, 1);
        });

        it('tells that its process was ended, and starts another', async () => {
            const running = postgres.session(async (session) => {
                const execution = session.execute(statementsOf(ENDLESS));
                process.kill(postgres.processId as number, 'SIGKILL');
                await execution;
            });
            await assert.rejects(running, stopsWith('crash'));
            assert.equal((await run('SELECT 1')).executed, 1);
        });

        it('runs a script again where V8 itself failed', async () => {
            const twice = run(`SELECT pg_sleep(1)`);
            await wait(300);
            process.kill(postgres.processId as number, 'SIGTRAP');
            assert.equal((await twice).executed, 1);
        });

        it('replaces a process that holds too much memory', async () => {
            using small = new EmbeddedPostgres({ memoryLimit: 1 });
            await small.run([]);
            const first = small.processId;
            await small.run([]);
            assert.notEqual(small.processId, first);
        });

        it('ends a process that nobody uses', async () => {
            using idle = new EmbeddedPostgres({ idleTime: 1 });
            await idle.run([]);
            await until(() => idle.processId === undefined);
            assert.equal((await idle.run(statementsOf('SELECT 1'))).executed, 1);
        });

        it('ends with dispose', async () => {
            const mine = new EmbeddedPostgres();
            const running = mine.run(statementsOf(ENDLESS));
            const waiting = mine.run([]);
            mine.warmUp();
            setTimeout(() => mine.dispose(), 300);
            await assert.rejects(running, stopsWith('disposed'));
            await assert.rejects(waiting, stopsWith('disposed'));
            await assert.rejects(mine.run([]), stopsWith('disposed'));
            assert.equal(mine.processId, undefined);
        });

        it('ends when its parent does, even in the middle of a statement', async () => {
            const room = new URL('../../../server/postgres/index.ts', import.meta.url).href;
            const parent = spawn(process.execPath, [
                '--input-type=module',
                '--eval',
                `import { EmbeddedPostgres } from '${room}';
                const postgres = new EmbeddedPostgres();
                postgres.session(async (session) => {
                    console.log(postgres.processId);
                    await session.execute([{ id: '1', text: '${ENDLESS}' }]);
                });`,
            ]);
            const [output] = (await once(parent.stdout, 'data')) as [Buffer];
            const engine = Number(output.toString());
            assert.ok(isRunning(engine));
            parent.kill('SIGKILL');
            await until(() => !isRunning(engine));
        });
    });
});
