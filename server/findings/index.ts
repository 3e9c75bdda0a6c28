import type { LangiumDocument } from 'langium';
import type { ErdCoreServices, Finding } from '../../language/index.ts';
import { WorkspaceFindings } from './finding-provider.ts';

export { findingRegistry } from './registry.ts';
export { WorkspaceFindings } from './finding-provider.ts';

/** All findings in the documents, by document and position. */
export function findingsOf(documents: readonly LangiumDocument[], services: ErdCoreServices): Finding[] {
    const provider = new WorkspaceFindings(services);
    return documents.flatMap(document => [...provider.findingsOf(document)].sort(byPosition));
}

function byPosition({ place: { range: a } }: Finding, { place: { range: b } }: Finding): number {
    return a.start.line - b.start.line || a.start.character - b.start.character;
}
