import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, open, removeAfterwards, workspaceUri, write } from './documents.ts';

const errors = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);

describe('Authoring', () => {
    removeAfterwards('library.erd', 'books.erd', 'reader.erd');

    it('shows a mistake while it is there, and mends it with a quick fix', async () => {
        const { document } = await write('library.erd', 'model Library {}\n\nentity Reader {\n  id: uuid key\n  name: strin(80)\n}\n');
        const [finding] = await eventually(() => errors(document.uri).length > 0 && errors(document.uri));
        assert.equal(document.getText(finding!.range), 'strin');
        const actions: vscode.CodeAction[] = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, finding!.range, vscode.CodeActionKind.QuickFix.value);
        const fix = actions.find(({ edit, title }) => edit && title.includes('string'));
        assert.ok(fix, actions.map(({ title }) => title).join('\n'));
        assert.equal(await vscode.workspace.applyEdit(fix.edit!), true);
        assert.match(document.getText(), /name: +string\(80\)/);
        await eventually(() => errors(document.uri).length === 0);
    });

    it('renames in all files', async () => {
        const { document } = await write('library.erd', 'model Library {}\n\nentity Reader {\n  id: uuid key\n}\n');
        const { document: other } = await write('books.erd', 'import "./library.erd"\n\nentity Loan {\n  id: uuid key\n  reader: Reader\n}\n');
        const edit: vscode.WorkspaceEdit = await eventually(async () => {
            const found: vscode.WorkspaceEdit = await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, new vscode.Position(2, 8), 'Member');
            return found.size === 2 && found;
        });
        assert.equal(await vscode.workspace.applyEdit(edit), true);
        assert.match(document.getText(), /entity Member @was\("reader"\) \{/);
        assert.match(other.getText(), /reader: Member/);
        await eventually(() => errors(document.uri).length + errors(other.uri).length === 0);
    });

    it('moves a declaration to a new file, and imports it', async () => {
        const { document } = await write('library.erd', 'model Library {}\n\n/// Who reads.\nentity Reader {\n  id: uuid  key\n}\n\nentity Loan {\n  id:     uuid  key\n  reader: Reader\n}\n');
        const head = new vscode.Range(3, 8, 3, 8);
        const action: vscode.CodeAction = await eventually(async () => {
            const actions: vscode.CodeAction[] = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, head, vscode.CodeActionKind.RefactorMove.value, 10);
            return actions.find(({ edit, title }) => edit && title === "Move 'Reader' to the new file ./reader.erd");
        });
        assert.equal(await vscode.workspace.applyEdit(action.edit!), true);
        assert.equal(document.getText(), 'import "./reader.erd"\n\nmodel Library {}\n\nentity Loan {\n  id:     uuid  key\n  reader: Reader\n}\n');
        const moved = await vscode.workspace.openTextDocument(workspaceUri('reader.erd'));
        assert.equal(moved.getText(), '/// Who reads.\nentity Reader {\n  id: uuid  key\n}\n');
        assert.equal(await moved.save(), true);
        await eventually(() => errors(document.uri).length + errors(moved.uri).length === 0);
    });

    it('mends on saving what is safe to mend, where the user wants that', async () => {
        await write('reader.erd', 'entity Reader {\n  id: uuid key\n}\n');
        const { document } = await write('library.erd', 'import "./reader.erd"\n\nentity Loan {\n  id: uuid key\n}\n');
        const saved = async (fixes: boolean): Promise<string> => {
            await vscode.workspace.getConfiguration('erd').update('fixOnSave', fixes, vscode.ConfigurationTarget.Global);
            const edit = new vscode.WorkspaceEdit();
            edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), '// One more line.\n');
            await vscode.workspace.applyEdit(edit);
            assert.equal(await document.save(), true);
            return document.getText();
        };
        try {
            assert.match(await saved(false), /^import/);
            assert.match(await saved(true), /^entity Loan/);
        } finally {
            await vscode.workspace.getConfiguration('erd').update('fixOnSave', undefined, vscode.ConfigurationTarget.Global);
        }
    });

    it('formats', async () => {
        const { document } = await write('library.erd', 'model Library {}\nentity   Reader{\nid:uuid key\n   name : string( 80 )\n}\n');
        await open('library.erd');
        await vscode.commands.executeCommand('editor.action.formatDocument');
        assert.equal(document.getText(), 'model Library {}\n\nentity Reader {\n  id:   uuid  key\n  name: string(80)\n}\n');
    });
});
