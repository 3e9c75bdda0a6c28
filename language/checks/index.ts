export { displayName, type FindingData, type SimilarName, type UnknownName } from './data.ts';
export { dismiss } from './dismissals.ts';
export type { FixableStructuralCode, StructuralCode } from './finding.ts';
export { DefaultFindingProvider, type CheckSettings, type FindingProvider } from './finding-provider.ts';
export { structuralFindings } from './findings-structural.ts';
export { similarPaths } from './imports.ts';
export { filesOf, type FindingEntry, type FindingRegistry } from './registry.ts';
export { suggestNames } from './unknown-names.ts';
export { FindingValidator, toDiagnostic, type PageOf } from './validator.ts';
