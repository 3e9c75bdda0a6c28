// The process of the embedded PostgreSQL. Its main thread only passes messages on, so that it notices at once when its parent
// is gone; the engine runs in a second thread, which can be given the deep stack that PostgreSQL counts on.
import { existsSync, readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, type MessagePort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { readCatalog } from './catalog/read.ts';
import { makeDataDirectory } from './data-directory.ts';
import { Database } from './database.ts';
import { builtDataDirectory } from './engine-files.ts';
import { Execution, StatementCrash } from './execution.ts';
import type { Reply, Request, Requests, RequestType, Row, ServerMessage, Trouble } from './messages.ts';

/**
 * In megabytes. PostgreSQL itself stops at 2 MB of its own stack (`max_stack_depth`) with a proper error, for which WebAssembly
 * needs several times as much: with the usual 1 MB, a sum of 2,000 terms ends the engine instead.
 */
const STACK_SIZE = 64;

const PROGRESS_INTERVAL = 50;

class QueryFault extends Error {
    readonly error: ServerMessage;

    constructor(error: ServerMessage) {
        super(error.message);
        this.error = error;
    }
}

/** The engine's thread: one session after the other, each in a new database, the next one made ready in between. */
class Service {
    readonly #port: MessagePort;
    readonly #dataDirectory: Promise<Blob>;
    #next: Promise<Database>;
    #session: { readonly database: Database; readonly execution: Execution } | undefined;
    #queue = Promise.resolve();

    private constructor(port: MessagePort) {
        this.#port = port;
        this.#dataDirectory = loadDataDirectory();
        this.#next = this.#makeDatabase();
        void this.#next.then(
            () => this.#send({ type: 'ready' }),
            (error: unknown) => this.#send({ type: 'broken', message: messageOf(error) }),
        );
    }

    static serve(port: MessagePort): void {
        const service = new Service(port);
        port.on('message', (request: Request) => {
            service.#queue = service.#queue.then(() => service.#answer(request));
        });
    }

    async #makeDatabase(): Promise<Database> {
        return Database.create(await this.#dataDirectory);
    }

    async #answer(request: Request): Promise<void> {
        const { type, number, ask } = request;
        try {
            const perform = this.#perform[type] as (ask: Request['ask'], number: number) => Promise<Requests[RequestType]['answer']>;
            this.#send({ type: 'answer', number, answer: await perform(ask, number) });
        } catch (error) {
            this.#send({ type: 'trouble', number, trouble: toTrouble(error) });
        }
    }

    readonly #perform: { readonly [Type in RequestType]: (ask: Requests[Type]['ask'], number: number) => Promise<Requests[Type]['answer']> } = {
        open: async ({ roles }) => {
            const database = await this.#next;
            this.#session = { database, execution: new Execution(database) };
            const present = new Set((await query(database, 'SELECT rolname AS name FROM pg_roles')).map(({ name }) => name));
            for (const role of [...new Set(roles)].filter((name) => !present.has(name))) {
                await query(database, `CREATE ROLE "${role.replaceAll('"', '""')}"`);
            }
            const [row] = await query(database, `SELECT current_setting('server_version') AS version`);
            return { version: row?.['version'] ?? '' };
        },
        execute: ({ statements, ...options }, number) => {
            let last = performance.now();
            return this.#open.execution.run(statements, options, (done) => {
                const now = performance.now();
                if (now - last >= PROGRESS_INTERVAL) {
                    last = now;
                    this.#send({ type: 'progress', number, done });
                }
            });
        },
        query: ({ sql }) => query(this.#open.database, sql),
        catalog: async () => {
            const { database } = this.#open;
            if (database.transaction === 'failed') {
                await query(database, 'ROLLBACK');
            }
            return readCatalog((sql) => query(database, sql), database.transaction === 'open');
        },
        dump: () => this.#open.database.dump(),
        close: async () => {
            await this.#session?.database.close();
            this.#session = undefined;
            this.#next = this.#makeDatabase();
            // Who opens the next session is told; until then nobody needs to know.
            this.#next.catch(() => undefined);
            return { memory: process.memoryUsage.rss() };
        },
    };

    get #open(): { readonly database: Database; readonly execution: Execution } {
        if (this.#session === undefined) {
            throw new Error('No session is open.');
        }
        return this.#session;
    }

    #send(reply: Reply): void {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not a window
        this.#port.postMessage(reply);
    }
}

async function query(database: Database, sql: string): Promise<readonly Row[]> {
    const { rows, error } = await database.send(sql);
    if (error !== undefined) {
        throw new QueryFault(error);
    }
    return rows;
}

function toTrouble(error: unknown): Trouble {
    if (error instanceof QueryFault) {
        return { reason: 'query', error: error.error };
    }
    return { reason: 'crash', message: messageOf(error), ...(error instanceof StatementCrash && { statement: error.statement }) };
}

function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

async function loadDataDirectory(): Promise<Blob> {
    return new Blob([existsSync(builtDataDirectory) ? gunzipSync(readFileSync(builtDataDirectory)) : await makeDataDirectory()]);
}

function superviseEngine(): void {
    const engine = new Worker(new URL(import.meta.url), { resourceLimits: { stackSizeMb: STACK_SIZE } });
    const send = (reply: Reply): void => {
        process.send?.(reply);
    };
    engine.on('message', send);
    engine.on('error', (error) => send({ type: 'broken', message: messageOf(error) }));
    engine.on('exit', () => process.disconnect());
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    process.on('message', (request: Request) => engine.postMessage(request));
    process.on('disconnect', () => process.exit());
}

if (isMainThread) {
    superviseEngine();
} else if (parentPort !== null) {
    Service.serve(parentPort);
}
