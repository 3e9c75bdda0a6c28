// Bundles the extension, the language server, the process of the embedded PostgreSQL and the command into dist/.
//   node esbuild.mjs [--watch] [--production]
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { writeNotices } from './notices.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const out = 'dist';
const pgliteFolders = ['node_modules/@electric-sql/pglite/dist', 'node_modules/@electric-sql/pglite-pgvector/dist', 'node_modules/@electric-sql/pglite-tools/dist'];

/** @type {esbuild.BuildOptions} */
const shared = {
    bundle: true,
    platform: 'node',
    target: 'node22',
    minify: production,
    sourcemap: production ? false : 'linked',
    // Whole licences stand in THIRD-PARTY-NOTICES.txt.
    legalComments: 'none',
    metafile: true,
    logLevel: 'info',
    // Some packages have a UMD build as `main`, whose requires the bundler cannot see.
    mainFields: ['module', 'main'],
    // The sources import it as Node does, which takes the CommonJS build.
    alias: { 'libpg-query': './node_modules/libpg-query/wasm/index.cjs' },
};

// A CommonJS bundle has no import.meta; files beside the bundle are found through it all the same.
const commonJs = {
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** PGlite looks for its WebAssembly, data and extensions beside its own modules: points it to dist/pglite. */
const pgliteFiles = {
    name: 'pglite-files',
    /** @param {esbuild.PluginBuild} build */
    setup(build) {
        build.onLoad({ filter: /@electric-sql[\\/]pglite(?:-tools)?[\\/]dist[\\/].*\.js$/ }, async ({ path }) => ({
            contents: (await readFile(path, 'utf8')).replaceAll(
                /new URL\("(?:\.\.?\/)?([\w.-]+\.(?:wasm|data|tar\.gz))",\s*import\.meta\.url\)/g,
                'new URL("./pglite/$1",import.meta.url)',
            ),
            loader: 'js',
        }));
    },
};

// Packages that are not modules themselves call require for what Node brings along.
const module = {
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
};

const bundles = [
    { entryPoints: { client: 'client/extension.ts' }, ...commonJs, external: ['vscode'] },
    { entryPoints: { server: 'server/main.ts' }, ...commonJs },
    // PostgreSQL's parser looks for its WebAssembly beside the bundle, as a module that is not one does.
    { entryPoints: { erd: 'server/cli/main.ts' }, ...module, banner: { js: `#!/usr/bin/env node\n${module.banner.js} const __dirname = import.meta.dirname;` } },
    { entryPoints: { 'postgres-worker': 'server/postgres/worker.ts' }, ...module, plugins: [pgliteFiles] },
];

const copied = [];
await mkdir(join(out, 'pglite'), { recursive: true });
for (const folder of pgliteFolders) {
    const files = (await readdir(folder)).filter(file => /\.(wasm|data|tar\.gz)$/.test(file));
    await Promise.all(files.map(file => cp(join(folder, file), join(out, 'pglite', file))));
    copied.push(...files.map(file => join(folder, file)));
}

await cp('node_modules/libpg-query/wasm/libpg-query.wasm', join(out, 'libpg-query.wasm'));

const contexts = await Promise.all(bundles.map(bundle => esbuild.context({ ...shared, ...bundle, outdir: out })));
if (watch) {
    await Promise.all(contexts.map(context => context.watch()));
} else {
    // All of them, also when one fails: esbuild has said why.
    const results = await Promise.allSettled(contexts.map(context => context.rebuild()));
    await Promise.all(contexts.map(context => context.dispose()));
    if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1;
    else await writeNotices(join(out, 'THIRD-PARTY-NOTICES.txt'), [...copied, ...results.flatMap(({ value }) => Object.keys(value.metafile.inputs))]);
}
