import { globSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Called by VS Code inside the extension host, in the browser as on the desktop. Rejects when a test failed. */
export async function run(): Promise<void> {
    // VS Code talks on the same console: the mark tells the report from that.
    Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(`[mocha] ${format(...args)}`);
    const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, forbidOnly: true, color: false });
    for (const file of globSync('**/*.test.cjs', { cwd: __dirname }).toSorted()) mocha.addFile(join(__dirname, file));
    const failures = await new Promise<number>(resolve => mocha.run(resolve));
    if (failures > 0) throw new Error(`${failures} failed`);
}
