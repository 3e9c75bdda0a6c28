import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { Editor, editorCapabilities, eventually, folderWith, TestServer, textOf } from './harness.ts';

const entity = (name: string, type = 'int'): string => `entity ${name} { id: uuid key  a: ${type} }`;

/** Messages by file name, of all files of the workspace; of those that others are reported for than before, if that is given. */
async function problems(server: TestServer, folder: string, before?: WorkspaceDiagnosticReport): Promise<Record<string, string[]>> {
    const { items } = await report(server, before);
    const prefix = `${pathToFileURL(folder).toString()}/`;
    return Object.fromEntries(items.filter(report => report.kind === 'full' && report.items.length > 0)
        .map(report => [report.uri.replace(prefix, ''), report.kind === 'full' ? report.items.map(({ message }) => textOf(message)) : []]));
}

async function report(server: TestServer, before?: WorkspaceDiagnosticReport): Promise<WorkspaceDiagnosticReport> {
    const previousResultIds = (before?.items ?? []).map(({ uri, resultId }) => ({ uri, value: resultId! }));
    return server.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
}

function changed(folder: string, name: string, type: 1 | 2 | 3): object {
    return { changes: [{ uri: pathToFileURL(join(folder, name)).toString(), type }] };
}

describe('workspace', () => {
    afterEach(() => Editor.closeAll());

    it('has the files of its folders, as they change on disk', async () => {
        const folder = await folderWith({ 'a.erd': 'import "./b.erd"\nentity A { id: uuid key  b: B }', 'b.erd': entity('C') });
        const server = await TestServer.start({ folders: [folder] });
        assert.match((await problems(server, folder))['a.erd']!.join(), /B/);
        await writeFile(join(folder, 'b.erd'), entity('B'));
        await server.connection.sendNotification('workspace/didChangeWatchedFiles', changed(folder, 'b.erd', 2));
        const editor = Editor.inFolder(server, folder);
        await editor.add('a.erd', 'import "./b.erd"\nentity A { id: uuid key  b: B }');
        assert.deepEqual(await editor.problems('a.erd'), []);
        await rm(join(folder, 'b.erd'));
        await server.connection.sendNotification('workspace/didChangeWatchedFiles', changed(folder, 'b.erd', 3));
        await eventually(() => server.receivedOf('workspace/diagnostic/refresh').length > 0);
        assert.match((await editor.problems('a.erd')).join(), /b\.erd|B/);
        await server.stop();
    });

    it('takes in folders and lets them go', async () => {
        const first = await folderWith({ 'a.erd': entity('A', 'Nothing') });
        const second = await folderWith({ 'b.erd': entity('B', 'Nothing') });
        const server = await TestServer.start({ folders: [first] });
        assert.deepEqual(Object.keys(await problems(server, first)), ['a.erd']);
        const before = await report(server);
        const event = (added: string[], removed: string[]): object => {
            const all = (folders: string[]): object[] => folders.map(folder => ({ uri: pathToFileURL(folder).toString(), name: folder }));
            return { event: { added: all(added), removed: all(removed) } };
        };
        await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', event([second], [first]));
        assert.deepEqual(Object.keys(await problems(server, second, before)), ['b.erd']);
        await server.stop();
    });

    it('leaves out what the user excludes, also when that changes', async () => {
        const folder = await folderWith({ 'a.erd': entity('A', 'Nothing'), 'old/b.erd': entity('B', 'Nothing'), 'node_modules/c.erd': entity('C', 'Nothing') });
        const server = await TestServer.start({ folders: [folder], settings: { 'files.exclude': { '**/old': true, '**/a.erd': false } } });
        assert.deepEqual(Object.keys(await problems(server, folder)), ['a.erd']);
        await server.changeSettings({ 'files.exclude': { 'a.erd': true } });
        await eventually(() => server.receivedOf('workspace/diagnostic/refresh').length > 0);
        assert.deepEqual(Object.keys(await problems(server, folder)), ['old/b.erd']);
        await server.stop();
    });

    it('shows the file again when an editor closes without saving', async () => {
        const folder = await folderWith({ 'a.erd': entity('A') });
        const server = await TestServer.start({ folders: [folder] });
        const editor = Editor.inFolder(server, folder);
        await editor.add('a.erd', entity('A', 'Nothing'));
        assert.equal((await editor.problems('a.erd')).length, 1);
        const before = await report(server);
        await editor.close('a.erd');
        assert.deepEqual(await problems(server, folder, before), {});
        await server.stop();
    });

    describe('of a single file', () => {
        it('reads what it imports', async () => {
            const folder = await folderWith({ 'b.erd': 'import "./c.erd"', 'c.erd': entity('C') });
            const server = await TestServer.start();
            const editor = Editor.inFolder(server, folder);
            await editor.add('a.erd', 'import "./c.erd"\nentity A { id: uuid key  c: C }');
            assert.deepEqual(await editor.problems('a.erd'), []);
            await server.stop();
        });
    });

    describe('stays inside of its folders', () => {
        async function importing(path: string, options: { readonly allowed?: boolean; readonly link?: boolean }): Promise<string[]> {
            const outside = await folderWith({ 'b.erd': entity('B') });
            const folder = await folderWith({});
            if (options.link) {
                await mkdir(join(folder, 'sub'));
                await symlink(join(outside, 'b.erd'), join(folder, 'sub', 'b.erd'));
            }
            const server = await TestServer.start({ folders: [folder], settings: options.allowed ? { 'erd.workspace.allowedFolders': [outside] } : {} });
            const editor = Editor.inFolder(server, folder);
            await editor.add('a.erd', `import "${path.replace('$outside', `../${outside.slice(outside.lastIndexOf('/') + 1)}`)}"\nentity A { id: uuid key  b: B }`);
            const found = await editor.problems('a.erd');
            await server.stop();
            return found;
        }

        it('and reads no import from elsewhere', async () => {
            assert.match((await importing('$outside/b.erd', {})).join('\n'), /leads out of the workspace/);
        });

        it('but for folders that the user allows', async () => {
            assert.deepEqual(await importing('$outside/b.erd', { allowed: true }), []);
        });

        it('whatever symbolic links say', async () => {
            assert.match((await importing('./sub/b.erd', { link: true })).join('\n'), /no file/);
            assert.deepEqual(await importing('./sub/b.erd', { link: true, allowed: true }), []);
        });
    });

    describe('has one message for a file that is no model', () => {
        const cases: Readonly<Record<string, readonly [content: Uint8Array, message: RegExp]>> = {
            'with NUL bytes': [Buffer.from('entity A {}\0'), /NUL/],
            'that is no UTF-8': [Buffer.from([0x65, 0xff, 0xfe]), /UTF-8/],
            'that is too large': [Buffer.alloc(21 * 1024 * 1024, ' '), /MB/],
        };
        for (const [what, [content, message]] of Object.entries(cases)) {
            it(`on disk: one ${what}`, async () => {
                const folder = await folderWith({ 'a.erd': content, 'b.erd': entity('B') });
                const server = await TestServer.start({ folders: [folder] });
                const found = await problems(server, folder);
                assert.deepEqual(Object.keys(found), ['a.erd']);
                assert.equal(found['a.erd']!.length, 1);
                assert.match(found['a.erd']![0]!, message);
                await server.stop();
            });
        }

        it('in the editor', async () => {
            const editor = await Editor.open('entity A {}\0<|>');
            assert.match((await editor.problems()).join('\n'), /^[^\n]*NUL\.$/);
            for (const method of ['textDocument/hover', 'textDocument/completion', 'textDocument/definition', 'textDocument/documentSymbol', 'textDocument/foldingRange']) {
                await editor.request(method, editor.atCursor);
            }
            await editor.change('entity A { id: uuid key }');
            assert.deepEqual(await editor.problems(), []);
            assert.deepEqual(editor.server.errors, []);
        });
    });

    it('understands byte order marks and Windows line ends', async () => {
        const folder = await folderWith({ 'a.erd': '\uFEFFimport "./b.erd"\r\nentity A {\r\n  id: uuid key\r\n  b: B\r\n}\r\n', 'b.erd': entity('B') });
        const server = await TestServer.start({ folders: [folder] });
        assert.deepEqual(await problems(server, folder), {});
        await server.stop();
    });

    it('waits for a pause in typing', async () => {
        const { diagnostic: _, ...textDocument } = editorCapabilities.textDocument!;
        const server = await TestServer.start({ capabilities: { ...editorCapabilities, textDocument } });
        const editor = await Editor.open('entity A { a: Nothing<|> }', server);
        await eventually(() => server.published(editor.uri()));
        for (const letter of 'ABCDEF') {
            await editor.type(letter);
        }
        await eventually(() => server.published(editor.uri())?.version === 7);
        const versions = server.receivedOf<{ uri: string; version: number }>('textDocument/publishDiagnostics').filter(({ uri }) => uri === editor.uri()).map(({ version }) => version);
        assert.deepEqual([...new Set(versions)], [1, 7]);
        await server.stop();
    });
});
