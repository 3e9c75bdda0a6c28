// The door of the language: what the server's rooms may use of it.
export type * from './findings.ts';
export * from './checks/index.ts';
export * from './model/index.ts';
export * from './relational/index.ts';
export * as ast from './generated/ast.ts';
export { ErdGeneratedModule, ErdGeneratedSharedModule } from './generated/module.ts';
export { documentationOf } from './documentation/index.ts';
export { nameOf, otherSignAt, reservedWords } from './parser/index.ts';
export * from './references/index.ts';
export { knownExtensions, preludeScheme, preludeTexts, preludeUris } from './prelude/index.ts';
export { createErdCoreServices, ErdModule, ErdSharedModule, type ErdAddedServices, type ErdCoreServices } from './services.ts';
export { ErdDocumentBuilder, ErdDocumentFactory, ErdWorkspaceManager, projectsOf, type Project } from './workspace/index.ts';
export * from './format/index.ts';
