import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDocument } from '../../../language/format/index.ts';
import { documents, models, onOneLine } from '../generators/models.ts';
import { contentOf, formatted, parsed } from './formatting.ts';

function errorsOf(text: string): readonly string[] {
    const { lexerErrors, parserErrors } = parsed(text).parseResult;
    return [...lexerErrors, ...parserErrors].map(({ message }) => message);
}

const options = fc.record({ tabSize: fc.constantFrom(2, 4), insertSpaces: fc.boolean(), align: fc.boolean() });

describe('Formatting, for any model', () => {
    it('is given models without syntax errors', () => {
        fc.assert(fc.property(models, text => assert.deepEqual(errorsOf(text), [])));
    });

    it('changes nothing the second time', () => {
        fc.assert(fc.property(models, options, (text, chosen) => {
            const once = formatted(text, chosen);
            assert.equal(formatted(once, chosen), once);
            assert.deepEqual(formatDocument(parsed(once), chosen), []);
        }), { numRuns: 300 });
    });

    it('keeps every token, what texts mean, and every comment in its place among them', () => {
        fc.assert(fc.property(models, options, (text, chosen) => {
            const after = formatted(text, chosen);
            assert.deepEqual(contentOf(after), contentOf(text));
            assert.equal(after.replace(/\s/g, ''), text.replace(/\s/g, ''));
            assert.deepEqual(errorsOf(after), []);
        }), { numRuns: 300 });
    });

    it('ends with one line break, has no two blank lines and no white space at the end of a line', () => {
        fc.assert(fc.property(models, text => {
            const after = formatted(text).replace(/^\uFEFF/, '').replace(/"""[^]*?"""/g, '""').replace(/\/\*[^]*?\*\//g, '/**/').replace(/\/\/.*$/gm, '//');
            assert.doesNotMatch(after, /[ \t]$/m);
            assert.doesNotMatch(after, /\n\n\n/);
            assert.match(after, /^$|\S\n$/);
        }), { numRuns: 300 });
    });

    it('writes line breaks as the text does', () => {
        fc.assert(fc.property(models, text => {
            const unix = `${text}\n`;
            assert.equal(formatted(unix.replaceAll('\n', '\r\n')), formatted(unix).replaceAll('\n', '\r\n'));
        }));
    });

    it('gives one look to the same tokens on one line and to that look on one line again', () => {
        fc.assert(fc.property(documents, tokens => {
            const once = formatted(onOneLine(tokens));
            assert.equal(formatted(once), once);
        }));
    });

    const rubbish = fc.tuple(models, fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.constantFrom('', '{', '}', '(', ')', '"', "'", '"""', '/*', 'entity ', ';', ',', 'foo bar', '\n', '@', 'x:', '\0', '`')), { minLength: 1, maxLength: 3 }))
        .map(([text, changes]) => changes.reduce((changed, [place, length, inserted]) => {
            const offset = Math.floor(place * changed.length);
            return changed.slice(0, offset) + inserted + changed.slice(offset + length);
        }, text));

    it('destroys nothing that it does not understand', () => {
        fc.assert(fc.property(rubbish, text => {
            assert.equal(formatted(text).replace(/\s/g, ''), text.replace(/\s/g, ''));
        }), { numRuns: 500 });
    });
});
