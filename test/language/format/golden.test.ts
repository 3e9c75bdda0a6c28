import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { formatted, parsed } from './formatting.ts';

const folder = new URL('golden/', import.meta.url);

describe('The look of formatted models', () => {
    for (const file of readdirSync(folder).filter(name => name.endsWith('.before.erd'))) {
        it(file.replace('.before.erd', ''), () => {
            const before = readFileSync(new URL(file, folder), 'utf8');
            const expected = new URL(file.replace('.before.', '.after.'), folder);
            assert.deepEqual(parsed(before).parseResult.parserErrors.map(({ message, token }) => `${token.startLine}: ${message}`), []);
            const after = formatted(before);
            if (process.env['UPDATE_GOLDEN'] === '1') {
                writeFileSync(expected, after);
            }
            assert.equal(after, readFileSync(expected, 'utf8'));
            assert.equal(formatted(after), after);
        });
    }
});
