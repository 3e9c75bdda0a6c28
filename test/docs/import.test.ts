import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { importSource, type ImportedFile } from '../../server/import/index.ts';
import { constructs, type Construct } from './import-constructs.ts';

const page = 'docs/import.md';
const between = /(<!-- constructs -->\n)[\s\S]*(<!-- \/constructs -->)/;

const markedText = /\b(?:sql postgresql|native\(|options postgresql)/g;
const markedStatement = /^statement postgresql/gm;

/** Where a construct of a script is after the import. */
async function fateOf({ script, before = '' }: Construct): Promise<string> {
    const { files, notices } = await importSource({ text: before + script, name: 'Construct' });
    const without = before === '' ? [] : (await importSource({ text: before, name: 'Construct' })).files;
    const added = (pattern: RegExp): boolean => textOf(files).match(pattern)?.length !== textOf(without).match(pattern)?.length;
    if (notices.some(({ kind }) => kind === 'lost')) {
        return 'reported';
    }
    if (notices.some(({ kind }) => kind === 'skipped')) {
        return 'reported, as no part of a model';
    }
    return added(markedStatement) ? 'as marked text' : added(markedText) ? 'in words, with PostgreSQL text' : 'in words';
}

function textOf(files: readonly ImportedFile[]): string {
    return files.map(({ text }) => text).join('');
}

describe('the page on importing', () => {
    it('says of each construct what becomes of it', async () => {
        const parts: string[] = [];
        for (const [heading, group] of Object.entries(constructs)) {
            parts.push(`### ${heading}`, '', '| in the script | in the model |', '|---|---|');
            for (const construct of group) {
                parts.push(`| ${construct.name} | ${await fateOf(construct)} |`);
            }
            parts.push('');
        }
        const text = readFileSync(page, 'utf8');
        const written = text.replace(between, (_, begin: string, end: string) => `${begin}${parts.join('\n')}${end}`);
        assert.notEqual(parts.length, 0);
        if (process.env['UPDATE_GOLDEN']) {
            writeFileSync(page, written);
        }
        assert.equal(readFileSync(page, 'utf8'), written);
    });
});
