import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Folder } from './command.ts';

describe('erd check --watch', () => {
    it('checks again what has changed, and what comes into a new folder', async () => {
        using folder = new Folder({ 'a.erd': 'entity A { id: int key }' });
        const child = spawn(process.execPath, [resolve('server/cli/main.ts'), 'check', '--watch'], {
            cwd: folder.path, env: { ...process.env, NO_COLOR: '1', CI: '1' }, stdio: ['ignore', 'pipe', 'pipe'],
        });
        try {
            const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
            const until = async (wanted: RegExp): Promise<void> => {
                for (;;) {
                    const { value, done } = await lines.next();
                    assert.ok(!done, `ended before ${wanted}`);
                    if (wanted.test(value)) {
                        return;
                    }
                }
            };
            const [notice] = await Promise.all([once(child.stderr.setEncoding('utf8'), 'data'), until(/^1 file checked: no findings$/)]);
            assert.match(String(notice), /^Watching 1 folder; Ctrl\+C ends\.$/m);
            folder.write('a.erd', 'entity A { id: itn key }');
            await until(/^1 file checked: 1 error/);
            folder.write('below/b.erd', 'entity B { id: itn key }');
            await until(/^2 files checked: 2 errors/);
            folder.write('below/b.erd', 'entity B { id: int key }');
            await until(/^2 files checked: 1 error/);
        } finally {
            const ended = once(child, 'close');
            child.kill('SIGINT');
            assert.deepEqual(await ended, [1, null]);
        }
    });
});
