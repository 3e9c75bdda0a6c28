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
    const without = await modelOf(before);
    const added = (pattern: RegExp): boolean => textOf(files).match(pattern)?.length !== without.match(pattern)?.length;
    if (notices.some(({ kind }) => kind === 'lost')) {
        return 'reported';
    }
    if (notices.some(({ kind }) => kind === 'skipped')) {
        return 'reported, as no part of a model';
    }
    return added(markedStatement) ? 'as marked text' : added(markedText) ? 'in words, with PostgreSQL text' : 'in words';
}

const models = new Map<string, Promise<string>>();

async function modelOf(script: string): Promise<string> {
    const model = models.get(script) ?? (script === '' ? Promise.resolve('') : importSource({ text: script, name: 'Construct' }).then(({ files }) => textOf(files)));
    models.set(script, model);
    return model;
}

function textOf(files: readonly ImportedFile[]): string {
    return files.map(({ text }) => text).join('');
}

describe('the page on importing', () => {
    const parts: string[] = [];

    for (const [heading, group] of Object.entries(constructs)) {
        it(`knows what becomes of constructs: ${heading}`, async () => {
            const rows: string[] = [];
            for (const construct of group) {
                rows.push(`| ${construct.name} | ${await fateOf(construct)} |`);
            }
            parts.push([`### ${heading}`, '', '| in the script | in the model |', '|---|---|', ...rows, ''].join('\n'));
        });
    }

    it('says so', () => {
        assert.equal(parts.length, Object.keys(constructs).length);
        const text = readFileSync(page, 'utf8');
        const written = text.replace(between, (_, begin: string, end: string) => `${begin}${parts.join('\n')}${end}`);
        if (process.env['UPDATE_GOLDEN']) {
            writeFileSync(page, written);
        }
        assert.equal(readFileSync(page, 'utf8'), written);
    });
});
