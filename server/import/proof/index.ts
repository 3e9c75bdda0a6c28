export { compileModel, type CompiledModel } from './compile.ts';
export { proveImport, type Proof, type ProveOptions, type UnprovenStatement } from './prove.ts';
