// Bundles the extension, the language server, the process of the embedded PostgreSQL and the command into dist/.
//   node esbuild.mjs [--watch] [--production]
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const out = 'dist';
const pglite = 'node_modules/@electric-sql/pglite/dist';

/** @type {esbuild.BuildOptions} */
const shared = {
    bundle: true,
    platform: 'node',
    target: 'node22',
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'info',
    // Some packages have a UMD build as `main`, whose requires the bundler cannot see.
    mainFields: ['module', 'main'],
};

// A CommonJS bundle has no import.meta; files beside the bundle are found through it all the same.
const commonJs = {
    format: 'cjs',
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** PGlite looks for its WebAssembly, data and extensions beside its own modules: points it to dist/pglite. */
const pgliteFiles = {
    name: 'pglite-files',
    /** @param {esbuild.PluginBuild} build */
    setup(build) {
        build.onLoad({ filter: /@electric-sql[\\/]pglite[\\/]dist[\\/].*\.js$/ }, async ({ path }) => ({
            contents: (await readFile(path, 'utf8')).replaceAll(
                /new URL\("(?:\.\.?\/)?([\w.-]+\.(?:wasm|data|tar\.gz))",\s*import\.meta\.url\)/g,
                'new URL("./pglite/$1",import.meta.url)',
            ),
            loader: 'js',
        }));
    },
};

const bundles = [
    { entryPoints: { client: 'client/extension.ts' }, ...commonJs, external: ['vscode'] },
    { entryPoints: { server: 'server/main.ts' }, ...commonJs },
    {
        entryPoints: { erd: 'server/cli/main.ts' },
        ...commonJs,
        banner: { js: `#!/usr/bin/env node\n${commonJs.banner.js}` },
    },
    {
        entryPoints: { 'postgres-worker': 'server/postgres/worker.ts' },
        format: 'esm',
        outExtension: { '.js': '.mjs' },
        banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
        plugins: [pgliteFiles],
    },
].filter(bundle => Object.values(bundle.entryPoints).every(entry => existsSync(entry)));

await mkdir(join(out, 'pglite'), { recursive: true });
for (const file of await readdir(pglite)) {
    if (/\.(wasm|data|tar\.gz)$/.test(file)) await cp(join(pglite, file), join(out, 'pglite', file));
}

const contexts = await Promise.all(
    bundles.map(bundle =>
        esbuild.context({ ...shared, ...(bundle.format === 'cjs' && { outExtension: { '.js': '.cjs' } }), ...bundle, outdir: out }),
    ),
);
if (watch) {
    await Promise.all(contexts.map(context => context.watch()));
} else {
    await Promise.all(contexts.map(context => context.rebuild()));
    await Promise.all(contexts.map(context => context.dispose()));
}
