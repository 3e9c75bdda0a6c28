import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where `package.json` names what is compared with; told by the script that starts this process. */
export const folderVariable = 'ERD_BENCH_FOLDER';

/** A package of those that are compared with. */
export function peer<T>(name: string): T {
    const folder = process.env[folderVariable];
    if (folder === undefined) {
        throw new Error(`${folderVariable} does not say where ${name} is installed.`);
    }
    return createRequire(join(folder, 'package.json'))(name) as T;
}
