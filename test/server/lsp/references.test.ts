import assert from 'node:assert/strict';
import type { DocumentHighlight, Location } from 'vscode-languageserver';
import { Editor } from './harness.ts';

async function references(editor: Editor, includeDeclaration = true): Promise<string[]> {
    return editor.places(await editor.request<Location[] | null>('textDocument/references', { ...editor.atCursor, context: { includeDeclaration } }));
}

describe('references', () => {
    afterEach(() => Editor.closeAll());

    it('are found in all files, the declaration among them', async () => {
        const editor = await Editor.open({
            'customer.erd': 'entity <|Customer|> { id: uuid key }\nrelationship knows: <|Customer|> }o--o{ <|Customer|>',
            'order.erd': 'import "./customer.erd"\nentity Order { id: uuid key  customer: <|>Customer }\nannotate Customer @internal',
        });
        assert.deepEqual(await references(editor), [...editor.marked, 'order.erd:2:40 Customer', 'order.erd:3:10 Customer']);
    });

    it('leave the declaration out where it is not asked for', async () => {
        const editor = await Editor.open('entity Custom<|>er { id: uuid key }\nentity Order { id: uuid key  customer: <|Customer|> }');
        assert.deepEqual(await references(editor, false), editor.marked);
    });

    it('of an attribute: in keys, indexes, expressions, views, relationships and annotations from outside', async () => {
        const editor = await Editor.open([
            'entity B { id: uuid key }',
            'entity A { id: uuid key  <|b|>: B  unique (<|b|>)  index (<|b|> desc) where <|b|> is not null }',
            'view V from A a where a.<|b|> is not null { b: a.<|b|> }',
            'relationship r: B ||--o{ A.<|b|>',
            'annotate A { <|>b @internal }',
        ].join('\n'));
        assert.deepEqual(await references(editor), [...editor.marked, 'model.erd:5:14 b'].sort());
    });

    it('are found in marked SQL by the name in the database', async () => {
        const editor = await Editor.open([
            'model M { naming snake_case plural }',
            'entity Customer { id: uuid key  fullName: string }',
            'view V sql postgresql "select <|full_name|> from <|customers|> -- customers"',
            'function f() returns int language sql sql postgresql """',
            "  select count(*) from <|CUSTOMERS|> where name <> 'customers'",
            '"""',
            'view W sql postgresql "select full_name from others"',
        ].join('\n'));
        await editor.settled();
        const at = async (line: number, character: number): Promise<string[]> => editor.places(await editor.request('textDocument/references', {
            textDocument: { uri: editor.uri() }, position: { line, character }, context: { includeDeclaration: false },
        }));
        assert.deepEqual([...await at(1, 8), ...await at(1, 34)].sort(), editor.marked);
    });

    it('of an import: who else imports the file', async () => {
        const editor = await Editor.open({ 'a.erd': 'import "./c<|>.erd"', 'b.erd': '<|import "./c.erd"|>', 'c.erd': 'entity C { id: uuid key }' });
        assert.deepEqual(await references(editor), ['a.erd:1:1 import "./c.erd"', ...editor.marked]);
    });
});

describe('highlights', () => {
    afterEach(() => Editor.closeAll());

    it('are the uses in this document; the declaration is a write', async () => {
        const editor = await Editor.open('entity A { id: uuid key  <|size|>: int check (<|size|> > 0)  index (<|>size) }');
        const found = await editor.request<DocumentHighlight[]>('textDocument/documentHighlight', editor.atCursor);
        assert.deepEqual(found.map(({ range, kind }) => `${range.start.character} ${kind}`).sort(), ['25 3', '42 2', '60 2']);
    });
});
