import type { LangiumDocument } from 'langium';
import { DocumentState, URI, type Cancellation } from 'langium';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Model, ProjectModel } from '../../../language/index.ts';
import type { ErdServices, ErdSharedServices } from '../services.ts';
import { refusal } from './refusal.ts';

/** A model as it was at one moment. */
export interface CurrentModel {
    readonly model: Model;
    readonly root: URI;
    /** Of its documents, by uri. */
    readonly texts: ReadonlyMap<string, string>;
}

/** The models that a document is part of, as the editor shows them, saved or not. Refuses those with errors. */
export async function modelsOf(uri: string, shared: ErdSharedServices, erd: ErdServices, token: Cancellation.CancellationToken): Promise<readonly CurrentModel[]> {
    const { DocumentBuilder, LangiumDocuments, TextDocuments, WorkspaceLock, WorkspaceManager } = shared.workspace;
    const parsed = URI.parse(uri);
    await WorkspaceManager.ready;
    if (TextDocuments.get(parsed)) {
        await DocumentBuilder.waitUntil(DocumentState.Validated, parsed, token);
    }
    return WorkspaceLock.read(() => {
        const document = LangiumDocuments.getDocument(parsed);
        const projects = document ? erd.model.ModelProvider.projectsOf(document) : [];
        if (projects.length === 0) {
            throw refusal('There is no model here. Open an .erd file of the workspace.');
        }
        return projects.map(project => {
            refuseErrors(project);
            return {
                model: project.model,
                root: project.root.uri,
                texts: new Map(project.documents.map(({ uri: part, textDocument }) => [part.toString(), textDocument.getText()])),
            };
        });
    });
}

function refuseErrors({ model, documents }: ProjectModel): void {
    const errors = documents.reduce((sum, document) => sum + errorsIn(document), 0);
    if (errors > 0) {
        throw refusal(`${model.name} has ${errors === 1 ? 'an error' : `${errors} errors`} to be mended first.`, { hasProblems: true });
    }
}

function errorsIn({ diagnostics = [] }: LangiumDocument): number {
    return diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error).length;
}
