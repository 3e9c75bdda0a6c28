import assert from 'node:assert/strict';
import { QueryError } from '../../../server/postgres/index.ts';
import { runningPostgres } from './running.ts';
import { statementsOf } from './scripts.ts';

describe('A script on the embedded PostgreSQL', () => {
    const { countOf, postgres, run } = runningPostgres();

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

describe('A session of the embedded PostgreSQL', () => {
    const { postgres, run } = runningPostgres();

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

describe('A dump of the embedded PostgreSQL', () => {
    const { postgres } = runningPostgres();

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
