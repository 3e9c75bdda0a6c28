import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface Result {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
}

/** A folder of its own for a test, with files in it; gone at the end of the scope. */
export class Folder implements Disposable {
    readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'erd-')));

    constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
        for (const [name, content] of Object.entries(files)) {
            this.write(name, content);
        }
    }

    write(name: string, content: string | Uint8Array): void {
        mkdirSync(dirname(join(this.path, name)), { recursive: true });
        writeFileSync(join(this.path, name), content);
    }

    /** Runs `erd` from the sources, as a person would in this folder. */
    erd(...parameters: string[]): Promise<Result> {
        return new Promise((done, failed) => {
            const child = spawn(process.execPath, [resolve('server/cli/main.ts'), ...parameters], {
                cwd: this.path, env: { ...process.env, NO_COLOR: '1', CI: '1' }, stdio: ['ignore', 'pipe', 'pipe'],
            });
            let out = '';
            let err = '';
            child.stdout.setEncoding('utf8').on('data', (text: string) => out += text);
            child.stderr.setEncoding('utf8').on('data', (text: string) => err += text);
            child.on('error', failed).on('close', code => done({ code, out, err }));
        });
    }

    [Symbol.dispose](): void {
        rmSync(this.path, { recursive: true });
    }
}
