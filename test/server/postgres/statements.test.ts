import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { splitStatements } from '../../../server/postgres/index.ts';

const reference = (name: string) => readFileSync(new URL(`../../fixtures/reference/${name}`, import.meta.url), 'utf8');
const texts = (script: string) => splitStatements(script).statements.map((statement) => statement.text);

describe('splitStatements', () => {
    it('leaves out semicolons and what stands before the first word', () => {
        assert.deepEqual(splitStatements('-- why\n select 1 ; /* ; */ select 2').statements, [
            { text: 'select 1', start: 8, end: 16 },
            { text: 'select 2', start: 27, end: 35 },
        ]);
    });

    it('yields nothing for a script without a statement', () => {
        for (const script of ['', ';;', ' -- only a comment', '/* open', '\uFEFF\n']) {
            assert.deepEqual(texts(script), [], JSON.stringify(script));
        }
    });

    for (const [what, statement] of [
        ['string constants', `select 'a;b', 'it''s;', 'back\\'`],
        ['escape strings', `select E'it\\';s', e'\\\\'`],
        ['an escape string continued on the next line', `select E'a' -- and\n 'b\\';'`],
        ['quoted names', `select "a;b", "a""b;" from "t;"`],
        ['dollar quotes', 'do $$ begin perform 1; end $$'],
        ['dollar quotes inside dollar quotes', 'do $outer$ select $$;$$; $outer$'],
        ['names with a dollar sign, which quote nothing', 'select a$b$ from t$1'],
        ['parameters, which quote nothing', 'select $1, $2'],
        ['line comments', 'select 1 -- ; not yet\n + 2'],
        ['nested comments', 'select /* ; /* ; */ ; */ 1'],
        ['comment marks in strings', `select '/*', '--'`],
        ['an atomic body', 'create function f() returns int begin atomic select 1; select case when true then 2 end; end'],
        ['a procedure with an atomic body', 'create or replace procedure p() begin atomic insert into t values (1); end'],
        ['a rule with several actions', 'create rule r as on insert to t do also (insert into a values (1); notify x)'],
        ['letters beyond ASCII', `select 'ü😀;' as größe`],
    ] as const) {
        it(`understands ${what}`, () => {
            assert.deepEqual(texts(`select 0; ${statement}; select 9`), ['select 0', statement, 'select 9']);
        });
    }

    it('does not let an unclosed parenthesis swallow the next statement', () => {
        assert.deepEqual(texts('create table a (id int; create table b (id int);'), ['create table a (id int', 'create table b (id int)']);
    });

    it('lets what is not closed reach to the end', () => {
        for (const open of [`select 'a; b`, 'select "a; b', 'select $x$ a; $y$', 'select 1 /* ; ']) {
            assert.deepEqual(texts(open).length, 1, open);
        }
    });

    it('takes a transaction apart, though BEGIN also opens an atomic body', () => {
        assert.deepEqual(texts('begin; create table a (id int); commit;'), ['begin', 'create table a (id int)', 'commit']);
    });

    it('skips the rows of COPY and says where they are', () => {
        const script = 'copy t (a) from stdin;\nit\'s;\t"x\n\\.\nselect 1;';
        const { statements } = splitStatements(script);
        assert.deepEqual(statements.map((statement) => statement.text), ['copy t (a) from stdin', 'select 1']);
        const rows = statements[0]?.copyData;
        assert.ok(rows);
        assert.equal(script.slice(rows.start, rows.end), 'it\'s;\t"x\n');
    });

    it('takes rows to the end of the script when COPY is not ended', () => {
        assert.deepEqual(texts('copy t from stdin;\na;b\n\\.x\n'), ['copy t from stdin']);
    });

    it('does not take "from stdin" in a string for rows', () => {
        assert.deepEqual(texts(`copy (select 'from stdin') to stdout;\nselect 1;`), [`copy (select 'from stdin') to stdout`, 'select 1']);
    });

    it('tells psql commands from statements', () => {
        const script = `\\connect 'a;b'\r\nselect 1 \\gset\nselect 2;\n\\restrict x`;
        const { statements, metaCommands } = splitStatements(script);
        assert.deepEqual(statements.map((statement) => statement.text), ['select 1', 'select 2']);
        assert.deepEqual(metaCommands.map((command) => [command.name, script.slice(command.start, command.end)]), [
            ['connect', `\\connect 'a;b'`],
            ['gset', '\\gset'],
            ['restrict', '\\restrict x'],
        ]);
    });

    it('lets a backslash escape where the script says so', () => {
        const script = `set standard_conforming_strings = off; select 'a\\';'; set standard_conforming_strings to on; select 'b\\'; select 3`;
        assert.deepEqual(texts(script).filter((text) => text.startsWith('select')), [`select 'a\\';'`, `select 'b\\'`, 'select 3']);
    });

    it('counts the statements of the reference scripts', () => {
        assert.equal(texts(reference('customer-data-platform.sql')).length, 38);
        assert.equal(texts(reference('continuous-learning.sql')).length, 79);
    });

    it('takes time in proportion to the script', () => {
        const insert = `insert into t values (E'a', 'b', "c", $$d$$); -- no carriage return\n`;
        assert.equal(texts(insert.repeat(100_000)).length, 100_000);
    });

    const word = fc.constantFrom('select', 'a', 'E', 'begin', 'end', 'case', '1', '1e5', '=', '(', ')', ',', '\n', '-', '/', '$1', 'x$y');
    const quoted = fc.string({ unit: fc.constantFrom('a', ';', "'", '"', '$', '\\', '-', '/', '*', '\n', 'é', '😀') });
    const piece = fc.oneof(
        word,
        // The operator keeps it from continuing an escape string before it.
        quoted.map((text) => `+'${text.replaceAll("'", "''")}' `),
        quoted.map((text) => ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}' `),
        quoted.map((text) => `"${text.replaceAll('"', '""')}"`),
        quoted.map((text) => ` $q$${text}$q$`),
        quoted.map((text) => ` --${text.replaceAll('\n', '')}\n`),
        quoted.map((text) => ` /*${text.replaceAll('*', '').replaceAll('/', '')}*/`),
    );
    const statement = fc.array(piece, { maxLength: 12 }).map((pieces) => `x ${pieces.join(' ')} x`);

    it('finds again the statements of which a script is made', () => {
        fc.assert(
            fc.property(fc.array(statement), (statements) => {
                assert.deepEqual(texts(statements.join(' ;\n')), statements);
            }),
        );
    });

    it('gives ranges that hold the texts, in order, with only marks, space and comments between them', () => {
        fc.assert(
            fc.property(fc.array(fc.oneof(piece, fc.constant(';')), { maxLength: 30 }).map((pieces) => pieces.join(' ')), (script) => {
                let previous = 0;
                for (const part of splitStatements(script).statements) {
                    assert.equal(script.slice(part.start, part.end), part.text);
                    assert.ok(part.start >= previous);
                    assert.deepEqual(texts(script.slice(previous, part.start)), []);
                    previous = part.end;
                }
                assert.deepEqual(texts(script.slice(previous)), []);
            }),
        );
    });

    it('never throws and never loops', () => {
        fc.assert(
            fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (script) => {
                const { statements } = splitStatements(script);
                assert.ok(statements.every((part) => part.end > part.start));
            }),
            { numRuns: 1000 },
        );
    });
});
