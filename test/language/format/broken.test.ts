import assert from 'node:assert/strict';
import { formatted } from './formatting.ts';

const model = (line: string): string => `entity  A{\nid:int key\n${line}\nlonger:string unique\n}\n`;
const around = (line: string): string => `entity A {\n  id:     int     key\n${line}\n  longer: string  unique\n}\n`;

describe('Formatting what is not understood', () => {
    for (const line of ['  half:', '    half:   decimal(', '  half  int', ' check', '   index (  a', '  x:  int  ]', "  name: string = 'abc", '  other: int  ;', '  a   b   c']) {
        it(`leaves \`${line.trim()}\` as it is and formats the lines around it`, () => {
            assert.equal(formatted(model(line)), around(line));
        });
    }

    it('formats a line that goes on in one that is not understood', () => {
        assert.equal(formatted(model('  @')), 'entity A {\n  id: int key\n  @\n  longer: string  unique\n}\n');
    });

    it('formats what stands around a word that begins no declaration', () => {
        assert.equal(formatted('entity   A\nentiti   B   {\n  a:int\n}\nentity   C'), 'entity A\nentiti   B   {\n  a:int\n}\nentity C\n');
    });

    it('formats up to a missing brace and after it', () => {
        assert.equal(formatted('entity A {\na:   int\n\nentity   B {\nb:   int\n}'), 'entity A {\na:   int\n\nentity B {\n  b: int\n}\n');
    });

    it('changes nothing after a text that is not closed', () => {
        const text = 'view V sql postgresql """\n   select 1\n\n\nentity   A\n';
        assert.equal(formatted(`entity   B\n${text}`), `entity B\n${text}`);
    });

    it('leaves a comment alone that is not closed', () => {
        assert.equal(formatted('entity   A\n/* open   \nentity   B'), 'entity A\n/* open   \nentity B\n');
    });

    it('leaves comments within the unknown alone', () => {
        const text = 'foo {\n      // a comment\n   bar\n}\n';
        assert.equal(formatted(text), text);
    });
});
