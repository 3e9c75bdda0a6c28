import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AstNode } from 'langium';
import { createLangiumParser } from 'langium';
import { models } from '../generators/models.ts';
import { erd } from './reading.ts';

/** The parser without what is changed about it: it reads on until nothing but one way is left. */
const patient = createLangiumParser(erd);

function describeTree(node: AstNode): unknown {
    return Object.fromEntries(Object.entries(node).filter(([key, value]) => value !== undefined && (key === '$type' || !key.startsWith('$'))).map(([key, value]) => [key, describeValue(value)]));
}

function describeValue(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(describeValue);
    }
    if (typeof value !== 'object' || value === null) {
        return value;
    }
    return '$refText' in value ? `-> ${String(value.$refText)}` : describeTree(value as AstNode);
}

describe('Deciding by two tokens', () => {
    it('reads any model as deciding by all of them does', () => {
        fc.assert(fc.property(models, text => {
            const expected = patient.parse(text);
            // Keywords that begin an item are no names at the beginning of a line, which only this parser knows.
            fc.pre(expected.parserErrors.length === 0);
            assert.deepEqual(describeTree(erd.parser.LangiumParser.parse(text).value), describeTree(expected.value));
        }), { numRuns: 300 });
    });
});
