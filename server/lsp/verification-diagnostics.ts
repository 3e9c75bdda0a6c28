import type { URI } from 'langium';
import { DocumentState } from 'langium';
import { Emitter, type Diagnostic, type Event } from 'vscode-languageserver';
import type { ErdSharedServices } from './services.ts';

interface Verified {
    /** Of the model's documents as they were verified, by uri. */
    readonly texts: ReadonlyMap<string, string>;
    readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** What a database said of the models, until one of their documents says something else. */
export class VerificationDiagnostics {
    private readonly services: ErdSharedServices;
    /** By the uri of a model's root document. */
    private readonly verified = new Map<string, Verified>();
    private readonly changed = new Emitter<readonly string[]>();

    constructor(services: ErdSharedServices) {
        this.services = services;
        const builder = services.workspace.DocumentBuilder;
        builder.onUpdate((_, deleted) => {
            const gone = new Set(deleted.map(uri => uri.toString()));
            this.forget(({ texts }) => [...texts.keys()].some(uri => gone.has(uri)));
        });
        // Not at the update: opening a document is one, too, and changes nothing.
        builder.onDocumentPhase(DocumentState.Linked, ({ uri, textDocument }) => {
            const text = textDocument.getText();
            this.forget(({ texts }) => (texts.get(uri.toString()) ?? text) !== text);
        });
    }

    /** Fires with the uris of documents that have others now. */
    get onDidChange(): Event<readonly string[]> {
        return this.changed.event;
    }

    of(uri: URI): readonly Diagnostic[] {
        const found = [...this.verified.values()].flatMap(({ diagnostics }) => diagnostics.get(uri.toString()) ?? []);
        // A document of several models has the same fault in each.
        return [...new Map(found.map(diagnostic => [JSON.stringify(diagnostic), diagnostic])).values()];
    }

    /** False, and nothing is kept, when a document of the model has changed since. */
    set(root: URI, texts: ReadonlyMap<string, string>, diagnostics: ReadonlyMap<string, readonly Diagnostic[]>): boolean {
        const documents = this.services.workspace.LangiumDocuments;
        const isCurrent = documents.all.filter(({ uri }) => texts.has(uri.toString())).toArray();
        if (isCurrent.length < texts.size || isCurrent.some(({ uri, textDocument }) => textDocument.getText() !== texts.get(uri.toString()))) {
            return false;
        }
        this.verified.set(root.toString(), { texts, diagnostics });
        this.changed.fire([...diagnostics.keys()]);
        return true;
    }

    clear(root: URI): void {
        const verified = this.verified.get(root.toString());
        this.forget(candidate => candidate === verified);
    }

    private forget(isOutdated: (verified: Verified) => boolean): void {
        for (const [root, verified] of this.verified) {
            if (isOutdated(verified)) {
                this.verified.delete(root);
                this.changed.fire([...verified.diagnostics.keys()]);
            }
        }
    }
}
