import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readTar, writeTar } from '../../../server/postgres/tar.ts';

const entries = fc.uniqueArray(
    fc.record(
        { name: fc.stringMatching(/^[a-z][\w./-]{0,98}[a-z]$/), bytes: fc.uint8Array({ maxLength: 2000 }) },
        { noNullPrototype: true },
    ),
    { selector: ({ name }) => name, maxLength: 10 },
);

describe('tar', () => {
    it('reads what it writes', () => {
        fc.assert(
            fc.property(entries, (files) => {
                const read = Array.from(readTar(writeTar(files)), ({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
                assert.deepEqual(read, files);
            }),
        );
    });

    it('writes what others read', () => {
        const folder = mkdtempSync(join(tmpdir(), 'erd-tar-'));
        try {
            const archive = writeTar([
                { name: 'a/', bytes: new Uint8Array() },
                { name: 'a/b.txt', bytes: Buffer.from('Grüße') },
            ]);
            writeFileSync(join(folder, 'x.tar'), archive);
            execFileSync('tar', ['-xf', 'x.tar'], { cwd: folder });
            assert.equal(readFileSync(join(folder, 'a/b.txt'), 'utf8'), 'Grüße');
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it('refuses names that do not fit, and archives that are broken', () => {
        assert.throws(() => writeTar([{ name: 'ä'.repeat(51), bytes: new Uint8Array() }]), RangeError);
        const archive = writeTar([{ name: 'a', bytes: new Uint8Array(600) }]);
        assert.throws(() => [...readTar(archive.subarray(0, 1024))], /broken at "a"/);
        assert.throws(() => [...readTar(archive.map((byte, index) => (index >= 124 && index < 136 ? 0x7a : byte)))], /broken/);
    });
});
