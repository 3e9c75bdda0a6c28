import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { importSource, type ImportResult } from '../../../../server/import/index.ts';
import { compiled, ddlOf } from '../law.ts';
import { script } from '../scripts/index.ts';
import { largeScript } from '../scripts/large.ts';

describe('The files of an imported model', () => {
    const importedAs = (text: string, split: 'none' | 'schema' | 'area') => importSource({ text, dialect: 'postgresql', name: 'Imported', split });
    const pathsOf = ({ files }: ImportResult) => files.map(({ path }) => path);
    const statements = (ddl: string) => ddl.split(/;\n/).map(statement => statement.replaceAll(/^--.*$/gm, '').trim()).sort();

    /** The same model, however it is split. */
    async function assertSame(text: string, split: 'schema' | 'area'): Promise<ImportResult> {
        const whole = await importedAs(text, 'none');
        const parts = await importedAs(text, split);
        assert.deepEqual(statements(ddlOf(await compiled(parts))), statements(ddlOf(await compiled(whole))));
        return parts;
    }

    it('are one for each schema', async () => {
        assert.deepEqual(pathsOf(await assertSame(script('schemas'), 'schema')), ['imported.erd', 'auth.erd', 'billing.erd']);
    });

    it('are one for each area', async () => {
        const parts = await assertSame(largeScript(60), 'area');
        assert.ok(parts.files.length > 3, pathsOf(parts).join());
        assert.ok(parts.files.every(({ text }) => text.split('\n').length < 1500));
    });

    it('begin with what the script says of itself, above its settings', async () => {
        for (const head of ['-- Shop\n\nBEGIN;\n\n', '/* Shop */\nSET search_path = public;\n\n']) {
            const { files } = await importedAs(`${head}-- Who buys\ncreate table customers (id int primary key);`, 'none');
            assert.match(files[0]!.text, /Shop[^]*\n\/\/ Who buys\nentity Customer/, head);
        }
    });

    it('have headings in boxes of stars, and none of what makes the database itself', async () => {
        const box = (title: string): string => `/**********\n   ${title}\n***********/\n`;
        const { files } = await importedAs(`${box('Shop')}\n${box('Drop database')}drop database if exists shop;\n${box('Create database')}create database shop;\n${box('Tables')}create table customers (id int primary key);`, 'none');
        assert.match(files[0]!.text, /\n\/\/ ---- Shop ----\n\n\/\/ ---- Tables ----\n\nentity Customer/);
        assert.doesNotMatch(files[0]!.text, /database/);
    });

    it('have the name of the model only where no schema has it', async () => {
        const script = ['app', 'more'].flatMap(schema => [`create schema ${schema};`, ...['a', 'b'].map(table => `create table ${schema}.${table} (id int primary key);`)]).join('\n');
        const { files } = await importSource({ text: script, dialect: 'postgresql', name: 'App', split: 'schema' });
        assert.deepEqual(files.map(({ path }) => path), ['model.erd', 'app.erd', 'more.erd']);
    });

    it('have a type that was made anew before what is of it', async () => {
        const { files } = await importedAs(`create type s as enum ('a'); create table t (id int primary key); create table u (id int primary key, s s);
            create type s_new as enum ('a', 'b'); alter table u alter s type s_new using s::text::s_new; drop type s; alter type s_new rename to s;`, 'none');
        assert.deepEqual(files[0]!.text.match(/^(?:enum|entity) \w+/gm), ['entity T', 'enum S', 'entity U']);
    });

    for (const name of ['shop', 'rails', 'schemas', 'names', 'queries', 'sessions']) {
        it(`read as agreed: ${name}`, async () => {
            const { files } = await importedAs(script(name), 'none');
            const golden = new URL(`golden/${name}.erd`, import.meta.url);
            if (process.env['UPDATE_GOLDEN']) {
                writeFileSync(golden, files[0]!.text);
            }
            assert.equal(files[0]!.text, readFileSync(golden, 'utf8'));
        });
    }
});
