export { digest, OutputError, planOutput, readIfThere, writeAtomically, writeOutput, type FileState, type OutputFile, type PlannedFile } from './files.ts';
export { refusedByFileSystem } from './refusals.ts';
