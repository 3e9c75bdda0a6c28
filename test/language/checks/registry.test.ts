import assert from 'node:assert/strict';
import { structuralFindings } from '../../../language/checks/findings-structural.ts';
import type { FindingEntry } from '../../../language/checks/registry.ts';
import type { Severity } from '../../../language/findings.ts';
import { findingsIn } from './check.ts';

const severities: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** Where the fault cannot be shown without another: an error that is dismissed is an error still. */
const besides: Readonly<Record<string, readonly string[]>> = { ERD416: ['ERD103'] };

describe('registry of findings', () => {
    for (const [code, entry] of Object.entries<FindingEntry>(structuralFindings)) {
        it(`${code} is found in its example, and nothing else of its weight`, async () => {
            const found = await findingsIn(entry.example);
            const least = severities.indexOf(entry.severity);
            const told = found.filter(({ severity }) => severities.indexOf(severity) >= least);
            assert.deepEqual([...new Set(told.map(finding => finding.code))].sort(), [...besides[code] ?? [], code], found.map(({ message }) => message).join('\n'));
            assert.ok(told.every(({ severity }) => severity === entry.severity));
        });

        it(`${code} is not found in its example mended`, async () => {
            const found = await findingsIn(entry.mended);
            assert.deepEqual(found.filter(finding => finding.code === code || finding.severity === 'error'), []);
        });
    }
});
