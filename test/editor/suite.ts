import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSuite } from './bundle.ts';
import { type EditorOptions, openEditor } from './editor.ts';

const limitMinutes = Number(process.env['ERD_EDITOR_TEST_MINUTES'] ?? 8);

/** Runs the suite inside the extension host of a real VS Code and prints its report. Gives the suite's exit code, 0 when all passed. */
export async function runSuite(options: Pick<EditorOptions, 'development' | 'extensions'>): Promise<number> {
    /** What VS Code itself says: shown only when the tests did not begin, or not end. */
    const background: string[] = [];
    let reported = false;

    const limit = setTimeout(() => {
        console.error(background.join('\n'));
        console.error(`The editor tests did not end within ${limitMinutes} minutes.`);
        process.exit(1);
    }, limitMinutes * 60_000);

    await using bundle = await bundleSuite();
    const workspace = await mkdtemp(join(tmpdir(), 'erd-workspace-'));
    await cp(join(import.meta.dirname, 'workspace'), workspace, { recursive: true });

    const ended = Promise.withResolvers<number>();
    const editor = await openEditor({ ...options, workspace, tests: bundle.entry }, async page => {
        await page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => {
            const text = args.join(' ');
            // The suite has no keyboard; some things only happen on a key.
            const key = /^\[press\] (\S+)$/.exec(text)?.[1];
            if (key !== undefined) void page.keyboard.press(key);
            const report = /^\[mocha\] ?(.*)$/s.exec(text)?.[1];
            if (report === undefined) background.push(text);
            else {
                reported = true;
                console.log(report);
            }
        });
        await page.exposeFunction('codeAutomationExit', (code: number) => ended.resolve(code));
        page.on('crash', () => ended.reject(new Error('The browser page crashed')));
    });
    try {
        const code = await ended.promise;
        if (reported) return code;
        console.error(background.join('\n'));
        return 1;
    } finally {
        await editor.close();
        await rm(workspace, { recursive: true, force: true });
        clearTimeout(limit);
    }
}
