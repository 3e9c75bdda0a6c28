import type { Cancellation, LangiumDocument } from 'langium';
import { DocumentState, URI } from 'langium';
import type {
    Connection, Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { preludeScheme } from '../../language/index.ts';
import type { ErdSharedServices } from './services.ts';

/** One version of a document's diagnostics. The id stays while the content does. */
interface Result {
    readonly id: string;
    readonly content: string;
}

/**
 * Gives the client what was found: to one that asks (LSP 3.17, "Pull Diagnostics") when it asks, to any other after
 * each build. Not both, for a client shows both.
 */
export class DiagnosticsService {
    private readonly services: ErdSharedServices;
    private readonly results = new Map<string, Result>();
    private lastId = 0;
    /** Ends the waiting of a workspace request. */
    private readonly waiting = new Set<() => void>();

    constructor(services: ErdSharedServices) {
        this.services = services;
        const builder = services.workspace.DocumentBuilder;
        builder.onDocumentPhase(DocumentState.Validated, async document => this.push(document.uri, this.diagnosticsOf(document)));
        builder.onUpdate(async (_, deleted) => {
            for (const uri of deleted) {
                await this.push(uri, []);
            }
        });
        builder.onBuildPhase(DocumentState.Validated, () => this.waiting.forEach(end => end()));
        services.lsp.VerificationDiagnostics.onDidChange(uris => {
            for (const document of services.workspace.LangiumDocuments.all.filter(({ uri }) => uris.includes(uri.toString()))) {
                void this.push(document.uri, this.diagnosticsOf(document));
            }
            this.waiting.forEach(end => end());
            services.lsp.Refresh.refresh();
        });
    }

    listen(connection: Connection): void {
        connection.languages.diagnostics.on((params, token) => this.ofDocument(params, token));
        connection.languages.diagnostics.onWorkspace((params, token) => this.ofWorkspace(params, token));
    }

    private get isPulled(): boolean {
        return this.services.lsp.Session.capabilities.textDocument?.diagnostic !== undefined;
    }

    private diagnosticsOf({ uri, diagnostics = [] }: LangiumDocument): Diagnostic[] {
        return [...diagnostics, ...this.services.lsp.VerificationDiagnostics.of(uri)];
    }

    private async push(uri: URI, diagnostics: Diagnostic[]): Promise<void> {
        if (!this.isPulled && uri.scheme !== preludeScheme) {
            const version = this.services.workspace.TextDocuments.get(uri)?.version;
            await this.services.lsp.Connection?.sendDiagnostics({ uri: uri.toString(), diagnostics, ...version !== undefined && { version } });
        }
    }

    private async ofDocument({ textDocument, previousResultId }: DocumentDiagnosticParams, token: Cancellation.CancellationToken): Promise<DocumentDiagnosticReport> {
        const uri = URI.parse(textDocument.uri);
        await this.services.workspace.WorkspaceManager.ready;
        if (this.services.workspace.TextDocuments.get(uri)) {
            await this.services.workspace.DocumentBuilder.waitUntil(DocumentState.Validated, uri, token);
        }
        const document = this.services.workspace.LangiumDocuments.getDocument(uri);
        if (!document?.diagnostics) {
            return { kind: DocumentDiagnosticReportKind.Full, items: [] };
        }
        const { id } = this.resultOf(document);
        return id === previousResultId
            ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
            : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: this.diagnosticsOf(document) };
    }

    /** Answers when there is something new to say, also that nothing was found; a client asks again at once. */
    private async ofWorkspace({ previousResultIds }: WorkspaceDiagnosticParams, token: Cancellation.CancellationToken): Promise<WorkspaceDiagnosticReport> {
        await this.services.workspace.WorkspaceManager.ready;
        const known = new Map(previousResultIds.map(({ uri, value }) => [URI.parse(uri).toString(), value]));
        await this.services.workspace.DocumentBuilder.waitUntil(DocumentState.Validated, token);
        for (;;) {
            const items = this.newSince(known);
            if (items.length > 0 || token.isCancellationRequested) {
                return { items };
            }
            await this.nextBuild(token);
        }
    }

    private newSince(known: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
        const items: WorkspaceDocumentDiagnosticReport[] = [];
        const gone = new Set(known.keys());
        for (const document of this.services.workspace.LangiumDocuments.all) {
            const uri = document.uri.toString();
            gone.delete(uri);
            if (document.uri.scheme !== preludeScheme && document.diagnostics) {
                const { id } = this.resultOf(document);
                const diagnostics = this.diagnosticsOf(document);
                if (known.get(uri) !== id) {
                    const version = this.services.workspace.TextDocuments.get(document.uri)?.version ?? null;
                    items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId: id, items: diagnostics });
                }
            }
        }
        for (const uri of gone) {
            items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
        }
        return items;
    }

    private nextBuild(token: Cancellation.CancellationToken): Promise<void> {
        return new Promise(resolve => {
            const end = (): void => {
                this.waiting.delete(end);
                cancelled.dispose();
                resolve();
            };
            const cancelled = token.onCancellationRequested(end);
            this.waiting.add(end);
        });
    }

    private resultOf(document: LangiumDocument): Result {
        const uri = document.uri.toString();
        const content = JSON.stringify(this.diagnosticsOf(document));
        let result = this.results.get(uri);
        if (result?.content !== content) {
            this.results.set(uri, result = { id: String(++this.lastId), content });
        }
        return result;
    }
}
