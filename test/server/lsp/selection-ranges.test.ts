import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver';
import { Editor } from './harness.ts';
import { textIn } from './markers.ts';

describe('selection ranges', () => {
    afterEach(() => Editor.closeAll());

    it('grow with the syntax, documentation included', async () => {
        const editor = await Editor.open('enum E { X }\n/// About A.\nentity A { a: int check (a > b<|> + 1)  b: int }');
        const [innermost] = await editor.request<SelectionRange[]>('textDocument/selectionRange', { textDocument: { uri: editor.uri() }, positions: editor.document().cursors });
        const texts: string[] = [];
        for (let range: SelectionRange | undefined = innermost; range; range = range.parent) {
            texts.push(textIn(editor.text(), range.range));
        }
        assert.deepEqual(texts, [
            'b', 'b + 1', 'a > b + 1', 'check (a > b + 1)', 'a: int check (a > b + 1)',
            'entity A { a: int check (a > b + 1)  b: int }', '/// About A.\nentity A { a: int check (a > b + 1)  b: int }', editor.text(),
        ]);
    });

    it('are the whole text where there is nothing else', async () => {
        const editor = await Editor.open('\n<|>\n');
        const [range] = await editor.request<SelectionRange[]>('textDocument/selectionRange', { textDocument: { uri: editor.uri() }, positions: editor.document().cursors });
        assert.equal(textIn(editor.text(), range!.range), '\n\n');
    });
});
