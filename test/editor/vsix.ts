// Runs the editor tests with the packed extension, installed into a clean VS Code as a user would.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './editor.ts';
import { install } from './install.ts';
import { runSuite } from './suite.ts';

const { name, publisher, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, string>;
const extensions = await mkdtemp(join(tmpdir(), 'erd-extensions-'));
try {
    const { server } = await install();
    execFileSync(
        process.execPath,
        [
            server,
            '--install-extension',
            join(root, `dist/${name}-${version}.vsix`),
            '--extensions-dir',
            extensions,
            '--server-data-dir',
            join(extensions, '.data'),
        ],
        { stdio: ['ignore', 'ignore', 'ignore'] },
    );
    const installed = join(extensions, `${publisher}.${name}-${version}`);
    checkContents(installed);
    // VS Code runs tests only beside an extension under development: an empty one.
    process.exitCode = await runSuite({ extensions, development: join(import.meta.dirname, 'no-extension') });
} finally {
    await rm(extensions, { recursive: true, force: true, maxRetries: 5 });
}

/** Only what the extension needs at run time, and all that its pages lead to: no sources, maps, tests or packages. */
function checkContents(folder: string): void {
    const files = globSync('**/*', { cwd: folder }).filter(path => statSync(join(folder, path)).isFile());
    const wanted = [
        /^(package\.json|\.vsixmanifest|readme\.md|changelog\.md|LICENSE\.txt)$/i,
        /^dist\/(client\.cjs|server\.cjs|postgres-worker\.mjs|libpg-query\.wasm|THIRD-PARTY-NOTICES\.txt|pglite\/[\w.-]+\.(wasm|data|tar\.gz))$/,
        /^client\/(images\/[\w-]+\.(png|svg)|walkthrough\/[\w-]+\.md)$/,
        /^docs\/[\w/-]+\.(md|png)$/,
        /^syntaxes\/[\w.-]+$/,
    ];
    const unwanted = files.filter(path => !wanted.some(pattern => pattern.test(path.replaceAll('\\', '/'))));
    assert.deepEqual(unwanted, [], 'files that the extension does not need');
    for (const page of files.filter(path => path.endsWith('.md'))) {
        const text = readFileSync(join(folder, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
        const targets = [...text.matchAll(/\]\((?!\w+:)([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => join(dirname(page), target));
        assert.deepEqual(targets.filter(target => !existsSync(join(folder, target))), [], `dead links of ${page}`);
    }
    const megabytes = files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0) / 1e6;
    assert.ok(megabytes < 30, `${megabytes.toFixed(1)} MB installed`);
    console.log(`Installed ${files.length} files, ${megabytes.toFixed(1)} MB`);
}
