import type { Range } from '../../../language/index.ts';

/** Colours of a terminal; the identity where there are none. */
export interface Palette {
    error(text: string): string;
    warning(text: string): string;
    information(text: string): string;
    hint(text: string): string;
    dim(text: string): string;
    bold(text: string): string;
}

const widestLine = 160;

/**
 * The line that a finding is in, with its number, and carets below what is meant:
 *
 *     12 |   email: Emial unique
 *        |          ^^^^^
 */
export function excerpt(text: string, range: Range, underline: (text: string) => string, palette: Palette): string {
    const line = text.split(/\r?\n/, range.start.line + 1)[range.start.line];
    if (line === undefined) {
        return '';
    }
    const number = String(range.start.line + 1);
    const margin = ' '.repeat(number.length);
    const end = range.end.line === range.start.line ? range.end.character : line.length;
    const carets = '^'.repeat(Math.max(1, Math.min(end, widestLine) - range.start.character));
    // Tabs stay tabs, so that the carets stand below the text however wide a tab is.
    const indent = line.slice(0, range.start.character).replace(/[^\t]/g, ' ');
    return [
        `${palette.dim(`  ${number} |`)} ${line.slice(0, widestLine)}`,
        `${palette.dim(`  ${margin} |`)} ${indent}${underline(carets)}`,
    ].join('\n');
}
