export { containerOf, discriminatorOf, enumOfTarget, expectedEnum, memberOf, membersBehindDot, ownerOf, parameterOf, pathTarget } from './contexts.ts';
export { importedDocuments, importedUri, importsAnyOf } from './imports.ts';
export { entityOfPath, isManyToMany, joinEnds, unwrittenEnds } from './join-ends.ts';
export { ErdLinker } from './linker.ts';
export { attributeNamed, attributesOf, periodsOf, type MemberNode } from './members.ts';
export { ErdReferences, isOwnValue } from './references.ts';
export { ErdScopeComputation } from './scope-computation.ts';
export { ErdScopeProvider } from './scope-provider.ts';
export { symbolsOf, type DocumentSymbols, type SymbolTable } from './symbols.ts';
