import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import { DefaultLanguageServer } from 'langium/lsp';
import { codeActionKinds } from './code-actions/index.ts';
import { SemanticTokensProvider } from './semantic-tokens.ts';
import type { ErdSharedServices } from './services.ts';
import { SignatureHelpProvider } from './signature-help.ts';

/** Announces what Langium's server does not: see `handlers.ts`, where it is answered. */
export class ErdLanguageServer extends DefaultLanguageServer {
    protected declare readonly services: ErdSharedServices;

    override async initialize(params: InitializeParams): Promise<InitializeResult> {
        this.eagerLoadServices();
        this.services.lsp.Settings.initialize(params);
        this.services.lsp.Session.initialize(params);
        return super.initialize(params);
    }

    protected override buildInitializeResult(params: InitializeParams): InitializeResult {
        const { capabilities } = super.buildInitializeResult(params);
        return {
            serverInfo: { name: 'ERD Architect' },
            capabilities: {
                ...capabilities,
                codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: true },
                callHierarchyProvider: true,
                codeLensProvider: { resolveProvider: true },
                completionProvider: { ...capabilities.completionProvider, resolveProvider: true, completionItem: { labelDetailsSupport: true } },
                diagnosticProvider: { identifier: 'erd', interFileDependencies: true, workspaceDiagnostics: true },
                inlayHintProvider: true,
                renameProvider: { prepareProvider: true },
                selectionRangeProvider: true,
                semanticTokensProvider: SemanticTokensProvider.options,
                signatureHelpProvider: SignatureHelpProvider.options,
                typeHierarchyProvider: true,
                workspace: { ...capabilities.workspace, workspaceFolders: { supported: true, changeNotifications: true } },
            },
        };
    }
}
