import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

describe('The packed command', () => {
    let prefix: string;
    let erd: string;

    before(async () => {
        prefix = await mkdtemp(join(tmpdir(), 'erd-command-'));
        const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, string>;
        const tarball = join(root, 'dist', `${name}-${version}.tgz`);
        execFileSync('npm', ['install', '--global', '--prefix', prefix, '--offline', '--no-audit', '--no-fund', tarball], {
            stdio: 'pipe',
        });
        erd = join(prefix, 'bin/erd');
    });

    after(() => rm(prefix, { recursive: true, force: true }));

    it('installs with nothing but itself, and says its version', async () => {
        const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, string>;
        const { stdout } = await promisify(execFile)(erd, ['--version'], { cwd: tmpdir() });
        assert.equal(stdout.trim(), version);
    });

    it('brings the licences of what is in it', async () => {
        const notices = await readFile(join(prefix, 'lib/node_modules/erd-architect/dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
        const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
        assert.deepEqual(Object.entries(dependencies).filter(([name, version]) => !notices.includes(`\n${name} ${version} (`)), []);
        assert.match(notices, /PostgreSQL Global Development Group/);
    });

    it('proves a model on its embedded PostgreSQL', async () => {
        const model = join(root, 'test/editor/workspace/shop.erd');
        await promisify(execFile)(erd, ['verify', model], { cwd: tmpdir() });
    });

    it('imports a script with PostgreSQL\'s own parser, which comes with it', async () => {
        const { stdout } = await promisify(execFile)(erd, ['import', join(root, 'test/fixtures/reference/customer-data-platform.sql'), '--stdout', '--quiet'], { cwd: tmpdir() });
        assert.match(stdout, /^entity Customer/m);
    });
});
