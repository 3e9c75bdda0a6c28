import { DocumentState, ReadPriority, URI } from 'langium';
import type { Connection, SelectionRangeParams } from 'vscode-languageserver';
import {
    addCallHierarchyHandler, addCodeActionHandler, addCodeLensHandler, addDocumentHighlightHandler, addDocumentLinkHandler,
    addDocumentSymbolHandler, addDocumentUpdateHandler, addExecuteCommandHandler, addFileOperationHandler, addFindReferencesHandler,
    addFoldingRangeHandler, addFormattingHandler, addGotoDefinitionHandler, addGoToTypeDefinitionHandler, addHoverHandler, addInlayHintHandler,
    addRenameHandler, addSemanticTokenHandler, addSignatureHelpHandler, addTextDocumentContentRequestHandler, addTypeHierarchyHandler,
    addWorkspaceSymbolHandler, createRequestHandler,
} from 'langium/lsp';
import { ast } from '../../language/index.ts';
import { trustGranted } from '../protocol.ts';
import { listenToCommands } from './commands/index.ts';
import type { ErdCompletionProvider } from './completion/index.ts';
import { selectionRanges } from './selection-ranges.ts';
import type { ErdServices, ErdSharedServices } from './services.ts';

/** Connects what the protocol asks with who answers it. */
export function listen(connection: Connection, shared: ErdSharedServices, erd: ErdServices): void {
    addDocumentUpdateHandler(connection, shared);
    addFileOperationHandler(connection, shared);
    listenToCompletion(connection, shared, erd.lsp.CompletionProvider);
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
    connection.onSelectionRanges(createRequestHandler((_, document, { positions }: SelectionRangeParams) => selectionRanges(document, positions), shared, DocumentState.Parsed));
    shared.lsp.Diagnostics.listen(connection);
    listenToCommands(connection, shared, erd);
    listenToClient(connection, shared);
}

/** Does not wait for the build of what was just typed, nor for a build that is under way: completion needs neither. */
function listenToCompletion(connection: Connection, shared: ErdSharedServices, provider: ErdCompletionProvider): void {
    const { DocumentBuilder, LangiumDocuments, WorkspaceLock, WorkspaceManager } = shared.workspace;
    connection.onCompletion(async (params, token) => {
        const uri = URI.parse(params.textDocument.uri);
        await WorkspaceManager.ready;
        if (!ast.isDocument(LangiumDocuments.getDocument(uri)?.parseResult.value)) {
            await DocumentBuilder.waitUntil(DocumentState.Linked, uri, token);
        }
        const document = LangiumDocuments.getDocument(uri);
        return document && WorkspaceLock.read(() => provider.getCompletion(document, params), ReadPriority.Immediate);
    });
    connection.onCompletionResolve(item => provider.resolve(item));
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
