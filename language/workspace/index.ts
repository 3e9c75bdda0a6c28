export { ErdDocumentBuilder } from './document-builder.ts';
export { ErdDocumentFactory } from './document-factory.ts';
export { ErdIndexManager } from './index-manager.ts';
export { declaresModel, projectsOf, type Project } from './projects.ts';
export { ErdWorkspaceManager } from './workspace-manager.ts';
