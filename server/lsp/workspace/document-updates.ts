import type { TextDocument } from 'langium';
import { URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import type { DidChangeWatchedFilesParams, FileEvent, TextDocumentChangeEvent } from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver';
import type { WorkspaceBoundary } from './boundary.ts';

/** Follows the editor's documents and the files below them. */
export class EditorDocumentUpdates extends DefaultDocumentUpdateHandler {
    private readonly services: LangiumSharedServices;
    private readonly boundary: WorkspaceBoundary;

    constructor(services: LangiumSharedServices, boundary: WorkspaceBoundary) {
        super(services);
        this.services = services;
        this.boundary = boundary;
    }

    didOpenDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
        this.boundary.open(URI.parse(document.uri));
    }

    /** What was typed and not saved is gone: the file counts again, or nothing where there is none. */
    didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
        const uri = URI.parse(document.uri);
        this.boundary.close(uri);
        void this.leaveToDisk(uri);
    }

    private async leaveToDisk(uri: URI): Promise<void> {
        const isReadable = await this.boundary.allows(uri);
        // Opened again meanwhile, it would be taken from under the editor.
        if (!this.services.workspace.TextDocuments.get(uri)) {
            this.fireDocumentUpdate(isReadable ? [uri] : [], isReadable ? [] : [uri]);
        }
    }

    override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
        const changes = params.changes.filter(change => this.concernsModels(change));
        if (changes.length > 0) {
            super.didChangeWatchedFiles({ changes });
        }
    }

    protected override fireDocumentUpdate(changed: URI[], deleted: URI[]): void {
        const { WorkspaceManager, WorkspaceLock, DocumentBuilder } = this.services.workspace;
        WorkspaceManager.ready
            .then(() => WorkspaceLock.write(token => DocumentBuilder.update(changed, deleted, token)))
            .catch((error: unknown) => this.services.lsp.Connection?.console.error(error instanceof Error ? error.stack ?? error.message : String(error)));
    }

    /** The watcher reports every file of the workspace, for only so does it report that a folder is gone. */
    private concernsModels({ type, uri }: FileEvent): boolean {
        const parsed = URI.parse(uri);
        if (type === FileChangeType.Deleted) {
            return this.services.workspace.LangiumDocuments.getDocuments(parsed).length > 0;
        }
        return this.services.ServiceRegistry.hasServices(parsed) || (type === FileChangeType.Created && !/\.[^/]*$/.test(parsed.path));
    }
}
