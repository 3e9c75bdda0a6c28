import assert from 'node:assert/strict';
import type { FoldingRange } from 'vscode-languageserver';
import { Editor } from './harness.ts';

/** `first-last kind`, lines from 1. */
async function folds(text: string): Promise<string[]> {
    const editor = await Editor.open(text);
    const ranges = await editor.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: editor.uri() } });
    return ranges.map(({ startLine, endLine, kind = 'block' }) => `${startLine + 1}-${endLine + 1} ${kind}`).sort();
}

describe('folding ranges', () => {
    afterEach(() => Editor.closeAll());

    it('are blocks, without the closing brace', async () => {
        assert.deepEqual(await folds('schema s {\n  entity A {\n    a: int\n  }\n}\nentity B { b: int }'), ['1-4 block', '2-3 block']);
    });

    it('are the imports together', async () => {
        assert.deepEqual(await folds('import "./a.erd"\n// and\nimport "./b.erd"\n\nentity A {}'), ['1-3 imports']);
    });

    it('are comments and documentation', async () => {
        assert.deepEqual(await folds('/* a\n b */\n\n// c\n// d\n\n/// e\n/// f\nentity A {}'), ['1-2 comment', '4-5 comment', '7-8 comment']);
    });

    it('are text blocks', async () => {
        assert.deepEqual(await folds('view V sql postgresql """\n  select {\n  1\n"""'), ['1-3 block']);
    });

    it('are marked regions', async () => {
        assert.deepEqual(await folds('// #region one\nentity A {}\n// #endregion'), ['1-3 region']);
    });

    it('are no braces in texts, comments and names', async () => {
        assert.deepEqual(await folds('entity A { a: string = \'{\'\n // {\n `{`: int\n "{"\n }'), ['1-4 block']);
    });

    it('stay while a line is half typed', async () => {
        assert.deepEqual(await folds('entity A {\n  a:\n  b: int\n}\nentity B {\n  c: int\n}'), ['1-3 block', '5-6 block']);
    });
});
