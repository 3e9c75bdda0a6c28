import assert from 'node:assert/strict';
import { formatted } from './formatting.ts';

function lines(...text: readonly string[]): string {
    return text.map(line => `${line}\n`).join('');
}

describe('Formatting at the edges', () => {
    it('leaves an empty file empty', () => {
        assert.equal(formatted(''), '');
        assert.equal(formatted('  \n\n\t'), '');
    });

    it('ends every other file with a line break', () => {
        assert.equal(formatted('entity A'), 'entity A\n');
        assert.equal(formatted('// nothing but a comment'), '// nothing but a comment\n');
        assert.equal(formatted('entity A\n\n\n'), 'entity A\n');
    });

    it('keeps a byte order mark', () => {
        assert.equal(formatted('\uFEFF  entity   A'), '\uFEFFentity A\n');
        assert.equal(formatted('\uFEFF'), '\uFEFF');
    });

    it('keeps the kind of line breaks that comes first', () => {
        assert.equal(formatted('entity A {\r\na: int\nb: int\r\n}'), 'entity A {\r\n  a: int\r\n  b: int\r\n}\r\n');
    });

    it('counts wide characters as two columns and combining ones as none', () => {
        assert.equal(formatted('entity A {\n客户: int\nb: int\ne\u0301: int\n}'), 'entity A {\n  客户: int\n  b:    int\n  e\u0301:    int\n}\n');
    });

    it('writes levels as tabs where asked to, and columns in spaces', () => {
        const tabbed = formatted('entity A {\n  a: int key\n  longer: int\n    unique\n}', { insertSpaces: false, tabSize: 4 });
        assert.equal(tabbed, 'entity A {\n\ta:      int  key\n\tlonger: int\n\t\tunique\n}\n');
    });

    it('leaves out the columns where asked to', () => {
        assert.equal(formatted('entity A {\n  a: int key\n  longer: int unique\n}', { align: false }), 'entity A {\n  a: int key\n  longer: int unique\n}\n');
    });

    it('does not let one wide type push the others, nor a name', () => {
        const wide = 'native(postgresql: "geometry(Point, 4326)", mysql: "point")';
        assert.equal(formatted(`entity A {\na: int key\nb: ${wide} unique\nlonger: string(20) unique\n}`), lines(
            'entity A {',
            '  a:      int         key',
            `  b:      ${wide}  unique`,
            '  longer: string(20)  unique',
            '}',
        ));
    });

    it('keeps a short block on its line and opens a long one', () => {
        const members = (count: number): string => Array.from({ length: count }, (_, index) => `a${index}: int`).join('  ');
        assert.equal(formatted(`type A { ${members(9)} }`), `type A { ${members(9)} }\n`);
        assert.equal(formatted(`type A { ${members(11)} }`).split('\n').length, 11 + 3);
    });

    it('fills lines with the terms of a long list, however long', () => {
        const text = formatted(`view V from A a where a.id in (${Array.from({ length: 20_000 }, () => '12345').join(', ')}) { id: a.id }`);
        const between = text.split('\n').filter(line => /^ +12345/.test(line)).slice(0, -1);
        assert.ok(between.length > 1000);
        assert.deepEqual(new Set(between), new Set([`    ${Array.from({ length: 16 }, () => '12345,').join(' ')}`]));
        assert.equal(text, formatted(text));
    });

    it('indents the lines of a text with its line, and leaves those that begin with the quotes', () => {
        assert.equal(formatted('view V sql postgresql """\nselect 1\n  from a\n"""'), 'view V sql postgresql """\n  select 1\n    from a\n  """\n');
        assert.equal(formatted('view V sql postgresql """select 1\n  from a\n"""'), 'view V sql postgresql """select 1\n  from a\n"""\n');
        assert.equal(formatted('view V\nsql postgresql """\n\tselect 1\n\n\t\tfrom a"""'), 'view V\n  sql postgresql """\n    select 1\n\n    \tfrom a"""\n');
    });

    it('puts the block of what takes several lines on a line of its own', () => {
        assert.equal(formatted('view V\nfrom A a where a.b = 1 { c: a.c }'), lines('view V', '  from A a', '  where a.b = 1', '{ c: a.c }'));
    });

    it('moves an operator at the end of a line to the beginning of the next', () => {
        assert.equal(formatted('entity A {\ncheck c: a = 1 and\nb = 2\n}'), lines('entity A {', '  check c: a = 1', '    and b = 2', '}'));
    });

    it('breaks long lines where their parts begin', () => {
        const long = formatted(`entity A {\na: string(200) check (a <> '${'x'.repeat(60)}') constraint "a_constraint" message "A message" @quality(notBlank)\n}`);
        assert.equal(long, lines('entity A {', `  a: string(200)  check (a <> '${'x'.repeat(60)}') constraint "a_constraint"`, '    message "A message" @quality(notBlank)', '}'));
    });
});
