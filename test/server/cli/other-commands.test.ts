import assert from 'node:assert/strict';
import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { templates } from '../../../server/templates/index.ts';
import { Folder } from './command.ts';

describe('erd verify', () => {
    it('proves a model on the embedded PostgreSQL', async () => {
        using folder = new Folder({ 'shop.erd': 'model Shop { targets postgresql 18 }\nentity Customer { id: int key }\n' });
        const { code, out, err } = await folder.erd('verify');
        assert.deepEqual({ code, out }, { code: 0, out: '1 file checked: no findings\n' });
        assert.match(err, /^Shop: PostgreSQL 18\.\d+ ran 1 of 1 statements\.\n$/);
    });

    it('puts an error of the server at the element that caused it', async () => {
        using folder = new Folder({ 'shop.erd': 'model Shop { targets postgresql 18 }\n\nentity Customer { id: int key }\n\nview Names\n  sql postgresql "select id, nmae from customer"\n' });
        const { code, out } = await folder.erd('verify', '--format', 'json');
        assert.equal(code, 1);
        const { findings } = JSON.parse(out) as { findings: { code: string; line: number; message: string }[] };
        assert.deepEqual(findings.map(({ code: found, line }) => ({ found, line })), [{ found: 'VER001', line: 5 }]);
        assert.match(findings[0]!.message, /column "nmae" does not exist \(42703\)/);
    });
});

describe('erd format', () => {
    const untidy = 'entity   Customer{id:int key\nname :string(100)}\n';

    it('lays out what a link leads to, and leaves the link', async () => {
        using folder = new Folder({ 'real/a.erd': untidy });
        symlinkSync('real/a.erd', join(folder.path, 'a.erd'));
        await folder.erd('format', 'a.erd');
        assert.ok(lstatSync(join(folder.path, 'a.erd')).isSymbolicLink());
        assert.notEqual(readFileSync(join(folder.path, 'real/a.erd'), 'utf8'), untidy);
    });

    it('lays a model out, once', async () => {
        using folder = new Folder({ 'a.erd': untidy });
        assert.equal((await folder.erd('format', '--check')).code, 1);
        assert.equal(readFileSync(join(folder.path, 'a.erd'), 'utf8'), untidy);
        assert.equal((await folder.erd('format')).out, 'formatted a.erd\n');
        assert.notEqual(readFileSync(join(folder.path, 'a.erd'), 'utf8'), untidy);
        assert.deepEqual(await folder.erd('format', '--check', '--quiet'), { code: 0, out: '', err: '' });
    });
});

describe('erd new', () => {
    for (const { name, files } of templates) {
        it(`writes ${name}, which is formatted and has no findings`, async () => {
            using folder = new Folder();
            const { code, out } = await folder.erd('new', name);
            assert.equal(code, 0);
            assert.equal(out, Object.keys(files).map(file => `wrote ${file}\n`).join(''));
            assert.deepEqual((await folder.erd('check', '--fail-on', 'warning')).code, 0);
            assert.equal((await folder.erd('format', '--check')).out, '');
            assert.equal((await folder.erd('verify')).code, 0);
        });
    }

    it('tells in one sentence where nothing can be written', async () => {
        using folder = new Folder({ file: '' });
        const { code, err } = await folder.erd('new', 'blank', '--out', 'file');
        assert.equal(code, 2);
        assert.match(err, /^erd: Nothing can be written to .*file: a part of this path is a file and no folder\.\n$/);
    });

    it('overwrites nothing', async () => {
        using folder = new Folder({ 'model.erd': 'entity Mine { id: int key }\n' });
        assert.deepEqual(await folder.erd('new', 'blank'), { code: 2, out: '', err: 'erd: model.erd is there already; nothing was written.\n' });
        assert.match(readFileSync(join(folder.path, 'model.erd'), 'utf8'), /Mine/);
    });
});

describe('erd lsp', () => {
    it('ends when the editor is gone', async () => {
        using folder = new Folder();
        assert.deepEqual(await folder.erd('lsp'), { code: 1, out: '', err: '' });
    });
});

describe('erd explain', () => {
    it('gives the page of a code', async () => {
        using folder = new Folder();
        const { code, out } = await folder.erd('explain', 'ver001');
        assert.equal(code, 0);
        assert.match(out, /^VER001 PostgreSQL refuses it \(error\)/);
    });

    it('lists all codes', async () => {
        using folder = new Folder();
        assert.match((await folder.erd('explain')).out, /^ERD001 {2}error/);
    });

    it('knows when there is no such code', async () => {
        using folder = new Folder();
        assert.deepEqual(await folder.erd('explain', 'X1'), { code: 2, out: '', err: 'erd: There is no code X1; `erd explain` lists all.\n' });
    });
});
