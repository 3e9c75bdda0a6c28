import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { NewModelResult, VerifyResult, WrittenDdl } from '../../../server/protocol.ts';
import { eventually, open, removeAfterwards, write, workspaceUri } from './documents.ts';

const text = async (path: string): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri(path)));

const generate = async (path: string, options?: { overwrite: boolean }): Promise<WrittenDdl | undefined> =>
    vscode.commands.executeCommand('erd.generateDdl', workspaceUri(path), options);

describe('Generate DDL', () => {
    removeAfterwards('generated', 'new.erd', 'broken.erd');

    it('writes the script of the model', async () => {
        const written = await generate('shop.erd');
        assert.deepEqual(written?.files.map(({ state, isWritten }) => [state, isWritten]), [['new', true]]);
        const sql = await text(`generated/${written.files[0]!.path}`);
        assert.match(sql, /create table shop\."?order"?/i);
    });

    it('takes the uri that a code lens gives, and the active editor where there is none', async () => {
        const fromLens: WrittenDdl = await vscode.commands.executeCommand('erd.generateDdl', workspaceUri('shop.erd').toString());
        await open('shop.erd');
        const fromPalette: WrittenDdl = await vscode.commands.executeCommand('erd.generateDdl');
        assert.deepEqual(fromPalette, fromLens);
        assert.equal(fromLens.files[0]?.state, 'unchanged');
    });

    it('saves the model first', async () => {
        const { document } = await write('new.erd', 'model New {}\nentity Thing { id: int key }\n');
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, new vscode.Range(1, 7, 1, 12), 'Gadget');
        await vscode.workspace.applyEdit(edit);
        assert.equal(document.isDirty, true);
        const written = await generate('new.erd');
        assert.equal(document.isDirty, false);
        assert.match(await text(`generated/${written!.files[0]!.path}`), /gadget/);
    });

    it('does not overwrite what was changed by hand without being told', async () => {
        const { path } = (await generate('shop.erd'))!.files[0]!;
        await vscode.workspace.fs.writeFile(workspaceUri(`generated/${path}`), new TextEncoder().encode('-- by hand\n'));
        const kept = await generate('shop.erd', { overwrite: false });
        assert.deepEqual(kept?.files.map(({ state, isWritten }) => [state, isWritten]), [['edited', false]]);
        assert.equal(await text(`generated/${path}`), '-- by hand\n');
        await generate('shop.erd', { overwrite: true });
        assert.match(await text(`generated/${path}`), /create table/i);
    });

    it('asks, with the difference in view, and does as it is told', async () => {
        const { path } = (await generate('shop.erd'))!.files[0]!;
        const byHand = '-- by hand\n';
        await vscode.workspace.fs.writeFile(workspaceUri(`generated/${path}`), new TextEncoder().encode(byHand));
        const compared = (): vscode.TabInputTextDiff | undefined => {
            const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
            return input instanceof vscode.TabInputTextDiff ? input : undefined;
        };
        const answering = async (command: string): Promise<WrittenDdl | undefined> => {
            const asking = generate('shop.erd');
            const { original, modified } = await eventually(compared);
            assert.equal(original.toString(), workspaceUri(`generated/${path}`).toString());
            assert.match((await vscode.workspace.openTextDocument(modified)).getText(), /create table/i);
            // Until the question is there, the command does nothing.
            const answer = setInterval(() => void vscode.commands.executeCommand(command), 200);
            const written = await asking;
            clearInterval(answer);
            await eventually(() => !compared());
            return written;
        };
        assert.equal(await answering('workbench.action.closeQuickOpen'), undefined);
        assert.equal(await text(`generated/${path}`), byHand);
        // Enter loses nothing, either.
        assert.equal((await answering('workbench.action.acceptSelectedQuickOpenItem'))?.files[0]?.isWritten, false);
        assert.equal(await text(`generated/${path}`), byHand);
    });

    it('refuses a model with errors, and writes nothing', async () => {
        await write('broken.erd', 'model Broken {}\nentity Thing { id: nothing key }\n');
        assert.equal(await generate('broken.erd'), undefined);
        await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(workspaceUri('generated/Broken.postgresql.sql'))));
    });
});

describe('Verify', () => {
    removeAfterwards('view.erd');

    it('runs the model on the embedded PostgreSQL', async () => {
        const result: VerifyResult = await vscode.commands.executeCommand('erd.verify', workspaceUri('shop.erd'));
        const [{ name, errors, statements, executed } = assert.fail()] = result.models;
        assert.deepEqual([name, errors, executed], ['Shop', 0, statements]);
    });

    it('shows what PostgreSQL refuses at the view that says it, until that is mended', async () => {
        const { document } = await write('view.erd', 'model Views { targets postgresql 18 }\nentity Account { id: int key }\nview Balances\n  sql postgresql """\n    select id, balance from account\n    """\n');
        const result: VerifyResult = await vscode.commands.executeCommand('erd.verify', document.uri);
        assert.equal(result.models[0]?.errors, 1);
        const refused = (): vscode.Diagnostic | undefined => vscode.languages.getDiagnostics(document.uri).find(({ code }) => (typeof code === 'object' ? code.value : code) === 'VER001');
        const found = await eventually(refused);
        assert.match(found.message, /column "balance" does not exist/);
        assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
        assert.ok(found.range.start.line >= 2 && found.range.start.line <= 4);
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, new vscode.Range(4, 11, 4, 22), 'id');
        await vscode.workspace.applyEdit(edit);
        await eventually(() => !refused());
    });
});

describe('New Model', () => {
    removeAfterwards('billing.erd', 'service');

    it('writes a template under a name and opens it, and never overwrites', async () => {
        const folder = workspaceUri('');
        const { files }: NewModelResult = await vscode.commands.executeCommand('erd.newModel', folder, { template: 'blank', name: 'billing.erd' });
        assert.deepEqual(files, [workspaceUri('billing.erd').toString()]);
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), files[0]);
        assert.equal(await vscode.commands.executeCommand('erd.newModel', folder, { template: 'blank', name: 'billing.erd' }), undefined);
    });

    it('writes a template of several files into a folder', async () => {
        const { files }: NewModelResult = await vscode.commands.executeCommand('erd.newModel', workspaceUri(''), { template: 'saas', name: 'service' });
        assert.ok(files.length > 1);
        assert.ok(files.every(file => file.startsWith(workspaceUri('service/').toString())));
    });
});
