import { watch } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findModelFiles } from '../workspace/index.ts';
import { MisuseError, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** In milliseconds: an editor that saves several files is one change. */
const quietPeriod = 100;

/**
 * Runs `once` now and after each change of a model file in the folders of the named files, until the process is
 * interrupted. A file that cannot be read for the moment is told and waited for.
 */
export async function watchModels(files: readonly string[], terminal: Terminal, once: () => Promise<ExitCode>): Promise<ExitCode> {
    const folders = new Set((await findModelFiles(files, terminal.folder)).map(file => dirname(file)));
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
    await Promise.all([...folders].map(async folder => {
        try {
            for await (const { filename } of watch(folder, { signal: interrupted.signal })) {
                if (filename?.endsWith('.erd')) {
                    changed();
                }
            }
        } catch (error) {
            if ((error as Error).name !== 'AbortError') {
                throw error;
            }
        }
    }));
    clearTimeout(pending);
    await running;
    return latest;
}

async function tolerant(once: () => Promise<ExitCode>, terminal: Terminal): Promise<ExitCode> {
    try {
        return await once();
    } catch (error) {
        if (error instanceof MisuseError) {
            terminal.note(`erd: ${error.message}`);
            return 2;
        }
        throw error;
    }
}
