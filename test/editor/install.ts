import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const modules = join(here, 'node_modules');
const vscode = join(modules, 'code-server/lib/vscode');
const stamp = join(modules, '.installed');

/** Where a started VS Code finds its parts. */
export interface Parts {
    /** The entry of the VS Code server. */
    readonly server: string;
    readonly chromium: Chromium;
}

export interface Chromium {
    readonly executable: string;
    /** What it needs in its environment beside the inherited one. */
    readonly environment: Readonly<Record<string, string>>;
}

/** Installs VS Code and finds or unpacks a browser, unless that is done already. About 20 s the first time. */
export async function install(): Promise<Parts> {
    const wanted = createHash('sha256')
        .update(await readFile(join(here, 'package-lock.json')))
        .digest('hex');
    const installed = existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
    if (installed !== wanted) {
        console.log('Installing VS Code for the editor tests (once) ...');
        npm('ci', here);
        // VS Code's own packages. Not `ci`: the lock file that ships with them lacks a package.
        npm('install', vscode, '--omit=dev');
        await writeFile(stamp, wanted);
    }
    return { server: join(vscode, 'out/server-main.js'), chromium: await findChromium() };
}

/** No install scripts: what they would compile is not needed for the tests. */
function npm(command: 'ci' | 'install', folder: string, ...options: string[]): void {
    execFileSync('npm', [command, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...options], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
    });
}

async function findChromium(): Promise<Chromium> {
    const given = process.env['CHROME_PATH'];
    if (given !== undefined && given !== '') return { executable: given, environment: {} };
    const present = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path));
    if (present !== undefined) return { executable: present, environment: {} };
    if (process.platform !== 'linux') throw new Error('Set CHROME_PATH to an installed Chrome or Chromium');
    return unpackedChromium();
}

/** The Chromium of the npm package: unpacked once, with the libraries and fonts that it brings for machines without them. */
async function unpackedChromium(): Promise<Chromium> {
    const folder = join(modules, '.chromium');
    const executable = join(folder, 'chromium');
    if (!existsSync(folder)) {
        const entry = createRequire(join(here, 'package.json')).resolve('@sparticuz/chromium');
        const chromium = (await import(pathToFileURL(entry).href)) as { inflate(archive: string): Promise<string> };
        const unpacking = `${folder}-${process.pid}`;
        await mkdir(unpacking, { recursive: true });
        const before = process.env['TMPDIR'];
        // The package unpacks into the temporary folder, wherever that is.
        process.env['TMPDIR'] = unpacking;
        try {
            for (const archive of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
                await chromium.inflate(join(entry, '../../bin', archive));
            }
            await writeFile(join(unpacking, 'fonts.conf'), fontConfiguration(join(folder, 'fonts')));
        } finally {
            if (before === undefined) delete process.env['TMPDIR'];
            else process.env['TMPDIR'] = before;
        }
        await rename(unpacking, folder).catch(async (error: unknown) => {
            await rm(unpacking, { recursive: true, force: true });
            // Another run may have been quicker.
            if (!existsSync(executable)) throw error;
        });
    }
    const environment: Record<string, string> = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
    // Its own libraries only where the system has none: they are older than what a system brings.
    const starts = await promisify(execFile)(executable, ['--version']).then(
        () => true,
        () => false,
    );
    if (!starts) environment['LD_LIBRARY_PATH'] = join(folder, 'al2023/lib');
    return { executable, environment };
}

/** The system's fonts, and one more folder: Chromium ends without a word where it finds no font at all. */
function fontConfiguration(folder: string): string {
    return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;
}
