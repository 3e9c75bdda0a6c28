import type { LangiumDocument, LangiumSharedCoreServices, URI } from 'langium';
import { DefaultDocumentBuilder, DocumentState } from 'langium';
import type { ErdScopeProvider } from '../references/index.ts';
import { preludeScheme } from '../prelude/index.ts';
import { connectedDocuments } from './projects.ts';

/**
 * Relinks only those that import what changed, and revalidates the files that share a model with it: a finding may
 * stand in another file than the change that causes it.
 */
export class ErdDocumentBuilder extends DefaultDocumentBuilder {
    constructor(services: LangiumSharedCoreServices) {
        super(services);
        this.onUpdate((changed, deleted) => this.revalidateConnected(changed, deleted));
    }

    // The default also relinks every document with a linking error at every keystroke anywhere.
    protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
        return this.indexManager.isAffected(document, changedUris);
    }

    private revalidateConnected(changed: readonly URI[], deleted: readonly URI[]): void {
        for (const { references } of this.serviceRegistry.all) {
            (references.ScopeProvider as ErdScopeProvider).forget();
        }
        const uris = new Set([...changed, ...deleted].map(uri => uri.toString()));
        for (const document of connectedDocuments(this.langiumDocuments.all.toArray(), uris)) {
            if (document.uri.scheme !== preludeScheme && document.state > DocumentState.IndexedReferences) {
                this.resetToState(document, DocumentState.IndexedReferences);
            }
        }
    }
}

