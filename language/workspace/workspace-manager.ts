import type { LangiumDocument, LangiumDocumentFactory, LangiumSharedCoreServices } from 'langium';
import { DefaultWorkspaceManager, URI } from 'langium';
import { preludeTexts } from '../prelude/index.ts';

/** Loads the prelude before the workspace's own files. */
export class ErdWorkspaceManager extends DefaultWorkspaceManager {
    private readonly documentFactory: LangiumDocumentFactory;

    constructor(services: LangiumSharedCoreServices) {
        super(services);
        this.documentFactory = services.workspace.LangiumDocumentFactory;
    }

    protected override async loadAdditionalDocuments(_folders: unknown, collector: (document: LangiumDocument) => void): Promise<void> {
        for (const [uri, text] of preludeTexts) {
            collector(this.documentFactory.fromString(text, URI.parse(uri)));
        }
    }
}
