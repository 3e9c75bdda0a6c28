import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The place of a file in the opened workspace. */
export function workspaceUri(path: string): vscode.Uri {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'a folder is open');
    return vscode.Uri.joinPath(folder.uri, path);
}

/** Shows a file of the workspace. */
export async function open(path: string): Promise<vscode.TextEditor> {
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceUri(path)));
}

/** Shows a new, unsaved document with the cursor behind its text. */
export async function openText(content: string, language = 'erd'): Promise<vscode.TextEditor> {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
    const end = editor.document.positionAt(content.length);
    editor.selection = new vscode.Selection(end, end);
    return editor;
}

/** Writes a file of the workspace, whatever was in it, and shows it. */
export async function write(path: string, content: string): Promise<vscode.TextEditor> {
    const uri = workspaceUri(path);
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, { overwrite: true, contents: new TextEncoder().encode(content) });
    await vscode.workspace.applyEdit(edit);
    const editor = await open(path);
    await eventually(() => editor.document.getText() === content);
    return editor;
}

/** Removes files and folders of the workspace after the tests of this group. */
export function removeAfterwards(...paths: readonly string[]): void {
    after(async () => {
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        for (const path of paths) {
            await vscode.workspace.fs.delete(workspaceUri(path), { recursive: true });
        }
    });
}

/** Waits until something is so. */
export async function eventually<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
    for (;;) {
        const found = await look();
        if (found !== undefined && found !== false) {
            return found;
        }
        await new Promise(resolve => {
            setTimeout(resolve, 50);
        });
    }
}
