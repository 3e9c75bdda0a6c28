import assert from 'node:assert/strict';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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
        for (const parameters of [[], ['--quiet']]) {
            const { code, err } = await folder.erd('generate', ...parameters);
            assert.equal(code, 1);
            assert.match(err, /itn[\s\S]*Nothing was generated\./);
        }
        assert.deepEqual(readdirSync(folder.path), ['shop.erd']);
    });

    it('names the targets that there are', async () => {
        using folder = new Folder({ 'shop.erd': model });
        const { code, err } = await folder.erd('generate', '--target', 'dbase');
        assert.deepEqual({ code, err }, { code: 2, err: 'erd: There is no target dbase. There is: postgresql.\n' });
    });

    it('removes the files of a script in several files that are generated no more, and leaves what a person changed', async () => {
        const [a, b, c] = ['entity A { id: int key }', 'entity B { id: int key }', 'entity C { id: int key }'] as const;
        using folder = new Folder({ 's.erd': [a, b, c].join('\n') });
        const generate = () => folder.erd('generate', '--split', 'entity');
        await generate();
        const sql = (name: string): string => join(folder.path, 'generated/s.postgresql', name);
        assert.deepEqual(readdirSync(sql('')).toSorted(), ['001_a.sql', '002_b.sql', '003_c.sql']);

        folder.write('s.erd', [b, c].join('\n'));
        const { code, out } = await generate();
        assert.equal(code, 0);
        assert.match(out, /^removed generated\/s\.postgresql\/001_a\.sql$/m);
        assert.deepEqual(readdirSync(sql('')).toSorted(), ['001_b.sql', '002_c.sql']);

        writeFileSync(sql('002_c.sql'), '-- mine');
        folder.write('s.erd', b);
        const left = await generate();
        assert.equal(left.code, 3);
        assert.match(left.err, /002_c\.sql is generated no more, but was changed by hand and is left as it is\./);
        assert.deepEqual(readdirSync(sql('')).toSorted(), ['001_b.sql', '002_c.sql']);
    });

    it('writes nothing where two models would go to one file', async () => {
        using folder = new Folder({ 'x/shop.erd': model, 'y/shop.erd': model });
        const { code, err } = await folder.erd('generate');
        assert.equal(code, 2);
        assert.match(err, /^erd: Two models would be written to Shop\.postgresql\.sql; nothing was written\./);
        assert.deepEqual(readdirSync(folder.path).toSorted(), ['x', 'y']);
    });

    it('fails where the only target cannot be written', async () => {
        using folder = new Folder({ 'shop.erd': model.replace('postgresql 18', 'mysql 8') });
        const { code, err } = await folder.erd('generate');
        assert.deepEqual([code, err], [2, 'Shop: DDL for mysql cannot be written yet.\nerd: There is no DDL to write.\n']);
    });

    it('tells in one sentence where nothing can be written', async () => {
        using folder = new Folder({ 'shop.erd': model, file: '' });
        symlinkSync(join(folder.path, 'nowhere'), join(folder.path, 'link'));
        for (const out of ['file', 'file/below', 'link', '/proc/nowhere', '/proc/nowhere/below']) {
            const { code, err } = await folder.erd('generate', '--out', out);
            assert.deepEqual([code, err.trim().split('\n').length], [2, 1], `${out}: ${err}`);
            assert.match(err, /^erd: (?:E[A-Z]+: |Nothing can be written to )/);
        }
    });
});
