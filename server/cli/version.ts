import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the package that this file, or the bundle that it went into, belongs to. */
export const version = versionOf(dirname(fileURLToPath(import.meta.url)));

function versionOf(folder: string): string {
    try {
        const { name, version: found } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; version?: string };
        if (found !== undefined && name !== undefined) {
            return found;
        }
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
            throw error;
        }
    }
    const parent = dirname(folder);
    return parent === folder ? '0.0.0' : versionOf(parent);
}
