import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { functions } from '../../language/prelude/functions.ts';

const page = 'docs/language.md';
const block = /(?<=<!-- functions:[^\n]*-->\n)[\s\S]*(?=<!-- \/functions -->)/;

/** What the prelude declares, as tables by its headings: what is called, what it gives, and what it says of itself. */
function functionTables(text: string): string {
    const lines: string[] = [];
    let documentation = '';
    for (const line of text.split('\n')) {
        const heading = /^\/\/ -+ ([\w ,]+?) -*$/.exec(line)?.[1];
        const [, name, parameters, result, rest] = /^(?:function|aggregate) (\w+)\((.*?)\)(?: returns (\S+))?(.*)$/.exec(line) ?? [];
        if (heading !== undefined) {
            lines.push('', `| ${heading} | | |`, '|---|---|---|');
        } else if (line.startsWith('/// ')) {
            documentation = line.slice(4);
        } else if (name !== undefined) {
            const engines = /\bfor (.+)$/.exec(rest!)?.[1];
            const notes = [documentation, engines === undefined ? '' : `Only ${engines}.`].filter(Boolean).join(' ');
            lines.push(`| \`${name}(${parameters})\` | ${result === undefined ? '' : `\`${result}\``} | ${notes.replaceAll('|', '\\|')} |`);
            documentation = '';
        }
    }
    return `${lines.slice(1).join('\n')}\n`;
}

/** What of a page is written as code. */
function codeIn(markdown: string): string {
    return [...markdown.matchAll(/^```erd\n[\s\S]*?^```|`[^`]+`/gm)].map(([code]) => code).join('\n');
}

describe('the language manual', () => {
    it('lists all functions', () => {
        const markdown = readFileSync(page, 'utf8');
        const tables = functionTables(functions);
        assert.ok(tables.split('\n').length > 80);
        if (process.env['UPDATE_GOLDEN']) {
            writeFileSync(page, markdown.replace(block, tables));
        } else {
            assert.equal(block.exec(markdown)![0], tables);
        }
    });

    it('has every word of the grammar', async () => {
        const words = new Set<string>();
        for await (const file of glob('language/grammar/*.langium')) {
            const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<![\\:])\/\/.*$/gm, '');
            for (const [, word] of text.matchAll(/'([a-z]{2,})'/g)) {
                words.add(word!);
            }
        }
        assert.ok(words.size > 100);
        const code = codeIn(readFileSync(page, 'utf8'));
        assert.deepEqual([...words].filter(word => !new RegExp(`(?<![\\w])${word}(?![\\w])`).test(code)).toSorted(), []);
    });
});
