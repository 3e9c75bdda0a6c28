import assert from 'node:assert/strict';
import { isFixable } from '../../../server/cli/report/fixable.ts';

const place = { uri: 'file:///m.erd', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };

function offered(code: string, data?: object): boolean {
    return isFixable({ code, severity: 'error', message: '', place, ...data ? { data } : {} });
}

describe('the line about a quick fix', () => {
    it('is there where the fix needs nothing, or has what it needs', () => {
        assert.ok(offered('ERD104'));
        assert.ok(offered('ERD214', { type: 'bigint' }));
        assert.ok(offered('ERD004', { name: 'Custmer', similar: [{ name: 'Customer' }], importFrom: [] }));
        assert.ok(offered('ERD315', { level: 'row' }));
    });

    it('is not there where nobody knows what to change to', () => {
        assert.ok(!offered('ERD214', {}));
        assert.ok(!offered('ERD004', { name: 'pk', similar: [], importFrom: [] }));
        assert.ok(!offered('ERD110', { withoutKey: false }));
        assert.ok(!offered('ERD202', { number: false }));
    });
});
