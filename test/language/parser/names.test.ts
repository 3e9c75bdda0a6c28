import assert from 'node:assert/strict';
import { AstUtils, GrammarAST } from 'langium';
import type * as ast from '../../../language/generated/ast.ts';
import { reservedWords } from '../../../language/parser/index.ts';
import { erd, errorsOf, parse } from './reading.ts';

const keywords = [...new Set(AstUtils.streamAllContents(erd.Grammar).filter(GrammarAST.isKeyword).map(({ value }) => value).filter(value => /^[a-z]\w*$/i.test(value)))];
const free = keywords.filter(word => !reservedWords.has(word));

/** Places for a name, each as a text around it. */
const places: Readonly<Record<string, (name: string) => string>> = {
    'an entity': name => `entity ${name} { a: int }`,
    'an entity among members': name => `entity A with ${name} extends ${name} { a: ${name} }`,
    'an enum and its values': name => `enum ${name} { X ${name} = 'x' "A label" Y }`,
    'the only value of an enum': name => `enum E { ${name} }`,
    'the last value of an enum': name => `enum E {\n  X\n  ${name}\n}\nentity A`,
    'a type with suffixes': name => `entity A { a: ${name}[]?  b: ${name}? }`,
    'a type of a schema': name => `entity A { a: ${name}.${name} }`,
    'a default': name => `entity A {\n  a: E = ${name}\n  b: int\n}`,
    'a default before modifiers': name => `entity A { a: E = ${name} key }`,
    'an operand': name => `entity A { check c: ${name} = 1 and 1 < ${name} or ${name} is null }`,
    'an operand at the end of a line': name => `entity A {\n  check c: a = ${name}\n  index (b)\n}`,
    'a member': name => `entity A { check c: a.${name}.${name} is null }`,
    'an element of a list': name => `entity A { check c: ${name} in (${name}, ${name}) }`,
    'parts of a case': name => `entity A { a: int computed (case when ${name} then ${name} else ${name} end) }`,
    'elements of an index': name => `entity A { index (${name} desc, ${name}) where ${name} is null }`,
    'elements of a key': name => `entity A { key (${name}, a)  unique (${name}) }`,
    'shared attributes': name => `entity A { a: B via (${name}) on delete set null (${name}) }`,
    'an annotation and its arguments': name => `entity A { a: int @${name} @x(${name}, ${name}: 1) }`,
    'ends of a relationship': name => `relationship ${name}: ${name} ||--o{ ${name}.${name}`,
    'sources and columns of a view': name => `view V from ${name} ${name} where ${name}.a = 1 order by ${name} desc, ${name} { ${name}: ${name}.${name} }`,
    'names of governance': name => `team ${name} "A label"\narea ${name}\npurpose ${name}\nentity A { area ${name}, b  owner ${name}  retention 7 years after ${name} then anonymize (${name}) }`,
    'members of an annotated entity': name => `annotate ${name} { ${name} @pii }`,
    'roles, policies and what they are on': name => `role ${name}\npolicy ${name} on ${name} allow select to ${name}\ngrant select (${name}) on A to ${name}`,
    'a flow': name => `flow ${name}.${name} <- ${name}.a via ${name}`,
    'a schema and a model': name => `schema ${name} {}\nmodel ${name} { schema ${name} }`,
    'a partition': name => `entity A { partition by list (a) { ${name} in (1) } }`,
};

describe('Names', () => {
    it('are read off the whole grammar', () => {
        assert.ok(keywords.length > 200 && free.length > 200);
    });

    it('before a colon may be any keyword, reserved or not', () => {
        for (const word of keywords) {
            const text = `entity A {\n  a: int\n  ${word}: int key\n  ${word} : string\n}\nfunction f(${word}: int) returns int\ndomain ${word}: int`;
            assert.deepEqual(errorsOf(text), [], word);
            assert.equal(((parse(text).value.declarations[0] as ast.Entity).members[1] as ast.Attribute).name, word);
        }
    });

    for (const [place, text] of Object.entries(places)) {
        it(`of ${place} may be any keyword that is not reserved`, () => {
            assert.deepEqual(free.filter(word => errorsOf(text(word)).length > 0), []);
        });

        it(`of ${place} may be any word in backticks`, () => {
            assert.deepEqual(keywords.filter(word => errorsOf(text(`\`${word}\``)).length > 0), []);
            assert.deepEqual(errorsOf(text('`two words`')), []);
        });
    }

    it('right before a parenthesis may be any keyword but those of the two heads', () => {
        const calls = (name: string): string => `function ${name}(a: int) returns int\nentity A { check c: ${name}(1) > 0  index ${name} (a)  access ${name}(a) 10/min  a: ${name}(1) @${name}(1) }`;
        assert.deepEqual(free.filter(word => errorsOf(calls(word)).length > 0), ['key', 'unique']);
        assert.deepEqual(keywords.filter(word => errorsOf(calls(`\`${word}\``)).length > 0), []);
    });

    it('are what stands in backticks', () => {
        const [entity] = parse('entity `two words` { `end`: int  `a`: int }').value.declarations as ast.Entity[];
        assert.equal(entity!.name, 'two words');
        assert.deepEqual(entity!.members.map(member => (member as ast.Attribute).name), ['end', 'a']);
    });

    it('have letters of any script', () => {
        assert.deepEqual(errorsOf('entity Straße { 客户: int  naïve: string  имя: text  ελ: date }'), []);
    });

    it('that are reserved need the backticks, and the message says so', () => {
        for (const word of reservedWords) {
            assert.match(errorsOf(`entity ${word} { a: int }`)[0] ?? '', new RegExp(`1: Expected a name after \`entity\`\\. \`${word}\` is reserved: as a name it is written in backticks\\.`));
        }
    });
});
