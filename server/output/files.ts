import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A generated text and where it goes, relative to the output folder, with forward slashes. */
export interface OutputFile {
    readonly path: string;
    readonly text: string;
}

/**
 * What writing would do to a file. `edited`: it is there, and it is not what was last generated, so that a person has
 * changed it or made it; it is only overwritten when that person says so.
 */
export type FileState = 'new' | 'unchanged' | 'outdated' | 'edited';

export interface PlannedFile extends OutputFile {
    readonly state: FileState;
    /** Absolute. */
    readonly file: string;
    /** The text that is there now. */
    readonly present?: string;
}

/** Beside what was generated: the digest of each file as it was written, so that a change by hand is seen. */
const recordName = '.erd-generated.json';

interface OutputRecord {
    readonly files: Readonly<Record<string, string>>;
}

/** An output folder or file that may not be written. */
export class OutputError extends Error {
    override readonly name = 'OutputError';
}

/** Compares the files with what is in the folder. Reads only. */
export async function planOutput(folder: string, files: readonly OutputFile[]): Promise<PlannedFile[]> {
    const record = await readRecord(folder);
    return Promise.all(files.map(async ({ path, text }) => {
        const file = pathInside(folder, path);
        const present = await readIfThere(file);
        return { path, text, file, state: stateOf(text, present, record.files[path]), ...present !== undefined && { present } };
    }));
}

function stateOf(text: string, present: string | undefined, recorded: string | undefined): FileState {
    if (present === undefined) {
        return 'new';
    }
    if (present === text) {
        return 'unchanged';
    }
    return digest(present) === recorded ? 'outdated' : 'edited';
}

/**
 * Writes the planned files, each in one step: a reader sees the old text or the new one. Leaves out what is unchanged.
 * It is the caller's business to have asked about those in state `edited`.
 */
export async function writeOutput(folder: string, files: readonly PlannedFile[]): Promise<void> {
    const record = await readRecord(folder);
    const digests: Record<string, string> = { ...record.files };
    for (const { path, text, file, state } of files) {
        if (state !== 'unchanged') {
            await writeAtomically(file, text);
        }
        digests[path] = digest(text);
    }
    const sorted = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => a < b ? -1 : 1));
    const text = `${JSON.stringify({ files: sorted } satisfies OutputRecord, undefined, 2)}\n`;
    if (await readIfThere(join(folder, recordName)) !== text) {
        await writeAtomically(join(folder, recordName), text);
    }
}

/** Replaces the file in one step: a reader, or a crash, sees the old text or the new one, never a part. */
export async function writeAtomically(file: string, text: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    const temporary = `${file}.${randomUUID()}.tmp`;
    try {
        await writeFile(temporary, text, { encoding: 'utf8', flag: 'wx' });
        await rename(temporary, file);
    } catch (error) {
        await rm(temporary, { force: true });
        throw error;
    }
}

function pathInside(folder: string, path: string): string {
    const file = resolve(folder, path);
    const way = relative(resolve(folder), file);
    if (way === '' || way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way) {
        throw new OutputError(`"${path}" is not inside the output folder.`);
    }
    return file;
}

async function readRecord(folder: string): Promise<OutputRecord> {
    const text = await readIfThere(join(folder, recordName));
    if (text === undefined) {
        return { files: {} };
    }
    let content: unknown;
    try {
        content = JSON.parse(text);
    } catch (cause) {
        throw new OutputError(`${join(folder, recordName)} is no JSON; without it nobody knows which files were changed by hand. Delete it to be asked about each.`, { cause });
    }
    const files = (content as Partial<OutputRecord> | null)?.files;
    return { files: typeof files === 'object' && files !== null ? files : {} };
}

async function readIfThere(file: string): Promise<string | undefined> {
    try {
        return await readFile(file, 'utf8');
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
            return undefined;
        }
        throw error;
    }
}

function digest(text: string): string {
    return createHash('sha256').update(text).digest('hex');
}
