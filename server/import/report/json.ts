import { keyOf, type Difference } from '../../postgres/index.ts';
import type { ImportReport } from './report.ts';

/** The whole report, for a program. Lines are 1-based and of the source. */
export function jsonReport({ source, dialect, counts, files, notices, proof }: ImportReport): string {
    const content = {
        version: 1, source, dialect, counts, files, notices,
        ...proof && {
            proof: {
                serverVersion: proof.serverVersion,
                ...proof.facts !== undefined && { facts: proof.facts },
                differences: proof.differences.map(describe),
                remarks: proof.remarks.map(describe),
                unproven: proof.unproven,
                findings: proof.findings.map(({ code, severity, message, place }) => ({
                    code, severity, message, file: place.uri.replace('file:///', ''), line: place.range.start.line + 1,
                })),
            },
        },
    };
    return `${JSON.stringify(content, undefined, 2)}\n`;
}

function describe(difference: Difference): object {
    return difference.type === 'changed'
        ? { type: difference.type, fact: keyOf(difference), changes: difference.changes }
        : { type: difference.type, fact: keyOf(difference.fact) };
}
