import { watch } from 'node:fs/promises';
import { findModelFolders } from '../workspace/index.ts';
import { MisuseError, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** In milliseconds: an editor that saves several files is one change. */
const quietPeriod = 100;

/**
 * Runs `once` now and after each change of a model file in the folders of the named files, until the process is
 * interrupted. A file that cannot be read for the moment is told and waited for.
 */
export async function watchModels(files: readonly string[], terminal: Terminal, once: () => Promise<ExitCode>): Promise<ExitCode> {
    const folders = new Set(await findModelFolders(files, terminal.folder));
    let latest = await tolerant(once, terminal);
    terminal.note(`Watching ${folders.size} ${folders.size === 1 ? 'folder' : 'folders'}; Ctrl+C ends.`);
    const interrupted = new AbortController();
    process.once('SIGINT', () => interrupted.abort());
    let pending: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const inTurn = async (): Promise<void> => {
        await running;
        latest = await tolerant(once, terminal);
    };
    const changed = (): void => {
        clearTimeout(pending);
        pending = setTimeout(() => {
            running = inTurn();
        }, quietPeriod);
    };
    const watching: Promise<void>[] = [];
    const follow = async (folder: string): Promise<void> => {
        try {
            for await (const { eventType, filename } of watch(folder, { signal: interrupted.signal })) {
                if (filename?.endsWith('.erd')) {
                    changed();
                } else if (eventType === 'rename') {
                    await followNew();
                }
            }
        } catch (error) {
            // A folder that is gone needs no watching.
            if ((error as Error).name !== 'AbortError' && (error as NodeJS.ErrnoException).code !== 'ENOENT') {
                throw error;
            }
        }
    };
    /** Folders that have come since, with what they may have in them already. */
    const followNew = async (): Promise<void> => {
        for (const folder of await findModelFolders(files, terminal.folder)) {
            if (!folders.has(folder)) {
                folders.add(folder);
                watching.push(follow(folder));
                changed();
            }
        }
    };
    watching.push(...[...folders].map(follow));
    // More may come while the first are watched.
    for (const one of watching) {
        await one;
    }
    clearTimeout(pending);
    await running;
    return latest;
}

async function tolerant(once: () => Promise<ExitCode>, terminal: Terminal): Promise<ExitCode> {
    try {
        return await once();
    } catch (error) {
        if (error instanceof MisuseError) {
            terminal.error(`erd: ${error.message}`);
            return 2;
        }
        throw error;
    }
}
