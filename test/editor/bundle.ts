import { globSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './editor.ts'

/** Bundles the suite for the extension host, each test file by itself, and gives the path of its `run()`. */
export async function bundleSuite(): Promise<string> {
  const suite = join(import.meta.dirname, 'suite')
  const out = join(root, 'dist/editor-tests')
  const tests = globSync('**/*.test.ts', { cwd: suite })
  await build({
    entryPoints: ['index.ts', ...tests].map((file) => join(suite, file)),
    outbase: suite,
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return join(out, 'index.cjs')
}
