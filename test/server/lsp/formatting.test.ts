import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver';
import { Editor, TestServer } from './harness.ts';
import { applyEdits } from './markers.ts';

const options = { tabSize: 2, insertSpaces: true };

async function formatted(editor: Editor, method: string, params: object): Promise<string> {
    const edits = await editor.request<TextEdit[] | null>(method, { textDocument: { uri: editor.uri() }, options, ...params });
    return applyEdits(editor.text(), edits ?? []);
}

describe('formatting', () => {
    afterEach(() => Editor.closeAll());

    it('formats a document, its comments included', async () => {
        const editor = await Editor.open('entity A{\n// first\nid:uuid\nlonger  :  int\n}');
        assert.equal(await formatted(editor, 'textDocument/formatting', {}), 'entity A {\n  // first\n  id:     uuid\n  longer: int\n}\n');
    });

    it('takes the editor\'s indentation and the user\'s alignment', async () => {
        const server = await TestServer.start({ settings: { 'erd.format.align': false } });
        const editor = await Editor.open('entity A{\nid:uuid\nlonger  :  int\n}', server);
        assert.equal(await formatted(editor, 'textDocument/formatting', { options: { tabSize: 4, insertSpaces: false } }), 'entity A {\n\tid: uuid\n\tlonger: int\n}\n');
        await server.stop();
    });

    it('formats some lines', async () => {
        const editor = await Editor.open('entity A{\nid:uuid\n}\n\nentity B{\nid:uuid\n}\n');
        const range = { start: { line: 4, character: 0 }, end: { line: 6, character: 1 } };
        assert.equal(await formatted(editor, 'textDocument/rangeFormatting', { range }), 'entity A{\nid:uuid\n}\n\nentity B {\n  id: uuid\n}\n');
    });

    it('formats a block when its brace is typed', async () => {
        const editor = await Editor.open('entity A{\nid:uuid\n<|>\n');
        await editor.type('}');
        assert.equal(await formatted(editor, 'textDocument/onTypeFormatting', { position: editor.cursor, ch: '}' }), 'entity A {\n  id: uuid\n}\n');
    });
});
