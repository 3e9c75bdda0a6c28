import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { Editor, editorCapabilities, TestServer } from '../harness.ts';
import { ask, refusalOf } from './commands.ts';

const diagram = 'erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  CUSTOMER { int id PK\n string firstName }\n  ORDER { int id PK\n int customer_id FK }\n';
const script = 'create table customers (\n  id int primary key\n);\n\ncreate table orders (\n  id int primary key,\n  customer_id int not null references customers\n);';
const customer = /entity Customer \{\n {2}id: int {2}key\n\}/;

describe('converting', () => {
    let server: TestServer;

    beforeEach(async () => {
        server = await TestServer.start({
            capabilities: {
                ...editorCapabilities,
                textDocument: { ...editorCapabilities.textDocument, codeAction: { ...editorCapabilities.textDocument!.codeAction, resolveSupport: { properties: ['edit'] } } },
            },
        });
    });

    afterEach(() => server.stop());

    it('makes a whole model for a document without one', async () => {
        const editor = await Editor.open('', server);
        const { text, lost } = await ask(server, 'erd/convert', { uri: editor.uri(), text: script, position: { line: 0, character: 0 } });
        assert.match(text, /^model Imported \{/);
        assert.match(text, customer);
        assert.equal(lost, 0);
    });

    it('follows the rule for names of the model that the document has', async () => {
        const editor = await Editor.open('model Shop {\n  targets postgresql 18\n  naming as_written\n}\n', server);
        const { text } = await ask(server, 'erd/convert', { uri: editor.uri(), text: diagram, position: { line: 5, character: 0 } });
        assert.doesNotMatch(text, /^model/m);
        assert.match(text, /^entity Customer as "customer" \{/m);
    });

    it('says the schema where it is not the model\'s', async () => {
        const editor = await Editor.open('model Shop {\n  targets postgresql 18\n  schema shop\n}\n', server);
        const convert = async (schema: string): Promise<string> => {
            const text = `create schema ${schema};\ncreate table ${schema}.a (id int primary key);`;
            return (await ask(server, 'erd/convert', { uri: editor.uri(), text, position: { line: 5, character: 0 } })).text;
        };
        assert.equal(await convert('shop'), 'entity A {\n  id: int  key\n}\n');
        assert.equal(await convert('other'), 'schema other {\n  entity A {\n    id: int  key\n  }\n}\n');
    });

    const shop = 'model Shop {\n  targets postgresql 18\n  schema shop\n}\n\nenum Status { OPEN CLOSED }\n\nentity Land as "countries" {\n  code: string(2) as "iso" key\n}\n\nentity Order {\n  id: int key\n}\n';

    it('refers to what the model has, by the names that it has there', async () => {
        const editor = await Editor.open(shop, server);
        const text = `create table customer (
  id int primary key,
  country_iso varchar(2) not null references countries(iso),
  state status not null default 'OPEN',
  last_order int references shop."order"
);`;
        const converted = await ask(server, 'erd/convert', { uri: editor.uri(), text, position: { line: 14, character: 0 } });
        assert.equal(converted.text, `entity Customer {
  id:        int     key
  country:   Land
  state:     Status = OPEN
  lastOrder: Order?  as "last_order"
}
`);
        assert.equal(converted.summary, '1 table; nothing lost, nothing assumed.');
        await editor.change(`${shop}\n${converted.text}`);
        assert.deepEqual((await editor.diagnostics()).filter(({ severity }) => severity === 1), []);
    });

    it('does not make an entity again that a diagram only names', async () => {
        const editor = await Editor.open(shop, server);
        const { text } = await ask(server, 'erd/convert', { uri: editor.uri(), text: 'erDiagram\n  LAND ||--o{ CITY : has\n  CITY { int id PK }\n', position: { line: 14, character: 0 } });
        assert.doesNotMatch(text, /entity Land/);
        await editor.change(`${shop}\n${text}`);
        assert.deepEqual((await editor.diagnostics()).filter(({ severity }) => severity === 1), []);
    });

    it('leaves as remarks what it cannot convert, and what would change an entity of the model', async () => {
        const editor = await Editor.open(shop, server);
        const text = 'create table a (id int primary key,,);\ncreate table b (id int primary key);\ncreate tabel c (\n  id int\n);\ncreate index on "order" (id);\n';
        const converted = await ask(server, 'erd/convert', { uri: editor.uri(), text, position: { line: 14, character: 0 } });
        assert.equal(converted.lost, 3);
        assert.equal(converted.text, `entity B {
  id: int  key
}

// Not converted: PostgreSQL does not understand it: syntax error at or near ",".
// create table a (id int primary key,,)

// Not converted: PostgreSQL does not understand it: syntax error at or near "tabel".
// create tabel c (
//   id int
// )

// Not converted: It changes what the model has already: say it there.
// create index on "order" (id)
`);
    });

    it('tells all statements of a line of which one cannot be converted', async () => {
        const editor = await Editor.open(shop, server);
        const { text } = await ask(server, 'erd/convert', { uri: editor.uri(), text: 'create tabel a (id int); create table b (id int primary key);', position: { line: 14, character: 0 } });
        assert.match(text, /^entity B \{[^]*\/\/ create tabel a \(id int\);\n\/\/ create table b/);
    });

    it('is refused inside of a declaration', async () => {
        const editor = await Editor.open('entity A {\n  id: int key\n}\n', server);
        const answer = ask(server, 'erd/convert', { uri: editor.uri(), text: script, position: { line: 1, character: 2 } });
        assert.match((await refusalOf(answer)).message, /declaration/);
        const half = await Editor.open('entity A {\n  id: int key\n', server);
        const behind = ask(server, 'erd/convert', { uri: half.uri(), text: script, position: { line: 2, character: 0 } });
        assert.match((await refusalOf(behind)).message, /declaration/);
    });

    const actions = async (editor: Editor): Promise<CodeAction[]> => {
        const context = { diagnostics: await editor.diagnostics(), only: ['quickfix'] };
        const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
        const found: CodeAction[] = await editor.request('textDocument/codeAction', { textDocument: { uri: editor.uri() }, range, context });
        return found.filter(({ title }) => title === 'Convert to ERD');
    };

    for (const [what, foreign] of [['a script', script], ['a diagram', diagram], ['a diagram in a fence', `\`\`\`mermaid\n${diagram}\`\`\``]] as const) {
        it(`is offered where ${what} stands between declarations, and replaces it`, async () => {
            const editor = await Editor.open(`model Shop {\n  targets postgresql 18\n}\n\nentity Before {\n  id: int key\n}\n\n${foreign}\n\nentity After {\n  id: int key\n}\n`, server);
            const [action, ...others] = await actions(editor);
            assert.deepEqual(others, []);
            const { edit }: CodeAction = await editor.request('codeAction/resolve', action!);
            const after = editor.afterEdit(edit!)[editor.first]!;
            assert.match(after, /^model Shop \{\n {2}targets postgresql 18\n\}\n\nentity Before \{\n {2}id: int key\n\}\n\nentity Customer /);
            assert.match(after, /customer: +Customer\n\}[\s\S]*\n\nentity After \{\n {2}id: int key\n\}\n$/);
            await editor.change(after);
            assert.deepEqual((await editor.diagnostics()).filter(({ severity }) => severity === 1), []);
        });
    }

    it('is not offered for SQL that is marked as such', async () => {
        const editor = await Editor.open('model Shop { targets postgresql 18 }\nentity A {\n  id: nothing key\n}\nstatement postgresql after A """\n  create table x (id int);\n  """\n', server);
        assert.deepEqual(await actions(editor), []);
    });
});
