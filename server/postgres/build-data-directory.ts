// Writes the data directory that ships with the bundle: node build-data-directory.ts FOLDER
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeDataDirectory } from './data-directory.ts';

const folder = process.argv[2];
if (folder === undefined) {
    console.error('usage: node build-data-directory.ts FOLDER');
    process.exit(2);
}
mkdirSync(folder, { recursive: true });
const file = join(folder, 'data-directory.tar.gz');
writeFileSync(`${file}.new`, gzipSync(await makeDataDirectory(), { level: 9 }));
renameSync(`${file}.new`, file);
