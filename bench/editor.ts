import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { DocumentDiagnosticReport, MessageConnection, Position } from 'vscode-languageserver/node';
import { createConnection, createMessageConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { createErdServices } from '../server/lsp/services.ts';
import { listen } from '../server/lsp/handlers.ts';

const uri = 'file:///bench.erd';
const textDocument = { uri };

/** A model open in an editor: the real server, spoken to over a stream by the protocol's own client. */
export class OpenModel {
    private readonly connection: MessageConnection;
    /** Ends the server's wait for a pause in typing, which is not what is measured. */
    private readonly hurry: () => void;
    private version = 1;

    private constructor() {
        const toServer = new PassThrough();
        const toClient = new PassThrough();
        const server = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
        const { shared, erd } = createErdServices(server);
        listen(server, shared, erd);
        this.hurry = () => shared.workspace.DocumentBuilder.hurry();
        this.connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
        this.connection.onRequest((method, params) => method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => null) : null);
        this.connection.listen();
    }

    /** Opens a model that has no findings, and waits until the server knows that. */
    static async open(text: string): Promise<OpenModel> {
        const editor = new OpenModel();
        const capabilities = { textDocument: { diagnostic: {}, hover: { contentFormat: ['markdown'] }, completion: { completionItem: { snippetSupport: true } } }, workspace: { configuration: true } };
        await editor.connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders: [], capabilities });
        await editor.connection.sendNotification('initialized', {});
        await editor.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'erd', version: editor.version, text } });
        await editor.diagnose();
        return editor;
    }

    /** Types a text, as one change, and waits for the diagnostics. */
    async type(text: string, position: Position): Promise<void> {
        await this.connection.sendNotification('textDocument/didChange', {
            textDocument: { uri, version: ++this.version }, contentChanges: [{ range: { start: position, end: position }, text }],
        });
        await this.diagnose();
    }

    async ask(method: string, params: object): Promise<void> {
        assert.ok(await this.connection.sendRequest(method, { textDocument, ...params }), `${method} has no answer.`);
    }

    private async diagnose(): Promise<void> {
        const answer = this.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument });
        const hurrying = setInterval(this.hurry, 1);
        const report = await answer.finally(() => clearInterval(hurrying));
        assert.deepEqual(report.kind === 'full' && report.items, []);
    }
}
