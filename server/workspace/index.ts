export { findModelFiles, findModelFolders, loadWorkspace, NoModelError, type LoadedWorkspace, type UnreadableFile } from './load.ts';
export { decodeModelText, isFolder, isInside, largestModelFile, readModelFile, UnreadableFileError } from './model-files.ts';
