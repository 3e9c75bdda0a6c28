import assert from 'node:assert/strict';
import { excerpt, type Palette } from '../../../server/cli/report/excerpt.ts';

const same = (text: string): string => text;
const plain: Palette = { error: same, warning: same, information: same, hint: same, dim: same, bold: same };

function excerptOf(text: string, line: number, start: number, end: number): readonly string[] {
    return excerpt(text, { start: { line, character: start }, end: { line, character: end } }, same, plain).split('\n');
}

describe('the excerpt of a finding', () => {
    it('shows the line with carets below the place', () => {
        assert.deepEqual(excerptOf('entity A {\n\temail: Emial unique\n}', 1, 8, 13), ['  2 | \temail: Emial unique', '    | \t       ^^^^^']);
    });

    it('counts lines as the parser does', () => {
        assert.deepEqual(excerptOf('entity A {\r\n}\rentity B {\n}', 2, 7, 8), ['  3 | entity B {', '    |        ^']);
    });

    it('shows of a very long line the part around the place', () => {
        const [line, carets] = excerptOf(`${'a '.repeat(500)}wrong ${'b '.repeat(500)}`, 0, 1000, 1005);
        assert.equal(line!.length, '  1 | '.length + 160);
        assert.equal(line!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1), 'wrong');
    });
});
