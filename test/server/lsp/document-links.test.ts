import assert from 'node:assert/strict';
import type { DocumentLink } from 'vscode-languageserver';
import { Editor } from './harness.ts';

describe('document links', () => {
    afterEach(() => Editor.closeAll());

    it('lead from imports to the files that are there', async () => {
        const editor = await (await Editor.open({ 'a.erd': 'import "<|./parts/b.erd|>"\nimport "./missing.erd"', 'parts/b.erd': '' })).settled();
        const links = await editor.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: editor.uri('a.erd') } });
        assert.deepEqual(links.map(({ range, target }) => [editor.place(editor.uri('a.erd'), range), editor.nameOf(target!)]), [[editor.marked[0], 'parts/b.erd']]);
    });
});
