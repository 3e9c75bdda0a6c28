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
/** Characters shown before the place in a line that is wider. */
const before = 40;

/**
 * The line that a finding is in, with its number, and carets below what is meant; of a very long line the part around it:
 *
 *     12 |   email: Emial unique
 *        |          ^^^^^
 */
export function excerpt(text: string, range: Range, underline: (text: string) => string, palette: Palette): string {
    const line = text.split(/\r\n|\n|\r/, range.start.line + 1)[range.start.line];
    if (line === undefined) {
        return '';
    }
    const number = String(range.start.line + 1);
    const margin = ' '.repeat(number.length);
    const first = range.start.character < widestLine ? 0 : range.start.character - before;
    const shown = line.slice(first, first + widestLine);
    const start = range.start.character - first;
    const end = (range.end.line === range.start.line ? range.end.character : line.length) - first;
    const carets = '^'.repeat(Math.max(1, Math.min(end, shown.length) - start));
    // Tabs stay tabs, so that the carets stand below the text however wide a tab is.
    const indent = shown.slice(0, start).replace(/[^\t]/g, ' ');
    return [
        `${palette.dim(`  ${number} |`)} ${shown}`,
        `${palette.dim(`  ${margin} |`)} ${indent}${underline(carets)}`,
    ].join('\n');
}
