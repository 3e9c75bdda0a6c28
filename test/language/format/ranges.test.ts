import assert from 'node:assert/strict';
import { formatOnType, formatRange } from '../../../language/format/index.ts';
import { applied, parsed } from './formatting.ts';

/** Formats the lines from the first to the last that contain `|`. */
function formattedRange(marked: string): string {
    const first = marked.slice(0, marked.indexOf('|')).split('\n').length - 1;
    const last = marked.slice(0, marked.lastIndexOf('|')).split('\n').length - 1;
    const document = parsed(marked.replaceAll('|', ''));
    return applied(document, formatRange(document, { start: { line: first, character: 0 }, end: { line: last, character: 1 } }));
}

/** What a document becomes after the character before `|` was typed. */
function typed(marked: string): string {
    const offset = marked.indexOf('|');
    const document = parsed(marked.replace('|', ''));
    return applied(document, formatOnType(document, document.textDocument.positionAt(offset), marked[offset - 1]!));
}

describe('Formatting a part', () => {
    it('leaves the other lines alone', () => {
        assert.equal(formattedRange('entity   A\n|entity   B\nentity   C'), 'entity   A\nentity B\nentity   C');
    });

    it('takes the lines along that are aligned with it', () => {
        assert.equal(
            formattedRange('entity A {\n  a: int\n|  longer:   int\n  b:   int\n\n  c:   int\n}\nentity   B\n'),
            'entity A {\n  a:      int\n  longer: int\n  b:      int\n\n  c:   int\n}\nentity   B\n',
        );
    });

    it('does not mean a line of which nothing is selected', () => {
        const document = parsed('entity   A\nentity   B\n');
        const edits = formatRange(document, { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } });
        assert.equal(applied(document, edits), 'entity A\nentity   B\n');
    });

    it('formats what was pasted with its level', () => {
        assert.equal(formattedRange('schema s {\n  entity A {\n|b:int key\n  |c :  int\n  }\n}\n'), 'schema s {\n  entity A {\n    b: int  key\n    c: int\n  }\n}\n');
    });
});

describe('Formatting while typing', () => {
    it('formats the block that a brace closes', () => {
        assert.equal(typed('entity   X\nentity   A {\na:int key\n  b: int\n}|\nentity   Y\n'), 'entity   X\n\nentity A {\n  a: int  key\n  b: int\n}\nentity   Y\n');
    });

    it('formats nothing after a brace that closes nothing', () => {
        assert.equal(typed('entity   A\n}|\n'), 'entity   A\n}\n');
    });

    it('formats the line that a line break ends, and those aligned with it', () => {
        assert.equal(typed('entity A {\n  a: int\n  longer:int key\n|\n  b: int\n}\n'), 'entity A {\n  a:      int\n  longer: int  key\n\n  b:      int\n}\n');
    });

    it('leaves the line of the cursor and a half-typed line alone', () => {
        assert.equal(typed('entity A {\n  a: int\n    |\n  b: int\n}\n'), 'entity A {\n  a: int\n    \n  b: int\n}\n');
        assert.equal(typed('entity A {\n  a:   int\n  b:\n    |\n}\n'), 'entity A {\n  a:   int\n  b:\n    \n}\n');
    });

    it('does not join what a line break has just divided', () => {
        assert.equal(typed('entity A {\n  a: int key\n|  unique\n}\n'), 'entity A {\n  a: int  key\n  unique\n}\n');
    });

    it('does nothing for other characters', () => {
        assert.equal(typed('entity   A {|}\n'), 'entity   A {}\n');
    });
});
