import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openText, removeAfterwards, workspaceUri, write } from './documents.ts';

interface Imported {
    readonly files: readonly string[];
    readonly summary: string;
    readonly verdict?: string;
    readonly report: string;
}

const script = 'create table customers (id int primary key, email varchar(255) not null);\ncreate table orders (id int primary key, customer_id int not null references customers);\n';
const diagram = 'erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  CUSTOMER { int id PK }\n';

const text = async (uri: string): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));

const importFrom = async (path: string, options: object): Promise<Imported | undefined> =>
    vscode.commands.executeCommand('erd.import', workspaceUri(path), { folder: workspaceUri('imported'), ...options });

const shown = (scheme: string, type: 'text' | 'diff'): vscode.Uri | undefined => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    const input = activeTab?.input;
    const uri = type === 'diff' ? input instanceof vscode.TabInputTextDiff && input.modified : input instanceof vscode.TabInputText && input.uri;
    return uri && uri.scheme === scheme ? uri : undefined;
};

/** Until the question is there, the command does nothing. */
async function answering<T>(asking: Thenable<T>, command: string): Promise<T> {
    const answer = setInterval(() => void vscode.commands.executeCommand(command), 200);
    try {
        return await asking;
    } finally {
        clearInterval(answer);
    }
}

describe('Import', () => {
    removeAfterwards('imported', 'orders.sql', 'orders.mmd');

    it('writes the model of a script and opens it', async () => {
        await write('orders.sql', script);
        const imported = await importFrom('orders.sql', { preview: false });
        assert.deepEqual(imported?.files, [workspaceUri('imported/orders.erd').toString()]);
        assert.match(await text(imported.files[0]!), /entity Order \{/);
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), imported.files[0]);
    });

    it('shows the model before it is written, and writes it when the user agrees', async () => {
        await write('orders.mmd', diagram);
        const importing = importFrom('orders.mmd', { name: 'Drawn' });
        const preview = await eventually(() => shown('erd-import', 'text'));
        const document = await vscode.workspace.openTextDocument(preview);
        assert.equal(document.languageId, 'erd');
        assert.match(document.getText(), /relationship places: Customer \|\|--o\{ Order\.customer "places"/);
        await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(workspaceUri('imported/drawn.erd'))));
        const imported = await answering(importing, 'workbench.action.acceptSelectedQuickOpenItem');
        assert.equal(imported?.files.length, 1);
        assert.match(await text(imported.files[0]!), /^model Drawn \{/m);
        assert.match(imported.report, /^## Assumed$/m);
        await eventually(() => !shown('erd-import', 'text'));
    });

    it('compares with what is there, and writes nothing when the user gives up', async () => {
        const uri = workspaceUri('imported/orders.erd');
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('// mine\n'));
        const importing = importFrom('orders.sql', {});
        const compared = await eventually(() => shown('erd-import', 'diff'));
        assert.match((await vscode.workspace.openTextDocument(compared)).getText(), /entity Order/);
        assert.equal(await answering(importing, 'workbench.action.closeQuickOpen'), undefined);
        assert.equal(await text(uri.toString()), '// mine\n');
        // Enter does not overwrite what somebody wrote.
        assert.equal(await answering(importFrom('orders.sql', {}), 'workbench.action.acceptSelectedQuickOpenItem'), undefined);
        assert.equal(await importFrom('orders.sql', { preview: false }), undefined);
        assert.equal(await text(uri.toString()), '// mine\n');
    });

    it('shows the report of what is lost, whose lines lead to the script', async () => {
        const { document: source } = await write('orders.sql', `${script}create tabel lines (id int);\n`);
        const imported = await importFrom('orders.sql', { preview: false, folder: workspaceUri('imported/lost') });
        assert.match(imported?.report ?? '', /^\* line 3: /m);
        const report = await eventually(() => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'erd-import' && uri.path.endsWith('.md')));
        const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', report.uri);
        const [link] = links.filter(({ target }) => target?.fragment === 'L3');
        assert.equal(link?.target?.with({ fragment: '' }).toString(), source.uri.toString());
        assert.equal(report.getText(link.range), 'line 3');
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), imported?.files[0]);
    });

    it('takes the text of an editor that is not saved', async () => {
        const { document } = await write('orders.sql', script);
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, new vscode.Range(0, 13, 0, 22), 'patients');
        edit.replace(document.uri, document.lineAt(1).rangeIncludingLineBreak, '');
        await vscode.workspace.applyEdit(edit);
        assert.equal(document.isDirty, true);
        const imported = await importFrom('orders.sql', { preview: false, folder: workspaceUri('imported/unsaved') });
        assert.match(await text(imported!.files[0]!), /entity Patient \{/);
        await document.save();
    });

    it('compares the databases where it is asked to', async () => {
        await write('orders.sql', script);
        const imported = await importFrom('orders.sql', { preview: false, verify: true, folder: workspaceUri('imported/verified') });
        assert.match(imported?.verdict ?? '', /^All \d+ facts of the catalog are the same\.$/);
    });
});

describe('Pasting', () => {
    /** In a browser only a key reaches the clipboard as a person's does; the launcher presses it. */
    const doOrPress = async (command: string, key: string): Promise<void> => {
        if (vscode.env.uiKind === vscode.UIKind.Web) {
            console.log(`[press] ${key}`);
        } else {
            await vscode.commands.executeCommand(command);
        }
    };

    /** Pastes at the end of a new document, and gives the document once it holds what is expected. */
    const pasted = async (before: string, content: string, expected: RegExp): Promise<string> => {
        const { document: source } = await openText(content, 'plaintext');
        await vscode.commands.executeCommand('editor.action.selectAll');
        await doOrPress('editor.action.clipboardCutAction', 'Control+X');
        await eventually(() => source.getText() === '');
        const { document } = await openText(before);
        await doOrPress('editor.action.clipboardPasteAction', 'Control+V');
        return eventually(() => expected.test(document.getText()) && document.getText());
    };

    it('converts a script or a diagram between declarations', async () => {
        for (const content of [script, diagram]) {
            const text = await pasted('model Shop {\n  targets postgresql 18\n}\n\n', content, /entity Order/);
            assert.match(text, /^model Shop \{\n {2}targets postgresql 18\n\}\n\nentity Customer/);
            assert.match(text, /customer: +Customer\n/);
        }
    });

    it('leaves alone what stands in a declaration, and a model with SQL in it', async () => {
        await pasted('entity Note {\n  id: int key\n', 'create table x (id int);', /create table x/);
        await pasted('model Shop {}\n', 'statement postgresql """\n  create table x (id int)\n  """\n', /create table x/);
    });
});

describe('Converting', () => {
    removeAfterwards('foreign.erd');

    it('is a fix of the error that a script is in a model', async () => {
        const { document } = await write('foreign.erd', `model Foreign { targets postgresql 18 }\n\n${script}`);
        const action = await eventually(async () => {
            const range = new vscode.Range(0, 0, document.lineCount, 0);
            const actions: vscode.CodeAction[] = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, vscode.CodeActionKind.QuickFix.value, 50);
            return actions.find(({ title, edit }) => title === 'Convert to ERD' && edit);
        });
        await vscode.workspace.applyEdit(action.edit!);
        assert.match(document.getText(), /entity Order /);
        await document.save();
        await eventually(() => vscode.languages.getDiagnostics(document.uri).every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error));
    });
});
