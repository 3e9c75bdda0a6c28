import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDiagrams } from '../../../../server/import/mermaid/diagrams.ts';
import type { Diagram } from '../../../../server/import/mermaid/diagram.ts';
import { parseDiagram } from '../../../../server/import/mermaid/parser.ts';
import { diagramsIn, type Reading, type RecordedReading } from './readings.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const diagrams = diagramsIn(read('diagrams.md'));
const { readings } = JSON.parse(read('readings.json')) as { readings: RecordedReading[] };

/** What a person means, where Mermaid reads something else or nothing. */
const meant: Readonly<Record<string, string>> = {
    'title The shop': 'a title, and not three entities',
};

const cardinality = (name: string): { min: number; max: number | string } => ({
    min: name.startsWith('ZERO') ? 0 : 1, max: name.endsWith('MORE') ? 'many' : 1,
});

function expected({ entities, relationships }: Reading): Pick<Diagram, 'relationships'> & { entities: unknown } {
    return {
        entities: entities.map(({ name, alias, attributes }) => ({
            name, alias,
            attributes: attributes.map(({ type, name: attribute, keys, comment }) => ({
                type, name: attribute.replace(/^\*/, ''), comment,
                keys: [...attribute.startsWith('*') ? ['PK'] : [], ...keys.map(key => key.toUpperCase())],
            })),
        })),
        relationships: relationships.map(({ left, right, label, leftCardinality, rightCardinality, identifying }) => ({
            left, right, label, identifying, leftCardinality: cardinality(leftCardinality), rightCardinality: cardinality(rightCardinality),
        })) as unknown as Diagram['relationships'],
    };
}

function actual({ entities, relationships }: Diagram): ReturnType<typeof expected> {
    return {
        entities: entities.map(({ name, alias = '', attributes }) => ({
            name, alias,
            attributes: attributes.map(({ type, name: attribute, keys, comment = '', optional }) => ({
                type: optional ? `${type}?` : type, name: attribute, comment, keys,
            })),
        })),
        relationships: relationships.map(({ left, right, label = '', leftCardinality, rightCardinality, identifying }) => ({
            left, right, label, identifying, leftCardinality, rightCardinality,
        })) as unknown as Diagram['relationships'],
    };
}

const parse = (text: string): Diagram => {
    const [diagram] = findDiagrams(text).diagrams;
    assert.ok(diagram);
    return parseDiagram(diagram);
};

describe('the parser of Mermaid diagrams', () => {
    it('has a reading of Mermaid for each diagram', () => {
        assert.equal(readings.length, diagrams.length);
    });

    for (const [index, text] of diagrams.entries()) {
        const reading = readings[index]!;
        const differs = Object.entries(meant).find(([sign]) => text.includes(sign))?.[1];
        if (typeof reading === 'object' && differs === undefined) {
            it(`reads what Mermaid reads in diagram ${index + 1}: ${text.split('\n').at(-2)!.trim()}`, () => {
                const diagram = parse(text);
                // Entities that relationships only name come in the order of the text in both.
                assert.deepEqual(actual(diagram), expected(reading));
                assert.deepEqual(diagram.faults.filter(({ kind }) => kind === 'lost'), []);
            });
        }
    }

    it('takes a title as one', () => {
        const diagram = parse('erDiagram\n  title The shop\n  A ||--o{ B : x\n');
        assert.deepEqual([diagram.title, diagram.entities.map(({ name }) => name)], ['The shop', ['A', 'B']]);
        assert.equal(parse('erDiagram\n accTitle: Shop\n').title, 'Shop');
        assert.equal(parse('---\ntitle: "The shop"\n---\nerDiagram\n A\n').title, 'The shop');
        assert.equal(parse('erDiagram\n accDescr {\n  One\n  Two\n }\n A\n').description, 'One\nTwo');
    });

    it('reads what people write and Mermaid does not', () => {
        assert.deepEqual(parse('erDiagram\n A ||--o{ B : has many').relationships.map(({ label }) => label), ['has many']);
        assert.deepEqual(parse('erDiagram\n A ||--o{ B').relationships.map(({ right }) => right), ['B']);
        assert.deepEqual(parse('erDiagram\n A { string a PK FK }').entities[0]!.attributes[0]!.keys, ['PK', 'FK']);
        assert.equal(parse('erDiagram\n A[Big Name] { int a }').entities[0]!.alias, 'Big Name');
        assert.equal(parse('erDiagram\n A { Map<string,int> a }').entities[0]!.attributes[0]!.type, 'Map<string,int>');
        assert.equal(parse('erDiagram\n A ||--o{ B : x %% comment').relationships[0]!.label, 'x');
    });

    for (const [text, line, message] of [
        ['erDiagram\n A |--| B : x\n C', 2, /a cardinality .* is missing before "\|--\| B : x"/],
        ['erDiagram\n A ||-- B : x\n C', 2, /a cardinality/],
        ['erDiagram\n A ||o{ B : x\n C', 2, /-- or \.\. is missing/],
        ['erDiagram\n A ||--o{ : x\n C', 2, /an entity is missing/],
        ['erDiagram\n D {\n  int\n  string name\n }\n C', 3, /a name behind the type int is missing at the end/],
        ['erDiagram\n D {\n  int a "one" "two"\n }\n C', 3, /"two" behind D\.a is not understood/],
        ['erDiagram\n C\n D {\n  int a\n', 5, /\} at the end of D is missing/],
        ['erDiagram\n <D> {\n  int a\n }\n C', 2, /an entity is missing before "<D> \{"/],
    ] as const) {
        it(`tells the line of what it does not understand, and reads the rest: ${JSON.stringify(text)}`, () => {
            const diagram = parse(text);
            const [fault, ...others] = diagram.faults;
            assert.deepEqual([fault?.kind, fault?.line, others], ['lost', line, []]);
            assert.match(fault!.message, message);
            assert.ok(diagram.entities.some(({ name }) => name === 'C'));
            assert.ok(diagram.entities.every(({ name }) => /^[A-D]$/.test(name)), diagram.entities.map(({ name }) => name).join());
        });
    }

    it('comes to the end of a long word that is not understood', () => {
        const { entities, faults } = parse(`erDiagram\n A ${'b'.repeat(1000)}!\n C`);
        assert.deepEqual([entities.map(({ name }) => name), faults.length], [['C'], 1]);
    });

    it('finds the diagrams of a Markdown file, with their lines', () => {
        const { diagrams: found, others } = findDiagrams('# One\n\n```mermaid\nerDiagram\n  A\n```\n\n```sql\nerDiagram\n```\n\n> ~~~~ mermaid\n> flowchart LR\n> ~~~~\n\n'
            + '- list\n  ``` {.mermaid}\n  erDiagram\n    B\n  ```\n\n:::mermaid\nerDiagram\nC\n:::\n');
        assert.deepEqual(found.map(diagram => [diagram.line, parseDiagram(diagram).entities.map(({ name, line }) => [name, line])]),
            [[3, [['A', 5]]], [17, [['B', 19]]], [22, [['C', 24]]]]);
        assert.deepEqual(others, [{ kind: 'flowchart', line: 12 }]);
    });

    it('keeps comments above an entity, and groups as headings', () => {
        const { entities } = parse('erDiagram\n %% Those who buy\n A\n\n %% Orders\n\n %% What they buy\n B\n subgraph G [Old ones]\n  C\n end\n D\n');
        assert.deepEqual(entities.map(({ name, remark }) => [name, remark]), [
            ['A', 'Those who buy'], ['B', 'Orders\n\nWhat they buy'], ['C', 'Old ones\n'], ['D', undefined],
        ]);
    });
});
