import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { Editor } from '../server/lsp/harness.ts';
import { taken, type Files } from '../server/lsp/refactorings/taken.ts';

const page = 'docs/refactorings.md';

/** Which action each example takes, and what is selected for it: from the beginning of a text to the end of another. */
const actions: Readonly<Record<string, readonly [title: RegExp, from: string, to?: string]>> = {
    'Extract a type': [/^Extract type 'Bill'/, 'billStreet', 'as "bill_postcode"'],
    'Inline a type': [/^Inline type 'Money'/, 'Money {'],
    'Inline a domain': [/^Inline domain/, 'Percentage:'],
    'Inline an enumeration': [/^Inline enumeration/, 'Grade:'],
    'Inline a mixin': [/^Inline mixin/, 'Audited {'],
    'Many-to-many': [/^Make an entity/, 'shelving'],
    'Move to another file': [/^Move 'Customer' with 'Email' to the new file/, 'Customer {'],
    'Move to a schema': [/new schema 'customers'/, 'Customer {'],
    'Move governance': [/governance/, 'Customer'],
};

/** The first file of an example is `shop.erd`; the others say what they are called. */
function written(files: Files): string {
    const [[, first], ...others] = Object.entries(files) as [[string, string], ...[string, string][]];
    return [first, ...others.map(([name, text]) => `\n// ---- ./${name}\n\n${text}`)].join('');
}

describe('the page about refactorings', () => {
    afterEach(() => Editor.closeAll());

    const text = readFileSync(page, 'utf8');
    for (const section of text.split(/^## /m).slice(1)) {
        const heading = section.slice(0, section.indexOf('\n'));
        it(`shows what the editor makes: ${heading}`, async () => {
            const blocks = [...section.matchAll(/^```erd\n([\s\S]*?)^```$/gm)];
            const [before, after] = blocks.map(([, block]) => block!);
            const [title, from, to] = actions[heading]!;
            const start = before!.indexOf(from);
            const end = to === undefined ? start : before!.indexOf(to) + to.length;
            const marked = to === undefined ? `${before!.slice(0, start)}<|>${before!.slice(start)}` : `${before!.slice(0, start)}<|${before!.slice(start, end)}|>${before!.slice(end)}`;
            const result = written(await taken(title, { 'shop.erd': marked }));
            if (process.env['UPDATE_GOLDEN']) {
                writeFileSync(page, readFileSync(page, 'utf8').replace(section, () => section.replace(`\`\`\`erd\n${after!}\`\`\``, (match, offset: number) => offset > blocks[0]!.index ? `\`\`\`erd\n${result}\`\`\`` : match)));
            } else {
                assert.equal(after, result);
            }
        });
    }
});
