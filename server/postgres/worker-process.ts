import { fork, type ChildProcess } from 'node:child_process';
import type { Reply, Request, Requests, RequestType, ServerMessage, Trouble } from './messages.ts';

/**
 * Why the embedded PostgreSQL did not do its work:
 * `cancelled` by the caller's signal, beyond its `time limit`, `crash` of the engine, its `start` failed, it was `disposed`, or
 * the `runtime` below the engine failed, which says nothing about the statements.
 */
export type EmbeddedPostgresProblem = 'cancelled' | 'time limit' | 'crash' | 'start' | 'disposed' | 'runtime';

export class EmbeddedPostgresError extends Error {
    readonly problem: EmbeddedPostgresProblem;
    /** The id of the statement that stopped the engine, when it is known. */
    readonly statement: string | undefined;

    constructor(problem: EmbeddedPostgresProblem, message: string, statement?: string) {
        super(message);
        this.name = 'EmbeddedPostgresError';
        this.problem = problem;
        this.statement = statement;
    }
}

/** The server refused a query. */
export class QueryError extends Error {
    readonly error: ServerMessage;

    constructor(error: ServerMessage) {
        super(`${error.message} (SQLSTATE ${error.code})`);
        this.name = 'QueryError';
        this.error = error;
    }
}

interface Pending {
    resolve(answer: never): void;
    reject(error: Error): void;
    onProgress?(done: number): void;
}

/** Beside the bundle, or the source file that it is made from. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './postgres-worker.mjs', import.meta.url);

/** What a process needs to start at all; the rest of the environment is none of the engine's business. */
const ENVIRONMENT = ['SystemRoot', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

const ERROR_OUTPUT_KEPT = 2000;

/**
 * How a process ends in which something is not as V8 has to have it: WebAssembly itself cannot. Seen with Node 24.21 now and
 * then when it frees WebAssembly code: `Check failed: jit_page_->allocations_.erase(addr) == 1`.
 */
const FAILURES_OF_V8: ReadonlySet<unknown> = new Set(['SIGTRAP', 'SIGSEGV', 'SIGBUS', 'SIGILL']);

/** So that no code of the engine is freed while it is in use, nor ever: it is some megabytes. */
const V8_OPTIONS = ['--no-wasm-code-gc'];

/** One process of the embedded PostgreSQL, from its start to its end. */
export class WorkerProcess {
    readonly #child: ChildProcess;
    readonly #pending = new Map<number, Pending>();
    #number = 0;
    #wasReady = false;
    #errorOutput = '';
    #end: EmbeddedPostgresError | undefined;

    constructor() {
        const environment = ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
        this.#child = fork(WORKER, {
            // In an Electron process (VS Code) the executable is Electron, which is a Node only when told so.
            env: { ...Object.fromEntries(environment), ELECTRON_RUN_AS_NODE: '1' },
            execArgv: V8_OPTIONS,
            serialization: 'advanced',
            stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        });
        this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
            this.#errorOutput = (this.#errorOutput + text).slice(-ERROR_OUTPUT_KEPT);
        });
        this.#child.on('message', (reply: Reply) => this.#receive(reply));
        this.#child.on('error', (error) => this.#finish(new EmbeddedPostgresError('start', `The embedded PostgreSQL cannot start: ${error.message}`)));
        this.#child.on('close', (code, signal) => this.#finish(this.#unexpectedEnd(signal ?? `code ${code}`, FAILURES_OF_V8.has(signal))));
        this.keepsParentAlive = false;
    }

    get id(): number | undefined {
        return this.#child.pid;
    }

    /** Whether it has ended, or is about to. */
    get hasEnded(): boolean {
        return this.#end !== undefined;
    }

    /** Whether it ever got as far as having a database: starting another one is worth the try. */
    get wasReady(): boolean {
        return this.#wasReady;
    }

    /** While nobody waits for an answer, the process must not keep its parent from ending. */
    set keepsParentAlive(value: boolean) {
        for (const handle of [this.#child, this.#child.channel, this.#child.stderr as { ref?(): void; unref?(): void } | null]) {
            if (value) {
                handle?.ref?.();
            } else {
                handle?.unref?.();
            }
        }
    }

    request<Type extends RequestType>(type: Type, ask: Requests[Type]['ask'], onProgress?: (done: number) => void): Promise<Requests[Type]['answer']> {
        return new Promise((resolve, reject) => {
            if (this.#end !== undefined) {
                reject(this.#end);
                return;
            }
            const number = ++this.#number;
            const pending: Pending = { resolve, reject, ...(onProgress && { onProgress }) };
            this.#pending.set(number, pending);
            const request = { type, number, ask } as Request;
            this.#child.send(request, (error) => {
                if (error !== null) {
                    this.#finish(this.#unexpectedEnd(error.message));
                }
            });
        });
    }

    /** Ends the process at once; what is waited for is rejected with the error. */
    kill(error: EmbeddedPostgresError): void {
        this.#finish(error);
    }

    #receive(reply: Reply): void {
        switch (reply.type) {
            case 'ready':
                this.#wasReady = true;
                break;
            case 'progress':
                this.#pending.get(reply.number)?.onProgress?.(reply.done);
                break;
            case 'answer':
                this.#settle(reply.number)?.resolve(reply.answer as never);
                break;
            case 'trouble':
                this.#refuse(reply.number, reply.trouble);
                break;
            case 'broken':
                this.#finish(new EmbeddedPostgresError(this.#wasReady ? 'crash' : 'start', `The embedded PostgreSQL stopped: ${reply.message}`));
                break;
        }
    }

    #settle(number: number): Pending | undefined {
        const pending = this.#pending.get(number);
        this.#pending.delete(number);
        return pending;
    }

    #refuse(number: number, trouble: Trouble): void {
        if (trouble.reason === 'query') {
            this.#settle(number)?.reject(new QueryError(trouble.error));
        } else {
            this.#finish(new EmbeddedPostgresError('crash', trouble.message, trouble.statement));
        }
    }

    #unexpectedEnd(how: string, isRuntime = false): EmbeddedPostgresError {
        const output = this.#errorOutput.trim();
        const message = `The process of the embedded PostgreSQL ended (${how})${output === '' ? '.' : `: ${output}`}`;
        return new EmbeddedPostgresError(isRuntime ? 'runtime' : this.#wasReady ? 'crash' : 'start', message);
    }

    #finish(error: EmbeddedPostgresError): void {
        if (this.#end !== undefined) {
            return;
        }
        this.#end = error;
        this.#child.kill('SIGKILL');
        for (const pending of this.#pending.values()) {
            pending.reject(error);
        }
        this.#pending.clear();
    }
}
