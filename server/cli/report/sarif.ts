import type { Finding, Place, Severity } from '../../../language/index.ts';
import { displayPath } from './text.ts';
import type { Report } from './report.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<Severity, string>;

/** Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change. */
export function sarifReport(report: Report, version: string): string {
    const codes = [...new Set(report.findings.map(({ code }) => code))].toSorted();
    const log = {
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
        runs: [{
            tool: { driver: { name: 'ERD Architect', semanticVersion: version, rules: codes.map(code => ruleOf(code, report)) } },
            columnKind: 'utf16CodeUnits',
            originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder in which the command ran.' } } },
            results: report.findings.map(finding => resultOf(finding, codes, report)),
        }],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: string, { registry }: Report): object {
    const entry = registry[code];
    return {
        id: code,
        ...entry && {
            shortDescription: { text: entry.title },
            fullDescription: { text: entry.explanation },
            help: { text: [entry.explanation, entry.source && `Source: ${entry.source}`].filter(Boolean).join('\n\n') },
            defaultConfiguration: { level: levels[entry.severity] },
        },
    };
}

function resultOf(finding: Finding, codes: readonly string[], report: Report): object {
    return {
        ruleId: finding.code,
        ruleIndex: codes.indexOf(finding.code),
        level: levels[finding.severity],
        message: { text: finding.message },
        locations: [locationOf(finding.place, report.folder)],
        ...finding.related && finding.related.length > 0 && {
            relatedLocations: finding.related.map((related, id) => ({ id, message: { text: related.message }, ...locationOf(related.place, report.folder) })),
        },
    };
}

function locationOf({ uri, range }: Place, folder: string): object {
    const path = displayPath(uri, folder).replaceAll('\\', '/');
    const isRelative = !path.startsWith('/') && !/^[A-Za-z]+:/.test(path);
    return {
        physicalLocation: {
            artifactLocation: isRelative ? { uri: encodeURI(path), uriBaseId: '%SRCROOT%' } : { uri },
            region: {
                startLine: range.start.line + 1,
                startColumn: range.start.character + 1,
                endLine: range.end.line + 1,
                endColumn: range.end.character + 1,
            },
        },
    };
}
