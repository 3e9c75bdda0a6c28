import { watch } from 'node:fs/promises';
import { basename } from 'node:path';
import { findModelFolders } from '../workspace/index.ts';
import { exitCodes, sentenceFor, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** In milliseconds: an editor that saves several files is one change. */
const quietPeriod = 100;

/**
 * Runs `once` now and after each change of a model file in the folders of the named files, until the process is
 * interrupted. A file that cannot be read or written for the moment is told and waited for.
 */
export async function watchModels(files: readonly string[], terminal: Terminal, once: () => Promise<ExitCode>): Promise<ExitCode> {
    const { promise: end, resolve: interrupt, reject: fail } = Promise.withResolvers<void>();
    const ended = new AbortController();
    const folders = new Set<string>();
    let latest: ExitCode = exitCodes.ok;
    let pending: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const inTurn = async (): Promise<void> => {
        await running;
        latest = await tolerant(once, terminal);
    };
    const run = (): void => {
        running = inTurn();
        running.catch(fail);
    };
    const changed = (): void => {
        clearTimeout(pending);
        pending = setTimeout(run, quietPeriod);
    };
    /** Gives whether there were any. */
    const followNew = async (): Promise<boolean> => {
        const found = (await findModelFolders(files, terminal.folder)).filter(folder => !folders.has(folder));
        for (const folder of found) {
            folders.add(folder);
            follow(folder).catch(fail);
        }
        return found.length > 0;
    };
    const follow = async (folder: string): Promise<void> => {
        try {
            for await (const { eventType, filename } of watch(folder, { signal: ended.signal })) {
                if (filename?.endsWith('.erd')) {
                    changed();
                } else if (eventType === 'rename') {
                    // What is said of the folder itself is said when it is gone; another may have come in its place.
                    const isGone = filename === basename(folder);
                    if (isGone) {
                        folders.delete(folder);
                    }
                    // A folder that has come since may have models in it already.
                    if (await followNew()) {
                        changed();
                    }
                    if (isGone) {
                        return;
                    }
                }
            }
        } catch (error) {
            if ((error as Error).name !== 'AbortError' && (error as NodeJS.ErrnoException).code !== 'ENOENT') {
                throw error;
            }
            folders.delete(folder);
        }
    };
    try {
        // Before the first run: what is saved while that is under way is a change, too.
        await followNew();
        run();
        await Promise.race([running, end]);
        terminal.note(`Watching ${folders.size} ${folders.size === 1 ? 'folder' : 'folders'}; Ctrl+C ends.`);
        process.once('SIGINT', () => interrupt());
        await end;
        clearTimeout(pending);
        await running;
        return latest;
    } finally {
        clearTimeout(pending);
        ended.abort();
    }
}

async function tolerant(once: () => Promise<ExitCode>, terminal: Terminal): Promise<ExitCode> {
    try {
        return await once();
    } catch (error) {
        const sentence = sentenceFor(error);
        if (sentence === undefined) {
            throw error;
        }
        terminal.error(`erd: ${sentence}`);
        return exitCodes.failure;
    }
}
