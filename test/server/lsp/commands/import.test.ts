import assert from 'node:assert/strict';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ImportParams } from '../../../../server/protocol.ts';
import { folderWith, TestServer } from '../harness.ts';
import { ask, progressOf, refusalOf } from './commands.ts';

const script = 'create table customers (id int primary key, email varchar(255) not null);\ncreate table orders (id int primary key, customer_id int not null references customers);\n';

describe('importing', () => {
    let server: TestServer;
    let folder: string;

    async function start(files: Readonly<Record<string, string>> = {}, initializationOptions = {}): Promise<void> {
        folder = await folderWith(files);
        server = await TestServer.start({ folders: [folder], initializationOptions });
    }

    afterEach(() => server.stop());

    const uri = (name = ''): string => pathToFileURL(join(folder, name)).toString();
    const params = (more: Partial<ImportParams> = {}): ImportParams => ({ source: { uri: uri('shop.sql') }, folder: uri('models'), split: 'none', verify: false, ...more });

    it('plans the files of a script and its report, and writes what was planned', async () => {
        await start({ 'shop.sql': script });
        const plan = await ask(server, 'erd/planImport', params());
        assert.deepEqual(plan.files.map(file => [file.uri, file.path, file.state]), [[uri('models/shop.erd'), 'shop.erd', 'new']]);
        assert.match(plan.files[0]!.text, /entity Order \{/);
        assert.deepEqual([plan.lost, plan.assumed, plan.summary], [0, 0, '2 tables; nothing lost, nothing assumed.']);
        assert.match(plan.report, /^# Import of shop\.sql\n/);
        assert.deepEqual(await readdir(folder), ['shop.sql']);
        const written = await ask(server, 'erd/writeImport', { folder: uri('models'), files: plan.files });
        assert.deepEqual(written.files, [uri('models/shop.erd')]);
        assert.equal(await readFile(fileURLToPath(written.files[0]!), 'utf8'), plan.files[0]!.text);
        assert.deepEqual((await ask(server, 'erd/planImport', params())).files.map(({ state }) => state), ['unchanged']);
    });

    it('takes a text, names the model as it is told, and proves it', async () => {
        await start();
        const progress = progressOf(server, 'import');
        const plan = await ask(server, 'erd/planImport', params({ source: { text: script, name: 'clipboard' }, name: 'Shop', verify: true, workDoneToken: 'import' }));
        assert.match(plan.files[0]!.text, /^model Shop \{/);
        assert.equal(plan.summary, '2 tables; nothing lost, nothing assumed.');
        assert.match(plan.verdict ?? '', /^All \d+ facts of the catalog are the same\.$/);
        assert.match(plan.report, /^## Proof$/m);
        assert.deepEqual([progress.at(0)?.kind, progress.at(-1)?.kind], ['begin', 'end']);
    });

    it('overwrites nothing that is there without being told, and writes no other file then', async () => {
        await start({ 'shop.sql': script, 'models/b.erd': 'mine' });
        const files = [{ path: 'a.erd', text: 'model A {}\n' }, { path: 'b.erd', text: 'model B {}\n' }];
        const write = async (replaces?: string): Promise<unknown> => ask(server, 'erd/writeImport', { folder: uri('models'), files: [files[0]!, { ...files[1]!, ...replaces !== undefined && { replaces } }] });
        assert.equal((await refusalOf(write())).message, 'b.erd is there already; nothing was written.');
        const { files: [planned] } = await ask(server, 'erd/planImport', params({ name: 'B' }));
        assert.deepEqual([planned!.path, planned!.state], ['b.erd', 'present']);
        await writeFile(join(folder, 'models/b.erd'), 'mine, and more');
        assert.equal((await refusalOf(write(planned!.present))).message, 'b.erd has changed since it was looked at; nothing was written.');
        assert.deepEqual(await readdir(join(folder, 'models')), ['b.erd']);
        await writeFile(join(folder, 'models/b.erd'), 'mine');
        await write(planned!.present);
        assert.equal(await readFile(join(folder, 'models/b.erd'), 'utf8'), 'model B {}\n');
    });

    it('is refused outside of the workspace and in a restricted one', async () => {
        const outside = await folderWith({});
        await start({ 'shop.sql': script }, { trusted: false });
        assert.match((await refusalOf(ask(server, 'erd/planImport', params()))).message, /trusted workspace/);
        await server.connection.sendNotification('erd/trustGranted');
        await symlink(outside, join(folder, 'link'));
        const files = [{ path: 'a.erd', text: 'model A {}\n' }];
        for (const target of [pathToFileURL(outside).toString(), uri('link')]) {
            assert.match((await refusalOf(ask(server, 'erd/planImport', params({ folder: target })))).message, /not in the workspace/);
            assert.match((await refusalOf(ask(server, 'erd/writeImport', { folder: target, files }))).message, /not in the workspace/);
        }
        const others = [{ path: '../up.erd', text: '' }, { path: 'shell.sh', text: '' }];
        for (const file of others) {
            assert.match((await refusalOf(ask(server, 'erd/writeImport', { folder: uri(), files: [file] }))).message, /not in|no model/);
        }
        assert.deepEqual(await readdir(outside), []);
    });

    it('refuses what cannot be read, in a sentence', async () => {
        await start({ 'empty.sql': '\n', 'text.txt': 'Hello.' });
        await writeFile(join(folder, 'binary.sql'), new Uint8Array([1, 0, 2]));
        for (const [name, message] of [
            ['empty.sql', 'There is nothing in it.'], ['text.txt', 'This is neither a PostgreSQL script nor a Mermaid erDiagram.'],
            ['binary.sql', 'This is a binary file and no text: byte 1 is NUL.'],
        ]) {
            assert.equal((await refusalOf(ask(server, 'erd/planImport', params({ source: { uri: uri(name) } })))).message, message);
        }
        assert.match((await refusalOf(ask(server, 'erd/planImport', params()))).message, /ENOENT/);
    });

    it('can be cancelled', async () => {
        const tables = Array.from({ length: 3000 }, (_, index) => `create table t${index} (id int primary key, name text not null);`).join('\n');
        await start({ 'shop.sql': tables });
        const source = new CancellationTokenSource();
        const answer = server.connection.sendRequest('erd/planImport', params(), source.token);
        setTimeout(() => source.cancel(), 200);
        await assert.rejects(answer, (error: unknown) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled);
    });
});
