import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import type * as ast from '../../../language/generated/ast.ts';
import { reparse } from '../../../language/parser/incremental.ts';
import { createErdCoreServices } from '../../../language/services.ts';
import { describeResult } from './describe-result.ts';

const { erd } = createErdCoreServices();
const parser = erd.parser.LangiumParser;

const corpus = readdirSync('examples', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.erd'))
    .map(file => readFileSync(`examples/${file}`, 'utf8'))
    .filter(text => text.length < 20_000);

/** Pieces that change how what follows is read. */
const pieces = ['', ' ', '\n', 'x', '{', '}', '(', ')', '"', '"""', '\'', '/*', '*/', '//', '///', '`', '@', ':', 'entity', 'entity X {', 'key', 'enum E { A B }\n', '\r\n', ',', '= now()', 'role', 'sql postgresql "x"'];

describe('parsing only what changed', () => {
    it('gives what parsing everything gives, over random edits', () => {
        let used = 0;
        fc.assert(fc.property(
            fc.constantFrom(...corpus),
            fc.array(fc.record({ at: fc.nat(), removed: fc.oneof(fc.constant(0), fc.nat({ max: 30 }), fc.nat({ max: 400 })), inserted: fc.constantFrom(...pieces) }), { minLength: 1, maxLength: 4 }),
            (original, edits) => {
                let text = original;
                let result = parser.parse<ast.Document>(text);
                for (const { at, removed, inserted } of edits) {
                    const start = at % (text.length + 1);
                    text = text.slice(0, start) + inserted + text.slice(start + removed);
                    const incremental = reparse(parser, result, text);
                    const whole = parser.parse<ast.Document>(text);
                    if (incremental) {
                        used++;
                        assert.deepEqual(describeResult(incremental), describeResult(whole));
                    }
                    result = incremental ?? whole;
                }
            },
        ), { numRuns: 300, interruptAfterTimeLimit: 60_000 });
        assert.ok(used > 100, `only ${used} edits were parsed in part`);
    });

    it('parses one declaration and its neighbours when one character is typed', () => {
        const entities = Array.from({ length: 50 }, (_, i) => `entity E${i} {\n  id: int key\n}\n`);
        const before = entities.join('\n');
        const after = before.replace('entity E25 {\n', 'entity E25 {\n  n');
        const parsed: string[] = [];
        const spy = Object.create(parser, { parse: { value: (text: string) => (parsed.push(text), parser.parse(text)) } }) as typeof parser;
        const result = reparse(spy, parser.parse<ast.Document>(before), after);
        assert.ok(result);
        assert.equal(result.value.declarations.length, 50);
        assert.deepEqual(parsed.map(text => text.match(/entity E\d+/g)), [['entity E23', 'entity E24', 'entity E25', 'entity E26']]);
    });
});
