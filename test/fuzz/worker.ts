// Examines the inputs that it is told to. The other thread sees which, and ends this one where one takes too long.
import { parentPort, workerData } from 'node:worker_threads';
import { Examination } from './examine.ts';
import { Random } from './random.ts';
import { randomText } from './texts.ts';

/** Inputs `from` to below `to` of a seed, or one text. */
export type Task = { readonly seed: number; readonly from: number; readonly to: number } | { readonly text: string };

export interface WorkerData {
    /** Of 32-bit integers: the number of the input under way, or -1. */
    readonly progress: SharedArrayBuffer;
    readonly task: Task;
}

/** What went wrong with an input. */
export interface Failure {
    readonly index: number;
    readonly text: string;
    readonly stage: string;
    readonly error: string;
    /** In milliseconds, of the input. */
    readonly took: number;
}

export interface Done {
    readonly done: true;
    readonly slowest: number;
}

/** The text of an input, and the choices that its edits come from. */
export function inputOf(seed: number, index: number): { readonly text: string; readonly random: Random } {
    const random = new Random(Math.imul(seed, 1_000_003) + index);
    return { text: randomText(random), random };
}

if (parentPort) {
    const { progress, task } = workerData as WorkerData;
    const port = parentPort;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origins, unlike a window
    const tell = (message: Failure | Done): void => port.postMessage(message);
    const underWay = new Int32Array(progress);
    const examination = await Examination.start();
    let slowest = 0;
    const examine = async (index: number, text: string, random?: Random): Promise<void> => {
        Atomics.store(underWay, 0, index);
        const start = performance.now();
        try {
            await examination.examine(text);
            if (random && text.length < 20_000) {
                examination.examineEdits(random, text);
            }
        } catch (error) {
            const failure: Failure = {
                index, text, stage: examination.stage, took: performance.now() - start,
                error: error instanceof Error ? error.stack ?? error.message : String(error),
            };
            tell(failure);
        }
        slowest = Math.max(slowest, performance.now() - start);
        Atomics.store(underWay, 0, -1);
    };
    if ('text' in task) {
        await examine(0, task.text);
    } else {
        for (let index = task.from; index < task.to; index++) {
            const { text, random } = inputOf(task.seed, index);
            await examine(index, text, random);
        }
    }
    const done: Done = { done: true, slowest };
    tell(done);
}
