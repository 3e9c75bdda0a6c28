// Takes a picture of the real VS Code with the extension in it.
//   npm run photograph -- --workspace examples/shop --file shop.erd --out shop.png [--theme light] [step ...]
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openEditor, root } from './editor.ts';

const help = `Steps, done in order before the picture:
  command:ERD: Show Output   run a command of the palette
  type:text                  type into the focused editor
  press:Control+Space        press a key
  goto:12:5                  put the cursor at line 12, column 5
  hover:text                 rest the pointer on the first such text in the editor
  click:text                 click the first element with this text
  wait:1000                  wait, in milliseconds
  shot:other.png             take a picture in between`;

/** One step of a scripted session. */
type Step = (page: Page, argument: string) => Promise<unknown>;

const steps: Readonly<Record<string, Step>> = {
    async command(page, title) {
        await page.keyboard.press('F1');
        await page.locator('.quick-input-widget input').first().fill(`>${title}`);
        await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
    },
    type: (page, text) => page.keyboard.type(text, { delay: 20 }),
    press: (page, key) => page.keyboard.press(key),
    async goto(page, place) {
        await page.keyboard.press('Control+G');
        await page.locator('.quick-input-widget input').first().fill(`:${place}`);
        await page.keyboard.press('Enter');
    },
    hover: (page, text) => page.locator('.view-line span span', { hasText: text }).first().hover(),
    click: (page, text) => page.getByText(text).first().click(),
    wait: (_page, milliseconds) => pause(Number(milliseconds)),
    shot: (page, path) => page.screenshot({ path }),
};

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
        workspace: { type: 'string', default: join(root, 'examples') },
        file: { type: 'string' },
        out: { type: 'string', default: 'photograph.png' },
        theme: { type: 'string', default: 'dark' },
        size: { type: 'string', default: '1400x900' },
        settings: { type: 'string', default: '{}' },
        settle: { type: 'string', default: '4000' },
        help: { type: 'boolean' },
    },
});
if (values.help === true) {
    console.log(help);
    process.exit(0);
}
const script = positionals.map(step => {
    const [, name = '', argument = ''] = /^(\w+):(.*)$/s.exec(step) ?? [];
    const run = steps[name];
    if (!run) throw new Error(`Unknown step "${step}".\n${help}`);
    return (page: Page) => run(page, argument);
});

// A copy: what the session writes is thrown away with it.
const copy = await mkdtemp(join(tmpdir(), 'erd-photograph-'));
const workspace = join(copy, basename(resolve(values.workspace)));
await cp(values.workspace, workspace, { recursive: true });

const [width = 1400, height = 900] = values.size.split('x').map(Number);
const editor = await openEditor(
    {
        workspace,
        development: root,
        ...(values.file !== undefined && { file: join(workspace, values.file) }),
        settings: {
            'workbench.colorTheme': values.theme === 'light' ? 'Light Modern' : 'Dark Modern',
            'workbench.iconTheme': 'vs-seti',
            'workbench.layoutControl.enabled': false,
            'window.commandCenter': false,
            'window.title': '${activeEditorShort}${separator}${rootName}',
            'editor.minimap.enabled': false,
            'editor.fontFamily': "'DejaVu Sans Mono', Consolas, Menlo, monospace",
            'editor.fontSize': 13,
            ...(JSON.parse(values.settings) as Record<string, unknown>),
        },
    },
    page => page.setViewportSize({ width, height }),
);
try {
    await editor.page.locator('.monaco-workbench').waitFor();
    if (values.file !== undefined) await editor.page.locator('.monaco-editor .view-line').first().waitFor();
    await pause(Number(values.settle));
    for (const step of script) await step(editor.page);
    await editor.page.screenshot({ path: values.out });
} finally {
    await editor.close();
    await rm(copy, { recursive: true, force: true });
}
