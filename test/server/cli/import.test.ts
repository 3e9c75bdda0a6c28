import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Folder } from './command.ts';

const script = `create table customers (
  id    integer generated always as identity primary key,
  email varchar(255) not null unique
);

create table orders (
  id          integer generated always as identity primary key,
  customer_id integer not null references customers
);
`;

const read = (folder: Folder, path: string): string => readFileSync(join(folder.path, path), 'utf8');

describe('erd import', () => {
    it('writes the model of a script, which has no errors and comes back the same', async () => {
        using folder = new Folder({ 'shop.sql': script });
        const { code, out, err } = await folder.erd('import', 'shop.sql', '--out', 'models');
        assert.deepEqual({ code, out }, { code: 0, out: 'wrote models/shop.erd\n' });
        assert.match(err, /^shop\.sql: 2 tables; nothing lost, nothing assumed\.\n$/);
        assert.match(read(folder, 'models/shop.erd'), /entity Order \{\n {2}id: +int +identity always key\n {2}customer: +Customer\n\}/);
        assert.equal((await folder.erd('check', 'models')).code, 0);
        assert.equal((await folder.erd('generate', 'models', '--out', 'sql')).code, 0);
        const [sql] = readdirSync(join(folder.path, 'sql')).filter(name => name.endsWith('.sql'));
        assert.equal((await folder.erd('import', `sql/${sql}`, '--name', 'Shop', '--stdout', '--quiet')).out, read(folder, 'models/shop.erd'));
    });

    it('reads standard input', async () => {
        using folder = new Folder();
        const out = execFileSync(process.execPath, [resolve('server/cli/main.ts'), 'import', '-', '--name', 'Piped', '--stdout', '--quiet'], {
            cwd: folder.path, input: 'erDiagram\n A ||--o{ B : x\n', encoding: 'utf8',
        });
        assert.match(out, /^model Piped \{/m);
    });

    it('overwrites nothing without being told, and then writes no file at all', async () => {
        using folder = new Folder({ 'shop.sql': script, 'shop.erd': 'entity Mine { id: int key }\n' });
        const refused = await folder.erd('import', 'shop.sql', '--quiet');
        assert.deepEqual([refused.code, refused.out], [3, '']);
        assert.match(refused.err, /^shop\.erd is there already; nothing was written\. --force overwrites it\.\n/);
        assert.match(read(folder, 'shop.erd'), /Mine/);
        assert.equal((await folder.erd('import', 'shop.sql', '--dry-run')).out, 'would leave (--force overwrites) shop.erd\n');
        assert.equal((await folder.erd('import', 'shop.sql', '--dry-run', '--force')).out, 'would overwrite shop.erd\n');
        assert.equal((await folder.erd('import', 'shop.sql', '--force')).out, 'overwrote shop.erd\n');
        assert.doesNotMatch(read(folder, 'shop.erd'), /Mine/);
        assert.equal((await folder.erd('import', 'shop.sql')).out, 'kept shop.erd\n');
        assert.deepEqual(readdirSync(folder.path).toSorted(), ['shop.erd', 'shop.sql']);
    });

    it('replaces a report by a report, and nothing else by one', async () => {
        using folder = new Folder({ 'shop.sql': script, 'notes.md': 'Mine' });
        assert.deepEqual(await folder.erd('import', 'shop.sql', '--report', 'shop.sql', '--force'), { code: 2, out: '', err: 'erd: shop.sql is what is imported; the report needs another name.\n' });
        assert.deepEqual(await folder.erd('import', 'shop.sql', '--report', 'notes.md'), {
            code: 2, out: '', err: 'erd: notes.md is there already and is no report; nothing was written. --force overwrites it.\n',
        });
        assert.deepEqual([read(folder, 'shop.sql'), read(folder, 'notes.md'), readdirSync(folder.path).length], [script, 'Mine', 2]);
        for (const report of ['report.md', 'report.json']) {
            assert.equal((await folder.erd('import', 'shop.sql', '--report', report)).code, 0);
            assert.equal((await folder.erd('import', 'shop.sql', '--report', report)).code, 0);
        }
    });

    it('writes no model in a dry run, and the report all the same', async () => {
        using folder = new Folder({ 'shop.mmd': 'erDiagram\n A ||--o{ B : x\n A { int id PK\n Thing what }\n B { int other_id FK }\n' });
        const { code, out, err } = await folder.erd('import', 'shop.mmd', '--dry-run', '--report', 'report/import.md');
        assert.deepEqual([code, out], [0, 'would write shop.erd\n']);
        assert.match(err, /assumed line 4 thing is taken for a text of any length, for there is no such type\.\n/);
        assert.ok(!existsSync(join(folder.path, 'shop.erd')));
        const report = read(folder, 'report/import.md');
        assert.match(report, /^# Import of shop\.mmd\n\nMermaid: 2 tables; /);
        assert.match(report, /^## Assumed$/m);
        assert.match(report, /^\* line 4: thing is taken for/m);
    });

    it('ends with 1 where something is lost, and says in which line', async () => {
        using folder = new Folder({ 'shop.sql': `${script}\ncreate tabel misspelt (id int);\n` });
        const { code, out, err } = await folder.erd('import', 'shop.sql', '--report', 'report.json');
        assert.deepEqual([code, out], [1, 'wrote shop.erd\n']);
        assert.match(err, /lost {4}line 11 PostgreSQL does not understand it: syntax error at or near "tabel"\./);
        const report = JSON.parse(read(folder, 'report.json')) as { counts: unknown; notices: { kind: string; line: number }[] };
        assert.deepEqual(report.counts, { table: 2 });
        assert.deepEqual(report.notices.map(({ kind, line }) => [kind, line]), [['lost', 11]]);
    });

    it('prints the report as JSON', async () => {
        using folder = new Folder({ 'shop.sql': script });
        const { out } = await folder.erd('import', 'shop.sql', '--dry-run', '--format', 'json', '--quiet');
        assert.deepEqual((JSON.parse(out.slice(out.indexOf('{'))) as { files: string[] }).files, ['shop.erd']);
    });

    it('proves that the model makes the same database', async () => {
        using folder = new Folder({ 'shop.sql': script });
        const { code, err } = await folder.erd('import', 'shop.sql', '--verify');
        assert.equal(code, 0);
        assert.match(err, /PostgreSQL 18\.\d+: All \d+ facts of the catalog are the same\./);
    });

    for (const [name, content, message] of [
        ['empty.sql', '', 'There is nothing in it.'],
        ['text.sql', 'Nothing to see here.', 'This is neither a PostgreSQL script nor a Mermaid erDiagram.'],
        ['binary.sql', new Uint8Array([65, 66, 0, 67]), 'This is a binary file and no text: byte 2 is NUL.'],
        ['latin.sql', new Uint8Array([99, 0xe4, 10]), 'This is no text in UTF-8; scripts are read in that encoding.'],
        ['archive.dump', Buffer.from('PGDMP\u0001\u000e'), 'This is an archive of pg_dump and no script; make one with pg_restore --schema-only --file=schema.sql.'],
        ['mysql.sql', 'CREATE TABLE `users` (\n  `id` int NOT NULL AUTO_INCREMENT\n) ENGINE=InnoDB;', 'This is not PostgreSQL but SQL of MySQL (names in backticks); only PostgreSQL scripts and Mermaid diagrams can be imported.'],
        ['server.sql', 'CREATE TABLE [dbo].[users] ([id] int IDENTITY(1,1));\nGO\n', 'This is not PostgreSQL but SQL of SQL Server (IDENTITY(1,1)); only PostgreSQL scripts and Mermaid diagrams can be imported.'],
        ['flow.mmd', 'flowchart LR\n A --> B\n', 'There is no erDiagram in it: line 1 begins a diagram of another kind (flowchart).'],
    ] as const) {
        it(`says in one sentence what is wrong with ${name}`, async () => {
            using folder = new Folder({ [name]: content });
            assert.deepEqual(await folder.erd('import', name), { code: 2, out: '', err: `erd: ${name}: ${message}\n` });
        });
    }

    it('is not misled by what stands in texts, comments and bodies', async () => {
        using folder = new Folder({ 'a.sql': '-- create table `a`\ncreate table a (id int primary key, b text default \'`AUTO_INCREMENT`\');\n'
            + 'create function f() returns int language sql as $$ select 1 /* create table [x] */ $$;\n' });
        assert.equal((await folder.erd('import', 'a.sql', '--dry-run')).code, 0);
    });

    it('reads what a shell of Windows has written', async () => {
        using folder = new Folder({ 'a.sql': Buffer.from(`\uFEFF${script}`, 'utf16le') });
        assert.equal((await folder.erd('import', 'a.sql', '--dry-run')).out, 'would write a.erd\n');
    });

    it('says that a file is missing, is a folder, or is a database', async () => {
        using folder = new Folder();
        assert.deepEqual(await folder.erd('import', 'no.sql'), { code: 2, out: '', err: 'erd: no.sql: There is no such file.\n' });
        assert.deepEqual(await folder.erd('import', '.'), { code: 2, out: '', err: 'erd: .: This is a folder; name a script or a diagram.\n' });
        assert.match((await folder.erd('import', 'postgresql://localhost/shop')).err, /pg_dump --schema-only/);
    });

    it('leaves nothing behind when it is interrupted', async () => {
        const tables = Array.from({ length: 3000 }, (_, index) => `create table t${index} (id int primary key, name text not null);`).join('\n');
        using folder = new Folder({ 'large.sql': tables });
        const child = spawn(process.execPath, [resolve('server/cli/main.ts'), 'import', 'large.sql', '--out', 'models'], { cwd: folder.path, stdio: 'ignore' });
        setTimeout(() => child.kill('SIGINT'), 1000);
        const [, signal] = await new Promise<[number | null, string | null]>(done => child.on('close', (code, by) => done([code, by])));
        assert.equal(signal, 'SIGINT');
        assert.deepEqual(readdirSync(folder.path), ['large.sql']);
    });
});
