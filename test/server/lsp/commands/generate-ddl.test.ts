import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Editor, folderWith, TestServer } from '../harness.ts';
import { ask, ddlOf, refusalOf } from './commands.ts';

const shop = 'model Shop { targets postgresql 18 }\nentity Customer { id: uuid = uuid() key  email: string(255) unique }\n';

describe('generating DDL', () => {
    let server: TestServer;
    let folder: string;

    async function start(files: Readonly<Record<string, string>>, options: Parameters<typeof TestServer.start>[0] = {}): Promise<void> {
        folder = await folderWith(files);
        server = await TestServer.start({ folders: [folder], ...options });
    }

    afterEach(() => server.stop());

    const uri = (name = 'shop.erd'): string => pathToFileURL(join(folder, name)).toString();
    const generated = (name = 'Shop.postgresql.sql'): Promise<string> => readFile(join(folder, 'generated', name), 'utf8');

    it('plans without writing, and writes what was planned', async () => {
        await start({ 'shop.erd': shop });
        const { files, unwritable } = await ask(server, 'erd/planDdl', ddlOf(uri()));
        assert.deepEqual(files.map(({ state }) => state), ['new']);
        assert.deepEqual(unwritable, []);
        assert.equal(existsSync(join(folder, 'generated')), false);
        const [planned] = files;
        const written = await ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] });
        assert.deepEqual(written.files, [{ uri: planned?.uri, path: planned?.path, state: 'new', isWritten: true }]);
        assert.equal(await generated(planned!.path), planned!.text);
        assert.match(planned!.text, /create table customer/i);
        const again = await ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] });
        assert.deepEqual(again.files.map(({ state, isWritten }) => [state, isWritten]), [['unchanged', false]]);
    });

    it('takes what is typed and not saved, from any document of the model', async () => {
        await start({ 'shop.erd': `import "./address.erd"\n${shop}`, 'address.erd': 'entity Address { id: uuid key }' });
        const editor = Editor.inFolder(server, folder);
        await editor.add('address.erd', 'entity Address { id: uuid key  city: string(80) }');
        const { files: [file] } = await ask(server, 'erd/planDdl', ddlOf(uri('address.erd')));
        assert.match(file!.text, /city/);
        assert.match(file!.text, /create table customer/i);
    });

    it('replaces what was generated, and leaves what was changed by hand until told otherwise', async () => {
        await start({ 'shop.erd': shop });
        const { files: [file] } = await ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] });
        const { path } = file!;
        const editor = Editor.inFolder(server, folder);
        await editor.add('shop.erd', shop.replace('email', 'mail'));
        const second = await ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] });
        assert.deepEqual(second.files.map(({ state, isWritten }) => [state, isWritten]), [['outdated', true]]);

        await writeFile(join(folder, 'generated', path), '-- mine\n');
        const third = await ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] });
        assert.deepEqual(third.files.map(({ state, isWritten }) => [state, isWritten]), [['edited', false]]);
        assert.equal(await generated(path), '-- mine\n');

        const fourth = await ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [path] });
        assert.deepEqual(fourth.files.map(({ state, isWritten }) => [state, isWritten]), [['edited', true]]);
        assert.match(await generated(path), /mail/);
    });

    it('follows the options', async () => {
        await start({ 'shop.erd': `${shop}entity Order { id: uuid key  customer: Customer }\n` });
        const { files } = await ask(server, 'erd/planDdl', ddlOf(uri(), { options: { split: 'entity', ifNotExists: true, concurrentIndexes: false } }));
        assert.ok(files.length > 1);
        assert.match(files.map(({ text }) => text).join(''), /if not exists/i);
    });

    it('refuses a model with errors', async () => {
        await start({ 'shop.erd': shop.replace('string(255)', 'strink') });
        const { message, data } = await refusalOf(ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] }));
        assert.equal(message, 'Shop has an error to be mended first.');
        assert.deepEqual(data, { hasProblems: true });
    });

    it('refuses two models of one name, which would write to one file', async () => {
        const sibling = `import "./shared.erd"\n${shop}`;
        await start({ 'a.erd': sibling, 'b.erd': sibling, 'shared.erd': 'entity Shared { id: uuid key }' });
        const { message } = await refusalOf(ask(server, 'erd/writeDdl', { ...ddlOf(uri('shared.erd')), overwrite: [] }));
        assert.equal(message, 'Two models would be written to Shop.postgresql.sql. Give one of them another name.');
    });

    it('refuses what is no document of the workspace, and what is not saved', async () => {
        await start({ 'shop.erd': shop });
        assert.match((await refusalOf(ask(server, 'erd/planDdl', ddlOf(uri('other.erd'))))).message, /no model here/);
        assert.match((await refusalOf(ask(server, 'erd/planDdl', ddlOf('untitled:Untitled-1')))).message, /Save the model first/);
    });

    it('refuses in a restricted workspace, until it is trusted', async () => {
        await start({ 'shop.erd': shop }, { initializationOptions: { trusted: false } });
        assert.match((await refusalOf(ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] }))).message, /trusted workspace/);
        assert.deepEqual(await readdir(folder), ['shop.erd']);
        await server.connection.sendNotification('erd/trustGranted');
        assert.equal((await ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] })).files.length, 1);
    });

    it('refuses a folder outside of the workspace, by its path or through a symbolic link', async () => {
        const outside = await folderWith({ 'keep.txt': '' });
        await start({ 'shop.erd': shop });
        await symlink(outside, join(folder, 'link'));
        await symlink(join(outside, 'nothing'), join(folder, 'dangling'));
        for (const output of ['..', outside, 'link', 'link/deeper', 'dangling', 'dangling/deeper']) {
            const { message } = await refusalOf(ask(server, 'erd/writeDdl', { ...ddlOf(uri(), { output }), overwrite: [] }));
            assert.match(message, /is not in the workspace, and nothing was written/, output);
        }
        assert.deepEqual(await readdir(outside), ['keep.txt']);
    });

    it('refuses a file that is a link out of the workspace', async () => {
        const outside = await folderWith({ 'secret.sql': 'secret' });
        await start({ 'shop.erd': shop, 'generated/readme.txt': '' });
        const { files: [file] } = await ask(server, 'erd/planDdl', ddlOf(uri()));
        await symlink(join(outside, 'secret.sql'), join(folder, 'generated', file!.path));
        assert.match((await refusalOf(ask(server, 'erd/planDdl', ddlOf(uri())))).message, /is not in the workspace/);
    });

    it('writes to a folder that the user allowed', async () => {
        const outside = await folderWith({ 'keep.txt': '' });
        await start({ 'shop.erd': shop }, { settings: { 'erd.workspace.allowedFolders': [outside] } });
        await ask(server, 'erd/writeDdl', { ...ddlOf(uri(), { output: outside }), overwrite: [] });
        assert.equal((await readdir(outside)).length, 3);
    });

    it('says what the file system refuses', async () => {
        await start({ 'shop.erd': shop, 'generated': 'a file, not a folder' });
        const { message } = await refusalOf(ask(server, 'erd/writeDdl', { ...ddlOf(uri()), overwrite: [] }));
        assert.match(message, /^Nothing can be written to .*: a part of this path is a file and no folder\.$/);
        assert.deepEqual(server.errors, []);
    });
});
