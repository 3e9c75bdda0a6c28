import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding, Severity } from '../../../language/index.ts';
import { excerpt, type Palette } from './excerpt.ts';
import { isFixable } from './fixable.ts';
import type { Report } from './report.ts';

/** Findings for a person: each with its place, code and the line of the source. */
export function textReport(report: Report, palette: Palette): string {
    const blocks = report.findings.map(finding => describe(finding, report, palette));
    return [...blocks, summary(report, palette)].join('\n\n') + '\n';
}

function describe(finding: Finding, report: Report, palette: Palette): string {
    const { place, severity, code, message } = finding;
    const lines = [
        `${palette[severity](label(severity))} ${palette.dim(code)} ${palette.bold(message)}`,
        `  ${palette.dim('at')} ${position(place.uri, place.range.start, report.folder)}`,
    ];
    const text = report.textOf(place.uri);
    if (text !== undefined) {
        lines.push(excerpt(text, place.range, palette[severity], palette));
    }
    for (const related of finding.related ?? []) {
        lines.push(`  ${palette.dim('see')} ${position(related.place.uri, related.place.range.start, report.folder)} ${related.message}`);
    }
    for (const fix of isFixable(finding) ? report.registry[code]?.fixes.slice(0, 1) ?? [] : []) {
        lines.push(`  ${palette.dim('fix')} ${fix}`);
    }
    return lines.join('\n');
}

function label(severity: Severity): string {
    return severity === 'information' ? 'info' : severity;
}

function position(uri: string, start: { line: number; character: number }, folder: string): string {
    return `${displayPath(uri, folder)}:${start.line + 1}:${start.character + 1}`;
}

/** Relative to the working folder where the file is in it. */
export function displayPath(uri: string, folder: string): string {
    if (!uri.startsWith('file:')) {
        return uri;
    }
    const path = fileURLToPath(uri);
    const way = relative(folder, path);
    return way.startsWith('..') ? path : way;
}

function summary({ findings, checkedFiles }: Report, palette: Palette): string {
    const files = `${checkedFiles} ${checkedFiles === 1 ? 'file' : 'files'} checked`;
    const counts = (['error', 'warning', 'information', 'hint'] as const)
        .map(severity => ({ severity, count: findings.filter(finding => finding.severity === severity).length }))
        .filter(({ count }) => count > 0)
        .map(({ severity, count }) => palette[severity](`${count} ${label(severity)}${count === 1 || severity === 'information' ? '' : 's'}`));
    return counts.length > 0 ? `${files}: ${counts.join(', ')}` : `${files}: no findings`;
}
