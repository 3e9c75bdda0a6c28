// The door of the language: what the server's rooms may use of it.
export type * from './findings.ts';
export type { FindingEntry, FindingRegistry } from './checks/registry.ts';
export type * from './model/index.ts';
export type * from './relational/table.ts';
export type * as ast from './generated/ast.ts';
export { makeObjectName } from './model/naming/postgresql.ts';
export { importedUri } from './references/index.ts';
export { preludeScheme, preludeTexts } from './prelude/index.ts';
export { createErdCoreServices, ErdModule, ErdSharedModule, type ErdAddedServices, type ErdCoreServices } from './services.ts';
export { projectsOf, type Project } from './workspace/projects.ts';
