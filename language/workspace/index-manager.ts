import type { LangiumDocument, LangiumDocuments, LangiumSharedCoreServices } from 'langium';
import { DefaultIndexManager } from 'langium';
import { importsAnyOf } from '../references/index.ts';

/** References are found by identity (see `ErdReferences`), and imports say who is affected by a change. */
export class ErdIndexManager extends DefaultIndexManager {
    private readonly allDocuments: LangiumDocuments;

    constructor(services: LangiumSharedCoreServices) {
        super(services);
        this.allDocuments = services.workspace.LangiumDocuments;
    }

    override async updateReferences(): Promise<void> {
        // Nothing is kept.
    }

    override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
        return importsAnyOf(document, changedUris, this.allDocuments);
    }
}
