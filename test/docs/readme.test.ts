import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Folder } from '../server/cli/command.ts';

const readme = readFileSync('README.md', 'utf8');
const pages = ['README.md', ...readdirSync('docs').filter(name => name.endsWith('.md')).map(name => join('docs', name))];

describe('the README', () => {
    it('names commands of npm that there are', () => {
        const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
        const named = [...readme.matchAll(/(?:^|&& )npm (?:run )?(?!install)(\w[\w:]*)/gm)].map(match => match[1]!);
        assert.ok(named.length >= 4);
        assert.deepEqual(named.filter(name => !(name in scripts)), []);
    });

    it('shows commands that work one after the other', async () => {
        const lines = [...readme.matchAll(/^erd (.+?)(?: {2,}#.*)?$/gm)].map(match => match[1]!.trim()).filter(line => !line.startsWith('lsp'));
        assert.ok(lines.length >= 6);
        using folder = new Folder({ 'schema.sql': 'create table visits (id int primary key);\n' });
        for (const line of lines) {
            const { code, out, err } = await folder.erd(...line.split(' '));
            assert.equal(code, 0, `erd ${line}\n${out}${err}`);
        }
    });
});

describe('the documentation', () => {
    for (const page of pages) {
        it(`links only to what there is: ${page}`, () => {
            const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
            const links = [...text.matchAll(/\]\((?!https?:)([^)\s#]+)(?:#[^)]*)?\)/g)].map(match => join(dirname(page), match[1]!));
            assert.deepEqual(links.filter(link => !existsSync(link)), []);
        });
    }
});
