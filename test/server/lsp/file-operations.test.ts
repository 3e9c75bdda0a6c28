import assert from 'node:assert/strict';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { Editor } from './harness.ts';

describe('moving files', () => {
    afterEach(() => Editor.closeAll());

    async function move(files: Readonly<Record<string, string>>, from: string, to: string): Promise<Record<string, string>> {
        const editor = await (await Editor.open(files)).settled();
        return editor.afterEdit(await editor.request<WorkspaceEdit | null>('workspace/willRenameFiles', { files: [{ oldUri: editor.uri(from), newUri: editor.uri(to) }] }));
    }

    it('changes the imports of a renamed file', async () => {
        assert.deepEqual(await move({ 'a.erd': 'import "./b.erd"\nimport "./c.erd"', 'b.erd': '', 'c.erd': '' }, 'b.erd', 'base.erd'), {
            'a.erd': 'import "./base.erd"\nimport "./c.erd"',
        });
    });

    it('changes what a moved file imports', async () => {
        assert.deepEqual(await move({ 'a.erd': 'import "./b.erd"', 'b.erd': 'import "./c.erd"', 'c.erd': '' }, 'b.erd', 'parts/b.erd'), {
            'a.erd': 'import "./parts/b.erd"',
            'b.erd': 'import "../c.erd"',
        });
    });

    it('follows a folder with what is in it', async () => {
        assert.deepEqual(await move({ 'a.erd': 'import "./parts/b.erd"', 'parts/b.erd': 'import "./c.erd"\nimport "../d.erd"', 'parts/c.erd': '', 'd.erd': '' }, 'parts', 'lib/pieces'), {
            'a.erd': 'import "./lib/pieces/b.erd"',
            'parts/b.erd': 'import "./c.erd"\nimport "../../d.erd"',
        });
    });

    it('changes nothing that stays right', async () => {
        assert.deepEqual(await move({ 'a.erd': 'import "./b.erd"', 'b.erd': '', 'c.erd': '' }, 'c.erd', 'd.erd'), {});
    });
});
