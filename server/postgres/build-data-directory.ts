// Writes the data directory that ships with the bundle, unless it is there already: node build-data-directory.ts FOLDER
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeDataDirectory } from './data-directory.ts';

const folder = process.argv[2];
if (folder === undefined) {
    console.error('usage: node build-data-directory.ts FOLDER');
    process.exit(2);
}

/** What the data directory is made by. */
const sources = [new URL('./data-directory.ts', import.meta.url), new URL('./tar.ts', import.meta.url), new URL(import.meta.resolve('@electric-sql/pglite'))];
const file = join(folder, 'data-directory.tar.gz');

if (!existsSync(file) || sources.some((source) => statSync(source).mtimeMs > statSync(file).mtimeMs)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, gzipSync(await makeDataDirectory(), { level: 9 }));
    renameSync(`${file}.new`, file);
}
