import { displayPath } from './text.ts';
import type { Report } from './report.ts';

/** Findings for a program: positions are one-based, as in the text output; paths relative to the working folder. */
export function jsonReport(report: Report): string {
    const findings = report.findings.map(({ code, severity, message, place, related = [] }) => ({
        code,
        severity,
        message,
        ...locationOf(place.uri, place.range, report.folder),
        ...related.length > 0 && {
            related: related.map(({ place: at, message: text }) => ({ message: text, ...locationOf(at.uri, at.range, report.folder) })),
        },
        ...report.registry[code] && { title: report.registry[code].title, fixes: report.registry[code].fixes },
    }));
    return `${JSON.stringify({ version: 1, checkedFiles: report.checkedFiles, findings }, undefined, 2)}\n`;
}

function locationOf(uri: string, range: Report['findings'][number]['place']['range'], folder: string): object {
    return {
        file: displayPath(uri, folder).replaceAll('\\', '/'),
        line: range.start.line + 1,
        column: range.start.character + 1,
        endLine: range.end.line + 1,
        endColumn: range.end.character + 1,
    };
}
