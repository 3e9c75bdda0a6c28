import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from './command.ts';

const model = 'model Shop { targets postgresql 18 }\n\nentity Customer {\n  id: int key\n}\n';

describe('erd generate', () => {
    it('writes the DDL of the model, and leaves what is the same', async () => {
        using folder = new Folder({ 'shop.erd': model });
        assert.deepEqual(await folder.erd('generate'), { code: 0, out: 'wrote generated/Shop.postgresql.sql\n', err: '' });
        assert.match(readFileSync(join(folder.path, 'generated/Shop.postgresql.sql'), 'utf8'), /CREATE TABLE customer \(/);
        assert.deepEqual(await folder.erd('generate'), { code: 0, out: 'kept generated/Shop.postgresql.sql\n', err: '' });
    });

    it('updates what it wrote, and never what a person changed', async () => {
        using folder = new Folder({ 'shop.erd': model });
        await folder.erd('generate', '--out', 'sql');
        folder.write('shop.erd', model.replace('id: int key', 'id: bigint key'));
        assert.equal((await folder.erd('generate', '--out', 'sql')).out, 'updated sql/Shop.postgresql.sql\n');

        const file = join(folder.path, 'sql/Shop.postgresql.sql');
        writeFileSync(file, `${readFileSync(file, 'utf8')}-- mine\n`);
        folder.write('shop.erd', model);
        const { code, out, err } = await folder.erd('generate', '--out', 'sql');
        assert.deepEqual({ code, out }, { code: 3, out: '' });
        assert.match(err, /sql\/Shop\.postgresql\.sql was changed by hand and is left as it is; --force overwrites it\./);
        assert.match(readFileSync(file, 'utf8'), /-- mine\n$/);

        assert.equal((await folder.erd('generate', '--out', 'sql', '--force')).out, 'overwrote sql/Shop.postgresql.sql\n');
        assert.doesNotMatch(readFileSync(file, 'utf8'), /-- mine/);
    });

    it('leaves no temporary file', async () => {
        using folder = new Folder({ 'shop.erd': model });
        await folder.erd('generate');
        assert.deepEqual(readdirSync(join(folder.path, 'generated')).toSorted(), ['.erd-generated.json', 'Shop.postgresql.sql']);
    });

    it('prints to a pipe', async () => {
        using folder = new Folder({ 'shop.erd': model });
        const { code, out } = await folder.erd('generate', '--stdout');
        assert.equal(code, 0);
        assert.match(out, /CREATE TABLE customer \(/);
        assert.deepEqual(readdirSync(folder.path), ['shop.erd']);
    });

    it('writes nothing for a model with errors', async () => {
        using folder = new Folder({ 'shop.erd': model.replace('int key', 'itn key') });
        const { code, err } = await folder.erd('generate');
        assert.equal(code, 1);
        assert.match(err, /itn[\s\S]*Nothing was generated\./);
        assert.deepEqual(readdirSync(folder.path), ['shop.erd']);
    });

    it('names the targets that there are', async () => {
        using folder = new Folder({ 'shop.erd': model });
        const { code, err } = await folder.erd('generate', '--target', 'dbase');
        assert.deepEqual({ code, err }, { code: 2, err: 'erd: There is no target dbase. There is: postgresql.\n' });
    });
});
