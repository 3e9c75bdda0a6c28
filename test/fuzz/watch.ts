import { Worker } from 'node:worker_threads';
import type { Done, Failure, Task, WorkerData } from './worker.ts';
import { inputOf } from './worker.ts';

export interface Outcome {
    readonly failures: readonly Failure[];
    /** Of the inputs that came to an end, in milliseconds. */
    readonly slowest: number;
}

/**
 * Examines inputs in a thread of their own. One that takes longer than `bound` milliseconds, or that ends the thread, is
 * a failure too, and the others follow in a new thread.
 */
export async function examineAll(task: Task, bound: number, onFailure: (failure: Failure) => boolean = () => true): Promise<Outcome> {
    const failures: Failure[] = [];
    let slowest = 0;
    let rest: Task | undefined = task;
    while (rest) {
        const { stoppedAt, reason, took, slowest: slowestOfThread, goOn }: ThreadEnd = await runThread(rest, bound, failure => {
            failures.push(failure);
            return onFailure(failure);
        });
        slowest = Math.max(slowest, slowestOfThread);
        if (stoppedAt === undefined || !goOn) {
            return { failures, slowest };
        }
        const failure: Failure = { index: stoppedAt, text: 'text' in rest ? rest.text : inputOf(rest.seed, stoppedAt).text, stage: 'unknown', error: reason, took };
        failures.push(failure);
        rest = onFailure(failure) && !('text' in rest) && stoppedAt + 1 < rest.to ? { ...rest, from: stoppedAt + 1 } : undefined;
    }
    return { failures, slowest };
}

interface ThreadEnd {
    /** The input that the thread did not come to the end of. */
    readonly stoppedAt?: number;
    readonly reason: string;
    readonly took: number;
    readonly slowest: number;
    readonly goOn: boolean;
}

function runThread(task: Task, bound: number, onFailure: (failure: Failure) => boolean): Promise<ThreadEnd> {
    const progress = new SharedArrayBuffer(4);
    const underWay = new Int32Array(progress);
    underWay[0] = -1;
    const data: WorkerData = { progress, task };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: data });
    return new Promise(resolve => {
        let index = -1;
        let since = performance.now();
        const end = (result: ThreadEnd): void => {
            clearInterval(watch);
            void worker.terminate().then(() => resolve(result));
        };
        const watch = setInterval(() => {
            const now = Atomics.load(underWay, 0);
            if (now !== index) {
                index = now;
                since = performance.now();
            } else if (index >= 0 && performance.now() - since > bound) {
                end({ stoppedAt: index, reason: `takes longer than ${bound} ms`, took: performance.now() - since, slowest: bound, goOn: true });
            }
        }, 50);
        worker.on('message', (message: Failure | Done) => {
            if ('done' in message) {
                end({ reason: '', took: 0, slowest: message.slowest, goOn: false });
            } else if (!onFailure(message)) {
                end({ reason: '', took: 0, slowest: message.took, goOn: false });
            }
        });
        worker.on('error', error => end({
            stoppedAt: Math.max(0, Atomics.load(underWay, 0)), reason: error instanceof Error ? error.stack ?? error.message : String(error), took: performance.now() - since, slowest: 0, goOn: true,
        }));
    });
}
