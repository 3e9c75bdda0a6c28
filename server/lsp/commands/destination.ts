import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutputError, refusedByFileSystem } from '../../output/index.ts';
import { isInside } from '../../workspace/index.ts';
import type { WorkspaceBoundary } from '../workspace/index.ts';
import { refusal } from './refusal.ts';

/** Refuses a path outside of the workspace, where symbolic links lead out of it too. The path need not exist. */
export async function requireInside(path: string, { roots }: WorkspaceBoundary): Promise<void> {
    const existing = await nearestExisting(path);
    const inside = await Promise.all(roots.map(root => isInside(existing, root.fsPath)));
    if (!inside.includes(true)) {
        throw refusal(`${path} is not in the workspace, and nothing was written. Its folder can be allowed in the setting erd.workspace.allowedFolders.`);
    }
}

/** A link that leads nowhere exists, and leads into no workspace. */
async function nearestExisting(path: string): Promise<string> {
    try {
        await lstat(path);
        return path;
    } catch (error) {
        if (!isCode(error, 'ENOENT', 'ENOTDIR') || dirname(path) === path) {
            throw error;
        }
        return nearestExisting(dirname(path));
    }
}

/** Says to the user what the file system refuses, and where a folder is in no state to be written to. */
export async function refusingFaults<T>(work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        const refused = error instanceof OutputError ? error.message : refusedByFileSystem(error);
        throw refused === undefined ? error : refusal(refused);
    }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
    return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
