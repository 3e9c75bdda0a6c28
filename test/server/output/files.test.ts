import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { planOutput, writeAtomically, writeOutput } from '../../../server/output/index.ts';
import { Folder } from '../cli/command.ts';

const record = '.erd-generated.json';
const remains = 'a.sql.0f8fad5b-d9cb-469f-a165-70867728950e.tmp';

describe('generated files', () => {
    it('are not taken for edited after a run that was killed while it wrote them', async () => {
        using folder = new Folder();
        const write = async (text: string): Promise<void> => {
            await writeOutput(folder.path, await planOutput(folder.path, [{ path: 'a.sql', text }]));
        };
        await write('one');
        const first = readFileSync(join(folder.path, record), 'utf8');
        await write('two');
        const [digestOfOne, digestOfTwo] = [first, readFileSync(join(folder.path, record), 'utf8')].map(text => (JSON.parse(text) as { files: Record<string, string> }).files['a.sql']!);
        folder.write(record, JSON.stringify({ files: { 'a.sql': [digestOfOne, digestOfTwo] } }));
        for (const present of ['one', 'two']) {
            folder.write('a.sql', present);
            const [planned] = await planOutput(folder.path, [{ path: 'a.sql', text: 'three' }]);
            assert.equal(planned?.state, 'outdated');
        }
        folder.write('a.sql', 'mine');
        assert.equal((await planOutput(folder.path, [{ path: 'a.sql', text: 'three' }]))[0]?.state, 'edited');
    });

    it('are taken for edited where the record does not say what it was', async () => {
        using folder = new Folder({ 'a.sql': 'one' });
        for (const digests of [5, null, [5], {}]) {
            folder.write(record, JSON.stringify({ files: { 'a.sql': digests } }));
            assert.equal((await planOutput(folder.path, [{ path: 'a.sql', text: 'two' }]))[0]?.state, 'edited');
        }
    });

    it('lose what a killed run has left behind, but not what another run is writing', async () => {
        using folder = new Folder({ [remains]: 'half' });
        await writeAtomically(join(folder.path, 'a.sql'), 'text');
        assert.deepEqual(readdirSync(folder.path).toSorted(), ['a.sql', remains]);
        const longAgo = new Date(Date.now() - 3_600_000);
        utimesSync(join(folder.path, remains), longAgo, longAgo);
        await writeAtomically(join(folder.path, 'a.sql'), 'text');
        assert.deepEqual(readdirSync(folder.path), ['a.sql']);
    });

    it('keep the permissions of what they replace', async () => {
        using folder = new Folder({ 'a.sql': 'one' });
        const file = join(folder.path, 'a.sql');
        for (const mode of [0o600, 0o666]) {
            chmodSync(file, mode);
            await writeAtomically(file, `text ${mode}`);
            assert.equal(statSync(file).mode & 0o777, mode);
        }
    });
});
