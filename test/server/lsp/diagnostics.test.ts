import assert from 'node:assert/strict';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { Editor, editorCapabilities, eventually, TestServer, textOf } from './harness.ts';

describe('diagnostics', () => {
    afterEach(() => Editor.closeAll());

    it('are given to a client that asks, at the place of the mistake', async () => {
        const editor = await Editor.open('entity Offer {\n  id: uuid key\n  customer: <|Custommer|>\n}\nentity Customer { id: uuid key }');
        const found = await editor.diagnostics();
        assert.deepEqual(found.map(({ range }) => editor.place(editor.uri(), range)), editor.marked);
    });

    it('follow the text as it is typed', async () => {
        const editor = await Editor.open('entity Offer { id: uuid key  customer: Customer<|> }\nentity Customer { id: uuid key }');
        assert.deepEqual(await editor.diagnostics(), []);
        await editor.type('s');
        assert.match((await editor.problems())[0]!, /Customers/);
    });

    it('grey out what is not needed, and strike through what is deprecated', async () => {
        const editor = await Editor.open({
            'model.erd': 'import "./b.erd"\nentity Old @deprecated { id: uuid key }\nentity Offer { id: uuid key  old: Old }', 'b.erd': 'entity B { id: uuid key }',
        });
        const tagged = (await editor.diagnostics()).filter(({ tags }) => tags).map(({ range, tags }) => `${editor.place(editor.uri(), range)}: ${tags!.join()}`);
        assert.deepEqual(tagged.sort(), ['model.erd:1:1 import "./b.erd": 1', 'model.erd:3:35 Old: 2']);
    });

    it('are given to a client that refuses what the server asks of it', async () => {
        const capabilities = { ...editorCapabilities, workspace: { ...editorCapabilities.workspace, didChangeConfiguration: { dynamicRegistration: true } } };
        const server = await TestServer.start({ capabilities, refused: ['workspace/configuration', 'client/registerCapability'] });
        const editor = await Editor.open('entity Offer { id: uuid key  customer: Custommer }', server);
        assert.equal((await editor.diagnostics()).length, 1);
        await server.stop();
    });

    it('are the same report while nothing changed', async () => {
        const editor = await Editor.open('entity Offer { customer: Custommer }');
        const first = await editor.request<{ resultId: string }>('textDocument/diagnostic', { textDocument: { uri: editor.uri() } });
        const second = await editor.request('textDocument/diagnostic', { textDocument: { uri: editor.uri() }, previousResultId: first.resultId });
        assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    });

    it('of other files are given when they change', async () => {
        const server = await TestServer.start();
        const editor = await Editor.open({ 'offer.erd': 'import "./customer.erd"\nentity Offer { id: uuid key  customer: Customer }', 'customer.erd': 'entity Customer<|> { id: uuid key }' }, server);
        assert.deepEqual(await editor.diagnostics('offer.erd'), []);
        const { items: before } = await editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
        const waiting = editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: before.map(({ uri, resultId }) => ({ uri, value: resultId! })) });
        await editor.type('Account');
        const { items } = await waiting;
        const reports = items.filter(report => report.kind === 'full' && report.items.length > 0);
        assert.deepEqual(reports.map(({ uri }) => editor.nameOf(uri)), ['offer.erd']);
        assert.match((await editor.problems('offer.erd')).join(), /Customer/);
        await server.stop();
    });

    it('are sent to a client that does not ask, with the version of the text', async () => {
        const { diagnostic: _, ...textDocument } = editorCapabilities.textDocument!;
        const server = await TestServer.start({ capabilities: { ...editorCapabilities, textDocument } });
        const editor = await Editor.open('entity Offer { id: uuid key  customer: <|>Custommer }', server);
        await eventually(() => server.published(editor.uri())?.diagnostics.length === 1);
        await editor.type('x');
        const { version } = await eventually(() => {
            const published = server.published(editor.uri());
            return textOf(published?.diagnostics[0]?.message ?? '').includes('xCustommer') && published;
        });
        assert.equal(version, 2);
        await server.stop();
    });
});
