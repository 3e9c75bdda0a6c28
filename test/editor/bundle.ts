import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './editor.ts';

export interface Bundle extends AsyncDisposable {
    /** The module that VS Code is to call `run()` of. */
    readonly entry: string;
}

/** Bundles the suite for the extension host, each test file by itself, into a folder of this process. */
export async function bundleSuite(): Promise<Bundle> {
    const suite = join(import.meta.dirname, 'suite');
    // Inside the project, where mocha is found.
    const out = join(root, 'dist/editor-tests', String(process.pid));
    // ERD_EDITOR_TESTS, a glob, runs some of the files alone.
    const tests = globSync(process.env['ERD_EDITOR_TESTS'] ?? '**/*.test.ts', { cwd: suite });
    await build({
        entryPoints: ['index.ts', ...tests].map(file => join(suite, file)),
        outbase: suite,
        outdir: out,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        outExtension: { '.js': '.cjs' },
        external: ['vscode', 'mocha'],
        sourcemap: 'inline',
        logLevel: 'warning',
    });
    return {
        entry: join(out, 'index.cjs'),
        [Symbol.asyncDispose]: () => rm(out, { recursive: true, force: true }),
    };
}
