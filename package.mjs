// Packs what esbuild.mjs has built: the extension as a .vsix, and the command as an npm package of its own.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import vsce from '@vscode/vsce';

const manifest = JSON.parse(await readFile('package.json', 'utf8'));
const { name, version, description, license, engines } = manifest;
const readme = await readFile('README.md', 'utf8');

const vsix = `dist/${name}-${version}.vsix`;
const extension = 'dist/vsix';
// Everything is in the bundles.
const dependencies = false;
await stage(extension, ['.vscodeignore', ...await vsce.listFiles({ dependencies })]);
await vsce.createVSIX({ cwd: extension, packagePath: vsix, dependencies, allowMissingRepository: true, rewriteRelativeLinks: false });

// The repository's own package.json belongs to the extension; the command brings its bundles and depends on nothing.
const command = 'dist/npm';
await stage(command, ['dist/erd.mjs', 'dist/postgres-worker.mjs', 'dist/libpg-query.wasm', 'dist/pglite', 'dist/THIRD-PARTY-NOTICES.txt', 'LICENSE', 'README.md']);
await writeFile(
    join(command, 'package.json'),
    JSON.stringify({ name, version, description, license, engines: { node: engines.node }, bin: { erd: 'dist/erd.mjs' } }, null, 2),
);
execFileSync('npm', ['pack', '--silent', '--pack-destination', '..'], { cwd: command, shell: process.platform === 'win32' });

console.log(`${vsix}\ndist/${name}-${version}.tgz`);

/** Copies files and folders of the repository to a folder that is packed as it is. */
async function stage(folder, paths) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const path of paths) {
        await cp(path, join(folder, path), { recursive: true });
    }
    await writeFile(join(folder, 'README.md'), withoutDeadLinks(readme, new Set(paths.map(path => normalize(path)))));
}

/** Of what is not packed, the picture is left out, and a link is its text. */
function withoutDeadLinks(markdown, packed) {
    const isDead = target => !/^[a-z]+:/.test(target) && !packed.has(normalize(target));
    return markdown
        .replace(/^!\[[^\]]*\]\(([^)]*)\)\n\n/gm, (image, target) => isDead(target) ? '' : image)
        .replace(/\[([^\]]*)\]\(([^)]*)\)/g, (link, text, target) => isDead(target) ? text : link);
}
