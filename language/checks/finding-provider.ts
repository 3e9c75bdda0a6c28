import type { LangiumCoreServices, LangiumDocument, URI } from 'langium';
import type { Finding } from '../findings.ts';
import type { Model, ModelProvider, ProjectModel } from '../model/index.ts';
import { checkProject, type CheckedProject } from './check-project.ts';
import { structuralFindings } from './findings-structural.ts';
import { Uses } from './uses.ts';

/** What is found in the models of the workspace, each checked once per change. */
export interface FindingProvider {
    /** All that is to be shown of a document. Empty for the prelude's. */
    findingsOf(document: LangiumDocument): readonly Finding[];
    /** What the structural checks find in a model, with what is dismissed and by what. */
    check(project: ProjectModel): CheckedProject;
}

/** What the checks cannot know by themselves. */
export interface CheckSettings {
    /** The folders that imports may lead to; undefined where that is not known. */
    readonly importFolders: readonly URI[] | undefined;
    /** Codes of findings that are made elsewhere and can be dismissed in a model. */
    readonly furtherCodes: ReadonlySet<string>;
}

export class DefaultFindingProvider implements FindingProvider {
    private readonly services: LangiumCoreServices & { readonly model: { readonly ModelProvider: ModelProvider } };
    private readonly settings: () => CheckSettings;
    private generation = -1;
    private uses: Uses | undefined;
    private readonly checked = new Map<Model, CheckedProject>();
    private readonly byDocument = new Map<Model, ReadonlyMap<string, readonly Finding[]>>();

    constructor(services: DefaultFindingProvider['services'], settings: () => CheckSettings) {
        this.services = services;
        this.settings = settings;
    }

    findingsOf(document: LangiumDocument): readonly Finding[] {
        const projects = this.models.projectsOf(document);
        const uri = document.uri.toString();
        const found = projects.map(project => this.findingsByDocument(project).get(uri) ?? []);
        return found.length === 1 ? found[0]! : distinct(found.flat());
    }

    check(project: ProjectModel): CheckedProject {
        this.refresh();
        const { model } = project;
        let checked = this.checked.get(model);
        if (!checked) {
            const { shared, references } = this.services;
            const documents = shared.workspace.LangiumDocuments;
            const { importFolders, furtherCodes } = this.settings();
            this.uses ??= new Uses(documents.all);
            checked = checkProject(project, {
                documents, scopes: references.ScopeProvider, folders: importFolders, uses: this.uses,
                codes: new Set([...Object.keys(structuralFindings), ...furtherCodes]),
            });
            this.checked.set(model, checked);
        }
        return checked;
    }

    private get models(): ModelProvider {
        return this.services.model.ModelProvider;
    }

    private refresh(): void {
        const { generation } = this.models;
        if (generation !== this.generation) {
            this.generation = generation;
            this.uses = undefined;
            this.checked.clear();
            this.byDocument.clear();
        }
    }

    private findingsByDocument(project: ProjectModel): ReadonlyMap<string, readonly Finding[]> {
        const { kept, aboutDismissals } = this.check(project);
        let byDocument = this.byDocument.get(project.model);
        if (!byDocument) {
            byDocument = Map.groupBy([...kept, ...aboutDismissals], ({ place }) => place.uri);
            this.byDocument.set(project.model, byDocument);
        }
        return byDocument;
    }
}

/** A file of several models has the same fault in each of them. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
    const seen = new Map(findings.map(finding => [`${finding.code} ${JSON.stringify(finding.place.range)}`, finding]));
    return [...seen.values()];
}
