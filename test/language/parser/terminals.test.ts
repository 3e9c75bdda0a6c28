import assert from 'node:assert/strict';
import type * as ast from '../../../language/generated/ast.ts';
import { deepestNesting } from '../../../language/parser/index.ts';
import { errorsOf, outline, parse } from './reading.ts';

function textOf(written: string): string {
    const [team] = parse(`team T ${written}`).value.declarations as ast.Team[];
    return team!.label!;
}

function checkOf(expression: string): ast.Expression {
    const [entity] = parse(`entity A { check c: ${expression} }`).value.declarations as ast.Entity[];
    return (entity!.members[0] as ast.Check).condition;
}

describe('Texts', () => {
    it('hold escapes', () => {
        assert.equal(textOf(String.raw`"a \"quoted\" \\ text\nof two\tlines"`), 'a "quoted" \\ text\nof two\tlines');
    });

    it('in blocks lose the indentation that their lines and the closing quotes share, and the line breaks beside the quotes', () => {
        assert.equal(textOf('"""\n    select 1\n      from a\n\n    """'), 'select 1\n  from a\n');
        assert.equal(textOf('"""\n  a\n\tb\n """'), ' a\nb');
        assert.equal(textOf('"""\n    a\n  """'), '  a');
        assert.equal(textOf('"""\n    a\n  b"""'), '  a\nb');
        assert.equal(textOf('""" a\n  b """'), ' a\n  b ');
        assert.equal(textOf('"""one line"""'), 'one line');
        assert.equal(textOf('"""\r\n  a\r\n  b\r\n  """'), 'a\nb');
        assert.equal(textOf('""""""'), '');
    });

    it('in blocks keep quotes and backslashes, and escape three quotes', () => {
        assert.equal(textOf(String.raw`"""a "b" ""c"" \d \"""d\""" """`), String.raw`a "b" ""c"" \d """d""" `);
    });

    it('of megabytes are read', () => {
        const lines = `${'x'.repeat(99)}\n`.repeat(60_000);
        assert.equal(errorsOf(`team T """${lines}"""`).length, 0);
        assert.equal(errorsOf(`team T "${'x'.repeat(6_000_000)}"`).length, 0);
        assert.equal(errorsOf(`enum E { A = '${"x''".repeat(2_000_000)}' }`).length, 0);
        assert.equal(errorsOf(`/*${lines}*/ entity A`).length, 0);
    });
});

describe('Values', () => {
    it('double their quotes', () => {
        assert.equal((checkOf("a = 'it''s'") as ast.Comparison).right.$cstNode!.text, "'it''s'");
        assert.equal(((checkOf("a = 'it''s'") as ast.Comparison).right as ast.Expression as ast.StringLiteral).value, "it's");
    });

    it('of numbers keep every digit', () => {
        assert.equal(((checkOf('a = 123456789012345678901234567890.5') as ast.Comparison).right as ast.Expression as ast.NumberLiteral).value, '123456789012345678901234567890.5');
    });
});

describe('Crow\'s feet', () => {
    const ends = { left: ['||', '|o', '}o', '}|'], line: ['--', '..'], right: ['||', 'o|', 'o{', '|{'] };
    it('have every cardinality at each end, identifying or not, with spaces or without', () => {
        for (const left of ends.left) {
            for (const line of ends.line) {
                for (const right of ends.right) {
                    for (const text of [`relationship r: A ${left}${line}${right} B`, `relationship r: A${left}${line}${right}B { a: int }`]) {
                        assert.deepEqual(errorsOf(text), [], text);
                        assert.equal((parse(text).value.declarations[0] as ast.Relationship).notation, left + line + right);
                    }
                }
            }
        }
    });

    it('leave braces and `||` what they are', () => {
        assert.deepEqual(errorsOf("entity A { check c: a || b = 'x' }\nrelationship r: A ||--|| B{a: string = 'a'||'b'}"), []);
    });
});

describe('Hazards of reading', () => {
    const members = (...lines: readonly string[]): string => outline(`entity A {\n  ${lines.join('\n  ')}\n}`);

    it('keep entity-level lines apart from the attribute above', () => {
        assert.equal(members('a: int', 'unique (a)', 'b: int', 'key (a, b)', 'c: int', 'check d: a > 0', 'index (a)', 'e: int unique', 'unique (b, c)'), 'A(a, Unique, b, Key, c, d, Index, e, Unique)');
        assert.deepEqual(errorsOf('entity A { a: int unique  unique (a)  b: int key  key (a, b) }'), []);
    });

    it('keep what is named like a keyword apart from the line above', () => {
        assert.equal(members('index (a) where b', 'unique: int', 'check c: a', 'message: string', 'access x(a) 10/min where a', 'order: int', 'limit: int', 'retention 7 years', 'then: int', 'volume 2', 'growth: int'), 'A(Index, unique, c, message, x, order, limit, RetentionLine, then, VolumeLine, growth)');
    });

    it('read 2025-01 as a subtraction and dates by their word', () => {
        assert.equal(checkOf('2025-01 > 0').$type, 'Comparison');
        assert.equal(((checkOf("a > date '2025-01-01'") as ast.Comparison).right as ast.Expression as ast.TypedLiteral).value, '2025-01-01');
    });

    it('read rates and percentages without stealing them from expressions', () => {
        assert.deepEqual(errorsOf('entity A { access a(b) 900/min where b = 10/2  volume 2M growth 10%/year  access c(b) 2 M / day }'), []);
        assert.deepEqual(errorsOf('entity A { min: int  check c: a/min > 900/min }'), []);
    });

    it('read white space of any kind between a name and its colon, and a head and its parenthesis', () => {
        assert.deepEqual(errorsOf('entity A {\n  a\n  : int\n  key\n  (a)\n  unique\t(a)\n}'), []);
    });

    it('read a byte order mark, CR, CRLF and form feeds as white space', () => {
        assert.equal(outline('\uFEFFentity A {\r\n  a: int\r  b: int\f\v}'), 'A(a, b)');
        assert.deepEqual(errorsOf('\uFEFFentity A\r\n'), []);
    });
});

describe('What would overflow the stack', () => {
    const nested = (count: number, open: string, close: string): string => `entity A {\n  check before: a = 1\n  check c: ${open.repeat(count)}a${close.repeat(count)}\n  check after: a = 1\n}\nentity B`;
    const tooDeep = [`3: Nested deeper than ${deepestNesting} levels. Name a part of it, for instance as a computed attribute.`];

    for (const [kind, open, close] of [['parentheses', '(', ')'], ['brackets', '[', ']'], ['cases', 'case when a then ', ' end'], ['calls', 'f(', ')'], ['negations', 'not ', ''], ['signs', '- ', ''], ['sums', 'a + ', ''], ['conditions', 'a or ', ''], ['members', 'a.', ''], ['casts', 'cast(', ' as int)'], ['subscripts', 'a[', ']']] as const) {
        it(`is one error in ten thousand ${kind}, and the lines around it are read`, () => {
            assert.deepEqual(errorsOf(nested(10_000, open, close)), tooDeep);
            assert.equal(outline(nested(10_000, open, close)), 'A(before, after) B');
        });
    }

    it('is one error also where nothing is closed', () => {
        assert.equal(errorsOf(nested(10_000, '(', '')).length, 1);
        assert.deepEqual(errorsOf('schema s {\n'.repeat(10_000)).map(error => error.replace(/^\d+: /, '')), ['`schema s` of line 60 is not closed: a `}` is missing.', tooDeep[0]!.slice(3)]);
        assert.equal(errorsOf(`${'schema s { '.repeat(10_000)}${'}'.repeat(10_000)}\nentity B`).length, 1);
    });

    it('is not what people write', () => {
        assert.deepEqual(errorsOf(nested(40, '(', ')')), []);
        assert.deepEqual(errorsOf(nested(500, 'a or ', '')), []);
        assert.deepEqual(errorsOf(`entity A { check c: a in (${'1, '.repeat(5000)}1) }`), []);
        assert.deepEqual(errorsOf(`entity A {\n${'  index (a) where b = 1 and c = 2 or d - 1 > 3\n'.repeat(3000)}}`), []);
    });
});
