import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Folder } from './command.ts';

const clean = 'model M { targets postgresql 18 }\n\nentity Customer {\n  id: int key\n}\n';
const broken = 'entity Purchase {\n  id:       int       key\n  customer: Custmer\n}\n\nentity Customer {\n  id: int key\n}\n';

describe('erd check', () => {
    it('is quiet about a clean model', async () => {
        using folder = new Folder({ 'a.erd': clean });
        assert.deepEqual(await folder.erd('check'), { code: 0, out: '1 file checked: no findings\n', err: '' });
    });

    it('shows each finding with its place and source, and exits with 1', async () => {
        using folder = new Folder({ 'models/order.erd': broken });
        const { code, out } = await folder.erd('check');
        assert.equal(code, 1);
        assert.match(out, /^error ERD\d+ .*Custmer.*\n {2}at models\/order\.erd:3:13\n {2}3 \| {3}customer: Custmer\n {4}\| {13}\^{7}\n/);
        assert.match(out, /1 file checked: 1 error/);
    });

    it('gives JSON with one-based positions', async () => {
        using folder = new Folder({ 'order.erd': broken });
        const { code, out } = await folder.erd('check', 'order.erd', '--format', 'json');
        assert.equal(code, 1);
        const { findings, checkedFiles } = JSON.parse(out) as { findings: Record<string, unknown>[]; checkedFiles: number };
        assert.equal(checkedFiles, 1);
        assert.equal(findings.length, 1);
        const { file, line, column, endLine, endColumn, severity } = findings[0]!;
        assert.deepEqual({ file, line, column, endLine, endColumn, severity }, { file: 'order.erd', line: 3, column: 13, endLine: 3, endColumn: 20, severity: 'error' });
    });

    it('gives SARIF whose results point to their rules and files', async () => {
        using folder = new Folder({ 'a b/order.erd': broken });
        const { out } = await folder.erd('check', '--format', 'sarif');
        const log = JSON.parse(out) as { version: string; runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; locations: unknown[] }[] }[] };
        assert.equal(log.version, '2.1.0');
        const [run] = log.runs;
        const [result] = run!.results;
        assert.equal(run!.tool.driver.rules[result!.ruleIndex]!.id, result!.ruleId);
        assert.deepEqual(result!.locations, [{
            physicalLocation: {
                artifactLocation: { uri: 'a%20b/order.erd', uriBaseId: '%SRCROOT%' },
                region: { startLine: 3, startColumn: 13, endLine: 3, endColumn: 20 },
            },
        }]);
    });

    it('fails on what it is told to fail on', async () => {
        using folder = new Folder({ 'order.erd': broken });
        assert.equal((await folder.erd('check', '--fail-on', 'never')).code, 0);
        assert.equal((await folder.erd('check', '--only', 'ERD002')).code, 0);
        for (const code of ['ERD999', 'constructor']) {
            assert.deepEqual(await folder.erd('check', '--only', code), { code: 2, out: '', err: `erd: There is no finding ${code}; erd explain lists them.\n` });
        }
        assert.deepEqual(await folder.erd('check', '--only', ''), { code: 2, out: '', err: 'erd: --only names no code, and nothing would be checked.\n' });
    });

    it('takes a file for what it is called, and only what is no file for a pattern', async () => {
        using folder = new Folder({ 'a (1).erd': clean, '[b].erd': clean, 'b.erd': broken });
        assert.equal((await folder.erd('check', 'a (1).erd', '[b].erd')).out, '2 files checked: no findings\n');
        assert.match((await folder.erd('check', '[bc].erd')).out, /^error.*[\s\S]*1 file checked/);
    });

    it('checks the others where a file cannot be read, and fails', async () => {
        using folder = new Folder({ 'a.erd': 'entity A { id: int key  b: B }', 'nul.erd': 'entity\0' });
        const { code, out, err } = await folder.erd('check', '--quiet', '--format', 'json');
        assert.deepEqual([code, err], [2, 'erd: nul.erd: The file is no text: byte 6 is NUL.\n']);
        assert.match(out, /"ERD004"/);
    });

    it('follows imports, but not out of the folders', async () => {
        using outside = new Folder({ 'secret.erd': 'entity Secret { id: int key }\n' });
        using folder = new Folder({
            'main.erd': 'import "./parts/customer.erd"\nentity Order { id: int key  customer: Customer }\n',
            'parts/customer.erd': 'entity Customer { id: int key }\n',
            'hostile.erd': 'import "./link.erd"\nentity Spy { id: int key  secret: Secret }\n',
        });
        symlinkSync(join(outside.path, 'secret.erd'), join(folder.path, 'link.erd'));
        assert.equal((await folder.erd('check', 'main.erd')).code, 0);
        const { code, out } = await folder.erd('check', 'hostile.erd');
        assert.equal(code, 1);
        assert.match(out, /There is no file '\.\/link\.erd'/);
        const path = `../${basename(outside.path)}/secret.erd`;
        using inside = new Folder({ 'a.erd': `import "${path}"\nentity A { id: int key  secret: Secret }\n` });
        assert.match((await inside.erd('check')).out, /ERD402 '.*secret\.erd' leads out of the workspace\./);
    });

    for (const [what, content, message] of [
        ['NUL bytes', 'entity A {\0}', /is no text: byte 10 is NUL/],
        ['other encodings than UTF-8', Uint8Array.of(0x65, 0xff, 0xfe), /not encoded in UTF-8/],
        ['what is too large', new Uint8Array(21 * 1024 * 1024).fill(0x20), /has 21 MB/],
    ] as const) {
        it(`refuses ${what} in one sentence`, async () => {
            using folder = new Folder({ 'a.erd': content });
            const { code, err } = await folder.erd('check', 'a.erd');
            assert.equal(code, 2);
            assert.match(err, message);
            assert.equal(err.trim().split('\n').length, 1);
        });
    }

    it('reads a byte order mark and CRLF', async () => {
        using folder = new Folder({ 'a.erd': `\uFEFF${clean.replaceAll('\n', '\r\n')}` });
        assert.equal((await folder.erd('check')).code, 0);
    });

    it('tells misuse in one sentence', async () => {
        using folder = new Folder();
        assert.deepEqual(await folder.erd('check'), { code: 2, out: '', err: 'erd: There is no .erd file in ..\n' });
        assert.deepEqual(await folder.erd('check', 'none.erd'), { code: 2, out: '', err: 'erd: none.erd: There is no such file.\n' });
        const { code, err } = await folder.erd('check', '--format', 'xml');
        assert.equal(code, 2);
        assert.match(err, /Allowed choices are text, json, sarif/);
        assert.equal((await folder.erd('chekc')).code, 2);
        folder.write('README.md', '# Not a model');
        assert.deepEqual(await folder.erd('check', 'README.md'), { code: 2, out: '', err: 'erd: README.md is no model: the names of models end with .erd.\n' });
    });
});
