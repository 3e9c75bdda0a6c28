import assert from 'node:assert/strict';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from '../cli/command.ts';
import { chain, cycle, deeplyNested, deepRow, lookalikes, wrongPaths } from './files.ts';

describe('erd check of hostile files', () => {
    it('refuses a file of 100 MB in one sentence', async () => {
        using folder = new Folder({ 'a.erd': '' });
        truncateSync(join(folder.path, 'a.erd'), 100 * 1024 * 1024);
        const { code, err } = await folder.erd('check', 'a.erd');
        assert.deepEqual([code, err.trim().split('\n').length], [2, 1]);
        assert.match(err, /has 100 MB/);
    });

    for (const [what, text] of [['parentheses', deeplyNested('(', ')')], ['blocks', deeplyNested('{', '}')], ['operators', deepRow('not ')], ['additions', deepRow('1 + ')]] as const) {
        it(`says that 10,000 ${what} are too many`, async () => {
            using folder = new Folder({ 'a.erd': text });
            const { code, out, err } = await folder.erd('check', 'a.erd');
            assert.deepEqual([code, err], [1, '']);
            assert.match(out, /1 file checked: \d+ errors?/);
            assert.ok(out.length < 20_000, 'a message, not the text again');
        });
    }

    it('follows a chain of 1,000 imports', async () => {
        using folder = new Folder(chain(1000));
        const { code, out, err } = await folder.erd('check', '0.erd', '--fail-on', 'error');
        assert.deepEqual([code, err], [0, ''], out);
    });

    it('comes to the end of a circle of imports', async () => {
        using folder = new Folder(cycle(20));
        const { code, err } = await folder.erd('check', '--format', 'json');
        assert.deepEqual([code, err], [1, '']);
    });

    for (const [what, bytes] of [
        ['a part of a character', Uint8Array.of(0x65, 0xe2, 0x82)], ['a surrogate', Uint8Array.of(0xed, 0xa0, 0x80)], ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x65, 0x00)], ['an overlong slash', Uint8Array.of(0xc0, 0xaf)],
    ] as const) {
        it(`refuses ${what} in one sentence`, async () => {
            using folder = new Folder({ 'a.erd': bytes });
            const { code, err } = await folder.erd('check', 'a.erd');
            assert.equal(code, 2);
            assert.match(err, /^erd: a\.erd.*\n$/);
        });
    }

    it('tells names that only look like each other', async () => {
        using folder = new Folder({ 'a.erd': lookalikes });
        const { code, out } = await folder.erd('check', 'a.erd');
        assert.equal(code, 0, 'warnings');
        assert.match(out, /a\.erd:3:3/);
        assert.match(out, /a\.erd:4:/);
    });

    it('reads no file through a link out of the folder', async () => {
        using outside = new Folder({ 'secret.erd': 'entity Secret { id: int key }\n' });
        using folder = new Folder({ 'a.erd': 'import "./inside/secret.erd"\nentity A { id: int key  secret: Secret }\n' });
        symlinkSync(outside.path, join(folder.path, 'inside'));
        const { code, out } = await folder.erd('check', 'a.erd');
        assert.equal(code, 1);
        assert.match(out, /no file|outside/);
        assert.doesNotMatch(out, /entity Secret/);
    });

    it('takes an import that is no path for a wrong import', async () => {
        using folder = new Folder({ 'a.erd': wrongPaths.map(path => `import "${path}"\n`).join('') });
        symlinkSync('loop', join(folder.path, 'loop'));
        const { code, out, err } = await folder.erd('check', '--format', 'json');
        assert.deepEqual([code, err], [1, '']);
        assert.deepEqual((JSON.parse(out) as { findings: { code: string; line: number }[] }).findings.filter(finding => finding.code === 'ERD401').map(({ line }) => line), [1, 2, 3]);
    });

    it('comes to the end of a link to the folder itself', async () => {
        using folder = new Folder({ 'a.erd': 'model M { targets postgresql 18 }\n\nentity A {\n  id: int key\n}\n' });
        symlinkSync(folder.path, join(folder.path, 'again'));
        assert.deepEqual(await folder.erd('check'), { code: 0, out: '1 file checked: no findings\n', err: '' });
    });
});
