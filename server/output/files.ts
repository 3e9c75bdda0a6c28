import { createHash, randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';

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

const temporaryName = /^\.[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\.tmp$/;

/**
 * The digests by path. Two where a file is being replaced: that of the old text and that of the new one, so that whoever is
 * interrupted in between has changed nothing by hand.
 */
interface OutputRecord {
    readonly files: Readonly<Record<string, string | readonly string[]>>;
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
        return { path, text, file, state: stateOf(text, present, digestsOf(record, path)), ...present !== undefined && { present } };
    }));
}

function digestsOf({ files }: OutputRecord, path: string): readonly string[] {
    const recorded = Object.hasOwn(files, path) ? files[path]! : [];
    return typeof recorded === 'string' ? [recorded] : recorded;
}

function stateOf(text: string, present: string | undefined, recorded: readonly string[]): FileState {
    if (present === undefined) {
        return 'new';
    }
    if (present === text) {
        return 'unchanged';
    }
    return recorded.includes(digest(present)) ? 'outdated' : 'edited';
}

/** What writing has done. */
export interface Written {
    /** Generated once and no more, as part of a script in several files: they are gone. */
    readonly removed: readonly string[];
    /** The same, but changed by hand: they are left. */
    readonly left: readonly string[];
}

/**
 * Writes the planned files, each in one step: a reader sees the old text or the new one. Leaves out what is unchanged
 * or `isKept`: it is the caller's business to have asked about those in state `edited`. A script in several files is all that is
 * in its folder, so that files of it which are generated no more are removed.
 */
export async function writeOutput(folder: string, planned: readonly PlannedFile[], isKept: (file: PlannedFile) => boolean = () => false): Promise<Written> {
    const record = await readRecord(folder);
    const { obsolete, left } = await findObsolete(folder, planned, record);
    const files = planned.filter(file => !isKept(file));
    const changed = files.filter(({ state }) => state !== 'unchanged');
    if (changed.length > 0) {
        const digests = changed.map(({ path, text, present }) => [path, present === undefined ? [digest(text)] : [digest(present), digest(text)]]);
        await writeRecord(folder, { ...record.files, ...Object.fromEntries(digests) as OutputRecord['files'] });
    }
    for (const { text, file } of changed) {
        await writeAtomically(file, text);
    }
    for (const path of obsolete) {
        await rm(pathInside(folder, path), { force: true });
    }
    const digests = { ...record.files, ...Object.fromEntries(files.map(({ path, text }) => [path, digest(text)])) };
    await writeRecord(folder, Object.fromEntries(Object.entries(digests).filter(([path]) => !obsolete.includes(path))));
    return { removed: obsolete, left };
}

async function findObsolete(folder: string, planned: readonly PlannedFile[], record: OutputRecord): Promise<{ readonly obsolete: readonly string[]; readonly left: readonly string[] }> {
    const paths = new Set(planned.map(({ path }) => path));
    const folders = new Set([...paths].map(path => posix.dirname(path)).filter(name => name !== '.'));
    const obsolete: string[] = [];
    const left: string[] = [];
    for (const path of Object.keys(record.files)) {
        if (paths.has(path) || !folders.has(posix.dirname(path))) {
            continue;
        }
        const present = await readIfThere(pathInside(folder, path));
        (present === undefined || digestsOf(record, path).includes(digest(present)) ? obsolete : left).push(path);
    }
    return { obsolete, left };
}

async function writeRecord(folder: string, files: OutputRecord['files']): Promise<void> {
    const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => a < b ? -1 : 1));
    const text = `${JSON.stringify({ files: sorted } satisfies OutputRecord, undefined, 2)}\n`;
    if (await readIfThere(join(folder, recordName)) !== text) {
        await writeAtomically(join(folder, recordName), text);
    }
}

/** Replaces the file in one step: a reader, or a crash, sees the old text or the new one, never a part. Its permissions stay. */
export async function writeAtomically(file: string, text: string): Promise<void> {
    const folder = dirname(file);
    await makeFolder(folder);
    await removeRemains(folder, basename(file));
    const temporary = `${file}.${randomUUID()}.tmp`;
    const mode = (await statIfThere(file))?.mode;
    try {
        await writeFile(temporary, text, { encoding: 'utf8', flag: 'wx', ...mode !== undefined && { mode } });
        if (mode !== undefined) {
            // What the process takes from the permissions of new files is not taken from those of an old one.
            await chmod(temporary, mode);
        }
        await rename(temporary, file);
    } catch (error) {
        await rm(temporary, { force: true });
        throw error;
    }
}

/** Not with `recursive`: where a folder cannot be made, as in /proc, that tries for ever (Node 24). */
async function makeFolder(folder: string): Promise<void> {
    try {
        await mkdir(folder);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST' && (await stat(folder)).isDirectory()) {
            return;
        }
        const parent = dirname(folder);
        if (code !== 'ENOENT' || parent === folder || await statIfThere(parent)) {
            throw error;
        }
        await makeFolder(parent);
        await makeFolder(folder);
    }
}

async function statIfThere(path: string): Promise<Stats | undefined> {
    try {
        return await stat(path);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
            return undefined;
        }
        throw error;
    }
}

/** What a process that was killed while it wrote the file has left behind. Others may be writing it, or removing the same, at this moment. */
async function removeRemains(folder: string, name: string): Promise<void> {
    const longAgo = Date.now() - 60_000;
    for (const entry of await readdir(folder)) {
        if (entry.startsWith(`${name}.`) && temporaryName.test(entry.slice(name.length))) {
            const remains = join(folder, entry);
            const found = await statIfThere(remains);
            if (found && found.mtimeMs < longAgo) {
                await rm(remains, { force: true });
            }
        }
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
    const files: unknown = (content as { readonly files?: unknown } | null)?.files;
    return { files: Object.fromEntries(Object.entries(typeof files === 'object' && files !== null ? files : {}).filter(([, digests]) => isDigests(digests))) };
}

function isDigests(value: unknown): value is string | readonly string[] {
    return typeof value === 'string' || Array.isArray(value) && value.every(one => typeof one === 'string');
}

/** The text of a file; undefined where there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
    try {
        return await readFile(file, 'utf8');
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT') {
            return undefined;
        }
        if (code === 'ENOTDIR' || code === 'EISDIR') {
            throw new OutputError(code === 'EISDIR' ? `${file} is a folder and no file.` : `Nothing can be written to ${dirname(file)}: a part of this path is a file and no folder.`, { cause: error });
        }
        throw error;
    }
}

/** Identifies a text. */
export function digest(text: string): string {
    return createHash('sha256').update(text).digest('hex');
}
