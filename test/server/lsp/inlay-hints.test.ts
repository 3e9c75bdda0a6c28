import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver';
import { Editor, TestServer } from './harness.ts';
import { applyEdits } from './markers.ts';

/** The text with the hints in it, in brackets. */
async function hinted(text: string, server?: TestServer): Promise<string> {
    const editor = await (await Editor.open(text, server)).settled();
    const hints = await editor.request<InlayHint[]>('textDocument/inlayHint', {
        textDocument: { uri: editor.uri() }, range: { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } },
    });
    return applyEdits(editor.text(), hints.map(({ position, label }) => ({
        range: { start: position, end: position }, newText: `[${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}]`,
    })));
}

describe('inlay hints', () => {
    afterEach(() => Editor.closeAll());

    it('show the foreign-key columns of a reference', async () => {
        assert.equal(
            await hinted('entity C { tenant: int  id: int\n  key (tenant, id)\n}\nentity A { id: uuid key  c: C on delete cascade  d: C? as ("d1", "d2")  n: int }'),
            'entity C { tenant: int  id: int\n  key (tenant, id)\n}\nentity A { id: uuid key  c: C[→ c_tenant, c_id] on delete cascade  d: C? as ("d1", "d2")  n: int }',
        );
    });

    it('show what an entity takes over', async () => {
        const text = (hint: string): string => `mixin M { at: timestamp  by: string }\nabstract entity P { id: uuid key  subtypes joined }\nentity A with M extends P {${hint} at: timestamp }`;
        assert.equal(await hinted(text('')), text('[+ by, id]'));
    });

    it('lead to where an attribute comes from', async () => {
        const editor = await (await Editor.open('mixin M { <|at|>: timestamp }\nentity A with M { id: uuid key }')).settled();
        const [hint] = await editor.request<InlayHint[]>('textDocument/inlayHint', {
            textDocument: { uri: editor.uri() }, range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
        });
        const [, part] = hint!.label as Exclude<InlayHint['label'], string>;
        assert.deepEqual(editor.places([part!.location!]), editor.marked);
        assert.equal(part!.tooltip, 'at: timestamp from the mixin M');
    });

    it('show names in the database where that is asked for', async () => {
        const server = await TestServer.start({ settings: { 'erd.inlayHints.physicalNames': true } });
        assert.equal(
            await hinted('model M { naming snake_case plural }\nentity OrderLine { id: uuid key  unitPrice: int  size: int  other: int as "o" }', server),
            'model M { naming snake_case plural }\nentity OrderLine[→ order_lines] { id: uuid key  unitPrice: int[→ unit_price]  size: int  other: int as "o" }',
        );
        await server.stop();
    });

    it('can be switched off', async () => {
        const server = await TestServer.start({ settings: { 'erd.inlayHints.foreignKeyColumns': false, 'erd.inlayHints.inheritedAttributes': false } });
        const text = 'mixin M { at: timestamp }\nentity A with M { id: uuid key  a: A }';
        assert.equal(await hinted(text, server), text);
        await server.stop();
    });
});
