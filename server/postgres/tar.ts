/** A file or, with a trailing slash in its name and no bytes, a folder of an archive. */
export interface ArchiveEntry {
    readonly name: string;
    readonly bytes: Uint8Array;
}

const BLOCK = 512;

/** Where the fields of a header stand (POSIX.1-1988, "ustar Interchange Format"). */
const FIELD = { name: 0, mode: 100, owner: 108, group: 116, size: 124, modified: 136, checksum: 148, type: 156, magic: 257 } as const;

/** Writes entries as a ustar archive; names have at most 100 bytes. */
export function writeTar(entries: Iterable<ArchiveEntry>): Uint8Array<ArrayBuffer> {
    const blocks: Uint8Array[] = [];
    for (const { name, bytes } of entries) {
        if (Buffer.byteLength(name) > FIELD.mode) {
            throw new RangeError(`The name "${name}" is too long for an archive.`);
        }
        const header = Buffer.alloc(BLOCK);
        header.write(name, FIELD.name);
        const isFolder = name.endsWith('/');
        header.write(isFolder ? '0000700\0' : '0000600\0', FIELD.mode);
        header.write('0000000\0', FIELD.owner);
        header.write('0000000\0', FIELD.group);
        header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, FIELD.size);
        header.write('00000000000\0', FIELD.modified);
        header.write(isFolder ? '5' : '0', FIELD.type);
        header.write('ustar\u000000', FIELD.magic);
        header.fill(' ', FIELD.checksum, FIELD.type);
        const checksum = header.reduce((sum, byte) => sum + byte, 0);
        header.write(`${checksum.toString(8).padStart(6, '0')}\0 `, FIELD.checksum);
        blocks.push(header, bytes, new Uint8Array(-bytes.length & (BLOCK - 1)));
    }
    blocks.push(new Uint8Array(2 * BLOCK));
    return new Uint8Array(Buffer.concat(blocks));
}

/** Reads the files of a ustar archive; folders are left out. */
export function* readTar(archive: Uint8Array): Generator<ArchiveEntry> {
    const buffer = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
    for (let at = 0; at + BLOCK <= buffer.length && buffer[at] !== 0; ) {
        const name = textOf(buffer, at + FIELD.name, FIELD.mode);
        const size = Number.parseInt(textOf(buffer, at + FIELD.size, 12), 8);
        const type = buffer[at + FIELD.type];
        const start = at + BLOCK;
        if (!Number.isInteger(size) || start + size > buffer.length) {
            throw new Error(`The archive is broken at "${name}".`);
        }
        if (type === 0 || type === 0x30) {
            yield { name, bytes: buffer.subarray(start, start + size) };
        }
        at = start + Math.ceil(size / BLOCK) * BLOCK;
    }
}

function textOf(buffer: Buffer, start: number, length: number): string {
    const end = buffer.indexOf(0, start);
    return buffer.toString('utf8', start, end < 0 ? start + length : Math.min(end, start + length));
}
