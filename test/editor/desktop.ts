// Runs the suite in a desktop VS Code, which @vscode/test-electron downloads. Needs a display.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundle.ts';
import { root } from './editor.ts';

const workspace = await mkdtemp(join(tmpdir(), 'erd-workspace-'));
await cp(join(import.meta.dirname, 'workspace'), workspace, { recursive: true });
await using bundle = await bundleSuite();
try {
    process.exitCode = await runTests({
        version: process.env['ERD_VSCODE_VERSION'] ?? 'stable',
        extensionDevelopmentPath: root,
        extensionTestsPath: bundle.entry,
        launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
    });
} finally {
    await rm(workspace, { recursive: true, force: true });
}
