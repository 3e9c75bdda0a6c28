import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, ResponseError, type Diagnostic } from 'vscode-languageserver/node';
import { Editor, editorCapabilities, eventually, folderWith, TestServer, textOf } from '../harness.ts';
import { ask, progressOf, refusalOf } from './commands.ts';

const model = 'model Shop { targets postgresql 18 }\n';
const account = 'entity Account { id: int key }\n';
const broken = `${model}${account}view Balances\n  sql postgresql """\n    select id, balance from account\n    """\n`;

const fromDatabase = (diagnostics: readonly Diagnostic[]): string[] =>
    diagnostics.filter(({ code }) => String(code).startsWith('VER')).map(({ code, severity, range, message }) => `${code} ${severity} ${range.start.line}: ${textOf(message)}`);

describe('verifying', () => {
    let server: TestServer;

    afterEach(() => server.stop());

    it('counts the statements, with progress', async () => {
        server = await TestServer.start();
        // So many that it takes a while: progress is told in intervals.
        const entities = Array.from({ length: 150 }, (_, index) => `entity E${index} { id: int key  name: string(20) unique }\n`);
        const editor = await Editor.open(model + entities.join(''), server);
        const progress = progressOf(server, 'verification');
        const { models } = await ask(server, 'erd/verify', { uri: editor.uri(), workDoneToken: 'verification' });
        const [{ name, serverVersion, statements, executed, errors } = assert.fail()] = models;
        assert.equal(name, 'Shop');
        assert.match(serverVersion, /^\d+\.\d+/);
        assert.ok(statements > 0);
        assert.deepEqual([executed, errors], [statements, 0]);
        assert.deepEqual([progress.at(0)?.kind, progress.at(-1)?.kind], ['begin', 'end']);
        assert.ok(progress.some(({ message }) => /^Shop: \d+ of \d+ statements$/.test(message ?? '')));
    });

    it('shows at the element what PostgreSQL refuses, until the model is changed', async () => {
        server = await TestServer.start();
        const editor = await Editor.open({ 'view.erd': `import "./account.erd"\n${broken.replace(account, '')}`, 'account.erd': account }, server);
        await editor.settled();
        const { models: [verified] } = await ask(server, 'erd/verify', { uri: editor.uri('account.erd') });
        assert.equal(verified?.errors, 1);
        const [found, ...others] = fromDatabase(await editor.diagnostics('view.erd'));
        assert.match(found!, /^VER001 1 \d+: PostgreSQL refuses this: column "balance" does not exist \(42703\)/);
        assert.deepEqual(others, []);
        assert.ok(server.receivedOf('workspace/diagnostic/refresh').length > 0);

        // Opening a file changes nothing, and an unrelated one neither.
        await editor.add('other.erd', 'entity Other { id: int key }');
        await editor.settled();
        assert.equal(fromDatabase(await editor.diagnostics('view.erd')).length, 1);
        await editor.change('entity Account { id: int key  balance: int }\n', 'account.erd');
        await editor.settled();
        assert.deepEqual(fromDatabase(await editor.diagnostics('view.erd')), []);
    });

    it('replaces what it said before', async () => {
        server = await TestServer.start();
        const editor = await Editor.open(broken, server);
        await ask(server, 'erd/verify', { uri: editor.uri() });
        await ask(server, 'erd/verify', { uri: editor.uri() });
        assert.equal(fromDatabase(await editor.diagnostics()).length, 1);
    });

    it('tells clients that do not ask for diagnostics, together with the others', async () => {
        const { diagnostic: _, ...textDocument } = editorCapabilities.textDocument!;
        server = await TestServer.start({ capabilities: { ...editorCapabilities, textDocument } });
        const editor = await Editor.open(broken, server);
        const before = await eventually(() => server.published(editor.uri())?.diagnostics);
        await ask(server, 'erd/verify', { uri: editor.uri() });
        const after = await eventually(() => {
            const { diagnostics = [] } = server.published(editor.uri()) ?? {};
            return fromDatabase(diagnostics).length === 1 && diagnostics;
        });
        assert.equal(after.length, before.length + 1);
        await editor.change(model + account);
        await eventually(() => fromDatabase(server.published(editor.uri())?.diagnostics ?? []).length === 0);
    });

    it('ends when it is cancelled, and works the next time', async () => {
        server = await TestServer.start();
        const editor = await Editor.open(model + account, server);
        const progress = progressOf(server, 'verification');
        const source = new CancellationTokenSource();
        const answer = server.connection.sendRequest('erd/verify', { uri: editor.uri(), workDoneToken: 'verification' }, source.token);
        await eventually(() => progress.length > 0);
        source.cancel();
        await assert.rejects(answer, (error: unknown) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled);
        assert.equal((await ask(server, 'erd/verify', { uri: editor.uri() })).models[0]?.errors, 0);
        assert.deepEqual(server.errors, []);
    });

    it('ends with the server', async () => {
        server = await TestServer.start();
        const editor = await Editor.open(model + account, server);
        const progress = progressOf(server, 'verification');
        const answer = refusalOf(ask(server, 'erd/verify', { uri: editor.uri(), workDoneToken: 'verification' }));
        await eventually(() => progress.length > 0);
        await server.connection.sendRequest('shutdown');
        assert.equal((await answer).message, 'The embedded PostgreSQL has been shut down.');
    });

    it('is refused for a model with errors and in a restricted workspace', async () => {
        const folder = await folderWith({ 'shop.erd': `${model}entity Account { id: nothing key }\n` });
        server = await TestServer.start({ folders: [folder], initializationOptions: { trusted: false } });
        const uri = Editor.inFolder(server, folder).uri('shop.erd');
        assert.match((await refusalOf(ask(server, 'erd/verify', { uri }))).message, /trusted workspace/);
        await server.connection.sendNotification('erd/trustGranted');
        assert.deepEqual(await refusalOf(ask(server, 'erd/verify', { uri })), { message: 'Shop has an error to be mended first.', data: { hasProblems: true } });
    });
});
