import assert from 'node:assert/strict';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { Editor, editorCapabilities, eventually, TestServer } from './harness.ts';

async function rename(editor: Editor, newName: string): Promise<WorkspaceEdit> {
    await editor.settled();
    return editor.request('textDocument/rename', { ...editor.atCursor, newName });
}

/** The text after a rename, without what would be asked. */
async function renamed(files: string | Readonly<Record<string, string>>, newName: string): Promise<Record<string, string>> {
    const editor = await Editor.open(files);
    const edit = await rename(editor, newName);
    const documentChanges = (edit.documentChanges ?? []).map(change => 'edits' in change ? { ...change, edits: change.edits.filter(each => !('annotationId' in each)) } : change);
    return editor.afterEdit({ documentChanges });
}

async function refused(text: string | Readonly<Record<string, string>>, newName: string): Promise<string> {
    const editor = await Editor.open(text);
    return rename(editor, newName).then(() => 'not refused', (error: Error) => error.message);
}

describe('rename', () => {
    afterEach(() => Editor.closeAll());

    it('changes a name in all files, and nothing else', async () => {
        assert.deepEqual(await renamed({
            'customer.erd': '/// Customer data.\nentity Cust<|>omer as "customers" { id: uuid key }\nrelationship knows: Customer }o--o{ Customer "Customer"',
            'order.erd': 'import "./customer.erd"\nentity Order { id: uuid key  customer: Customer(id)? on delete cascade }\n// Customer',
        }, 'Client'), {
            'customer.erd': '/// Customer data.\nentity Client as "customers" { id: uuid key }\nrelationship knows: Client }o--o{ Client "Customer"',
            'order.erd': 'import "./customer.erd"\nentity Order { id: uuid key  customer: Client(id)? on delete cascade }\n// Customer',
        });
    });

    it('changes what a condition asks about, its alias and its attributes', async () => {
        const model = (entity: string, alias: string, attribute: string) => `entity ${entity} { id: int key  ${attribute}: int }\nentity A { id: int key  user: int }\npolicy p on A allow select to public using (exists (${entity} ${alias} where ${alias}.${attribute} = user))`;
        assert.deepEqual(await renamed(model('Mem<|>ber', 'm', 'user'), 'Guest'), { 'model.erd': model('Guest', 'm', 'user') });
        assert.deepEqual(await renamed(model('Member', 'm', 'us<|>er'), 'guest'), { 'model.erd': model('Member', 'm', 'guest') });
        const editor = 'entity A { id: int key }\npolicy p on A allow select to public using (exists (A <|>a where a.id = id))';
        assert.deepEqual(await renamed(editor, 'other'), { 'model.erd': 'entity A { id: int key }\npolicy p on A allow select to public using (exists (A other where other.id = id))' });
    });

    it('changes the ends of relationships with the entity', async () => {
        const model = (entity: string, end: string, query: string) => `entity ${entity} { id: int key }\nentity Course { id: int key }\nrelationship r: ${query} }o--o{ Course { index (${end}) }\nrelationship k: ${query} }o--o{ ${query} { key (source${query}, target${query}) }\nview V from r e where e.${end}.id > 1 { x: 1 }`;
        assert.deepEqual(await renamed(model('Stu<|>dent', 'student', 'Student'), 'Pupil'), { 'model.erd': model('Pupil', 'pupil', 'Pupil') });
    });

    it('refuses the end of a relationship, which has its name from the entity', async () => {
        assert.match(await refused('entity Student { id: int key }\nentity Course { id: int key }\nrelationship r: Student }o--o{ Course { index (stu<|>dent) }', 'pupil'), /is a word of the language here/);
    });

    it('changes only the segment of a path that the name is', async () => {
        assert.deepEqual(await renamed('schema sales { entity Order { id: uuid key  c: Customer } }\nentity Customer { id: uuid key }\nrelationship r: Customer ||--o{ sales.Ord<|>er.c', 'Sale'), {
            'model.erd': 'schema sales { entity Sale { id: uuid key  c: Customer } }\nentity Customer { id: uuid key }\nrelationship r: Customer ||--o{ sales.Sale.c',
        });
    });

    it('changes an attribute in keys, checks, views, relationships and annotations', async () => {
        const text = (name: string, cursor = ''): string => [
            `entity C { id: uuid key }`,
            `entity A { id: uuid key  ${cursor}${name}: C  check k: ${name} is not null\n  index (${name})\n  unique (${name})\n}`,
            `view V from A a where a.${name} is not null { x: a.${name} }`,
            `relationship r: C ||--o{ A.${name}`,
            `annotate A { ${name} @internal }`,
        ].join('\n');
        assert.deepEqual(await renamed(text('c', '<|>'), 'owner'), { 'model.erd': text('owner') });
    });

    it('changes an overridden attribute with those that override it', async () => {
        const text = (name: string, cursor = ''): string =>
            `abstract entity P { id: uuid key  ${name}: string  subtypes joined }\nentity Q extends P { override ${cursor}${name}: string(10) }\nentity R extends P { index (${name}) }`;
        assert.deepEqual(await renamed(text('name', '<|>'), 'title'), { 'model.erd': text('title') });
    });

    it('writes backticks where the new name needs them, and drops them where it does not', async () => {
        assert.deepEqual(await renamed('entity A { si<|>ze: int check (size > 0) }', 'end'), { 'model.erd': 'entity A { end: int check (`end` > 0) }' });
        assert.deepEqual(await renamed('entity A { en<|>d: int check (`end` > 0) }', 'size'), { 'model.erd': 'entity A { size: int check (size > 0) }' });
        assert.deepEqual(await renamed('entity Index<|>ed { id: uuid key }\nentity B { i: Indexed }', 'index'), { 'model.erd': 'entity index { id: uuid key }\nentity B { i: index }' });
        assert.deepEqual(await renamed('entity A { si<|>ze: int }', '`size in m`'), { 'model.erd': 'entity A { `size in m`: int }' });
    });

    it('leaves `old`, `new` and `value` alone', async () => {
        assert.deepEqual(await renamed('entity A<|> { id: uuid key  n: int }\nfunction f() returns trigger sql postgresql ""\ntrigger t on A before update when (old.n <> new.n) execute f()', 'Z'), {
            'model.erd': 'entity Z { id: uuid key  n: int }\nfunction f() returns trigger sql postgresql ""\ntrigger t on Z before update when (old.n <> new.n) execute f()',
        });
    });

    describe('refuses', () => {
        const cases: Readonly<Record<string, readonly [text: string, newName: string, message: RegExp]>> = {
            'what is no name': ['entity Cust<|>omer { id: uuid key }', 'not valid name!', /"not valid name!" is no name: .* in backticks/],
            'an empty name': ['entity Cust<|>omer { id: uuid key }', '  ', /must not be empty/],
            'a name that another declaration has': ['entity Cust<|>omer { id: uuid key }\nenum Client { X }', 'Client', /`Client` is already an enum here \(model\.erd:2\)/],
            'a type of the language': ['entity Cust<|>omer { id: uuid key }', 'string', /`string` is a type of the language/],
            'an attribute\'s name that is taken': ['entity A { a<|>: int  b: int }', 'b', /`b` is already an attribute here/],
            'one that an entity taking in the mixin has': ['mixin M { a<|>: int }\nentity A with M { b: int }', 'b', /`b` is already an attribute here \(model\.erd:2\)/],
            'one that a mixin brings': ['mixin M { b: int }\nentity A with M { a<|>: int }', 'b', /`b` is already an attribute here \(model\.erd:1\)/],
            'an enum value that is there': ['enum E { X<|> Y }', 'Y', /`Y` is already an enum value here/],
            'an alias that is there': ['entity A { id: int }\nview V from A a<|> left join A b on a.id = b.id { x: a.id }', 'b', /already an alias here/],
            'what would hide another name': ['enum S { ON OFF }\nentity A { s: S = OFF  flag<|>: boolean  check c: s = OFF }', 'OFF', /`OFF` .* would then mean the renamed attribute|already means/],
            'types of the language': ['entity A { a: str<|>ing }', 'x', /comes with the language/],
            'a name that nobody declares': ['entity A { a: Cust<|>omer }', 'x', /Nothing is declared with this name/],
            'words with a meaning of their own': ['domain D: int check (val<|>ue > 0)', 'x', /`value` is a word of the language here/],
            'an import': ['import "./<|>b.erd"', 'x', /Rename the file itself/],
        };
        for (const [what, [text, newName, message]] of Object.entries(cases)) {
            it(`to take ${what}`, async () => {
                assert.match(await refused(text, newName), message);
            });
        }

        it('a name that a file of the same model has', async () => {
            assert.match(await refused({ 'a.erd': 'import "./b.erd"\nmodel M { targets postgresql }\nentity A<|> { id: uuid key }', 'b.erd': 'entity Z { id: uuid key }' }, 'Z'), /already an entity here \(b\.erd:1\)/);
        });
    });

    it('takes a name that only another model has', async () => {
        assert.deepEqual(await renamed({ 'a.erd': 'model M { targets postgresql }\nentity A<|> { id: uuid key }', 'b.erd': 'model N { targets postgresql }\nentity Z { id: uuid key }' }, 'Z'), {
            'a.erd': 'model M { targets postgresql }\nentity Z { id: uuid key }',
        });
    });

    it('is prepared with the name, without its backticks', async () => {
        const editor = await (await Editor.open('entity A { `e<|>nd`: int }')).settled();
        const prepared = await editor.request<{ placeholder: string }>('textDocument/prepareRename', editor.atCursor);
        assert.equal(prepared.placeholder, 'end');
    });

    it('is not offered for a word of the language', async () => {
        const editor = await (await Editor.open('ent<|>ity A { id: uuid key }')).settled();
        assert.equal(await editor.request('textDocument/prepareRename', editor.atCursor), null);
    });

    describe('when the name in the database changes', () => {
        const text = 'model M { naming snake_case }\nentity C { id: uuid key }\nentity Order { id: uuid key  placed<|>By: C @internal }';

        it('lets the user keep the old one known', async () => {
            const editor = await Editor.open(text);
            const edit = await rename(editor, 'orderedBy');
            assert.equal(editor.afterEdit(edit)['model.erd'], text.replace('placed<|>By: C @internal', 'orderedBy: C @internal @was("placed_by_id")'));
            assert.equal(edit.changeAnnotations!['erd.was']!.needsConfirmation, true);
        });

        it('keeps it for entities, views and values too', async () => {
            const after = async (marked: string): Promise<string> => {
                const editor = await Editor.open(marked);
                return editor.afterEdit(await rename(editor, 'Renamed'))['model.erd']!;
            };
            assert.equal(await after('entity Ol<|>d { id: uuid key }'), 'entity Renamed @was("old") { id: uuid key }');
            assert.equal(await after('enum E { OL<|>D "Label" }'), 'enum E { Renamed "Label" @was("OLD") }');
            assert.equal(await after('entity A { id: uuid key }\nview Ol<|>d from A a { x: a.id }'), 'entity A { id: uuid key }\nview Renamed @was("old") from A a { x: a.id }');
        });

        it('asks nothing where the name is written down, or stays', async () => {
            for (const marked of ['entity Ol<|>d as "t_old" { id: uuid key }', 'entity A { `OL<|>D`: int as "o" }', 'mixin Ol<|>d { a: int }', 'entity A @was("a0") { OL<|>D: int as "x" }']) {
                const edit = await rename(await Editor.open(marked), 'renamed');
                assert.equal(edit.changeAnnotations, undefined, marked);
            }
        });

        it('keeps it always, or never, as the settings say', async () => {
            for (const [was, expected] of [['always', ' @was("placed_by_id")'], ['never', '']] as const) {
                const server = await TestServer.start({ settings: { 'erd.rename.was': was } });
                const editor = await Editor.open(text, server);
                const edit = await rename(editor, 'orderedBy');
                assert.equal(edit.changeAnnotations, undefined);
                assert.equal(editor.afterEdit(edit)['model.erd'], text.replace('placed<|>By: C @internal', `orderedBy: C @internal${expected}`));
                await server.stop();
            }
        });

        it('warns of marked SQL that names it', async () => {
            const server = await TestServer.start();
            const editor = await Editor.open('model M { naming snake_case }\nentity Order { id: uuid key  placed<|>By: string }\nview V sql postgresql "select placed_by from \\"order\\""', server);
            assert.deepEqual(Object.values(editor.afterEdit(await rename(editor, 'by')))[0]!.includes('select placed_by'), true);
            assert.match(await eventually(() => server.messages[0]), /Marked SQL names "placed_by", .*: model\.erd:3\./);
            await server.stop();
        });

        it('does not ask a client that cannot', async () => {
            const server = await TestServer.start({ capabilities: { ...editorCapabilities, workspace: { workspaceEdit: {} } } });
            const editor = await Editor.open(text, server);
            const edit = await rename(editor, 'orderedBy');
            assert.equal(edit.documentChanges, undefined);
            assert.equal(editor.afterEdit(edit)['model.erd'], text.replace('placed<|>By', 'orderedBy'));
            await server.stop();
        });
    });
});
