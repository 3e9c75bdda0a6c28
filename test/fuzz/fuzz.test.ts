import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { Examination } from './examine.ts';
import { runSessions } from './sessions.ts';
import { examineAll } from './watch.ts';

const bound = 20_000;

describe('random texts', () => {
    it('are read, checked, formatted and generated from without a fault', async () => {
        const { failures } = await examineAll({ seed: 1, from: 0, to: 300 }, bound);
        assert.deepEqual(failures.map(({ index, error }) => `input ${index}: ${error}`), []);
    });

    it('are answered by the language server, whatever is asked', async () => {
        assert.deepEqual(await runSessions(1, 8, bound), []);
    });

    it('that take too long are ended and named', async () => {
        const text = `entity A { ${'a:'.repeat(20_000)} }`;
        const { failures } = await examineAll({ text }, 0);
        assert.deepEqual(failures.map(failure => [failure.text, failure.error]), [[text, 'takes longer than 0 ms']]);
    });
});

describe('what random texts have found', () => {
    let examination: Examination;

    before(async () => {
        examination = await Examination.start();
    });

    for (const file of globSync('test/fuzz/found/*.erd').sort()) {
        it(file, async () => {
            await examination.examine(readFileSync(file, 'utf8'));
        });
    }
});
