import { DocumentState, ReadPriority, URI } from 'langium';
import type {
    CallHierarchyPrepareParams, CancellationToken, Connection, DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, InlayHintParams, PrepareRenameParams, RenameParams, SelectionRangeParams, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensDeltaPartialResult, SemanticTokensParams, SemanticTokensPartialResult, SemanticTokensRangeParams,
    SignatureHelpParams, TypeHierarchyPrepareParams,
} from 'vscode-languageserver';
import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import {
    addCodeActionHandler, addDocumentHighlightHandler, addDocumentLinkHandler, addDocumentSymbolHandler, addDocumentUpdateHandler,
    addFileOperationHandler, addFindReferencesHandler, addFoldingRangeHandler,
    addGotoDefinitionHandler, addGoToTypeDefinitionHandler, addHoverHandler, addTextDocumentContentRequestHandler, addWorkspaceSymbolHandler,
    createRequestHandler, createServerRequestHandler, WorkspaceState,
} from 'langium/lsp';
import { ast } from '../../language/index.ts';
import { trustGranted } from '../protocol.ts';
import { listenToCommands } from './commands/index.ts';
import type { ErdCompletionProvider } from './completion/index.ts';
import type { ErdRenameProvider } from './rename/index.ts';
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
    listenToFormatting(connection, shared, erd);
    addCodeActionHandler(connection, shared);
    connection.onCodeActionResolve(action => erd.lsp.CodeActionProvider.resolve(action));
    listenToRename(connection, shared, erd.lsp.Renames);
    addHoverHandler(connection, shared);
    addDocumentLinkHandler(connection, shared);
    addTextDocumentContentRequestHandler(connection, shared);
    addWorkspaceSymbolHandler(connection, shared);
    connection.onSelectionRanges(createRequestHandler((_, document, { positions }: SelectionRangeParams) => selectionRanges(document, positions), shared, DocumentState.Parsed));
    listenToDecorations(connection, shared, erd);
    listenToHierarchies(connection, shared, erd);
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

function listenToRename(connection: Connection, shared: ErdSharedServices, renames: ErdRenameProvider): void {
    const state = WorkspaceState.IndexedReferences;
    connection.onPrepareRename(hurried(shared, createRequestHandler((_, document, { position }: PrepareRenameParams) => renames.prepareRename(document, position), shared, state)));
    connection.onRenameRequest(hurried(shared, createRequestHandler((_, document, { position, newName }: RenameParams) => renames.rename(document, position, newName), shared, state)));
}

function listenToFormatting(connection: Connection, shared: ErdSharedServices, { lsp: { Formatter } }: ErdServices): void {
    const state = DocumentState.Parsed;
    connection.onDocumentFormatting(hurried(shared, createRequestHandler((_, document, params: DocumentFormattingParams) => Formatter.formatDocument(document, params), shared, state)));
    connection.onDocumentRangeFormatting(hurried(shared, createRequestHandler((_, document, params: DocumentRangeFormattingParams) => Formatter.formatDocumentRange(document, params), shared, state)));
    connection.onDocumentOnTypeFormatting(hurried(shared, createRequestHandler((_, document, params: DocumentOnTypeFormattingParams) => Formatter.formatDocumentOnType(document, params), shared, state)));
}

/** For what a person waits for with the hands still: it does not wait for a pause in typing. */
function hurried<P, R>({ workspace }: ErdSharedServices, handler: (params: P, token: CancellationToken) => R): (params: P, token: CancellationToken) => R {
    return (params, token) => {
        workspace.DocumentBuilder.hurry();
        return handler(params, token);
    };
}

/** What an editor shows in and above the text. */
function listenToDecorations(connection: Connection, shared: ErdSharedServices, { lsp }: ErdServices): void {
    const { semanticTokens, inlayHint } = connection.languages;
    semanticTokens.on(createServerRequestHandler<SemanticTokensParams, SemanticTokens, SemanticTokensPartialResult>((_, document) => lsp.SemanticTokens.full(document), shared, DocumentState.Linked));
    semanticTokens.onDelta(createServerRequestHandler<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta, SemanticTokensDeltaPartialResult>(
        (_, document, { previousResultId }) => lsp.SemanticTokens.delta(document, previousResultId), shared, DocumentState.Linked,
    ));
    semanticTokens.onRange(createServerRequestHandler<SemanticTokensRangeParams, SemanticTokens, SemanticTokensPartialResult>((_, document, { range }) => lsp.SemanticTokens.range(document, range), shared, DocumentState.Linked));
    inlayHint.on(createRequestHandler((_, document, { range }: InlayHintParams) => lsp.InlayHints.hintsIn(document, range), shared, WorkspaceState.Linked));
    connection.onCodeLens(createRequestHandler((_, document) => lsp.CodeLenses.lensesOf(document), shared, WorkspaceState.Linked));
    connection.onCodeLensResolve(lens => shared.workspace.WorkspaceLock.read(() => lsp.CodeLenses.resolve(lens)));
    connection.onSignatureHelp(createRequestHandler((_, document, { position }: SignatureHelpParams) => lsp.Signatures.helpAt(document, position), shared, DocumentState.Parsed));
}

function listenToHierarchies(connection: Connection, shared: ErdSharedServices, { lsp }: ErdServices): void {
    const { callHierarchy, typeHierarchy } = connection.languages;
    const { WorkspaceLock } = shared.workspace;
    typeHierarchy.onPrepare(createRequestHandler((_, document, { position }: TypeHierarchyPrepareParams) => lsp.Types.prepare(document, position), shared, WorkspaceState.Linked));
    typeHierarchy.onSupertypes(({ item }) => WorkspaceLock.read(() => lsp.Types.supertypes(item)));
    typeHierarchy.onSubtypes(({ item }) => WorkspaceLock.read(() => lsp.Types.subtypes(item)));
    callHierarchy.onPrepare(createRequestHandler((_, document, { position }: CallHierarchyPrepareParams) => lsp.ForeignKeys.prepare(document, position), shared, WorkspaceState.Linked));
    callHierarchy.onIncomingCalls(({ item }) => WorkspaceLock.read(() => lsp.ForeignKeys.incoming(item)));
    callHierarchy.onOutgoingCalls(({ item }) => WorkspaceLock.read(() => lsp.ForeignKeys.outgoing(item)));
}

function listenToClient(connection: Connection, shared: ErdSharedServices): void {
    const { LanguageServer, Refresh, Session, Settings } = shared.lsp;
    connection.onInitialize(params => LanguageServer.initialize(params));
    connection.onInitialized(params => {
        LanguageServer.initialized(params);
        if (Session.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
            // Langium asks for the settings of the language only.
            void connection.client.register(DidChangeConfigurationNotification.type, { section: 'files.exclude' });
        }
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
