import { open, realpath, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';

/** In bytes. A larger file is no model that a person wrote, and would only make the editor wait. */
export const largestModelFile = 20 * 1024 * 1024;

/** Why a file cannot be read as a model. */
export class UnreadableFileError extends Error {
    override readonly name = 'UnreadableFileError';
}

/**
 * The text of a model file without a byte order mark. Throws an {@link UnreadableFileError} for what is too large, is
 * no UTF-8 or holds NUL bytes, before reading all of it where that can be known.
 */
export async function readModelFile(path: string): Promise<string> {
    const handle = await open(path, 'r');
    try {
        const { size } = await handle.stat();
        if (size > largestModelFile) {
            throw new UnreadableFileError(`The file has ${Math.round(size / 1024 / 1024)} MB; models of up to ${largestModelFile / 1024 / 1024} MB are read. Split it and import the parts.`);
        }
        return decodeModelText(await handle.readFile());
    } finally {
        await handle.close();
    }
}

/** See {@link readModelFile}. */
export function decodeModelText(bytes: Uint8Array): string {
    const zero = bytes.indexOf(0);
    if (zero >= 0) {
        throw new UnreadableFileError(`The file is no text: byte ${zero} is NUL.`);
    }
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (cause) {
        throw new UnreadableFileError('The file is not encoded in UTF-8.', { cause });
    }
}

/** True where `path`, symbolic links followed, is `folder` or lies in it. False where it leads nowhere. */
export async function isInside(path: string, folder: string): Promise<boolean> {
    try {
        const way = relative(await realpath(folder), await realpath(path));
        return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way));
    } catch (error) {
        requireNowhere(error);
        return false;
    }
}

/** What a path leads to, symbolic links followed; undefined where that is nowhere. */
export async function kindOfPath(path: string): Promise<'folder' | 'file' | undefined> {
    try {
        return (await stat(path)).isDirectory() ? 'folder' : 'file';
    } catch (error) {
        requireNowhere(error);
        return undefined;
    }
}

/** An import may be any text: through a file as if it were a folder, in a circle of links, longer than a path can be. */
const nowhere: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES']);

function requireNowhere(error: unknown): void {
    if (!nowhere.has((error as NodeJS.ErrnoException).code)) {
        throw error;
    }
}
