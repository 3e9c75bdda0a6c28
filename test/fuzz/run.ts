// npm run fuzz -- [--seed 1] [--inputs 1000] [--sessions 20] [--bound 10000]
// Prints what goes wrong with which input, shortened. Exits with 1 where something did.
import { parseArgs } from 'node:util';
import { minimised } from './minimise.ts';
import { runSessions } from './sessions.ts';
import { examineAll } from './watch.ts';
import type { Failure } from './worker.ts';

/** Milliseconds for shortening an input. */
const minimising = 60_000;
const mostReports = 20;

const { values } = parseArgs({
    options: {
        seed: { type: 'string', default: '1' },
        /** Texts to examine; 100000 for the full run. */
        inputs: { type: 'string', default: '1000' },
        /** Conversations with the language server, of some 60 messages each. */
        sessions: { type: 'string', default: '20' },
        /** Milliseconds that an input may take. */
        bound: { type: 'string', default: '10000' },
    },
});
const [seed, inputs, sessions, bound] = [values.seed, values.inputs, values.sessions, values.bound].map(Number) as [number, number, number, number];

const start = performance.now();
const found = new Map<string, Failure>();
const { failures, slowest } = await examineAll({ seed, from: 0, to: inputs }, bound, failure => {
    const key = causeOf(failure);
    if (!found.has(key)) {
        found.set(key, failure);
        process.stdout.write(`seed ${seed}, input ${failure.index}, ${failure.stage}: ${key}\n`);
    }
    return found.size < mostReports;
});
for (const [cause, failure] of found) {
    const failsAlike = async (text: string): Promise<boolean> => (await examineAll({ text }, bound)).failures.some(other => causeOf(other) === cause);
    // What only edits bring about is told by its seed.
    const shortest = await failsAlike(failure.text) ? await minimised(failure.text, failsAlike, minimising) : failure.text;
    process.stdout.write(`\n${failure.error}\nseed ${seed}, input ${failure.index}, ${failure.stage}:\n${JSON.stringify(shortest)}\n`);
}
const broken = await runSessions(seed, sessions, bound);
broken.forEach(problem => process.stdout.write(`\n${problem}\n`));
const seconds = ((performance.now() - start) / 1000).toFixed(0);
process.stdout.write(`\n${inputs} inputs and ${sessions} sessions in ${seconds} s, the slowest input ${slowest.toFixed(0)} ms: ${failures.length + broken.length} failed, for ${found.size + broken.length} causes\n`);
process.exitCode = failures.length + broken.length > 0 ? 1 : 0;

/** The same for inputs that fail at the same place: the first line of the error, and where it was thrown. */
function causeOf({ error }: Failure): string {
    const [message = '', ...trace] = error.split('\n');
    return [message.slice(0, 200), ...trace.filter(line => /^ +at .*\.ts:\d+/.test(line)).slice(0, 2).map(line => line.trim())].join(' ');
}
