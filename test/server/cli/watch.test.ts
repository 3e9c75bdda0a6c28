import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { Folder } from './command.ts';

/** A command that watches, and what it says, line by line. */
class Watching implements AsyncDisposable {
    private readonly child;
    private readonly lines: AsyncIterator<string>;

    constructor(folder: Folder, ...parameters: string[]) {
        this.child = spawn(process.execPath, [resolve('server/cli/main.ts'), ...parameters, '--watch'], {
            cwd: folder.path, env: { ...process.env, NO_COLOR: '1', CI: '1' }, stdio: ['ignore', 'pipe', 'pipe'],
        });
        const said = new PassThrough();
        this.child.stdout.pipe(said, { end: false });
        this.child.stderr.pipe(said, { end: false });
        this.child.on('close', () => said.end());
        this.lines = createInterface(said)[Symbol.asyncIterator]();
    }

    async until(wanted: RegExp): Promise<void> {
        for (;;) {
            const { value, done } = await this.lines.next();
            assert.ok(!done, `ended before ${wanted}`);
            if (wanted.test(value)) {
                return;
            }
        }
    }

    /** Gives what it ends with. */
    async interrupt(): Promise<unknown[]> {
        const ended = once(this.child, 'close');
        this.child.kill('SIGINT');
        return ended;
    }

    async [Symbol.asyncDispose](): Promise<void> {
        if (this.child.exitCode === null) {
            this.child.kill('SIGKILL');
            await once(this.child, 'close');
        }
    }
}

describe('--watch', () => {
    it('checks again what has changed, and what comes into a new folder', async () => {
        using folder = new Folder({ 'a.erd': 'entity A { id: int key }' });
        await using watching = new Watching(folder, 'check');
        await watching.until(/^1 file checked: no findings$/);
        await watching.until(/^Watching 1 folder; Ctrl\+C ends\.$/);
        folder.write('a.erd', 'entity A { id: itn key }');
        await watching.until(/^1 file checked: 1 error/);
        folder.write('below/b.erd', 'entity B { id: itn key }');
        await watching.until(/^2 files checked: 2 errors/);
        folder.write('below/b.erd', 'entity B { id: int key }');
        await watching.until(/^2 files checked: 1 error/);
        rmSync(join(folder.path, 'below'), { recursive: true });
        await watching.until(/^1 file checked: 1 error/);
        folder.write('below/b.erd', 'entity B { id: itn key }');
        await watching.until(/^2 files checked: 2 errors/);
        assert.deepEqual(await watching.interrupt(), [1, null]);
    });

    it('goes on where the file system refuses what a run would write', async () => {
        const model = (name: string): string => `model ${name} {}\nentity A { id: int key }`;
        using folder = new Folder({ 'a.erd': model('A') });
        await using watching = new Watching(folder, 'generate');
        await watching.until(/^Watching/);
        folder.write('a.erd', model('A'.repeat(300)));
        await watching.until(/^erd: .*too long/);
        folder.write('a.erd', model('B'));
        await watching.until(/^wrote generated\/B\.postgresql\.sql$/);
        assert.deepEqual(await watching.interrupt(), [0, null]);
    });
});
