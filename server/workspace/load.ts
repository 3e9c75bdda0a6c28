import type { FileSystemProvider, LangiumDocument, LangiumSharedCoreServices } from 'langium';
import { URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { dirname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { ast, ErdCoreServices } from '../../language/index.ts';
import { createErdCoreServices, importedUri } from '../../language/index.ts';
import { isInside, kindOfPath, readModelFile, UnreadableFileError } from './model-files.ts';

/** A file that was named, or imported, and could not be read. */
export interface UnreadableFile {
    readonly path: string;
    readonly reason: string;
}

export interface LoadedWorkspace {
    readonly shared: LangiumSharedCoreServices;
    readonly erd: ErdCoreServices;
    /** Those that were named; what they import is loaded too, but not in here. */
    readonly named: readonly LangiumDocument<ast.Document>[];
    readonly unreadable: readonly UnreadableFile[];
}

/** A path or pattern that leads to no model. */
export class NoModelError extends Error {
    override readonly name = 'NoModelError';
}

const ignoredFolders = ['**/node_modules/**', '**/.git/**'];

/** The model files that paths, folders and globs stand for, absolute and in order, each once. */
export async function findModelFiles(patterns: readonly string[], folder: string): Promise<string[]> {
    const found = new Set<string>();
    for (const pattern of patterns.length > 0 ? patterns : ['.']) {
        const path = resolve(folder, pattern);
        const kind = await kindOfPath(path);
        const matches = kind === 'folder'
            ? await glob('**/*.erd', { cwd: path, absolute: true, ignore: ignoredFolders, followSymbolicLinks: false })
            // The name of a file may read as a pattern: `shop (1).erd`.
            : kind === undefined && isDynamicPattern(pattern)
                ? await glob(pattern, { cwd: folder, absolute: true, ignore: ignoredFolders, followSymbolicLinks: false })
                : [modelFile(path, pattern)];
        if (matches.length === 0) {
            throw new NoModelError(`There is no .erd file in ${pattern}.`);
        }
        for (const match of matches.toSorted()) {
            found.add(match);
        }
    }
    return [...found];
}

/** The folders that models of these paths, folders and globs are in, or may come to be in: absolute, each once. */
export async function findModelFolders(patterns: readonly string[], folder: string): Promise<string[]> {
    const found = new Set<string>();
    for (const pattern of patterns.length > 0 ? patterns : ['.']) {
        const path = resolve(folder, pattern);
        const kind = await kindOfPath(path);
        if (kind === 'file' || kind === undefined && !isDynamicPattern(pattern)) {
            found.add(dirname(path));
            continue;
        }
        const top = kind === 'folder' ? path : folder;
        const below = await glob('**/', { cwd: top, absolute: true, onlyDirectories: true, ignore: ignoredFolders, followSymbolicLinks: false });
        [top, ...below].forEach(one => found.add(resolve(one)));
    }
    return [...found];
}

function modelFile(path: string, named: string): string {
    if (!path.endsWith('.erd')) {
        throw new NoModelError(`${named} is no model: the names of models end with .erd.`);
    }
    return path;
}

/**
 * Reads, parses, links and validates files with all that they import. Imports that lead out of the folders of the
 * named files and the working folder are not followed.
 */
export async function loadWorkspace(patterns: readonly string[], folder = process.cwd()): Promise<LoadedWorkspace> {
    const files = await findModelFiles(patterns, folder);
    const { shared, erd } = createErdCoreServices({ fileSystemProvider: (): FileSystemProvider => NodeFileSystem.fileSystemProvider() });
    const allowed = [...new Set([folder, ...files.map(file => dirname(file))])];
    // Told, but not loaded: only what is named and what that imports is.
    shared.workspace.WorkspaceManager.initialize({
        processId: null, rootUri: null, capabilities: {}, workspaceFolders: allowed.map(path => ({ uri: URI.file(path).toString(), name: path })),
    });
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const loading = new Loading(shared, allowed);
    const named: LangiumDocument<ast.Document>[] = [];
    for (const file of files) {
        const document = await loading.load(file);
        if (document) {
            named.push(document);
        }
    }
    await loading.loadImports();
    await shared.workspace.DocumentBuilder.build(loading.documents, { validation: true });
    return { shared, erd, named, unreadable: loading.unreadable };
}

class Loading {
    readonly documents: LangiumDocument<ast.Document>[] = [];
    readonly unreadable: UnreadableFile[] = [];
    private readonly shared: LangiumSharedCoreServices;
    private readonly allowedFolders: readonly string[];

    constructor(shared: LangiumSharedCoreServices, allowedFolders: readonly string[]) {
        this.shared = shared;
        this.allowedFolders = allowedFolders;
    }

    async load(file: string): Promise<LangiumDocument<ast.Document> | undefined> {
        const uri = URI.file(file);
        const present = this.shared.workspace.LangiumDocuments.getDocument(uri);
        if (present) {
            return present as LangiumDocument<ast.Document>;
        }
        try {
            const text = await readModelFile(file);
            const document = this.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, uri);
            this.shared.workspace.LangiumDocuments.addDocument(document);
            this.documents.push(document);
            return document;
        } catch (error) {
            if (error instanceof UnreadableFileError || isFileSystemError(error)) {
                this.unreadable.push({ path: file, reason: reasonOf(error) });
                return undefined;
            }
            throw error;
        }
    }

    /** `documents` grows while it is walked, so that imports of imports are reached too. */
    async loadImports(): Promise<void> {
        for (const document of this.documents) {
            for (const { path } of document.parseResult.value.imports) {
                const uri = importedUri(document, path);
                if (uri && await this.isAllowed(uri.fsPath)) {
                    await this.load(uri.fsPath);
                }
            }
        }
    }

    private async isAllowed(path: string): Promise<boolean> {
        for (const folder of this.allowedFolders) {
            if (await isInside(path, folder)) {
                return true;
            }
        }
        return false;
    }
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
    return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
}

function reasonOf(error: Error): string {
    switch ((error as NodeJS.ErrnoException).code) {
        case 'ENOENT':
        case 'ENOTDIR': return 'There is no such file.';
        case 'EACCES': return 'The file may not be read.';
        case 'EISDIR': return 'This is a folder.';
        default: return error.message;
    }
}
