import type { LangiumDocument } from 'langium';
import {
    DefaultFindingProvider, dismiss, type ErdCoreServices, type Finding, type FindingProvider, type Model, type ModelProvider, type ProjectModel,
} from '../../language/index.ts';
import { checkTargets, engineFindings, targets } from '../targets/index.ts';
import { findingRegistry } from './registry.ts';

const codesOfTargets: ReadonlySet<string> = new Set([engineFindings, ...targets.map(({ findings }) => findings)].flatMap(findings => Object.keys(findings)));

/** Structural findings together with what the engines say that the model is for. */
export class WorkspaceFindings implements FindingProvider {
    private readonly structural: FindingProvider;
    private readonly models: () => ModelProvider;
    // By model: a change makes a new one, and with it goes what was found in the old.
    private readonly byDocument = new WeakMap<Model, ReadonlyMap<string, readonly Finding[]>>();

    constructor(services: ErdCoreServices) {
        const settings = services.checks.CheckSettings;
        this.structural = new DefaultFindingProvider(services, () => ({ ...settings(), furtherCodes: new Set(Object.keys(findingRegistry)) }));
        this.models = () => services.model.ModelProvider;
    }

    findingsOf(document: LangiumDocument): readonly Finding[] {
        const found = new Set(this.structural.findingsOf(document));
        const uri = document.uri.toString();
        for (const project of this.models().projectsOf(document)) {
            for (const finding of this.ofTargets(project).get(uri) ?? []) {
                found.add(finding);
            }
        }
        return [...found];
    }

    check(project: ProjectModel): ReturnType<FindingProvider['check']> {
        return this.structural.check(project);
    }

    /** Nothing where the model itself has errors: what a target makes of half a model would only confuse. */
    private ofTargets(project: ProjectModel): ReadonlyMap<string, readonly Finding[]> {
        const { model } = project;
        let found = this.byDocument.get(model);
        if (!found) {
            const { kept, dismissals } = this.structural.check(project);
            const hasErrors = kept.some(({ severity }) => severity === 'error');
            const findings = hasErrors ? [] : checkTargets(model);
            const dismissed = dismiss(findings, dismissals, new Set(Object.keys(findingRegistry)), code => !hasErrors && codesOfTargets.has(code));
            const aboutTargets = dismissed.aboutDismissals.filter(({ code }) => !hasErrors && code === 'ERD415');
            found = Map.groupBy([...dismissed.kept, ...aboutTargets], ({ place }) => place.uri);
            this.byDocument.set(model, found);
        }
        return found;
    }
}
