import { URI, type LangiumDocument } from 'langium';
import { createErdCoreServices, type ast, type Finding, type Model } from '../../../language/index.ts';
import { findingsOf } from '../../findings/index.ts';
import type { ImportedFile } from '../model/index.ts';

export interface CompiledModel {
    readonly model: Model;
    readonly findings: readonly Finding[];
}

/** Compiles the files of a model that are on no disk. */
export async function compileModel(files: readonly ImportedFile[]): Promise<CompiledModel> {
    const { shared, erd } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const documents = files.map(({ path, text }): LangiumDocument<ast.Document> => {
        const document = shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, URI.file(`/${path}`));
        shared.workspace.LangiumDocuments.addDocument(document);
        return document;
    });
    await shared.workspace.DocumentBuilder.build(documents, { validation: true });
    const [project] = erd.model.ModelProvider.projectsOf(documents[0]!);
    return { model: project!.model, findings: findingsOf(documents, erd) };
}
