import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { Editor } from '../harness.ts';

const whole = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

async function actions(editor: Editor, only?: readonly string[], code?: string): Promise<CodeAction[]> {
    const diagnostics = (await editor.diagnostics()).filter(diagnostic => code === undefined || diagnostic.code === code);
    return editor.request('textDocument/codeAction', {
        textDocument: { uri: editor.uri() }, range: whole, context: { diagnostics, ...only && { only } },
    });
}

/** What each fix of the only finding of a code makes of the text, by its title. */
async function fixed(text: string | Readonly<Record<string, string>>, code: string): Promise<Record<string, string | Record<string, string>>> {
    const editor = await (await Editor.open(text)).settled();
    return Object.fromEntries((await actions(editor, ['quickfix'], code)).map(({ title, edit }) => {
        const after = editor.afterEdit(edit!);
        return [title, Object.keys(after).length === 1 && after[editor.first] !== undefined ? after[editor.first]! : after];
    }));
}

describe('quick fixes beyond the examples', () => {
    it('of an unknown name import the file that declares it, or change it to what was meant', async () => {
        assert.deepEqual(await fixed({
            'model.erd': 'entity Customer { id: uuid key  country: Country  state: Stat }',
            'countries.erd': 'entity Country { id: uuid key }\nentity State { id: uuid key }',
        }, 'ERD004'), {
            "Import 'Country' from './countries.erd'": 'import "./countries.erd"\n\nentity Customer { id: uuid key  country: Country  state: Stat }',
            "Declare entity 'Country'": 'entity Customer { id: uuid key  country: Country  state: Stat }\n\nentity Country {\n  id: uuid = uuid() key\n}',
            "Change to 'State' and import './countries.erd'": 'import "./countries.erd"\n\nentity Customer { id: uuid key  country: Country  state: State }',
            "Declare entity 'Stat'": 'entity Customer { id: uuid key  country: Country  state: Stat }\n\nentity Stat {\n  id: uuid = uuid() key\n}',
            'Fix all in this file: Unknown name': 'import "./countries.erd"\n\nentity Customer { id: uuid key  country: Country  state: State }',
        });
    });

    it('of an unknown area or team declare it', async () => {
        assert.deepEqual(await fixed('/// A customer.\nentity Customer {\n  id: uuid key\n  area Sales\n}', 'ERD004'), {
            "Declare area 'Sales'": 'area Sales\n\n/// A customer.\nentity Customer {\n  id: uuid key\n  area Sales\n}',
        });
    });

    it('write names that are words of the language in backticks', async () => {
        const after = await fixed('entity Customer { id: uuid key  `order by`: int  check c: `ordre by` > 1 }', 'ERD004');
        assert.deepEqual(after, { "Change to 'order by'": 'entity Customer { id: uuid key  `order by`: int  check c: `order by` > 1 }' });
    });

    it('write what other languages say in the words of this one', async () => {
        const attribute = (text: string): string => `entity A { id: int key  a: ${text} }`;
        for (const [from, to] of [['varchar(20)', 'string(20)'], ['bool = true', 'boolean = true'], ['Numeric(8, 2)', 'decimal(8, 2)'], ['uuid = gen_random_uuid()', 'uuid = uuid()'], ['timestamp = now', 'timestamp = now()']] as const) {
            assert.deepEqual(Object.values(await fixed(attribute(from), 'ERD004')), [attribute(to)]);
        }
        assert.deepEqual(await fixed(attribute('inet'), 'ERD004'), {});
        assert.deepEqual(await fixed('schema x { entity Q { id: int key } }\nentity R { id: int key  q: Q }', 'ERD004'), {
            "Change to 'x.Q'": 'schema x { entity Q { id: int key } }\nentity R { id: int key  q: x.Q }',
            "Declare entity 'Q'": 'schema x { entity Q { id: int key } }\nentity R { id: int key  q: Q }\n\nentity Q {\n  id: uuid = uuid() key\n}',
        });
    });

    it('write the sign that the language has', async () => {
        const check = (condition: string): string => `entity A { id: int key  a: string(3)  check c: ${condition} }`;
        assert.deepEqual(await fixed(check("a != 'b'"), 'ERD002'), { "Write '<>'": check("a <> 'b'") });
        assert.deepEqual(await fixed(check("a = 'b' && id > 1"), 'ERD002'), { "Write 'and'": check("a = 'b' and id > 1") });
        assert.deepEqual(await fixed(check("a ~ 'b'"), 'ERD002'), {});
    });

    it('of a contradiction change the line or the attribute', async () => {
        const model = (type: string, line: string): string => `entity A { id: uuid key }\nentity B {\n  id: uuid key\n  a: ${type}\n}\nrelationship r: ${line}`;
        assert.deepEqual(await fixed(model('A', 'A |o--o| B.a'), 'ERD120'), {
            'Change the line to ||--o{': model('A', 'A ||--o{ B.a'),
            "Change the attribute 'a'": model('A? unique', 'A |o--o| B.a'),
        });
        assert.deepEqual(await fixed(model('A? unique', 'B.a }o--|| A'), 'ERD120'), {
            'Change the line to |o--o|': model('A? unique', 'B.a |o--o| A'),
            "Change the attribute 'a'": model('A', 'B.a }o--|| A'),
        });
    });

    it('of a line without a reference bind it, or create it in another file with its import', async () => {
        assert.deepEqual(await fixed('entity A { id: uuid key }\nentity B { id: uuid key  owner: A  author: A }\nrelationship r: A |o--o{ B', 'ERD121'), {
            "Bind it to 'owner'": 'entity A { id: uuid key }\nentity B { id: uuid key  owner: A  author: A }\nrelationship r: A |o--o{ B.owner',
            "Bind it to 'author'": 'entity A { id: uuid key }\nentity B { id: uuid key  owner: A  author: A }\nrelationship r: A |o--o{ B.author',
        });
        assert.deepEqual(await fixed({
            'model.erd': 'import "./a.erd"\nimport "./b.erd"\nrelationship r: A |o--o| B', 'a.erd': 'entity A { id: uuid key }', 'b.erd': 'entity B {\n  id: uuid key\n  index (id desc)\n}',
        }, 'ERD121'), {
            "Create the attribute 'a' in B": {
                'model.erd': 'import "./a.erd"\nimport "./b.erd"\nrelationship r: A |o--o| B.a',
                'b.erd': 'import "./a.erd"\n\nentity B {\n  id: uuid key\n  a: A? unique\n  index (id desc)\n}',
            },
        });
    });

    it('of an entity without a key make one of what is there', async () => {
        assert.deepEqual(Object.keys(await fixed('entity Customer { customerId: int  number: string(9) unique  name: string(50) }', 'ERD101')), [
            "Make 'customerId' the key", "Make 'number' the key", 'Add a key attribute to Customer',
        ]);
        assert.deepEqual(await fixed('entity Customer', 'ERD101'), { 'Add a key attribute to Customer': 'entity Customer {\n  id: uuid = uuid() key\n}' });
    });

    it('of partition keys add to a key line', async () => {
        const event = (key: string): string => `entity E { id: int  at: timestamp  ${key}  partition by range (at) every 1 month from date '2025-01-01' }`;
        assert.deepEqual(await fixed(event('key (id)'), 'ERD304'), { 'Add at to the key': event('key (id, at)') });
        const optional = event('key (id)').replace('timestamp', 'timestamp?');
        assert.deepEqual(await fixed(optional, 'ERD304'), { 'Add at to the key': event('key (id, at)') });
    });

    it('of a unique attribute in a partitioned entity make a line of it', async () => {
        assert.deepEqual(await fixed("entity E {\n  id: int unique\n  at: timestamp key\n  partition by range (at) every 1 month from date '2025-01-01'\n}", 'ERD305'), {
            'Add at to the constraint': "entity E {\n  id: int\n  at: timestamp key\n  partition by range (at) every 1 month from date '2025-01-01'\n  unique (id, at)\n}",
        });
    });

    it('of physical names change those that are written', async () => {
        assert.deepEqual(await fixed('entity A as "order" { id: int key  x: int as "user" not null }'.replace(' not null', ''), 'ERD303'), {
            'Name it "orders" in the database': 'entity A as "orders" { id: int key  x: int as "user" }',
            'Name it "user_" in the database': 'entity A as "order" { id: int key  x: int as "user_" }',
            'Fix all in this file: Physical name that is a reserved word': 'entity A as "orders" { id: int key  x: int as "user_" }',
        });
        assert.deepEqual(await fixed('entity A { id: int key  b: B on delete cascade @internal }\nentity B { id: int key }\nview V as "a" from A a { id: a.id }', 'ERD301'), {
            'Name it "a2" in the database': 'entity A { id: int key  b: B on delete cascade @internal }\nentity B { id: int key }\nview V as "a2" from A a { id: a.id }',
        });
    });

    it('of a former name that is none keep those that are', async () => {
        assert.deepEqual(Object.values(await fixed('entity A {\n  id: int key\n  name: text @was("label", "name") @internal\n}\n', 'ERD321')), ['entity A {\n  id: int key\n  name: text @was("label") @internal\n}\n']);
        assert.deepEqual(Object.values(await fixed('entity A {\n  id: int key\n  name: text @was("name") @internal\n}\n', 'ERD321')), ['entity A {\n  id: int key\n  name: text @internal\n}\n']);
    });

    it('of a relationship with members move them, each on its line', async () => {
        assert.deepEqual(Object.values(await fixed('entity A { id: uuid key }\nentity B {\n  id: uuid key\n  a: A\n}\nrelationship r: A ||--o{ B.a {\n  x: int\n  y: int = 1\n}', 'ERD123')), [
            'entity A { id: uuid key }\nentity B {\n  id: uuid key\n  a: A\n  x: int\n  y: int = 1\n}\nrelationship r: A ||--o{ B.a',
        ]);
    });

    it('keep the line ends of the file', async () => {
        assert.deepEqual(Object.values(await fixed('entity A {\r\n  x: int\r\n}\r\n', 'ERD101')), ['entity A {\r\n  id: uuid = uuid() key\r\n  x: int\r\n}\r\n']);
    });
});

describe('all of a kind', () => {
    it('is offered where there are several, and mends what does not touch each other', async () => {
        const editor = await (await Editor.open('entity A { a: int? key  b: int? key  c: string(2) = \'abc\' }')).settled();
        const all = (await actions(editor, ['quickfix'], 'ERD103')).find(({ title }) => title.startsWith('Fix all'));
        assert.equal(all!.title, 'Fix all in this file: Optional attribute in the key');
        assert.deepEqual(editor.afterEdit(all!.edit!), { 'model.erd': 'entity A { a: int key  b: int key  c: string(2) = \'abc\' }' });
    });

    it('is not offered for a single one', async () => {
        const editor = await (await Editor.open('entity A { a: int? key }')).settled();
        assert.deepEqual((await actions(editor, ['quickfix'], 'ERD103')).map(({ title }) => title), ["Make 'a' required"]);
    });
});

describe('source actions', () => {
    const text = [
        'import "./c.erd"', 'import "./b.erd"', 'import "./b.erd"', 'import "./a.erd"',
        'entity X { id: uuid key  a: A  b: B  at: timestamp?  index (a) where at = null  mail: string(20) @was("mail") }', 'domain Unused: int',
    ].join('\n');
    const files = { 'model.erd': text, 'a.erd': 'entity A { id: uuid key }', 'b.erd': 'entity B { id: uuid key }', 'c.erd': 'entity C { id: uuid key }' };

    it('are announced', async () => {
        const editor = await (await Editor.open('area A')).settled();
        assert.deepEqual(editor.server.initialized.capabilities.codeActionProvider, { codeActionKinds: ['quickfix', 'source.fixAll.erd', 'source.organizeImports', 'refactor'], resolveProvider: true });
    });

    it('fix all that is safe, and nothing else', async () => {
        const editor = await (await Editor.open(files)).settled();
        const [action, ...others] = await actions(editor, ['source.fixAll']);
        assert.deepEqual(others, []);
        assert.equal(editor.afterEdit(action!.edit!)['model.erd'], [
            'import "./b.erd"', 'import "./a.erd"',
            'entity X { id: uuid key  a: A  b: B  at: timestamp?  index (a) where at is null  mail: string(20) }', 'domain Unused: int',
        ].join('\n'));
    });

    it('organise imports: in order, each once, and only those that are used', async () => {
        const editor = await (await Editor.open(files)).settled();
        const [action] = await actions(editor, ['source.organizeImports']);
        assert.equal(editor.afterEdit(action!.edit!)['model.erd'], text.replace(/^[\s\S]*?(?=entity)/, 'import "./a.erd"\nimport "./b.erd"\n'));
    });

    it('are not offered where there is nothing to do, nor unasked', async () => {
        const clean = await (await Editor.open({ ...files, 'model.erd': 'import "./a.erd"\nentity X { id: uuid key  a: A }' })).settled();
        assert.deepEqual(await actions(clean, ['source']), []);
        const editor = await (await Editor.open(files)).settled();
        assert.ok((await actions(editor)).every(({ kind }) => !kind!.startsWith('source')));
    });
});

afterEach(() => Editor.closeAll());
