import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { install } from './install.ts';

/** The project's root: what the editor loads as the extension under development. */
export const root = join(import.meta.dirname, '../..');

export interface EditorOptions {
    /** The folder to open. */
    readonly workspace: string;
    /** The user's settings. */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** Where extensions are installed; an empty folder of its own unless given. */
    readonly extensions?: string;
    /** Load the extension from this folder instead of the installed ones. */
    readonly development?: string;
    /** A module whose `run()` is called inside the extension host. */
    readonly tests?: string;
    /** A file to show, absolute. */
    readonly file?: string;
}

export interface Server {
    /** Address of the page, with the workspace and whatever else was asked for. */
    readonly url: string;
    close(): Promise<void>;
}

export interface Editor {
    readonly page: Page;
    close(): Promise<void>;
}

/** The servers still running and their data, for the case that this process ends before it could close them. */
const running = new Map<ChildProcess, string>();

function kill(child: ChildProcess): void {
    running.delete(child);
    if (child.pid === undefined) return;
    try {
        // The whole group: extension hosts and file watchers too.
        process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}

process.on('exit', () => {
    for (const [child, data] of running) {
        kill(child);
        rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    }
});
for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
] as const) {
    process.on(signal, () => process.exit(code));
}

/** Settings under which pictures and tests are about the model alone. */
const calm = {
    'chat.disableAIFeatures': true,
    'extensions.ignoreRecommendations': true,
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
};

/** Starts the real VS Code server on a free port. */
export async function startServer(options: EditorOptions): Promise<Server> {
    const { server } = await install();
    const data = await mkdtemp(join(tmpdir(), 'erd-editor-'));
    const extensions = options.extensions ?? join(data, 'extensions');
    const settings = join(data, 'data/User/settings.json');
    // Not by its own path: VS Code takes everything below that for part of the extension, and VS Code itself is
    // installed there, so that one of its own themes would win over the settings.
    const development = join(data, 'development');
    await mkdir(dirname(settings), { recursive: true });
    await mkdir(extensions, { recursive: true });
    if (options.development !== undefined) await symlink(options.development, development, 'junction');
    await writeFile(settings, JSON.stringify({ ...calm, ...options.settings }));
    const child = spawn(
        process.execPath,
        [
            server,
            '--host',
            '127.0.0.1',
            '--port',
            '0',
            '--without-connection-token',
            '--accept-server-license-terms',
            '--server-data-dir',
            data,
            '--extensions-dir',
            extensions,
            '--telemetry-level',
            'off',
            '--disable-workspace-trust',
            // Without it the page ignores which extension and which tests it is asked to load, silently.
            '--enable-smoke-test-driver',
        ],
        { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    running.set(child, data);
    const origin = await listening(child);
    const payload = [
        ...(options.development === undefined ? [] : [['extensionDevelopmentPath', remote(origin, development)]]),
        ...(options.tests === undefined ? [] : [['extensionTestsPath', remote(origin, options.tests)]]),
        ...(options.file === undefined ? [] : [['openFile', remote(origin, options.file)]]),
        ['skipWelcome', 'true'],
    ];
    const query = new URLSearchParams({ folder: options.workspace, payload: JSON.stringify(payload) });
    return {
        url: `${origin}/?${query.toString()}`,
        async close() {
            const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
            kill(child);
            await exited;
            await rm(data, { recursive: true, force: true, maxRetries: 5 });
        },
    };
}

function remote(origin: string, path: string): string {
    return `vscode-remote://${new URL(origin).host}${path}`;
}

/** The address the server prints; an error with its output when it ends before. */
async function listening(child: ChildProcess): Promise<string> {
    const output: string[] = [];
    return new Promise((resolve, reject) => {
        for (const stream of [child.stdout, child.stderr]) {
            if (stream === null) continue;
            createInterface(stream).on('line', line => {
                output.push(line);
                const port = /host agent listening on (\d+)/i.exec(line)?.[1];
                if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
            });
        }
        child.on('error', reject);
        child.on('exit', code => reject(new Error(`VS Code server ended with ${code}:\n${output.join('\n')}`)));
    });
}

export async function startBrowser(): Promise<Browser> {
    const { chromium: found } = await install();
    return chromium.launch({
        executablePath: found.executable,
        env: { ...process.env, ...found.environment },
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
    });
}

/** Opens VS Code in a browser. `prepare` sees the page before anything is loaded into it. */
export async function openEditor(options: EditorOptions, prepare?: (page: Page) => Promise<void>): Promise<Editor> {
    const server = await startServer(options);
    try {
        const browser = await startBrowser();
        const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
        await prepare?.(page);
        await page.goto(server.url);
        return {
            page,
            async close() {
                await browser.close();
                await server.close();
            },
        };
    } catch (error) {
        await server.close();
        throw error;
    }
}
