import type { Catalog } from './catalog/facts.ts';
import type { ExecutionOptions, ExecutionResult, Row, Statement } from './messages.ts';
import { EmbeddedPostgresError, WorkerProcess } from './worker-process.ts';

export interface EmbeddedPostgresOptions {
    /** In bytes. A process that holds more after a session is replaced. Default: 1 GiB. */
    readonly memoryLimit?: number;
    /** In milliseconds. A process that nobody used for so long is ended; it holds some 500 MB. Default: five minutes. */
    readonly idleTime?: number;
}

export interface SessionOptions {
    /** Roles that are there before the first statement: what an administrator makes before a script is run. */
    readonly roles?: readonly string[];
    readonly signal?: AbortSignal;
    /** In milliseconds, from the moment when it is this session's turn. Default: two minutes. */
    readonly timeLimit?: number;
}

export interface RunOptions extends SessionOptions, ExecutionOptions {
    readonly onProgress?: (done: number, total: number) => void;
}

export interface RunResult extends ExecutionResult {
    /** The server's version: `18.6`. */
    readonly version: string;
    /** What the script has made. */
    readonly catalog: Catalog;
}

/** An empty database of one's own, for as long as the session lasts. */
export interface Session {
    /** The server's version: `18.6`. */
    readonly version: string;
    /** Runs the statements one by one, each on its own, as psql would. A failed one does not stop the others unless asked. */
    execute(statements: readonly Statement[], options?: ExecutionOptions & { onProgress?: (done: number, total: number) => void }): Promise<ExecutionResult>;
    /** Throws a {@link QueryError} when the server refuses it. */
    query(sql: string): Promise<readonly Row[]>;
    /** Everything user-made in the database, as of now, inside a transaction too. */
    readCatalog(): Promise<Catalog>;
    /** The database's definitions as a script, by pg_dump: no rows, owners or roles. Commits what is open, and resets the session's settings. */
    dump(): Promise<string>;
}

const MEMORY_LIMIT = 1024 ** 3;
const IDLE_TIME = 5 * 60_000;
const TIME_LIMIT = 2 * 60_000;

/**
 * PostgreSQL compiled to WebAssembly, in a process of its own. Every session has a new, empty database in a new cluster, made ready
 * while nobody waits; sessions come one after the other. The engine has no network and no file of this machine.
 */
export class EmbeddedPostgres implements Disposable {
    readonly #memoryLimit: number;
    readonly #idleTime: number;
    #worker: WorkerProcess | undefined;
    #turn: Promise<void> = Promise.resolve();
    #idleTimer: NodeJS.Timeout | undefined;
    #isDisposed = false;

    constructor(options: EmbeddedPostgresOptions = {}) {
        this.#memoryLimit = options.memoryLimit ?? MEMORY_LIMIT;
        this.#idleTime = options.idleTime ?? IDLE_TIME;
    }

    /** Of the process that is running, for logs; undefined while there is none. */
    get processId(): number | undefined {
        return this.#worker?.hasEnded === false ? this.#worker.id : undefined;
    }

    /** Starts the process, so that the first session need not wait for it. */
    warmUp(): void {
        if (this.#isDisposed || this.#worker?.hasEnded === false) {
            return;
        }
        this.#worker = new WorkerProcess();
        this.#endWhenIdle();
    }

    /** Runs a script in an empty database and reads what it has made. */
    async run(statements: readonly Statement[], options: RunOptions = {}): Promise<RunResult> {
        const once = (): Promise<RunResult> => this.session(async (session) => {
            const result = await session.execute(statements, options);
            return { ...result, version: session.version, catalog: await session.readCatalog() };
        }, options);
        try {
            return await once();
        } catch (error) {
            if (error instanceof EmbeddedPostgresError && error.problem === 'runtime') {
                return once();
            }
            throw error;
        }
    }

    /**
     * Waits for its turn, and gives an empty database to `work` until that is done.
     * Throws an {@link EmbeddedPostgresError} when the engine does not get to the end; the next session has a new process.
     */
    async session<Result>(work: (session: Session) => Promise<Result>, options: SessionOptions = {}): Promise<Result> {
        const previous = this.#turn;
        const { promise: end, resolve: endTurn } = Promise.withResolvers<void>();
        this.#turn = previous.then(() => end);
        let worker: WorkerProcess | undefined;
        try {
            await unlessAborted(previous, options.signal);
            worker = this.#takeWorker();
            return await this.#runSession(worker, work, options);
        } finally {
            // The caller has its result; only the next session waits for this.
            void this.#afterSession(worker).then(endTurn);
        }
    }

    /** Ends the process; whoever waits for a session is rejected. */
    dispose(): void {
        this.#isDisposed = true;
        clearTimeout(this.#idleTimer);
        this.#worker?.kill(shutDown());
    }

    [Symbol.dispose](): void {
        this.dispose();
    }

    #takeWorker(): WorkerProcess {
        if (this.#isDisposed) {
            throw shutDown();
        }
        clearTimeout(this.#idleTimer);
        if (this.#worker === undefined || this.#worker.hasEnded) {
            this.#worker = new WorkerProcess();
        }
        this.#worker.keepsParentAlive = true;
        return this.#worker;
    }

    async #runSession<Result>(worker: WorkerProcess, work: (session: Session) => Promise<Result>, options: SessionOptions): Promise<Result> {
        const { roles = [], signal, timeLimit = TIME_LIMIT } = options;
        const timer = setTimeout(() => {
            worker.kill(new EmbeddedPostgresError('time limit', `The embedded PostgreSQL was not done within ${timeLimit / 1000} s.`));
        }, timeLimit);
        const abort = (): void => worker.kill(cancelled());
        signal?.addEventListener('abort', abort);
        try {
            const { version } = await worker.request('open', { roles });
            return await work(openSession(worker, version));
        } finally {
            clearTimeout(timer);
            signal?.removeEventListener('abort', abort);
        }
    }

    /** Leaves a process that is ready for the next session, and does not keep anyone waiting or alive. */
    async #afterSession(worker: WorkerProcess | undefined): Promise<void> {
        if (worker === undefined) {
            return;
        }
        const memory = worker.hasEnded ? 0 : await worker.request('close', null).then((answer) => answer.memory, () => 0);
        worker.keepsParentAlive = false;
        if (memory > this.#memoryLimit) {
            worker.kill(shutDown());
        }
        // One that could not even start would not start now either; the next session tries again and tells.
        if (worker.hasEnded && worker.wasReady) {
            this.warmUp();
        }
        this.#endWhenIdle();
    }

    #endWhenIdle(): void {
        clearTimeout(this.#idleTimer);
        this.#idleTimer = setTimeout(() => this.#worker?.kill(shutDown()), this.#idleTime).unref();
    }
}

function shutDown(): EmbeddedPostgresError {
    return new EmbeddedPostgresError('disposed', 'The embedded PostgreSQL has been shut down.');
}

function cancelled(): EmbeddedPostgresError {
    return new EmbeddedPostgresError('cancelled', 'The run on the embedded PostgreSQL was cancelled.');
}

function openSession(worker: WorkerProcess, version: string): Session {
    return {
        version,
        execute: (statements, { stopAtFirstError = false, replaceLackingTypes = false, onProgress } = {}) =>
            worker.request('execute', { statements, stopAtFirstError, replaceLackingTypes }, (done) => onProgress?.(done, statements.length)),
        query: (sql) => worker.request('query', { sql }),
        readCatalog: () => worker.request('catalog', null),
        dump: () => worker.request('dump', null),
    };
}

async function unlessAborted(turn: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    if (signal === undefined) {
        return turn;
    }
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = (): void => reject(cancelled());
    signal.addEventListener('abort', abort);
    if (signal.aborted) {
        abort();
    }
    try {
        return await Promise.race([turn, aborted]);
    } finally {
        signal.removeEventListener('abort', abort);
    }
}
