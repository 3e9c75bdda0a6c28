import type { LangiumDocument, LangiumDocuments, LangiumSharedCoreServices } from 'langium';
import { DocumentState } from 'langium';
import type * as ast from '../generated/ast.ts';
import { projectsOf, type Project } from '../workspace/index.ts';
import { buildModel } from './build/index.ts';
import type { Model } from './model.ts';

/** The documents of one model, and the model, which is built when it is first asked for. */
export interface ProjectModel extends Project {
    readonly model: Model;
}

/** The models of the workspace. Each is built once per change and shared by all who read it. */
export interface ModelProvider {
    /** In the order of their root documents. */
    readonly projects: readonly ProjectModel[];
    /** The models that a document is part of: several, where it is imported by several; none for the prelude's. */
    projectsOf(document: LangiumDocument): readonly ProjectModel[];
    /** The model of the document, the first where there are several. Undefined for the prelude's documents. */
    modelOf(document: LangiumDocument): Model | undefined;
    /** Grows whenever a document may mean something else than before. */
    readonly generation: number;
}

/** To be asked when the documents are linked; what is asked earlier is not kept. */
export class DefaultModelProvider implements ModelProvider {
    private readonly documents: LangiumDocuments;
    private current: readonly LazyProjectModel[] | undefined;
    /** Of the last grouping, without those that a change has made invalid. */
    private kept: readonly LazyProjectModel[] = [];
    private currentGeneration = 0;

    constructor(services: LangiumSharedCoreServices) {
        this.documents = services.workspace.LangiumDocuments;
        services.workspace.DocumentBuilder.onUpdate((changed, deleted) => {
            this.forget(new Set([...changed, ...deleted].map(uri => uri.toString())));
        });
        services.workspace.DocumentBuilder.onDocumentPhase(DocumentState.Linked, ({ uri }) => {
            this.forget(new Set([uri.toString()]));
        });
    }

    get generation(): number {
        return this.currentGeneration;
    }

    get projects(): readonly ProjectModel[] {
        this.current ??= this.group();
        return this.current;
    }

    projectsOf(document: LangiumDocument): readonly ProjectModel[] {
        return this.projects.filter(({ documents }) => documents.includes(document as LangiumDocument<ast.Document>));
    }

    modelOf(document: LangiumDocument): Model | undefined {
        return this.projectsOf(document)[0]?.model;
    }

    /** Models of which no document changed are taken over when the documents are grouped again. */
    private group(): readonly LazyProjectModel[] {
        const before = new Map(this.kept.map(project => [project.root, project]));
        this.kept = projectsOf(this.documents.all.toArray()).map(project => {
            const known = before.get(project.root);
            return known && sameDocuments(known, project) ? known : new LazyProjectModel(project);
        });
        return this.kept;
    }

    private forget(uris: ReadonlySet<string>): void {
        this.currentGeneration++;
        this.current = undefined;
        this.kept = this.kept.filter(({ documents }) => !documents.some(({ uri }) => uris.has(uri.toString())));
    }
}

class LazyProjectModel implements ProjectModel {
    readonly root: Project['root'];
    readonly documents: Project['documents'];
    private built: Model | undefined;

    constructor({ root, documents }: Project) {
        this.root = root;
        this.documents = documents;
    }

    get model(): Model {
        if (this.built) {
            return this.built;
        }
        const model = buildModel(this.documents);
        if (this.documents.every(({ state }) => state >= DocumentState.Linked)) {
            this.built = model;
        }
        return model;
    }
}

function sameDocuments(known: Project, project: Project): boolean {
    return known.documents.length === project.documents.length && known.documents.every((document, index) => document === project.documents[index]);
}
