import type { Module } from 'langium';
import { inject } from 'langium';
import type { DefaultSharedModuleContext, LangiumServices, LangiumSharedServices, PartialLangiumServices, PartialLangiumSharedServices } from 'langium/lsp';
import { createDefaultModule, createDefaultSharedModule, DefaultTextDocumentContentProvider } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import type { ErdAddedServices } from '../../language/index.ts';
import { ErdGeneratedModule, ErdGeneratedSharedModule, ErdModule, ErdSharedModule, preludeScheme } from '../../language/index.ts';
import { WorkspaceFindings } from '../findings/index.ts';
import { ErdCodeActionProvider } from './code-actions/index.ts';
import { ForeignKeyHierarchy } from './call-hierarchy.ts';
import { CodeLensProvider } from './code-lenses.ts';
import { ErdCompletionProvider } from './completion/index.ts';
import { ErdDefinitionProvider, ErdTypeDefinitionProvider } from './definition.ts';
import { DiagnosticsService } from './diagnostics.ts';
import { ErdDocumentLinkProvider } from './document-links.ts';
import { ErdDocumentSymbolProvider } from './document-symbols.ts';
import { EditorDocumentValidator } from './document-validator.ts';
import { ErdFileOperationHandler } from './file-operations.ts';
import { ErdFoldingRangeProvider } from './folding-ranges.ts';
import { ErdFormatter } from './formatting.ts';
import { ErdHoverProvider } from './hover/index.ts';
import { InlayHintProvider } from './inlay-hints.ts';
import { ErdLanguageServer } from './language-server.ts';
import { ErdDocumentHighlightProvider, ErdReferencesProvider } from './references.ts';
import { RefreshService } from './refresh.ts';
import { ErdRenameProvider } from './rename/index.ts';
import { SemanticTokensProvider } from './semantic-tokens.ts';
import { Session } from './session.ts';
import { SettingsStore } from './settings.ts';
import { SignatureHelpProvider } from './signature-help.ts';
import { SqlUsages } from './sql-usages.ts';
import { TypeHierarchy } from './type-hierarchy.ts';
import { VerificationDiagnostics } from './verification-diagnostics.ts';
import { ErdWorkspaceSymbolProvider } from './workspace-symbols.ts';
import {
    EditorDocumentBuilder, EditorDocumentFactory, EditorDocumentUpdates, EditorDocuments, EditorWorkspaceManager, RefusedTexts, WorkspaceBoundary, WorkspaceFileSystem,
} from './workspace/index.ts';

/** What the server adds to Langium's shared services. */
export interface ErdAddedSharedServices {
    readonly lsp: {
        readonly Diagnostics: DiagnosticsService;
        readonly Refresh: RefreshService;
        readonly Session: Session;
        readonly Settings: SettingsStore;
        readonly VerificationDiagnostics: VerificationDiagnostics;
    };
    readonly workspace: {
        readonly Boundary: WorkspaceBoundary;
        readonly DocumentBuilder: EditorDocumentBuilder;
        readonly RefusedTexts: RefusedTexts;
        readonly WorkspaceManager: EditorWorkspaceManager;
    };
}

export type ErdSharedServices = LangiumSharedServices & ErdAddedSharedServices;

/** What the server adds to Langium's services of the language. */
export interface ErdAddedEditorServices {
    readonly lsp: {
        readonly CodeActionProvider: ErdCodeActionProvider;
        readonly CodeLenses: CodeLensProvider;
        readonly CompletionProvider: ErdCompletionProvider;
        readonly ForeignKeys: ForeignKeyHierarchy;
        readonly Formatter: ErdFormatter;
        readonly InlayHints: InlayHintProvider;
        readonly ReferencesProvider: ErdReferencesProvider;
        readonly Renames: ErdRenameProvider;
        readonly SemanticTokens: SemanticTokensProvider;
        readonly Signatures: SignatureHelpProvider;
        readonly SqlUsages: SqlUsages;
        readonly Types: TypeHierarchy;
    };
}

export type ErdServices = LangiumServices & ErdAddedServices & ErdAddedEditorServices & { readonly shared: ErdSharedServices };

const editorSharedModule: Module<ErdSharedServices, PartialLangiumSharedServices & ErdAddedSharedServices> = {
    lsp: {
        Diagnostics: services => new DiagnosticsService(services),
        FileOperationHandler: services => new ErdFileOperationHandler(services),
        DocumentUpdateHandler: services => new EditorDocumentUpdates(services, services.workspace.Boundary),
        LanguageServer: services => new ErdLanguageServer(services),
        Refresh: services => new RefreshService(services),
        Session: () => new Session(),
        Settings: services => new SettingsStore(services.lsp.Connection),
        TextDocumentContentProvider: services => new DefaultTextDocumentContentProvider(services, preludeScheme),
        VerificationDiagnostics: services => new VerificationDiagnostics(services),
        WorkspaceSymbolProvider: services => new ErdWorkspaceSymbolProvider(services),
    },
    workspace: {
        Boundary: () => new WorkspaceBoundary(),
        DocumentBuilder: services => new EditorDocumentBuilder(services, services.workspace.Boundary),
        LangiumDocumentFactory: services => new EditorDocumentFactory(services, services.workspace.RefusedTexts),
        LangiumDocuments: services => new EditorDocuments(services, services.workspace.Boundary),
        RefusedTexts: () => new RefusedTexts(),
        WorkspaceManager: services => new EditorWorkspaceManager(services, services.workspace.Boundary, services.lsp.Settings),
    },
};

const editorModule: Module<ErdServices, PartialLangiumServices & ErdAddedEditorServices & Pick<ErdAddedServices, 'checks'>> = {
    lsp: {
        CodeActionProvider: services => new ErdCodeActionProvider(services),
        CodeLenses: services => new CodeLensProvider(services),
        CompletionProvider: services => new ErdCompletionProvider(services),
        DefinitionProvider: services => new ErdDefinitionProvider(services),
        DocumentHighlightProvider: services => new ErdDocumentHighlightProvider(services),
        DocumentLinkProvider: services => new ErdDocumentLinkProvider(services),
        DocumentSymbolProvider: () => new ErdDocumentSymbolProvider(),
        FoldingRangeProvider: () => new ErdFoldingRangeProvider(),
        ForeignKeys: services => new ForeignKeyHierarchy(services),
        Formatter: services => new ErdFormatter(services),
        HoverProvider: services => new ErdHoverProvider(services),
        InlayHints: services => new InlayHintProvider(services),
        ReferencesProvider: services => new ErdReferencesProvider(services),
        Renames: services => new ErdRenameProvider(services),
        SemanticTokens: services => new SemanticTokensProvider(services),
        Signatures: services => new SignatureHelpProvider(services),
        SqlUsages: services => new SqlUsages(services),
        Types: services => new TypeHierarchy(services),
        TypeProvider: () => new ErdTypeDefinitionProvider(),
    },
    checks: {
        CheckSettings: ({ shared }) => () => ({ importFolders: shared.workspace.Boundary.roots, furtherCodes: new Set() }),
        FindingProvider: services => new WorkspaceFindings(services),
        PageOf: ({ shared }) => code => shared.lsp.Session.pageOf(code),
    },
    validation: {
        DocumentValidator: services => new EditorDocumentValidator(services),
    },
};

/** The language in an editor. */
export function createErdServices(connection: Connection): { shared: ErdSharedServices; erd: ErdServices } {
    const context: DefaultSharedModuleContext = {
        connection,
        fileSystemProvider: services => {
            const { Boundary, RefusedTexts } = (services as ErdSharedServices).workspace;
            return new WorkspaceFileSystem(Boundary, RefusedTexts);
        },
    };
    const shared = inject(createDefaultSharedModule(context), ErdGeneratedSharedModule, ErdSharedModule, editorSharedModule);
    const erd = inject(createDefaultModule({ shared }), ErdGeneratedModule, ErdModule, editorModule);
    shared.ServiceRegistry.register(erd);
    return { shared, erd };
}
