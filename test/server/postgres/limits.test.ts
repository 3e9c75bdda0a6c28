import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedPostgres, EmbeddedPostgresError, type EmbeddedPostgresProblem } from '../../../server/postgres/index.ts';
import { runningPostgres } from './running.ts';
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

describe('The process of the embedded PostgreSQL', () => {
    const { postgres, run } = runningPostgres();

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

    for (const signal of ['SIGTRAP', 'SIGSEGV'] as const) {
        it(`runs a script again where V8 itself failed (${signal})`, async () => {
            const twice = run(`SELECT pg_sleep(1)`);
            await wait(300);
            process.kill(postgres.processId as number, signal);
            assert.equal((await twice).executed, 1);
        });
    }

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

    it('ends a process that nobody came to use', async () => {
        using idle = new EmbeddedPostgres({ idleTime: 1 });
        idle.warmUp();
        assert.notEqual(idle.processId, undefined);
        await until(() => idle.processId === undefined);
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
