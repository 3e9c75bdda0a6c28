import type {
    DeepPartial, DefaultSharedCoreModuleContext, LangiumCoreServices, LangiumSharedCoreServices, Module, PartialLangiumCoreServices,
} from 'langium';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, URI } from 'langium';
import { DefaultFindingProvider, FindingValidator, type CheckSettings, type FindingProvider, type PageOf } from './checks/index.ts';
import { DocumentationLines } from './documentation/index.ts';
import { ErdGeneratedModule, ErdGeneratedSharedModule } from './generated/module.ts';
import { DefaultModelProvider, type ModelProvider } from './model/index.ts';
import { ErdParserModule } from './parser/index.ts';
import { ErdLinker, ErdReferences, ErdScopeComputation, ErdScopeProvider } from './references/index.ts';
import { ErdDocumentBuilder, ErdDocumentFactory, ErdIndexManager, ErdWorkspaceManager } from './workspace/index.ts';

/** What the language adds to Langium's services. */
export interface ErdAddedServices {
    readonly references: { readonly References: ErdReferences };
    readonly model: { readonly ModelProvider: ModelProvider };
    readonly checks: {
        readonly FindingProvider: FindingProvider;
        readonly CheckSettings: () => CheckSettings;
        readonly PageOf: PageOf;
    };
}

export type ErdCoreServices = LangiumCoreServices & ErdAddedServices;

export const ErdSharedModule: Module<LangiumSharedCoreServices, DeepPartial<LangiumSharedCoreServices>> = {
    workspace: {
        DocumentBuilder: services => new ErdDocumentBuilder(services),
        LangiumDocumentFactory: services => new ErdDocumentFactory(services),
        IndexManager: services => new ErdIndexManager(services),
        WorkspaceManager: services => new ErdWorkspaceManager(services),
    },
};

export const ErdModule: Module<ErdCoreServices, PartialLangiumCoreServices & ErdAddedServices> = {
    ...ErdParserModule,
    references: {
        Linker: services => new ErdLinker(services),
        References: services => new ErdReferences(services),
        ScopeComputation: () => new ErdScopeComputation(),
        ScopeProvider: services => new ErdScopeProvider(services),
    },
    documentation: {
        CommentProvider: () => new DocumentationLines(),
    },
    model: {
        ModelProvider: services => new DefaultModelProvider(services.shared),
    },
    checks: {
        FindingProvider: services => new DefaultFindingProvider(services, services.checks.CheckSettings),
        CheckSettings: services => () => workspaceSettings(services.shared),
        PageOf: () => code => `docs/rules/${code}.md`,
    },
    validation: {
        DocumentValidator: services => new FindingValidator(() => services.checks.FindingProvider, services.checks.PageOf),
    },
};

/** Imports stay inside of the workspace's folders, where there are any. */
function workspaceSettings({ workspace }: LangiumSharedCoreServices): CheckSettings {
    const folders = workspace.WorkspaceManager.workspaceFolders ?? [];
    return { importFolders: folders.length > 0 ? folders.map(({ uri }) => URI.parse(uri)) : undefined, furtherCodes: new Set() };
}

/**
 * The language without an editor: parse, link, validate. Call `shared.workspace.WorkspaceManager.initializeWorkspace`
 * before anything else, with no folders if need be: it brings the prelude.
 */
export function createErdCoreServices(context: DefaultSharedCoreModuleContext = EmptyFileSystem): {
    shared: LangiumSharedCoreServices;
    erd: ErdCoreServices;
} {
    const shared = inject(createDefaultSharedCoreModule(context), ErdGeneratedSharedModule, ErdSharedModule);
    const erd = inject(createDefaultCoreModule({ shared }), ErdGeneratedModule, ErdModule);
    shared.ServiceRegistry.register(erd);
    return { shared, erd };
}
