// The door of the language: what the server's rooms may use of it.
export type * from './findings.ts';
export type { FindingEntry, FindingRegistry } from './checks/registry.ts';
export * from './model/index.ts';
export * from './relational/index.ts';
export * as ast from './generated/ast.ts';
export { ErdGeneratedModule, ErdGeneratedSharedModule } from './generated/module.ts';
export { documentationOf } from './documentation/comments.ts';
export { reservedWords } from './parser/tokens.ts';
export { nameOf } from './parser/values.ts';
export * from './references/index.ts';
export { preludeScheme, preludeTexts, preludeUris } from './prelude/index.ts';
export { createErdCoreServices, ErdModule, ErdSharedModule, type ErdAddedServices, type ErdCoreServices } from './services.ts';
export { projectsOf, type Project } from './workspace/projects.ts';
export { ErdDocumentBuilder } from './workspace/document-builder.ts';
export { ErdDocumentFactory } from './workspace/document-factory.ts';
export { ErdWorkspaceManager } from './workspace/workspace-manager.ts';
