import assert from 'node:assert/strict';
import type { LocationLink } from 'vscode-languageserver';
import { Editor } from './harness.ts';

async function definitions(editor: Editor, method = 'textDocument/definition'): Promise<string[]> {
    const links = await editor.request<LocationLink[] | null>(method, editor.atCursor);
    return (links ?? []).map(({ targetUri, targetSelectionRange }) => editor.place(targetUri, targetSelectionRange));
}

describe('definition', () => {
    afterEach(() => Editor.closeAll());

    const cases: Readonly<Record<string, Readonly<Record<string, string>> | string>> = {
        'of an entity used as a type': 'entity Order { id: uuid key  customer: Custo<|>mer }\nentity <|Customer|> { id: uuid key }',
        'with the cursor behind the name': 'entity Order { id: uuid key  customer: Customer<|> }\nentity <|Customer|> { id: uuid key }',
        'of an element of another file': {
            'order.erd': 'import "./customer.erd"\nentity Order { id: uuid key  customer: <|>Customer }',
            'customer.erd': 'entity <|Customer|> { id: uuid key }',
        },
        'of an attribute in a check': 'entity Order { id: uuid key  <|total|>: int check (<|>total > 0) }',
        'of a mixin\'s attribute': 'mixin Audited { <|createdAt|>: timestamp }\nentity Order with Audited { id: uuid key  index (<|>createdAt) }',
        'of a parent\'s attribute': 'abstract entity Party { <|name|>: string }\nentity Person extends Party { id: uuid key  index (<|>name) }',
        'of an enum value after its attribute': 'enum Status { <|OPEN|> CLOSED }\nentity Order { id: uuid key  status: Status = <|>OPEN }',
        'of a member behind a dot': 'entity A { <|id|>: uuid key }\nview V from A a where a.i<|>d is not null { x: a.id }',
        'of an alias': 'entity A { id: uuid key }\nview V from A <|a|> where <|>a.id is not null { x: a.id }',
        'of the attribute that a relationship names': 'entity A { id: uuid key }\nentity B { id: uuid key  <|a|>: A }\nrelationship has: A ||--o{ B.<|>a',
        'of a segment of a path, and not of the whole': 'schema sales { entity <|A|> { id: uuid key } }\nannotate sales.<|>A @internal',
        'of a schema in front of a type': 'schema <|sales|> { entity A { id: uuid key } }\nentity B { id: uuid key  a: <|>sales.A }',
        'of an own annotation': 'annotation <|unit|>(symbol: string) on attribute\nentity A { id: uuid key  size: int @<|>unit("m") }',
        'of an attribute annotated from outside': 'entity A { id: uuid key  <|email|>: string }\nannotate A { em<|>ail @pii(email) }',
        'of a name in backticks': 'entity <|`end`|> { id: uuid key }\nentity B { id: uuid key  e: `e<|>nd` }',
    };
    for (const [what, files] of Object.entries(cases)) {
        it(`is found: ${what}`, async () => {
            const editor = await Editor.open(files);
            assert.deepEqual(await definitions(editor), editor.marked);
        });
    }

    it('of a declaration is itself', async () => {
        const editor = await Editor.open('entity Cust<|>omer { id: uuid key }');
        assert.deepEqual(await definitions(editor), ['model.erd:1:8 Customer']);
    });

    it('of an import leads to the file', async () => {
        const editor = await Editor.open({ 'a.erd': 'import "./parts/b<|>.erd"', 'parts/b.erd': 'entity B { id: uuid key }' });
        assert.deepEqual(await definitions(editor), ['parts/b.erd:1:1 ']);
    });

    it('of a word of the language leads to its document, which can be read', async () => {
        const editor = await Editor.open('entity A { id: uuid = uu<|>id() key }');
        const [link] = await editor.request<LocationLink[]>('textDocument/definition', editor.atCursor);
        assert.equal(link!.targetUri, 'erd-prelude:/functions.erd');
        const { text } = await editor.request<{ text: string }>('workspace/textDocumentContent', { uri: link!.targetUri });
        assert.match(text.split('\n')[link!.targetSelectionRange.start.line]!, /^function uuid\(\)/);
    });

    it('is not found where nothing is named', async () => {
        const editor = await Editor.open('ent<|>ity A { id: uuid key }');
        assert.deepEqual(await definitions(editor), []);
    });
});

describe('type definition', () => {
    afterEach(() => Editor.closeAll());

    const cases: Readonly<Record<string, string>> = {
        'of a reference is its entity': 'entity <|Customer|> { id: uuid key }\nentity Order { id: uuid key  customer: Customer  index (<|>customer) }',
        'of an attribute is its enumeration': 'enum <|Status|> { OPEN }\nentity Order { id: uuid key  st<|>atus: Status }',
        'of a value is its enumeration': 'enum <|Status|> { OPEN }\nentity Order { id: uuid key  status: Status = <|>OPEN }',
        'of an alias is the entity': 'entity <|A|> { id: uuid key }\nview V from A a where <|>a.id is not null { x: a.id }',
        'of a view\'s column is that of what it shows': 'enum <|Status|> { OPEN }\nentity A { id: uuid key  s: Status }\nview V from A a { stat<|>us: a.s }',
    };
    for (const [what, text] of Object.entries(cases)) {
        it(`is found: ${what}`, async () => {
            const editor = await Editor.open(text);
            assert.deepEqual(await definitions(editor, 'textDocument/typeDefinition'), editor.marked);
        });
    }
});
