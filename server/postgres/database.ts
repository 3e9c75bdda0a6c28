import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PGlite, protocol, type messages } from '@electric-sql/pglite';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import { archiveOfExtension, engineModule } from './engine-files.ts';
import type { Row, ServerMessage } from './messages.ts';
import { readTar } from './tar.ts';

/** What one message to the server brought. */
export interface Response {
    readonly rows: readonly Row[];
    readonly error?: ServerMessage;
    readonly warnings: readonly ServerMessage[];
}

/** `failed` is an open transaction in which the server refuses everything but its end. */
export type TransactionState = 'none' | 'open' | 'failed';

/** The engine is in an unknown state: the process must be replaced. */
export class EngineCrash extends Error {}

/** identifier is too long: a notice that a modeller wants to know of. */
const NAME_TOO_LONG = '42622';

/** PGlite's start parameters without its deviations from a server: its search path, and access to system tables. */
const START_PARAMETERS = PGlite.defaultStartParams.filter(
    (parameter, index, all) =>
        parameter !== '-O' && parameter !== 'search_path=public' && !(parameter === '-c' && all[index + 1] === 'search_path=public'),
);

/** One embedded server with its one database, made from a data directory and thrown away after use. */
export class Database {
    readonly #postgres: PGlite;
    readonly #installed = new Set<string>();
    #transaction: TransactionState = 'none';

    private constructor(postgres: PGlite) {
        this.#postgres = postgres;
    }

    static async create(dataDirectory: Blob): Promise<Database> {
        return new Database(await PGlite.create({ loadDataDir: dataDirectory, startParams: START_PARAMETERS, pgliteWasmModule: await engineModule() }));
    }

    get transaction(): TransactionState {
        return this.#transaction;
    }

    /** Sends one statement, by the simple protocol: the text is not wrapped in anything. Throws only an {@link EngineCrash}. */
    async send(sql: string): Promise<Response> {
        const nul = sql.indexOf('\0');
        if (nul >= 0) {
            return { rows: [], warnings: [], error: { code: '22021', message: 'The statement contains a null character.', offset: nul } };
        }
        const received = await this.#exchange(sql);
        const rows: Row[] = [];
        const warnings: ServerMessage[] = [];
        let columns: string[] = [];
        let error: ServerMessage | undefined;
        let isReady = false;
        for (const message of received) {
            if (isMessage<messages.RowDescriptionMessage>(message, 'rowDescription')) {
                columns = message.fields.map((field) => field.name);
            } else if (isMessage<messages.DataRowMessage>(message, 'dataRow')) {
                rows.push(Object.fromEntries(message.fields.map((value, index) => [columns[index], value])));
            } else if (isMessage<messages.DatabaseError>(message, 'error')) {
                error ??= toServerMessage(message, sql);
            } else if (isMessage<messages.NoticeMessage>(message, 'notice')) {
                if (message.severity === 'WARNING' || message.code === NAME_TOO_LONG) {
                    warnings.push(toServerMessage(message, sql));
                }
            } else if (isMessage<messages.ReadyForQueryMessage>(message, 'readyForQuery')) {
                this.#transaction = message.status === 'T' ? 'open' : message.status === 'E' ? 'failed' : 'none';
                isReady = true;
            }
        }
        if (!isReady) {
            throw new EngineCrash(`The embedded PostgreSQL stopped${error === undefined ? '' : `: ${error.message}`}.`);
        }
        return { rows, warnings, ...(error !== undefined && { error }) };
    }

    /** Puts the files of an extension, and of those that it requires, where `CREATE EXTENSION` looks for them. */
    installExtension(extension: string): void {
        const archive = archiveOfExtension(extension);
        if (archive === undefined || this.#installed.has(extension)) {
            return;
        }
        this.#installed.add(extension);
        const { FS: fileSystem } = this.#postgres.Module;
        for (const { name, bytes } of readTar(gunzipSync(readFileSync(archive)))) {
            const path = `${PGlite.paths.PG_ROOT}/${name}`;
            fileSystem.mkdirTree(path.slice(0, path.lastIndexOf('/')));
            fileSystem.writeFile(path, bytes);
            if (name.endsWith('.control')) {
                const required = /^requires\s*=\s*'([^']*)'/m.exec(Buffer.from(bytes).toString())?.[1] ?? '';
                required.split(',').forEach((one) => this.installExtension(one.trim()));
            }
        }
    }

    /** Makes a folder in the engine's own file system, as a tablespace needs one. */
    makeFolder(path: string): void {
        if (path.startsWith('/') && !path.startsWith(PGlite.paths.PG_ROOT)) {
            this.#postgres.Module.FS.mkdirTree(path);
        }
    }

    /**
     * What pg_dump prints of the database's definitions (manual, "pg_dump"). It is a client of the same session, so that it needs one
     * without a transaction, role and settings of its own. Throws only an {@link EngineCrash}.
     */
    async dump(): Promise<string> {
        for (const statement of [this.#transaction === 'failed' ? 'ROLLBACK' : 'COMMIT', 'RESET SESSION AUTHORIZATION', 'RESET ALL']) {
            await this.send(statement);
        }
        try {
            const file = await pgDump({ pg: this.#postgres, args: ['--schema-only', '--no-owner'] });
            return await file.text();
        } catch (error) {
            throw new EngineCrash(error instanceof Error ? error.message : String(error), { cause: error });
        }
    }

    /** Gives back the engine's memory, though not at once and not all of it. */
    async close(): Promise<void> {
        await this.#postgres.close();
    }

    async #exchange(sql: string): Promise<readonly messages.BackendMessage[]> {
        try {
            const { messages: received } = await this.#postgres.execProtocol(protocol.serialize.query(sql), {
                throwOnError: false,
                syncToFs: false,
            });
            return received;
        } catch (error) {
            throw new EngineCrash(`The embedded PostgreSQL stopped: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        }
    }
}

function isMessage<Message extends messages.BackendMessage>(message: messages.BackendMessage, name: Message['name']): message is Message {
    return message.name === name;
}

function toServerMessage(from: messages.DatabaseError | messages.NoticeMessage, sql: string): ServerMessage {
    return {
        code: from.code ?? 'XX000',
        message: from.message ?? '',
        ...(from.detail !== undefined && { detail: from.detail }),
        ...(from.hint !== undefined && { hint: from.hint }),
        ...(from.where !== undefined && { context: from.where }),
        ...(from.position !== undefined && { offset: offsetOfCharacter(sql, Number(from.position)) }),
    };
}

/** The server counts characters, from 1; JavaScript counts UTF-16 code units, from 0. */
function offsetOfCharacter(sql: string, position: number): number {
    let offset = 0;
    for (let character = 1; character < position && offset < sql.length; character++) {
        offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
    }
    return offset;
}
