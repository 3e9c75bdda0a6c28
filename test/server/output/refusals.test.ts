import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusedByFileSystem, writeAtomically } from '../../../server/output/index.ts';

describe('What the file system refuses', () => {
    let folder: string;

    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'erd-refusals-'));
        await writeFile(join(folder, 'file'), '');
    });

    after(() => rm(folder, { recursive: true }));

    const refusalOf = async (file: string): Promise<string | undefined> => writeAtomically(join(folder, file), 'text').then(() => undefined, refusedByFileSystem);

    it('is told in a sentence that names the file and no other', async () => {
        const long = 'x'.repeat(300);
        assert.equal(await refusalOf(`${long}/a.erd`), `The name of ${join(folder, long)} is too long for the disk.`);
        assert.equal(await refusalOf('file/a.erd'), `${join(folder, 'file')} is, or leads through, a file where a folder is needed.`);
    });

    it('is nothing where somebody else refuses', () => {
        assert.equal(refusedByFileSystem(new Error('no')), undefined);
        assert.equal(refusedByFileSystem(undefined), undefined);
    });
});
