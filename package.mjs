// Packs what esbuild.mjs has built: the extension as a .vsix, and the command as an npm package of its own.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import vsce from '@vscode/vsce';

const manifest = JSON.parse(await readFile('package.json', 'utf8'));
const { name, version, description, license, engines } = manifest;

const vsix = `dist/${name}-${version}.vsix`;
await vsce.createVSIX({
    packagePath: vsix,
    // Everything is in the bundles.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
});

// The repository's own package.json belongs to the extension; the command brings its bundles and depends on nothing.
const staged = 'dist/npm';
await rm(staged, { recursive: true, force: true });
await mkdir(staged, { recursive: true });
for (const path of ['dist/erd.mjs', 'dist/postgres-worker.mjs', 'dist/libpg-query.wasm', 'dist/pglite', 'dist/THIRD-PARTY-NOTICES.txt']) {
    await cp(path, join(staged, path), { recursive: true });
}
for (const path of ['LICENSE', 'README.md']) await cp(path, join(staged, path));
await writeFile(
    join(staged, 'package.json'),
    JSON.stringify({ name, version, description, license, engines: { node: engines.node }, bin: { erd: 'dist/erd.mjs' } }, null, 2),
);
execFileSync('npm', ['pack', '--silent', '--pack-destination', '..'], { cwd: staged, shell: process.platform === 'win32' });

console.log(`${vsix}\ndist/${name}-${version}.tgz`);
