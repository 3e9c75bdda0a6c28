import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver';
import { Editor, TestServer } from './harness.ts';

async function hover(text: string | Readonly<Record<string, string>>, server?: TestServer): Promise<string> {
    const editor = await (await Editor.open(text, server)).settled();
    const found = await editor.request<Hover | null>('textDocument/hover', editor.atCursor);
    return found ? (found.contents as MarkupContent).value : '';
}

const model = 'model Shop { targets postgresql 18  schema shop  naming snake_case plural }\n';

describe('hover', () => {
    afterEach(() => Editor.closeAll());

    it('shows how an element is declared and its documentation', async () => {
        const text = await hover('/// Who buys from us.\n/// In all countries.\nentity Customer @internal { id: uuid key }\nentity Order { id: uuid key  c: Cust<|>omer }');
        assert.match(text, /^```erd\nentity Customer @internal\n```\n\nWho buys from us\.\nIn all countries\./);
    });

    it('shows the table of an entity', async () => {
        assert.match(await hover(`${model}entity Cust<|>omer { id: uuid key }`), /- Table `shop\.customers`\n- Key \(id\)/);
    });

    it('shows the column of an attribute with the engine\'s type', async () => {
        assert.match(await hover(`${model}entity Customer { id: uuid key  firstName: string(100)?  born<|>On: date }`), /- Column `born_on` `date`, not null/);
    });

    it('shows where a foreign key points', async () => {
        const text = await hover(`${model}entity Customer { id: uuid key }\nentity Order { id: uuid key  cust<|>omer: Customer on delete cascade }`);
        assert.match(text, /- Column `customer_id` `uuid`, not null\n- Foreign key \(`customer_id`\) → `shop\.customers` \(`id`\), on delete cascade/);
    });

    it('shows who has an attribute of a mixin', async () => {
        const text = await hover(`${model}mixin Audited { created<|>At: timestamp }\nentity A with Audited { id: uuid key }\nentity B with Audited { id: uuid key }`);
        assert.match(text, /- Column `created_at` `timestamptz`, not null\n- In A, B/);
    });

    it('shows the values of an enumeration', async () => {
        const text = await hover(`${model}enum Status { ACTIVE = 'A' "Active" CLOSED }\nentity A { id: uuid key  s: Sta<|>tus }`);
        assert.match(text, /- `ACTIVE` = 'A': Active\n- `CLOSED`\n/);
    });

    it('shows what a value is in the database', async () => {
        assert.match(await hover(`${model}enum Status { ACTIVE = 'A' }\nentity A { id: uuid key  s: Status = ACT<|>IVE }`), /- In the database 'A'/);
    });

    it('shows the type below a domain', async () => {
        assert.match(await hover(`${model}domain Email: string(255)\nentity A { id: uuid key  e: Em<|>ail }`), /domain Email: string\(255\)\n```\n\n- PostgreSQL `shop\.email`/);
    });

    it('says in words what a relationship means', async () => {
        const text = await hover('entity Customer { id: uuid key }\nentity Order { id: uuid key  c: Customer }\nrelationship pla<|>ces: Customer ||--o{ Order.c');
        assert.match(text, /- One Customer has any number of Order\n- One Order has exactly one Customer/);
    });

    it('shows functions and types of the language', async () => {
        assert.match(await hover('entity A { id: uuid = uu<|>id() key }'), /function uuid\(\) returns uuid volatile\n```\n\nA random UUID, version 4/);
        assert.match(await hover('entity A { id: uu<|>id key }'), /Universally unique identifier, RFC 9562\./);
    });

    it('explains a word of the language', async () => {
        assert.match(await hover('entity A { id: uuid key  n: int  m: int comp<|>uted (n) stored }'), /Follows from other attributes/);
    });

    it('says what is in an imported file', async () => {
        assert.match(await hover({ 'a.erd': 'import "./b<|>.erd"', 'b.erd': 'entity B { id: uuid key }' }), /\*\*b\.erd\*\* declares 1 elements/);
    });

    it('explains a finding and links its page', async () => {
        const server = await TestServer.start({ initializationOptions: { findingPages: 'file:///pages' } });
        const editor = await Editor.open('entity A { id: uuid key  c: Custo<|>mer }', server);
        const [diagnostic] = await editor.diagnostics();
        const found = await editor.request<Hover>('textDocument/hover', editor.atCursor);
        const { value } = found.contents as MarkupContent;
        assert.ok(value.includes(`**[${diagnostic!.code}](file:///pages/${diagnostic!.code}.md)**`), value);
        await server.stop();
    });

    it('is silent where there is nothing to say', async () => {
        assert.equal(await hover('entity A {<|> id: uuid key }'), '');
    });
});
