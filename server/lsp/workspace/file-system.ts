import type { FileSystemNode, URI } from 'langium';
import { NodeFileSystemProvider } from 'langium/node';
import { lstat } from 'node:fs/promises';
import { readModelFile, UnreadableFileError } from '../../workspace/index.ts';
import type { WorkspaceBoundary } from './boundary.ts';
import type { RefusedTexts } from './refused-texts.ts';

/**
 * Files of the workspace, and no others. Reading never fails: what cannot be read as a model is empty, and the reason
 * is kept for its diagnostic.
 */
export class WorkspaceFileSystem extends NodeFileSystemProvider {
    private readonly boundary: WorkspaceBoundary;
    private readonly refused: RefusedTexts;

    constructor(boundary: WorkspaceBoundary, refused: RefusedTexts) {
        super();
        this.boundary = boundary;
        this.refused = refused;
    }

    override async readFile(uri: URI): Promise<string> {
        const reason = await this.reasonAgainst(uri);
        if (reason !== undefined) {
            this.refused.refuse(uri, reason);
            return '';
        }
        try {
            const text = await readModelFile(uri.fsPath);
            this.refused.accept(uri);
            return text;
        } catch (error) {
            this.refused.refuse(uri, error instanceof UnreadableFileError ? error.message : `The file cannot be read: ${(error as Error).message}`);
            return '';
        }
    }

    // A symbolic link is neither: where it leads is read from there, if it is in the workspace at all.
    override async stat(uri: URI): Promise<FileSystemNode> {
        const stat = await lstat(uri.fsPath);
        return { isFile: stat.isFile(), isDirectory: stat.isDirectory(), uri };
    }

    private async reasonAgainst(uri: URI): Promise<string | undefined> {
        return await this.boundary.allows(uri) ? undefined
            : 'The file is not in the workspace. Its folder can be allowed in the setting erd.workspace.allowedFolders.';
    }
}
