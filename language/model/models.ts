import type { LangiumDocument, LangiumDocuments, LangiumSharedCoreServices, ServiceRegistry } from 'langium';
import { DocumentState } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { ErdLinker } from '../references/index.ts';
import { projectsOf, type Project } from '../workspace/index.ts';
import { buildModel } from './build/index.ts';
import { BuildMemory } from './build/reuse.ts';
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
    private readonly registry: ServiceRegistry;
    /** Of the last version of each model, by its root. */
    private readonly memories = new WeakMap<LangiumDocument, BuildMemory>();

    constructor(services: LangiumSharedCoreServices) {
        this.registry = services.ServiceRegistry;
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
            return known && sameDocuments(known, project) ? known : new LazyProjectModel(project, this.memoryOf(project));
        });
        return this.kept;
    }

    private memoryOf({ root }: Project): BuildMemory {
        let memory = this.memories.get(root);
        if (!memory) {
            const { references: { Linker } } = this.registry.getServices(root.uri);
            this.memories.set(root, memory = new BuildMemory(declaration => (Linker as ErdLinker).changesIn(declaration)));
        }
        return memory;
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
    private readonly memory: BuildMemory;
    private built: Model | undefined;

    constructor({ root, documents }: Project, memory: BuildMemory) {
        this.root = root;
        this.documents = documents;
        this.memory = memory;
    }

    get model(): Model {
        if (this.built) {
            return this.built;
        }
        if (!this.documents.every(({ state }) => state >= DocumentState.Linked)) {
            return buildModel(this.documents);
        }
        this.built = buildModel(this.documents, this.memory);
        return this.built;
    }
}

function sameDocuments(known: Project, project: Project): boolean {
    return known.documents.length === project.documents.length && known.documents.every((document, index) => document === project.documents[index]);
}
