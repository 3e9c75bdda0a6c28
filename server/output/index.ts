export { OutputError, planOutput, readIfThere, writeAtomically, writeOutput, type FileState, type OutputFile, type PlannedFile } from './files.ts';
