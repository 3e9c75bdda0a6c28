import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ImportError } from '../../../../server/import/import-error.ts';
import { readPostgresql } from '../../../../server/import/postgresql/index.ts';
import type { SourceObject, SourceSchema } from '../../../../server/import/source/index.ts';
import { splitStatements } from '../../../../server/postgres/index.ts';
import { fixture } from '../../postgres/scripts.ts';
import { printed, tableIn } from './printed.ts';

describe('Reading a PostgreSQL script', () => {
    it('costs one notice for a broken statement, with its line, and goes on', async () => {
        const { objects, notices } = await readPostgresql('CREATE TABLE a (x int);\n\nCREATE TABEL b (x int);\nCREATE TABLE c (\n  x int,\n  y y y\n);\nCREATE TABLE d (x int);');
        assert.deepEqual(objects.map(({ line }) => line), [1, 8]);
        assert.deepEqual(notices.map(({ kind, line }) => [kind, line]), [['lost', 3], ['lost', 6]]);
    });

    it('says what is lost to a quote or comment that is not closed', async () => {
        for (const [open, line] of [['/* never', 2], ["'never", 2], ['"never', 2], ['$$never', 2], ['COMMENT ON TABLE a IS \'never', 2]] as const) {
            const { objects, notices } = await readPostgresql(`CREATE TABLE a (x int);\n${open}\nCREATE TABLE b (x int);`);
            assert.equal(objects.length, 1);
            assert.deepEqual(notices.map(notice => [notice.kind, notice.line]), [['lost', line]], open);
        }
    });

    it('says what is lost to rows that nothing ends, unless they are all that follows', async () => {
        const kindsOf = async (script: string) => (await readPostgresql(script)).notices.map(({ kind, construct, line }) => `${kind} ${construct} ${line}`);
        assert.deepEqual(await kindsOf('CREATE TABLE a (x int);\nCOPY a FROM stdin;\n1\n2\nCREATE TABLE b (x int);'), ['lost COPY 2']);
        assert.deepEqual(await kindsOf('CREATE TABLE a (x int);\nCOPY a FROM stdin;\n1\n2\n'), ['skipped COPY 2']);
        assert.deepEqual(await kindsOf('CREATE TABLE a (x int);\nCOPY a FROM stdin;\n1\nCREATE TABLE\n\\.\n'), ['skipped COPY 2']);
    });

    it('says what is nested too deeply, and goes on', async () => {
        const { objects, notices } = await readPostgresql(`CREATE TABLE a (x int DEFAULT ${'1+'.repeat(20_000)}1);\nCREATE TABLE b (x int);`);
        assert.deepEqual(objects.map(({ line }) => line), [2]);
        assert.deepEqual(notices.map(({ kind, line, message }) => [kind, line, message]), [['lost', 1, 'It is nested too deeply to be read.']]);
    });

    it('refuses what is empty or no text', async () => {
        await assert.rejects(readPostgresql(' \n '), ImportError);
        await assert.rejects(readPostgresql('PGDMP\0\u0001'), ImportError);
    });

    it('skips data, settings and the commands of psql', async () => {
        const { objects, notices } = await readPostgresql("\\connect shop\nSET client_encoding = 'UTF8';\nBEGIN;\nCREATE TABLE t (a int);\nCOPY t (a) FROM stdin;\n1\n2;\n\\.\n\nUPDATE t SET a = 1;\nCOMMIT;\n");
        assert.equal(objects.length, 1);
        assert.deepEqual(notices.map(({ kind, construct, line }) => [kind, construct, line]).sort(([, , a], [, , b]) => Number(a) - Number(b)),
            [['skipped', '\\connect', 1], ['skipped', 'SET', 2], ['skipped', 'BEGIN', 3], ['skipped', 'COPY', 5], ['skipped', 'UPDATE', 10], ['skipped', 'COMMIT', 11]]);
    });

    it('tells how far it is, and ends when it is told to', async () => {
        const script = Array.from({ length: 500 }, (_, index) => `CREATE TABLE t${index} (a int);`).join('\n');
        const steps: number[] = [];
        await readPostgresql(script, { onProgress: done => steps.push(done) });
        assert.deepEqual([steps[0], steps.at(-1), steps.length > 2], [0, 500, true]);
        const ending = new AbortController();
        const reason = new Error('Enough');
        await assert.rejects(readPostgresql(script, { signal: ending.signal, onProgress: () => ending.abort(reason) }), reason);
    });

    it('knows the schema in which what is not qualified is made', async () => {
        const schemas = await Promise.all(["CREATE TABLE t (a int)", "SET search_path = app; CREATE TABLE t (a int)", "SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE public.t (a int)"].map(script => readPostgresql(script)));
        assert.deepEqual(schemas.map(({ defaultSchema, objects }) => [defaultSchema, (objects[0] as Extract<SourceObject, { kind: 'table' }>).name.schema]), [['public', 'public'], ['app', 'app'], ['public', 'public']]);
    });

    it('knows the version that a dump is from', async () => {
        const { engineVersion } = await readPostgresql('--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 16.4 (Ubuntu)\n-- Dumped by pg_dump version 17.0\n\nCREATE TABLE t (a int);');
        assert.equal(engineVersion, 16);
        assert.equal((await readPostgresql('CREATE TABLE t (a int);')).engineVersion, undefined);
    });

    describe('keeps remarks', () => {
        it('above a statement, behind it, and as headings', async () => {
            const { objects } = await readPostgresql([
                '-- About all of this.', '', '-- ====================', '-- Orders', '-- ====================', '', '-- What is bought,', '-- and when.', 'CREATE TABLE a (x int); -- Short', '/* A block', ' * of text */', 'CREATE TABLE b (x int);',
                '-- ---- Section ----', 'CREATE TABLE c (x int); -- At the end',
            ].join('\n'));
            assert.deepEqual(objects.map(({ remark, headings }) => [remark, headings]), [
                ['What is bought,\nand when.\nShort', ['About all of this.', 'Orders']], ['A block\nof text', undefined], ['At the end', ['Section']],
            ]);
        });

        it('of columns and constraints', async () => {
            const { columns, checks, remark } = tableIn(await readPostgresql([
                'CREATE TABLE t ( -- Of the table', '  -- Above', '  a int, -- Behind', '  b int -- Before the comma', '  , c numeric(10, 2) /* inside */ DEFAULT 1, /* One */ -- Two', '', '  -- Heading', '', '  d int,', '  -- Rule', '  CHECK (a > 0) -- Last', ');',
            ].join('\n')), 't');
            assert.equal(remark, 'Of the table');
            assert.deepEqual(columns.map(column => column.remark), ['Above\nBehind', 'Before the comma', 'One\nTwo', 'Heading']);
            assert.deepEqual(checks.map(check => check.remark), ['Rule\nLast']);
        });

        it('but not those of pg_dump', async () => {
            const { objects } = await readPostgresql(['--', '-- PostgreSQL database dump', '--', '', '-- Dumped from database version 16.4', '-- Dumped by pg_dump version 16.4', '', '--', '-- Name: t; Type: TABLE; Schema: public; Owner: -', '--', '', 'CREATE TABLE t (a int);'].join('\n'));
            assert.deepEqual(objects.map(({ remark, headings }) => [remark, headings]), [[undefined, undefined]]);
        });
    });

    describe('never fails, and loses nothing silently', () => {
        const statements = [fixture('postgres/every-kind.sql'), fixture('reference/continuous-learning.sql'), fixture('reference/customer-data-platform.sql')]
            .flatMap(script => splitStatements(script).statements.map(({ text }) => text));

        it('whatever the order of statements is', async () => {
            await fc.assert(fc.asyncProperty(fc.shuffledSubarray(statements, { minLength: 1 }), async chosen => {
                const script = chosen.map(text => `${text};\n`).join('');
                assertNothingLost(script, await readPostgresql(`${script} `, { effect: 'never' }));
            }), { numRuns: 10 });
        });

        it('whatever is broken', async () => {
            await fc.assert(fc.asyncProperty(fc.constantFrom(...statements), fc.nat(), fc.nat(20), fc.string(), async (text, at, length, put) => {
                const place = at % text.length;
                await readPostgresql(`${(text.slice(0, place) + put + text.slice(place + length)).replaceAll('\0', '')};\nCREATE TABLE behind (a int);`, { effect: 'never' });
            }), { numRuns: 150 });
        });

        it('for each statement by itself', async () => {
            for (const text of statements) {
                assertNothingLost(text, await readPostgresql(text, { effect: 'never' }));
            }
        });
    });

    it('reads a thousand tables as one', async () => {
        const table = (name: string): string => `CREATE TABLE ${name} (id serial PRIMARY KEY, a varchar(5) DEFAULT 'x' NOT NULL CHECK (a <> ''), b int REFERENCES ${name});`;
        const many = await printed(Array.from({ length: 1000 }, (_, index) => table(`t${index}`)).join('\n'));
        const one = await printed(table('t0'));
        assert.deepEqual(many.slice(0, one.length), one);
        assert.equal(many.length, one.length * 1000);
    });
});

/** Statements that only change what others have made leave no line of their own. */
const CHANGES = /^\s*(?:alter|comment|drop|revoke|grant|set|create\s+(?:unique\s+)?index|create\s+(?:table|sequence|schema|extension|role)\s+if)/i;

/** What each statement that makes something has become: an object, a part of one, or a notice. */
function assertNothingLost(script: string, { objects, notices }: SourceSchema): void {
    const lines = new Set([...objects, ...notices].map(({ line }) => line));
    objects.forEach(object => linesWithin(object, lines));
    const { statements } = splitStatements(script);
    const silent = statements.filter(({ text, start, end }) => {
        const first = script.slice(0, start).split('\n').length;
        const last = first + script.slice(start, end).split('\n').length - 1;
        return !CHANGES.test(text) && !Array.from({ length: last - first + 1 }, (_, index) => first + index).some(line => lines.has(line));
    });
    assert.deepEqual(silent.map(({ text }) => text), []);
}

function linesWithin(value: unknown, lines: Set<number>): void {
    if (typeof value === 'object' && value !== null) {
        for (const [key, each] of Object.entries(value)) {
            if (key === 'line' && typeof each === 'number') {
                lines.add(each);
            } else {
                linesWithin(each, lines);
            }
        }
    }
}
