import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import type { IToken } from 'chevrotain';
import { createLangiumParser, DefaultLexer } from 'langium';
import { models } from '../generators/models.ts';
import { describeResult } from './describe-result.ts';
import { erd, parse } from './reading.ts';

/** Langium's own, which take longer. */
const lexer = new DefaultLexer(erd);
const parser = createLangiumParser(erd);

const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.erd'))
    .map(file => readFileSync(`examples/${file}`, 'utf8'));

/** What is read in a way of its own, and what is nearly that. */
const pieces = [
    ' ', '\t', '\n', '\r\n', '\r', '\u00a0', '\u1680', 'x', 'Größe', 'Änderung', 'ß', '1', '12.50', '1e-3', '.', '..', '2M', 'key', 'keys', 'key (', 'unique  (', 'unique', 'entity', ':',
    '::', '`a b`', '`', '"a \\" b"', '"', '"""\n a\r\n b\r c"""', '"""', "'it''s'", "'", '// x', '/// x', '/* x\r y\n*/', '/*', '/', '||', '||--o{', '}o..||', '}', '|', '<', '<=', '<>', '<-', '-', '->', '@', '#', '\\', '😀',
];

function describeToken({ image, tokenType, startOffset, endOffset, startLine, endLine, startColumn, endColumn }: IToken): unknown {
    return [image, tokenType.name, startOffset, endOffset, startLine, endLine, startColumn, endColumn];
}

describe('The tokens', () => {
    const compare = (text: string): void => {
        const actual = erd.parser.Lexer.tokenize(text);
        const expected = lexer.tokenize(text);
        assert.deepEqual(actual.tokens.map(describeToken), expected.tokens.map(describeToken));
        assert.deepEqual(actual.hidden.map(describeToken), expected.hidden.map(describeToken));
    };

    it('are those that Chevrotain finds in the examples', () => {
        examples.forEach(compare);
    });

    it('are those that Chevrotain finds in any text', () => {
        fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(parts => parts.join('')), compare), { numRuns: 3000 });
    });
});

describe('The syntax trees', () => {
    it('are those that Langium builds', () => {
        examples.forEach(text => assert.deepEqual(describeResult(parse(text)), describeResult(parser.parse(text))));
        fc.assert(fc.property(models, text => {
            const expected = parser.parse(text);
            fc.pre(expected.parserErrors.length === 0);
            assert.deepEqual(describeResult(parse(text)), describeResult(expected));
        }), { numRuns: 200 });
    });
});
