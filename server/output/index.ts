export { OutputError, planOutput, writeAtomically, writeOutput, type FileState, type OutputFile, type PlannedFile } from './files.ts';
