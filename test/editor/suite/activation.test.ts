import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from './documents.ts';

const extension = (): vscode.Extension<unknown> => {
    const found = vscode.extensions.getExtension('erd-architect.erd-architect');
    assert.ok(found, 'the extension is there');
    return found;
};

describe('Activation', () => {
    it('gives .erd files their language', async () => {
        const { document } = await open('shop.erd');
        assert.equal(document.languageId, 'erd');
    });

    it('activates when an .erd file is open', async () => {
        await open('shop.erd');
        await extension().activate();
        assert.equal(extension().isActive, true);
    });

    it('registers every command of its manifest', async () => {
        const { contributes } = extension().packageJSON as { contributes: { commands: { command: string }[] } };
        const registered = new Set(await vscode.commands.getCommands(true));
        const missing = contributes.commands.map(({ command }) => command).filter(command => !registered.has(command));
        assert.deepEqual(missing, []);
    });

    it('restarts its server', async () => {
        await vscode.commands.executeCommand('erd.restartServer');
    });
});
