import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type {
    ClientCapabilities, ConfigurationParams, Diagnostic, DocumentDiagnosticReport, InitializeParams, InitializeResult, Location, MarkupContent, MessageConnection, Position,
    PublishDiagnosticsParams, Range, ShowMessageParams, TextEdit, WorkspaceEdit,
} from 'vscode-languageserver/node';
import {
    createConnection, createMessageConnection, LSPErrorCodes, ProposedFeatures, ResponseError, StreamMessageReader, StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startErdLanguageServer } from '../../../server/lsp/index.ts';
import { applyEdits, readMarks, textIn, type MarkedText } from './markers.ts';

/** What the client of most tests can do: what VS Code can. */
export const editorCapabilities: ClientCapabilities = {
    general: { positionEncodings: ['utf-16'] },
    textDocument: {
        completion: {
            completionItem: { snippetSupport: true, insertReplaceSupport: true, labelDetailsSupport: true, documentationFormat: ['markdown'], resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] } },
            completionList: { itemDefaults: ['editRange', 'data', 'insertTextFormat', 'commitCharacters'] },
        },
        diagnostic: { relatedDocumentSupport: false },
        codeAction: { disabledSupport: true, dataSupport: true },
        rename: { prepareSupport: true, honorsChangeAnnotations: true },
        hover: { contentFormat: ['markdown'] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        publishDiagnostics: { relatedInformation: true },
    },
    workspace: {
        configuration: true,
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], changeAnnotationSupport: { groupsOnLabel: false } },
        semanticTokens: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
        codeLens: { refreshSupport: true },
        diagnostics: { refreshSupport: true },
        fileOperations: { willRename: true },
    },
};

export interface ServerOptions {
    readonly capabilities?: ClientCapabilities;
    readonly initializationOptions?: unknown;
    /** Paths of workspace folders. */
    readonly folders?: readonly string[];
    /** As in `settings.json`, by full name. */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** Requests that the client answers with an error. */
    readonly refused?: readonly string[];
}

/** The real server, spoken to over a stream by the protocol's own client. */
export class TestServer {
    readonly connection: MessageConnection;
    /** By full name, as in `settings.json`. */
    settings: Record<string, unknown>;
    /** What the server sent unasked: `method` and parameters, in order. */
    readonly received: { readonly method: string; readonly params: unknown }[] = [];
    initialized!: InitializeResult;

    private constructor(connection: MessageConnection, settings: Readonly<Record<string, unknown>>) {
        this.connection = connection;
        this.settings = { ...settings };
    }

    static async start({ capabilities = editorCapabilities, initializationOptions, folders = [], settings = {}, refused = [] }: ServerOptions = {}): Promise<TestServer> {
        const toServer = new PassThrough();
        const toClient = new PassThrough();
        startErdLanguageServer(createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
        const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
        const server = new TestServer(connection, settings);
        server.answer(refused);
        connection.listen();
        const params: InitializeParams = {
            processId: null, rootUri: null, capabilities, initializationOptions,
            workspaceFolders: folders.map(folder => ({ uri: pathToFileURL(folder).toString(), name: folder })),
        };
        server.initialized = await connection.sendRequest('initialize', params);
        await connection.sendNotification('initialized', {});
        return server;
    }

    private answer(refused: readonly string[]): void {
        this.connection.onRequest((method, params) => {
            this.received.push({ method, params });
            if (refused.includes(method)) {
                throw new ResponseError(LSPErrorCodes.RequestFailed, `${method} is refused`);
            }
            return method === 'workspace/configuration' ? (params as ConfigurationParams).items.map(({ section = '' }) => this.settingsIn(section)) : null;
        });
        this.connection.onNotification((method, params) => {
            this.received.push({ method, params });
        });
    }

    private settingsIn(section: string): unknown {
        if (section in this.settings) {
            return this.settings[section];
        }
        const found: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(this.settings)) {
            if (name.startsWith(`${section}.`)) {
                const path = name.slice(section.length + 1).split('.');
                const last = path.pop()!;
                let group = found;
                for (const part of path) {
                    group = (group[part] ??= {}) as Record<string, unknown>;
                }
                group[last] = value;
            }
        }
        return found;
    }

    async changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
        this.settings = { ...settings };
        await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    }

    receivedOf<P>(method: string): P[] {
        return this.received.filter(message => message.method === method).map(({ params }) => params as P);
    }

    get messages(): string[] {
        return ['window/showMessage', 'window/showMessageRequest'].flatMap(method => this.receivedOf<ShowMessageParams>(method)).map(({ message }) => message);
    }

    /** The last that was published for a document, for clients that do not ask. */
    published(uri: string): PublishDiagnosticsParams | undefined {
        return this.receivedOf<PublishDiagnosticsParams>('textDocument/publishDiagnostics').findLast(params => params.uri === uri);
    }

    /** What went wrong in the server. */
    get errors(): string[] {
        return this.receivedOf<{ type: number; message: string }>('window/logMessage').filter(({ type }) => type === 1).map(({ message }) => message);
    }

    async stop(): Promise<void> {
        editors = editors.filter(editor => editor.server !== this);
        await this.connection.sendRequest('shutdown');
        this.connection.dispose();
    }
}

let shared: Promise<TestServer> | undefined;
let editors: Editor[] = [];
let opened = 0;

/** Documents open in an editor, with marks in their texts. Most tests share a server. */
export class Editor {
    readonly server: TestServer;
    private readonly folder: string;
    private readonly documents = new Map<string, MarkedText & { version: number }>();

    private constructor(server: TestServer, folder: string) {
        this.server = server;
        this.folder = folder;
    }

    /** Opens each file; `text` alone is `model.erd`. */
    static async open(files: Readonly<Record<string, string>> | string, server?: TestServer): Promise<Editor> {
        const editor = new Editor(server ?? await (shared ??= TestServer.start()), `/models/${++opened}`);
        for (const [name, text] of Object.entries(typeof files === 'string' ? { 'model.erd': files } : files)) {
            await editor.add(name, text);
        }
        editors.push(editor);
        return editor;
    }

    /** For files of a folder on disk, which are opened one by one. */
    static inFolder(server: TestServer, folder: string): Editor {
        const editor = new Editor(server, folder);
        editors.push(editor);
        return editor;
    }

    static async closeAll(): Promise<void> {
        const closing = editors;
        editors = [];
        for (const editor of closing) {
            for (const name of editor.documents.keys()) {
                await editor.close(name);
            }
        }
    }

    async add(name: string, marked: string): Promise<void> {
        const document = { ...readMarks(marked), version: 1 };
        this.documents.set(name, document);
        await this.notify('textDocument/didOpen', { textDocument: { uri: this.uri(name), languageId: 'erd', version: 1, text: document.text } });
    }

    async close(name: string): Promise<void> {
        this.documents.delete(name);
        await this.notify('textDocument/didClose', { textDocument: { uri: this.uri(name) } });
    }

    /** Replaces the whole text, as incremental as an editor would be told by a paste over everything. */
    async change(marked: string, name = this.first): Promise<void> {
        const document = { ...readMarks(marked), version: this.document(name).version + 1 };
        this.documents.set(name, document);
        await this.notify('textDocument/didChange', { textDocument: { uri: this.uri(name), version: document.version }, contentChanges: [{ text: document.text }] });
    }

    /** Types at the first cursor. */
    async type(typed: string, name = this.first): Promise<void> {
        const before = this.document(name);
        const position = before.cursors[0]!;
        const text = applyEdits(before.text, [{ range: { start: position, end: position }, newText: typed }]);
        const lines = typed.split('\n');
        const cursor = { line: position.line + lines.length - 1, character: (lines.length === 1 ? position.character : 0) + lines.at(-1)!.length };
        this.documents.set(name, { text, cursors: [cursor], ranges: [], version: before.version + 1 });
        await this.notify('textDocument/didChange', {
            textDocument: { uri: this.uri(name), version: before.version + 1 },
            contentChanges: [{ range: { start: position, end: position }, text: typed }],
        });
    }

    get first(): string {
        return [...this.documents].find(([, { cursors }]) => cursors.length > 0)?.[0] ?? [...this.documents.keys()][0]!;
    }

    uri(name = this.first): string {
        return pathToFileURL(join(this.folder, name)).toString();
    }

    document(name = this.first): MarkedText & { version: number } {
        return this.documents.get(name)!;
    }

    text(name = this.first): string {
        return this.document(name).text;
    }

    get cursor(): Position {
        return this.document().cursors[0]!;
    }

    /** Where the first cursor is, as most requests want it. */
    get atCursor(): { textDocument: { uri: string }; position: Position } {
        return { textDocument: { uri: this.uri() }, position: this.cursor };
    }

    async request<R>(method: string, params: object): Promise<R> {
        return this.server.connection.sendRequest(method, params);
    }

    async notify(method: string, params: object): Promise<void> {
        await this.server.connection.sendNotification(method, params);
    }

    async diagnostics(name = this.first): Promise<Diagnostic[]> {
        const report = await this.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: this.uri(name) } });
        return report.kind === 'full' ? report.items : [];
    }

    /** Waits until everything that was opened and typed is built. */
    async settled(): Promise<this> {
        for (const name of this.documents.keys()) {
            await this.diagnostics(name);
        }
        return this;
    }

    /** `place message` for each diagnostic. */
    async problems(name = this.first): Promise<string[]> {
        return (await this.diagnostics(name)).map(({ range, message }) => `${this.place(this.uri(name), range)} ${textOf(message)}`);
    }

    /** The name of a file, from its uri. */
    nameOf(uri: string): string {
        const prefix = `${pathToFileURL(this.folder).toString()}/`;
        return uri.startsWith(prefix) ? decodeURIComponent(uri.slice(prefix.length)) : uri;
    }

    /** `shop.erd:3:7 Customer`: file, line and column from 1, and the text that stands there. */
    place(uri: string, range: Range): string {
        const name = this.nameOf(uri);
        const text = this.documents.get(name)?.text;
        return `${name}:${range.start.line + 1}:${range.start.character + 1}${text === undefined ? '' : ` ${textIn(text, range)}`}`;
    }

    places(locations: readonly Location[] | null): string[] {
        return (locations ?? []).map(({ uri, range }) => this.place(uri, range)).sort();
    }

    /** The ranges marked in the open documents, as `place` writes them. */
    get marked(): string[] {
        return [...this.documents].flatMap(([name, { ranges }]) => ranges.map(range => this.place(this.uri(name), range))).sort();
    }

    /** The texts after an edit, of the files that it changes or makes. */
    afterEdit(edit: WorkspaceEdit | null): Record<string, string> {
        const edits = new Map<string, TextEdit[]>();
        for (const [uri, changes] of Object.entries(edit?.changes ?? {})) {
            edits.set(uri, changes);
        }
        for (const change of edit?.documentChanges ?? []) {
            if ('textDocument' in change) {
                edits.set(change.textDocument.uri, [...edits.get(change.textDocument.uri) ?? [], ...change.edits as TextEdit[]]);
            }
        }
        return Object.fromEntries([...edits].map(([uri, changes]) => [this.nameOf(uri), applyEdits(this.documents.get(this.nameOf(uri))?.text ?? '', changes)]));
    }
}

export function textOf(content: string | MarkupContent): string {
    return typeof content === 'string' ? content : content.value;
}

const folders: string[] = [];
process.once('exit', () => {
    for (const folder of folders) {
        rmSync(folder, { recursive: true, force: true });
    }
});

/** A folder on disk with files in it, removed when the process ends. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'erd-lsp-')));
    folders.push(folder);
    for (const [name, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
    }
    return folder;
}

/** Waits until something is so. For what the server says unasked. */
export async function eventually<T>(look: () => T | undefined | false): Promise<T> {
    for (let tries = 0; tries < 4000; tries++) {
        const found = look();
        if (found !== undefined && found !== false) {
            return found;
        }
        await new Promise(resolve => {
            setTimeout(resolve, 5);
        });
    }
    throw new Error(`It did not happen: ${look.toString()}`);
}
