import assert from 'node:assert/strict';
import { findingsIn } from './check.ts';

/** Where a text's syntax errors stand: what is underlined, with its line. */
async function underlined(text: string): Promise<string[]> {
    const lines = text.split('\n');
    return (await findingsIn(text)).filter(({ code }) => code === 'ERD001' || code === 'ERD002').map(({ place: { range: { start, end } } }) =>
        `${start.line + 1}: ${lines[start.line]!.slice(start.character, end.character)}`);
}

const cases: Readonly<Record<string, readonly [text: string, place: string]>> = {
    'the word that begins no declaration': ['entity A { id: int key }\n\nenttiy B {}', '3: enttiy'],
    'the first word of a file': ['table Foo {\n  id: int key\n}', '1: table'],
    'a brace that closes nothing': ['entity A { id: int key }\n\n}', '3: }'],
    'an import that comes too late': ['entity A { id: int key }\n\nimport "./b.erd"', '3: import'],
    'the word after which something is missing': ['entity A {\n  id:\n}', '2: :'],
    'an attribute outside of every block': ['entity A { id: int key }\n\n  a: int', '3: a'],
};

describe('a syntax error underlines', () => {
    for (const [what, [text, place]] of Object.entries(cases)) {
        it(what, async () => {
            assert.deepEqual(await underlined(text), [place]);
        });
    }
});
