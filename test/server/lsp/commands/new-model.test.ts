import assert from 'node:assert/strict';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { folderWith, TestServer } from '../harness.ts';
import { ask, refusalOf } from './commands.ts';

describe('a new model', () => {
    let server: TestServer;
    let folder: string;

    async function start(files: Readonly<Record<string, string>> = {}, initializationOptions = {}): Promise<void> {
        folder = await folderWith(files);
        server = await TestServer.start({ folders: [folder], initializationOptions });
    }

    afterEach(() => server.stop());

    const uri = (name = ''): string => pathToFileURL(join(folder, name)).toString();

    it('is written from a template, under another name if wanted', async () => {
        await start();
        const blank = (await ask(server, 'erd/templates', {})).find(({ name }) => name === 'blank');
        assert.deepEqual(blank?.files, ['model.erd']);
        const { files } = await ask(server, 'erd/newModel', { template: 'blank', folder: uri('models'), name: 'billing.erd' });
        assert.deepEqual(files, [uri('models/billing.erd')]);
        assert.match(await readFile(fileURLToPath(files[0]!), 'utf8'), /^model /m);
    });

    it('brings all files of its template', async () => {
        await start();
        const saas = (await ask(server, 'erd/templates', {})).find(({ name }) => name === 'saas')!;
        assert.ok(saas.files.length > 1);
        const { files } = await ask(server, 'erd/newModel', { template: 'saas', folder: uri() });
        assert.deepEqual(files, saas.files.map(uri));
    });

    it('never overwrites', async () => {
        await start({ 'model.erd': 'mine' });
        const { message } = await refusalOf(ask(server, 'erd/newModel', { template: 'blank', folder: uri() }));
        assert.equal(message, 'model.erd is there already; nothing was written.');
        assert.equal(await readFile(join(folder, 'model.erd'), 'utf8'), 'mine');
    });

    it('is refused outside of the workspace and in a restricted one', async () => {
        const outside = await folderWith({});
        await start({}, { trusted: false });
        assert.match((await refusalOf(ask(server, 'erd/newModel', { template: 'blank', folder: uri() }))).message, /trusted workspace/);
        await server.connection.sendNotification('erd/trustGranted');
        await symlink(outside, join(folder, 'link'));
        for (const target of [pathToFileURL(outside).toString(), uri('link')]) {
            assert.match((await refusalOf(ask(server, 'erd/newModel', { template: 'blank', folder: target }))).message, /not in the workspace/);
        }
        assert.match((await refusalOf(ask(server, 'erd/newModel', { template: 'blank', folder: uri(), name: '../up.erd' }))).message, /not in/);
        assert.deepEqual(await readdir(outside), []);
    });
});
