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
