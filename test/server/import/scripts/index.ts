import { readFileSync } from 'node:fs';

/** A script of this folder. */
export function script(name: string): string {
    return readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8');
}
