import { open } from 'node:fs/promises';
import { ImportError } from './import-error.ts';

/** In bytes. A larger source is a dump of data; its schema alone is a hundredth of that. */
export const largestSource = 64 * 1024 * 1024;

/** The text of a source file. Throws an {@link ImportError} for what is too large, empty or no text. */
export async function readSource(path: string): Promise<string> {
    const handle = await open(path, 'r');
    try {
        requireSize((await handle.stat()).size);
        return decodeSource(await handle.readFile());
    } finally {
        await handle.close();
    }
}

/** The text in the bytes of a source: UTF-8, or UTF-16 with a byte order mark, as shells of Windows write it. */
export function decodeSource(bytes: Uint8Array): string {
    requireSize(bytes.length);
    if (startsWith(bytes, 0x50, 0x47, 0x44, 0x4d, 0x50)) {
        throw new ImportError('This is an archive of pg_dump and no script; make one with pg_restore --schema-only --file=schema.sql.');
    }
    if (startsWith(bytes, 0x1f, 0x8b)) {
        throw new ImportError('This is a compressed file; decompress it first.');
    }
    const encoding = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8';
    const zero = encoding === 'utf-8' ? bytes.indexOf(0) : -1;
    if (zero >= 0) {
        throw new ImportError(`This is a binary file and no text: byte ${zero} is NUL.`);
    }
    try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (cause) {
        throw new ImportError(`This is no text in ${encoding.toUpperCase()}; scripts are read in that encoding.`, { cause });
    }
}

/** For a text that does not come from a file, such as that of a clipboard. */
export function requireText(text: string): void {
    requireSize(text.length);
    if (text.includes('\0')) {
        throw new ImportError(`This is no text: character ${text.indexOf('\0')} is NUL.`);
    }
    if (text.trim() === '') {
        throw new ImportError('There is nothing in it.');
    }
}

function requireSize(size: number): void {
    if (size > largestSource) {
        throw new ImportError(`This has ${Math.round(size / 1024 / 1024)} MB, and sources of up to ${largestSource / 1024 / 1024} MB are read; leave the data out (pg_dump --schema-only).`);
    }
}

function startsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
    return start.every((byte, index) => bytes[index] === byte);
}
