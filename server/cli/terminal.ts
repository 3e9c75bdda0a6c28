import type { Palette } from './report/index.ts';
import { paletteOf } from './report/index.ts';

/** Where a command writes to and what it may assume of the reader. */
export interface Terminal {
    /** Results: what a pipe wants. */
    out(text: string): void;
    /** What went wrong, or was not done; never left out. */
    error(text: string): void;
    /** Everything else. */
    note(text: string): void;
    /** One line that the next one replaces; nothing where nobody watches. */
    progress(text: string): void;
    readonly palette: Palette;
    /** The working folder. */
    readonly folder: string;
}

export interface TerminalOptions {
    /** Only results and errors. */
    readonly quiet: boolean;
    readonly color: boolean;
}

/**
 * The terminal of this process. Colours follow the NO_COLOR and FORCE_COLOR conventions; progress is shown where a
 * person watches, and never in CI.
 */
export function processTerminal({ quiet, color }: TerminalOptions): Terminal {
    const environment = process.env;
    const hasColours = color && !environment['NO_COLOR'] && (Boolean(environment['FORCE_COLOR']) || process.stdout.isTTY);
    const isWatched = process.stderr.isTTY && !environment['CI'] && !quiet;
    let hasProgress = false;
    const clear = (): void => {
        if (hasProgress) {
            process.stderr.write('\r\x1b[K');
            hasProgress = false;
        }
    };
    return {
        out: text => {
            clear();
            process.stdout.write(text);
        },
        error: text => {
            clear();
            process.stderr.write(`${text}\n`);
        },
        note: text => {
            if (!quiet) {
                clear();
                process.stderr.write(`${text}\n`);
            }
        },
        progress: text => {
            if (isWatched) {
                process.stderr.write(`\r\x1b[K${text}`);
                hasProgress = true;
            }
        },
        palette: paletteOf(hasColours),
        folder: process.cwd(),
    };
}
