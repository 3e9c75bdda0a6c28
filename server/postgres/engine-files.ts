import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const runsFromSources = import.meta.url.endsWith('.ts');

/** Folders that hold the engine's files: one beside the bundle, or the packages when running from sources. */
const folders: readonly URL[] = runsFromSources
    ? ['@electric-sql/pglite', '@electric-sql/pglite-pgvector'].map((name) => new URL('.', import.meta.resolve(name)))
    : [new URL('./pglite/', import.meta.url)];

/** The data directory made when the project was built; without it the engine makes one at its first start. */
export const builtDataDirectory = new URL(
    runsFromSources ? '../../dist/pglite/data-directory.tar.gz' : './pglite/data-directory.tar.gz',
    import.meta.url,
);

/** Extensions that share the archive of their contrib module (manual, appendix F, "spi"). */
const MODULE_OF: Readonly<Record<string, string>> = {
    autoinc: 'spi',
    insert_username: 'spi',
    moddatetime: 'spi',
    refint: 'spi',
};

/** The gzipped archive with an extension's control file, scripts and library; undefined for one that is not shipped. */
export function archiveOfExtension(extension: string): URL | undefined {
    if (!/^[a-z][\w-]*$/.test(extension)) {
        return undefined;
    }
    const file = `${MODULE_OF[extension] ?? extension}.tar.gz`;
    return folders.map((folder) => new URL(file, folder)).find((url) => existsSync(url));
}

// Node has it; its types name the namespace only.
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<WebAssembly.Module> };

let compiled: Promise<WebAssembly.Module> | undefined;

/** The engine's code, compiled once in a process and never freed: the next engine starts sooner, and closing one frees less. */
export function engineModule(): Promise<WebAssembly.Module> {
    compiled ??= readFile(new URL('pglite.wasm', folders[0])).then((bytes) => WebAssembly.compile(bytes));
    return compiled;
}
