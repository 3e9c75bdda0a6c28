export { findModelFiles, findModelFolders, loadWorkspace, NoModelError, type LoadedWorkspace, type UnreadableFile } from './load.ts';
export { decodeModelText, isInside, largestModelFile, readModelFile, UnreadableFileError } from './model-files.ts';
