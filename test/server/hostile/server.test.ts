import assert from 'node:assert/strict';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport, DocumentSymbol } from 'vscode-languageserver';
import { Editor, folderWith, TestServer, textOf } from '../lsp/harness.ts';
import { chain, cycle, deeplyNested, deepRow, lookalikes, wrongPaths } from './files.ts';

describe('the language server and hostile files', () => {
    let server: TestServer | undefined;

    afterEach(async () => {
        await server?.stop();
        server = undefined;
    });

    /** A server that has read the folder. */
    async function start(folder: string): Promise<TestServer> {
        server = await TestServer.start({ folders: [folder] });
        await server.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
        return server;
    }

    async function open(files: Readonly<Record<string, string | Uint8Array>>): Promise<{ server: TestServer; folder: string }> {
        const folder = await folderWith(files);
        return { server: await start(folder), folder };
    }

    /** What the server says of a file on disk, which shows that it is still there. */
    async function problemsOf(started: TestServer, folder: string, name: string): Promise<string[]> {
        const uri = pathToFileURL(join(folder, name)).toString();
        const report = await started.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
        return report.kind === 'full' ? report.items.map(({ message }) => textOf(message)) : [];
    }

    for (const [what, text] of [['parentheses', deeplyNested('(', ')')], ['blocks', deeplyNested('{', '}')], ['operators', deepRow('not ')], ['additions', deepRow('1 + ')]] as const) {
        it(`says that 10,000 ${what} are too many, and answers what is asked next`, async () => {
            const editor = await Editor.open({ 'model.erd': `${text}\nentity Other {\n  id: int key\n}\n` });
            assert.ok((await editor.diagnostics()).length > 0);
            const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: editor.uri() } });
            assert.ok(symbols.some(({ name }) => name === 'Other'));
            assert.deepEqual(editor.server.errors, []);
            await Editor.closeAll();
        });
    }

    it('says of a file of 100 MB that it is too large, and reads the others', async () => {
        const folder = await folderWith({ 'huge.erd': '', 'a.erd': 'entity A {\n  id: int key\n  x: Nothing\n}\n' });
        truncateSync(join(folder, 'huge.erd'), 100 * 1024 * 1024);
        const started = await start(folder);
        assert.match((await problemsOf(started, folder, 'huge.erd')).join('\n'), /has 100 MB/);
        assert.match((await problemsOf(started, folder, 'a.erd')).join('\n'), /'Nothing'/);
        assert.deepEqual(started.errors, []);
    });

    it('takes an import that is no path for a wrong import', async () => {
        const folder = await folderWith({ 'a.erd': wrongPaths.map(path => `import "${path}"\n`).join('') });
        symlinkSync('loop', join(folder, 'loop'));
        const started = await start(folder);
        assert.equal((await problemsOf(started, folder, 'a.erd')).length, wrongPaths.length);
        assert.deepEqual(started.errors, []);
    });

    for (const [what, bytes, message] of [
        ['what is not UTF-8', Uint8Array.of(0x65, 0xe2, 0x82), /UTF-8/], ['NUL', 'entity A {\0}', /NUL/], ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x65, 0x00), /UTF-8|NUL/],
    ] as const) {
        it(`says of ${what} on disk what is wrong with it`, async () => {
            const { server: started, folder } = await open({ 'a.erd': bytes });
            assert.match((await problemsOf(started, folder, 'a.erd')).join('\n'), message);
            assert.deepEqual(started.errors, []);
        });
    }

    it('reads a byte order mark and CRLF', async () => {
        const { server: started, folder } = await open({ 'a.erd': '\uFEFFentity A {\r\n  id: int key\r\n}\r\n' });
        assert.deepEqual(await problemsOf(started, folder, 'a.erd'), []);
    });

    it('tells names that only look like each other', async () => {
        const { server: started, folder } = await open({ 'a.erd': lookalikes });
        assert.ok((await problemsOf(started, folder, 'a.erd')).length >= 2);
    });

    it('follows a chain of 1,000 imports', async () => {
        const { server: started, folder } = await open(chain(1000));
        const uri = pathToFileURL(join(folder, '0.erd')).toString();
        const definition = await started.connection.sendRequest<{ targetUri: string }[]>('textDocument/definition', { textDocument: { uri }, position: { line: 4, character: 9 } });
        assert.equal(definition[0]?.targetUri, pathToFileURL(join(folder, '1.erd')).toString());
        assert.deepEqual(started.errors, []);
    });

    it('comes to the end of a circle of imports', async () => {
        const { server: started, folder } = await open(cycle(20));
        const problems: string[] = [];
        for (let i = 0; i < 20; i++) {
            problems.push(...await problemsOf(started, folder, `${i}.erd`));
        }
        assert.match(problems.join('\n'), /itself|circle|cycle/i);
        assert.deepEqual(started.errors, []);
    });

    it('reads no file through a link out of the workspace', async () => {
        const outside = await folderWith({ 'secret.erd': 'entity Secret {\n  id: int key\n}\n' });
        const folder = await folderWith({ 'a.erd': 'import "./inside/secret.erd"\n\nentity A {\n  id:     int    key\n  secret: Secret\n}\n' });
        symlinkSync(outside, join(folder, 'inside'));
        const started = await start(folder);
        assert.match((await problemsOf(started, folder, 'a.erd')).join('\n'), /no file|outside/);
        const symbols = await started.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: 'Secret' });
        assert.deepEqual(symbols.filter(({ name }) => name === 'Secret'), []);
    });

    it('answers for a document that was closed and opened again at once', async () => {
        const editor = await Editor.open('entity A {\n  id: int key\n}\n');
        for (let times = 0; times < 5; times++) {
            await editor.close('model.erd');
            await editor.add('model.erd', `entity <|>B${times} {\n  id: int key\n}\n`);
            const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: editor.uri() } });
            assert.equal(symbols[0]?.name, `B${times}`);
        }
        await Editor.closeAll();
    });
});
