import assert from 'node:assert/strict';
import type { ClientCapabilities, CodeAction } from 'vscode-languageserver';
import { Editor, editorCapabilities, TestServer } from '../harness.ts';
import { actionsAt, taken } from './taken.ts';

const torn = 'model M { targets postgresql 18 }\n\ndomain Email: string(255)\n\nentity <|>Customer { id: int key  email: Email }\nentity Order { id: int key  customer: Customer }\n';

/** Sees what a client with other abilities than VS Code's is offered for a text. */
async function offeredTo(capabilities: ClientCapabilities, text: string, see: (actions: readonly CodeAction[], editor: Editor) => Promise<void>, triggerKind?: 1 | 2): Promise<void> {
    const server = await TestServer.start({ capabilities });
    try {
        const editor = await (await Editor.open(text, server)).settled();
        const start = editor.cursor;
        const params = { textDocument: { uri: editor.uri() }, range: { start, end: start }, context: { diagnostics: [], only: ['refactor'], triggerKind } };
        await see(await editor.request<CodeAction[] | null>('textDocument/codeAction', params) ?? [], editor);
    } finally {
        await server.stop();
    }
}

describe('refactorings as code actions', () => {
    const resolving: ClientCapabilities = {
        ...editorCapabilities,
        textDocument: { ...editorCapabilities.textDocument, codeAction: { disabledSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] } } },
    };

    afterEach(() => Editor.closeAll());

    it('are made when they are taken, where the client asks then', async () => {
        await offeredTo(resolving, torn, async (actions, editor) => {
            const action = actions.find(({ title }) => title.startsWith("Move 'Customer' with 'Email' to the new file"))!;
            assert.equal(action.edit, undefined);
            const { edit } = await editor.request<CodeAction>('codeAction/resolve', action);
            assert.deepEqual(Object.keys(editor.afterEdit(edit!)).sort(), ['customer.erd', 'model.erd']);
        });
    });

    it('are refused with the reason when they are taken, where a copy of the model shows it', async () => {
        await offeredTo(resolving, 'model M { targets postgresql 18 }\n\nfunction <|>f(a: int) returns int language sql\n  sql postgresql "select a"\n\nentity A {\n  id: int key\n  fs: int = f(1)\n}\n', async (actions, editor) => {
            const action = actions.find(({ title }) => title.includes("new schema 'fs'"))!;
            await assert.rejects(editor.request('codeAction/resolve', action), /It would bring a finding\. ERD004: fs has no member 'f'\./);
        });
    });

    it('are not taken after the text has changed to another', async () => {
        await offeredTo(resolving, torn, async (actions, editor) => {
            await editor.change('entity A { id: int key }\n');
            await assert.rejects(editor.request('codeAction/resolve', actions[0]!), /The text is another by now/);
        });
    });

    it('that cannot be done are not shown to a client that cannot show why', async () => {
        const { disabledSupport: _, ...codeAction } = resolving.textDocument!.codeAction!;
        await offeredTo({ ...resolving, textDocument: { ...resolving.textDocument, codeAction } }, torn, async actions => {
            assert.ok(actions.length > 0 && actions.every(({ disabled }) => !disabled));
        });
        await offeredTo(resolving, torn, async actions => assert.ok(actions.some(({ disabled }) => disabled)));
    });

    it('make no file for a client that cannot', async () => {
        const { resourceOperations: _, ...workspaceEdit } = editorCapabilities.workspace!.workspaceEdit!;
        await offeredTo({ ...editorCapabilities, workspace: { ...editorCapabilities.workspace, workspaceEdit } }, torn, async actions => {
            assert.deepEqual(actions.filter(({ title, disabled }) => !disabled && title.includes('new file')), []);
        });
    });

    it('are not tried unasked, where they are not asked for when they are taken', async () => {
        await offeredTo(editorCapabilities, torn, async actions => assert.deepEqual(actions, []), 2);
        await offeredTo(resolving, torn, async actions => assert.ok(actions.length > 0), 2);
    });

    it('are of the kinds that the protocol has for them', async () => {
        const editor = await (await Editor.open('mixin M1 { a: int }\n\nentity A with M1 {\n  <|id: int key\n  b: int|>\n}\nrelationship r: A }o--o{ A\n')).settled();
        const kinds = async (line: number, character: number): Promise<readonly (string | undefined)[]> => {
            const start = { line, character };
            return [...new Set((await actionsAt(editor, 'model.erd', { start, end: start })).map(({ kind }) => kind ?? ''))].sort((a, b) => a < b ? -1 : 1);
        };
        assert.deepEqual(await kinds(2, 15), ['refactor.inline']);
        assert.deepEqual(await kinds(6, 14), ['refactor.move', 'refactor.rewrite']);
        assert.deepEqual([...new Set((await actionsAt(editor, 'model.erd', editor.document('model.erd').ranges[0]!)).map(({ kind }) => kind))], ['refactor.extract']);
    });

    it('keep the line ends of a file', async () => {
        const before = 'model M { targets postgresql 18 }\n\n// All.\nmixin Audited {\n  at: timestamp // when\n  index (at)\n}\n\nentity <|>A with Audited {\n  id: int key\n}\n';
        const { 'model.erd': inlined } = await taken(/^Inline mixin/, { 'model.erd': before.replace('<|>', '').replace('mixin ', 'mixin <|>').replaceAll('\n', '\r\n') });
        assert.equal(inlined, 'model M { targets postgresql 18 }\n\nentity A {\n  id: int key\n  // All.\n  at: timestamp // when\n  index (at)\n}\n'.replaceAll('\n', '\r\n'));
        const { 'a.erd': moved } = await taken(/^Move 'A' with 'Audited'|^Move 'A' to the new/, { 'model.erd': before.replace('\n\n//', '\nview V from A a { id: a.id }\n\n//').replaceAll('\n', '\r\n') });
        assert.ok(moved!.endsWith('entity A with Audited {\r\n  id: int key\r\n}\r\n') && !/(?<!\r)\n/.test(moved!), moved);
    });
});
