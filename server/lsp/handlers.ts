import type { Connection } from 'vscode-languageserver';
import {
    addCallHierarchyHandler, addCodeActionHandler, addCodeLensHandler, addCompletionHandler, addDocumentHighlightHandler, addDocumentLinkHandler,
    addDocumentSymbolHandler, addDocumentUpdateHandler, addExecuteCommandHandler, addFileOperationHandler, addFindReferencesHandler,
    addFoldingRangeHandler, addFormattingHandler, addGotoDefinitionHandler, addGoToTypeDefinitionHandler, addHoverHandler, addInlayHintHandler,
    addRenameHandler, addSemanticTokenHandler, addSignatureHelpHandler, addTextDocumentContentRequestHandler, addTypeHierarchyHandler,
    addWorkspaceSymbolHandler,
} from 'langium/lsp';
import { trustGranted } from '../protocol.ts';
import type { ErdServices, ErdSharedServices } from './services.ts';

/** Connects what the protocol asks with who answers it. */
export function listen(connection: Connection, shared: ErdSharedServices, erd: ErdServices): void {
    addDocumentUpdateHandler(connection, shared);
    addFileOperationHandler(connection, shared);
    addCompletionHandler(connection, shared);
    addFindReferencesHandler(connection, shared);
    addDocumentSymbolHandler(connection, shared);
    addGotoDefinitionHandler(connection, shared);
    addGoToTypeDefinitionHandler(connection, shared);
    addDocumentHighlightHandler(connection, shared);
    addFoldingRangeHandler(connection, shared);
    addFormattingHandler(connection, shared);
    addCodeActionHandler(connection, shared);
    addRenameHandler(connection, shared);
    addHoverHandler(connection, shared);
    addInlayHintHandler(connection, shared);
    addSemanticTokenHandler(connection, shared);
    addExecuteCommandHandler(connection, shared);
    addSignatureHelpHandler(connection, shared);
    addCallHierarchyHandler(connection, shared);
    addTypeHierarchyHandler(connection, shared);
    addCodeLensHandler(connection, shared);
    addDocumentLinkHandler(connection, shared);
    addTextDocumentContentRequestHandler(connection, shared);
    addWorkspaceSymbolHandler(connection, shared);
    shared.lsp.Diagnostics.listen(connection);
    listenToClient(connection, shared);
    void erd;
}

function listenToClient(connection: Connection, shared: ErdSharedServices): void {
    const { LanguageServer, Refresh, Session, Settings } = shared.lsp;
    connection.onInitialize(params => LanguageServer.initialize(params));
    connection.onInitialized(params => {
        LanguageServer.initialized(params);
        if (Session.capabilities.workspace?.workspaceFolders) {
            connection.workspace.onDidChangeWorkspaceFolders(event => shared.workspace.WorkspaceManager.changeFolders(event));
        }
    });
    connection.onDidChangeConfiguration(async ({ settings }) => {
        Settings.change(settings);
        await shared.workspace.WorkspaceManager.rescan();
        Refresh.refresh();
    });
    connection.onNotification(trustGranted, () => {
        Session.trust();
        Refresh.refresh();
    });
    shared.workspace.TextDocuments.listen(connection);
    connection.listen();
}
