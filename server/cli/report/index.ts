import { createColors } from 'picocolors';
import type { Palette } from './excerpt.ts';
import { jsonReport } from './json.ts';
import type { Format, Report } from './report.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

export type { Palette } from './excerpt.ts';
export { formats, type Format, type Report } from './report.ts';
export { displayPath } from './text.ts';

/** The findings in one of the formats, ending with a line break. */
export function printReport(report: Report, format: Format, palette: Palette, version: string): string {
    switch (format) {
        case 'text': return textReport(report, palette);
        case 'json': return jsonReport(report);
        case 'sarif': return sarifReport(report, version);
    }
}

export function paletteOf(hasColours: boolean): Palette {
    const colours = createColors(hasColours);
    return {
        error: colours.red,
        warning: colours.yellow,
        information: colours.cyan,
        hint: colours.blue,
        dim: colours.dim,
        bold: colours.bold,
    };
}
