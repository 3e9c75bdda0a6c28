import type { LangiumDocument } from 'langium';
import { DocumentState } from 'langium';
import { CodeLensRefreshRequest, DiagnosticRefreshRequest, InlayHintRefreshRequest, SemanticTokensRefreshRequest } from 'vscode-languageserver';
import type { ErdSharedServices } from './services.ts';

/**
 * Asks the client to ask again: a change in one document changes what others show. Clients follow their own changes,
 * so that only what was rebuilt beside them counts.
 */
export class RefreshService {
    private readonly services: ErdSharedServices;
    private changed = new Set<string>();

    constructor(services: ErdSharedServices) {
        this.services = services;
        services.workspace.DocumentBuilder.onUpdate(changed => {
            for (const uri of changed) {
                this.changed.add(uri.toString());
            }
        });
        services.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, documents => {
            const changed = this.changed;
            this.changed = new Set();
            if (documents.some(document => this.isOpen(document) && !changed.has(document.uri.toString()))) {
                this.refresh();
            }
        });
    }

    /** Of everything that a client shows beside a document's text. Does not wait for the client: a build would. */
    refresh(): void {
        const { workspace } = this.services.lsp.Session.capabilities;
        this.ask(workspace?.semanticTokens?.refreshSupport, SemanticTokensRefreshRequest.method);
        this.ask(workspace?.inlayHint?.refreshSupport, InlayHintRefreshRequest.method);
        this.ask(workspace?.codeLens?.refreshSupport, CodeLensRefreshRequest.method);
        this.ask(workspace?.diagnostics?.refreshSupport, DiagnosticRefreshRequest.method);
    }

    private ask(isSupported: boolean | undefined, method: string): void {
        const connection = this.services.lsp.Connection;
        if (isSupported && connection) {
            connection.sendRequest(method).catch((error: unknown) => connection.console.warn(`${method}: ${String(error)}`));
        }
    }

    private isOpen(document: LangiumDocument): boolean {
        return this.services.workspace.TextDocuments.get(document.uri) !== undefined;
    }
}
