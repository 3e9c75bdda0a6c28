import assert from 'node:assert/strict';
import { compileModel, ImportError, importSource } from '../../../../server/import/index.ts';
import { readMermaid } from '../../../../server/import/mermaid/index.ts';
import { typeOf } from '../../../../server/import/mermaid/types.ts';
import type { Notice, SourceTable } from '../../../../server/import/source/index.ts';
import { fixture } from '../../postgres/scripts.ts';

const tablesOf = (diagram: string): Map<string, SourceTable> =>
    new Map(readMermaid(`erDiagram\n${diagram}`).objects.filter(object => object.kind === 'table').map(table => [table.name.name, table]));

const referencesOf = (table: SourceTable | undefined): unknown[] =>
    table!.foreignKeys.map(({ columns, target, cardinality }) => [columns.join(), target.name, cardinality?.label]);

const noticesOf = (diagram: string, kind: Notice['kind'], construct?: string): string[] =>
    readMermaid(`erDiagram\n${diagram}`).notices.filter(notice => notice.kind === kind && (construct ?? notice.construct) === notice.construct).map(({ message }) => message);

describe('what a Mermaid diagram means', () => {
    it('finds the attributes of relationships by their names', () => {
        const tables = tablesOf(`
            CUSTOMER ||--o{ ORDER : places
            ADDRESS ||--o{ ORDER : "bills to"
            ADDRESS |o--o{ ORDER : "ships to"
            STAFF ||--o{ ORDER : takes
            CUSTOMER { uuid customer_id PK }
            ADDRESS { int id PK }
            STAFF { int id PK }
            ORDER {
                int id PK
                uuid customer_id FK
                int shippingAddressId FK
                int billingAddressId FK
                int clerk FK
            }`);
        assert.deepEqual(referencesOf(tables.get('order')), [
            ['customer_id', 'customer', 'places'], ['billing_address_id', 'address', 'bills to'],
            ['shipping_address_id', 'address', 'ships to'], ['clerk', 'staff', 'takes'],
        ]);
        assert.deepEqual(tables.get('order')!.columns.filter(({ notNull }) => !notNull).map(({ name }) => name), ['shipping_address_id']);
        assert.equal(tables.get('order')!.columns.length, 5);
    });

    it('makes the attributes that no entity has, and tells', () => {
        const diagram = 'A ||--o{ B : x\n A |o--o{ B : "also has"\n A ||--o{ A : of\n A { uuid id PK }\n B { int id PK }';
        assert.deepEqual(referencesOf(tablesOf(diagram).get('b')), [['a_id', 'a', 'x'], ['also_has_a_id', 'a', 'also has']]);
        assert.deepEqual(referencesOf(tablesOf(diagram).get('a')), [['parent_a_id', 'a', 'of']]);
        assert.deepEqual(tablesOf(diagram).get('b')!.columns.map(({ name, type, notNull }) => [name, type.name, notNull]),
            [['id', 'integer', true], ['a_id', 'uuid', true], ['also_has_a_id', 'uuid', false]]);
        assert.deepEqual(noticesOf(diagram, 'assumed', 'relationship'), [
            'A ||--o{ B has no attribute marked FK; B gets a_id.', 'A |o--o{ B has no attribute marked FK; B gets also_has_a_id.',
            'A ||--o{ A has no attribute marked FK; A gets parent_a_id.',
        ]);
    });

    it('puts the reference of one to one where it is drawn, is optional, or at the right end', () => {
        const holder = (diagram: string): string | undefined => [...tablesOf(diagram).values()].find(({ foreignKeys }) => foreignKeys.length > 0)?.name.name;
        assert.equal(holder('A ||--o| B : x\n A { int id PK }\n B { int id PK }'), 'b');
        assert.equal(holder('A |o--|| B : x\n A { int id PK }\n B { int id PK }'), 'a');
        assert.equal(holder('A ||--|| B : x\n A { int id PK }\n B { int id PK }'), 'b');
        assert.equal(holder('A ||--|| B : x\n A { int id PK\n int b_id FK }\n B { int id PK }'), 'a');
        assert.deepEqual(tablesOf('A ||--o| B : x').get('b')!.uniques.map(({ columns }) => columns), [['a_id']]);
    });

    it('makes a table of many to many, unless the diagram has it', () => {
        const made = tablesOf('STUDENT }o--o{ COURSE : takes\n STUDENT { int id PK }\n COURSE { string(5) code PK }').get('student_takes_course');
        assert.deepEqual(made?.primaryKey?.columns, ['student_id', 'course_code']);
        assert.deepEqual([...tablesOf('A }o--o{ B : likes\n A }o--o{ B : reads\n A }o--o{ A : ""').keys()], ['a', 'b', 'a_likes_b', 'a_reads_b', 'a_a']);
        const drawn = 'STUDENT }o--o{ COURSE : takes\n STUDENT ||--o{ SEAT : has\n COURSE ||--o{ SEAT : has\n SEAT { int student_id PK, FK\n int course_id PK, FK }';
        assert.deepEqual([...tablesOf(drawn).keys()], ['student', 'course', 'seat']);
        assert.deepEqual(noticesOf(drawn, 'assumed', 'relationship'), ['STUDENT }o--o{ COURSE is the table SEAT, which the diagram has too.']);
    });

    it('makes an entity between two where a key has several attributes', async () => {
        const { files, notices } = await importSource({ text: 'erDiagram\n A { int x PK\n int y PK }\n B { int id PK }\n A }o--|{ B : likes\n' });
        assert.deepEqual(notices.filter(({ kind }) => kind === 'lost'), []);
        assert.match(files[0]!.text, /A \|\|--\|\{ ALikesB\.a +"likes"/);
    });

    it('marks entities that are only named, and gives them a key', () => {
        const tables = tablesOf('A ||--o{ B : x\n B { string name }');
        assert.deepEqual([...tables.values()].map(table => [table.name.name, table.undefined, table.primaryKey?.columns]), [['a', true, ['id']], ['b', undefined, undefined]]);
    });

    it('refers to a unique attribute where there is no key', () => {
        assert.deepEqual(tablesOf('A ||--o{ B : x\n A { string email UK }').get('b')!.foreignKeys.map(({ columns, targetColumns }) => [columns, targetColumns]), [[['a_email'], ['email']]]);
    });

    it('tells of marks that lead nowhere', () => {
        assert.deepEqual(noticesOf('A { int other_id FK }', 'lost'), ['A.other_id is marked FK, but nothing says what it refers to; it is a plain attribute.']);
        assert.deepEqual(noticesOf('A { int b_id FK }\n B { int id PK }', 'assumed', 'FK'), ['A.b_id is taken to refer to B: no relationship is drawn for it.']);
    });

    it('believes the keys where a relationship contradicts them', () => {
        const diagram = 'A |o--o{ B : x\n A { int id PK }\n B { int a_id PK, FK }';
        assert.deepEqual(tablesOf(diagram).get('b')!.foreignKeys[0]!.cardinality,
            { target: { min: 1, max: 1 }, self: { min: 0, max: 1 }, label: 'x', identifying: true });
        assert.equal(noticesOf(diagram, 'assumed', 'relationship').length, 2);
    });

    it('gives an attribute the type of the key that it refers to', () => {
        const diagram = 'A ||--o{ B : x\n B ||--o{ C : y\n A { uuid id PK }\n B { int a_id PK, FK }\n C { string b_id FK }';
        const tables = tablesOf(diagram);
        assert.deepEqual(['b', 'c'].map(name => tables.get(name)!.columns[0]!.type.name), ['uuid', 'uuid']);
    });

    it('takes what is drawn in several diagrams of a document for one schema', () => {
        const schema = readMermaid('```mermaid\nerDiagram\n A ||--o{ B : x\n A { int id PK }\n```\n```mermaid\nflowchart LR\n```\n```mermaid\nerDiagram\n A ||--o{ B : x\n B { int id PK }\n```\n');
        assert.deepEqual(schema.objects.map(object => object.kind === 'table' && [object.name.name, object.undefined, object.foreignKeys.length]), [['a', undefined, 0], ['b', undefined, 1]]);
        assert.deepEqual(schema.notices.filter(({ kind }) => kind === 'skipped').map(({ line, construct }) => [line, construct]), [[7, 'flowchart']]);
    });

    it('takes an attribute that is drawn again for one, and tells where the two differ', () => {
        const diagram = 'A { int id\n string name }\n A { int id PK\n text name }';
        assert.deepEqual(tablesOf(diagram).get('a')!.primaryKey?.columns, ['id']);
        assert.deepEqual(noticesOf(diagram, 'lost'), ['A has name already, of type string; this one, of type text, is left out.']);
    });

    it('refuses what is no diagram of entities', () => {
        assert.throws(() => readMermaid('flowchart LR\n A --> B'), new ImportError('There is no erDiagram in it: line 1 begins a diagram of another kind (flowchart).'));
        assert.throws(() => readMermaid('%% nothing\n'), new ImportError('There is no Mermaid diagram in it.'));
    });

    for (const [word, type, isAssumed] of [
        ['int', 'integer', false], ['string', 'character varying', true], ['string(99)', 'character varying(99)', false], ['VARCHAR(20)', 'character varying(20)', false],
        ['float', 'double precision', true], ['decimal(10,2)', 'numeric(10,2)', false], ['timestamp', 'timestamp with time zone', true], ['timestamptz(3)', 'timestamp(3) with time zone', false],
        ['datetime', 'timestamp without time zone', true], ['json', 'jsonb', true], ['string[]', 'character varying[]', true], ['List~int~', 'integer[]', false],
        ['uuid', 'uuid', false], ['tinyint(1)', 'boolean', true], ['bigint', 'bigint', false], ['double-precision', 'double precision', false], ['Whatever', 'character varying', true],
        ['constructor', 'character varying', true],
    ] as const) {
        it(`takes ${word} for ${type}`, () => {
            const found = typeOf(word);
            assert.deepEqual([found.type.sql, found.assumed !== undefined], [type, isAssumed]);
        });
    }
});

describe('the diagram of the template intelligence', () => {
    const diagram = fixture('reference/template-intelligence.mmd');

    it('comes in verbatim: each entity, attribute, key and relationship', async () => {
        const { files, notices } = await importSource({ text: diagram, path: 'template-intelligence.mmd' });
        assert.deepEqual(files.map(({ path }) => path), ['template-intelligence.erd']);
        assert.deepEqual(notices.filter(({ kind }) => kind === 'lost'), []);
        const { model, findings } = await compileModel(files);
        assert.deepEqual(findings.filter(({ severity }) => severity === 'error'), []);
        const named = new Set(Array.from(diagram.matchAll(/^ {4}(\w+) (?:\|\|--o\{ (\w+)|\{)/gm), ([, left, right]) => [left, right].filter(name => name !== undefined)).flat());
        assert.equal(named.size, 28);
        assert.deepEqual(new Set(model.entities.map(({ table }) => table?.name)), new Set([...named].map(name => name.toLowerCase())));
        for (const [, name, body] of diagram.matchAll(/^ {4}(\w+) \{\n([^}]*)\}/gm)) {
            const entity = model.entities.find(({ table }) => table?.name === name!.toLowerCase())!;
            const lines = body!.trim().split('\n').map(line => line.trim().split(' '));
            assert.deepEqual(entity.attributes.filter(({ reference }) => !reference).map(({ columns }) => columns[0]!.name), lines.map(([, column]) => column));
            assert.equal(entity.key?.elements.length, 1);
            assert.equal(entity.uniques.length, lines.filter(([, , mark]) => mark === 'UK').length);
        }
        const drawn = Array.from(diagram.matchAll(/^ {4}(\w+) \|\|--o\{ (\w+) : (\w+)$/gm), ([, left, right, label]) => [left!.toLowerCase(), right!.toLowerCase(), label]);
        assert.equal(drawn.length, 18);
        const tableOf = (id: string): string | undefined => model.entities.find(entity => entity.id === id)?.table?.name;
        assert.deepEqual(new Set(model.relationships.map(({ source, target, label }) => JSON.stringify([tableOf(source.entity), tableOf(target.entity), label]))),
            new Set(drawn.map(line => JSON.stringify(line))));
        assert.match(files[0]!.text, /\/\/ Only named by relationships in the source\.\nentity Production as "production" \{/);
    });

    it('tells what was assumed of its types, by line', async () => {
        const { notices } = await importSource({ text: diagram });
        assert.deepEqual(notices.filter(({ construct }) => construct === 'type').map(({ line, message }) => `${line} ${message}`), [
            '30 string (29 times) is taken for a text of any length.',
            '31 timestamp (8 times) is taken for a moment, the same everywhere (with time zone).',
            '32 json (14 times) is taken for a document in JSON (jsonb).',
            '41 float (3 times) is taken for a number of 64 bits, approximate.',
        ]);
    });
});
