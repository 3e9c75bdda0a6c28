import type { BuildOptions, Cancellation, LangiumDocument, LangiumSharedCoreServices, URI } from 'langium';
import { DocumentState, interruptAndCheck, OperationCancelled, UriUtils } from 'langium';
import type { ast } from '../../../language/index.ts';
import { ErdDocumentBuilder, importedUri } from '../../../language/index.ts';
import type { WorkspaceBoundary } from './boundary.ts';

/** Milliseconds without a keystroke after which a change is built: a burst of typing costs one build, not one each. */
const quietPeriod = 120;

/** The documents of an editor: waits for a pause in typing, and reads what documents import from beyond the folders. */
export class EditorDocumentBuilder extends ErdDocumentBuilder {
    private readonly boundary: WorkspaceBoundary;
    private endQuietPeriod: (() => void) | undefined;
    private isHurried = false;

    constructor(services: LangiumSharedCoreServices, boundary: WorkspaceBoundary) {
        super(services);
        this.boundary = boundary;
        this.updateBuildOptions = { validation: true };
    }

    /** Builds now what waits for the end of the typing, or is about to: somebody asked for the result. */
    hurry(): void {
        this.isHurried = true;
        this.endQuietPeriod?.();
    }

    protected override async buildDocuments(documents: LangiumDocument[], options: BuildOptions, cancelToken: Cancellation.CancellationToken): Promise<void> {
        if (documents.some(document => this.isBeingTyped(document)) && !this.isHurried) {
            await this.pause(cancelToken);
        }
        this.isHurried = false;
        for (const document of documents) {
            // A request during the pause may have resolved references of the tree that is now replaced.
            if (document.state === DocumentState.Changed) {
                this.serviceRegistry.getServices(document.uri).references.Linker.unlink(document);
            }
        }
        this.prepareBuild(documents, options);
        await this.runCancelable(documents, DocumentState.Parsed, cancelToken, document => this.langiumDocumentFactory.update(document, cancelToken));
        await super.buildDocuments([...documents, ...await this.loadImports(documents, cancelToken)], options, cancelToken);
    }

    // Langium's does not tell those who wait where nothing was left to do, as after a file was deleted.
    protected override async notifyBuildPhase(documents: LangiumDocument[], state: DocumentState, cancelToken: Cancellation.CancellationToken): Promise<void> {
        if (documents.length > 0) {
            await super.notifyBuildPhase(documents, state, cancelToken);
            return;
        }
        for (const listener of this.buildPhaseListeners.get(state).slice()) {
            await interruptAndCheck(cancelToken);
            await listener(documents, cancelToken);
        }
    }

    // A document that was opened a moment ago may not have been taken in yet.
    protected override async awaitDocumentState(state: DocumentState, uri: URI, cancelToken: Cancellation.CancellationToken): Promise<URI> {
        if (!this.langiumDocuments.hasDocument(uri) && this.textDocuments?.get(uri)) {
            await this.nextUpdateOf(uri, cancelToken);
        }
        return super.awaitDocumentState(state, uri, cancelToken);
    }

    private nextUpdateOf(uri: URI, cancelToken: Cancellation.CancellationToken): Promise<void> {
        return new Promise(resolve => {
            const end = (): void => {
                updated.dispose();
                cancelled.dispose();
                resolve();
            };
            const updated = this.onUpdate(changed => {
                if (changed.some(candidate => UriUtils.equals(candidate, uri))) {
                    end();
                }
            });
            const cancelled = cancelToken.onCancellationRequested(end);
        });
    }

    private isBeingTyped(document: LangiumDocument): boolean {
        const open = this.textDocuments?.get(document.uri);
        const parsed = document.parseResult.value.$cstNode?.root.fullText;
        return document.state === DocumentState.Changed && open !== undefined && parsed !== undefined && parsed !== open.getText();
    }

    private async pause(cancelToken: Cancellation.CancellationToken): Promise<void> {
        await new Promise<void>((resolve, reject) => {
            const end = (): void => {
                clearTimeout(timer);
                cancelled.dispose();
                this.endQuietPeriod = undefined;
                resolve();
            };
            const timer = setTimeout(end, quietPeriod);
            const cancelled = cancelToken.onCancellationRequested(() => {
                clearTimeout(timer);
                cancelled.dispose();
                this.endQuietPeriod = undefined;
                // Langium's own sign of a build that was overtaken.
                // oxlint-disable-next-line typescript/only-throw-error, typescript/prefer-promise-reject-errors
                reject(OperationCancelled);
            });
            this.endQuietPeriod = end;
        });
    }

    /** Reads the files that imports lead to and that nobody has read yet, as far as they may be read. */
    private async loadImports(documents: readonly LangiumDocument[], cancelToken: Cancellation.CancellationToken): Promise<LangiumDocument[]> {
        const loaded: LangiumDocument[] = [];
        const waiting = [...documents];
        for (const document of waiting) {
            for (const uri of importsOf(document)) {
                await interruptAndCheck(cancelToken);
                if (!this.langiumDocuments.hasDocument(uri) && await this.boundary.allows(uri)) {
                    const imported = await this.langiumDocuments.getOrCreateDocument(uri, cancelToken);
                    loaded.push(imported);
                    waiting.push(imported);
                }
            }
        }
        return loaded;
    }
}

function importsOf(document: LangiumDocument): URI[] {
    const imports = (document.parseResult.value as Partial<ast.Document>).imports ?? [];
    return imports.map(({ path }) => importedUri(document, path)).filter(uri => uri !== undefined);
}
