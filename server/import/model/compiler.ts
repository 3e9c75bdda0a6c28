import { URI, type LangiumDocument } from 'langium';
import { createErdCoreServices, formatDocument, type ast, type ErdCoreServices, type Finding, type Model } from '../../../language/index.ts';
import type { LangiumSharedCoreServices } from 'langium';
import { findingsOf } from '../../findings/index.ts';

export interface Compiled {
    readonly model: Model;
    readonly errors: readonly CompiledError[];
}

/** An error finding, by the offset at which it begins. */
export interface CompiledError {
    readonly path: string;
    readonly offset: number;
    readonly finding: Finding;
}

/** Compiles and formats model files that are on no disk, again and again. */
export class Compiler {
    private readonly shared: LangiumSharedCoreServices;
    private readonly erd: ErdCoreServices;
    private ready: Promise<void> | undefined;

    constructor() {
        const { shared, erd } = createErdCoreServices();
        this.shared = shared;
        this.erd = erd;
    }

    async compile(files: readonly { readonly path: string; readonly text: string }[]): Promise<Compiled> {
        await (this.ready ??= this.shared.workspace.WorkspaceManager.initializeWorkspace([]));
        const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = this.shared.workspace;
        await DocumentBuilder.update([], files.map(({ path }) => uriOf(path)).filter(uri => LangiumDocuments.hasDocument(uri)));
        const documents = files.map(({ path, text }): LangiumDocument<ast.Document> => {
            const document = LangiumDocumentFactory.fromString<ast.Document>(text, uriOf(path));
            LangiumDocuments.addDocument(document);
            return document;
        });
        await DocumentBuilder.build(documents, { validation: false });
        const [project] = this.erd.model.ModelProvider.projectsOf(documents[0]!);
        const byUri = new Map(documents.map((document, index) => [document.uri.toString(), { document, path: files[index]!.path }]));
        const errors = findingsOf(documents, this.erd).filter(({ severity }) => severity === 'error').flatMap((finding): CompiledError[] => {
            const found = byUri.get(finding.place.uri);
            return found ? [{ path: found.path, offset: found.document.textDocument.offsetAt(finding.place.range.start), finding }] : [];
        });
        return { model: project!.model, errors };
    }

    /** The text as the formatter leaves it. */
    format(text: string): string {
        const document = this.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, uriOf('formatted.erd'));
        const edits = formatDocument(document).map(({ range, newText }) => ({
            start: document.textDocument.offsetAt(range.start), end: document.textDocument.offsetAt(range.end), newText,
        }));
        const parts: string[] = [];
        let done = 0;
        for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start)) {
            parts.push(text.slice(done, start), newText);
            done = end;
        }
        return parts.join('') + text.slice(done);
    }
}

function uriOf(path: string): URI {
    return URI.file(`/${path}`);
}
