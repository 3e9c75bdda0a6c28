import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { erd, errorsOf, outline } from './reading.ts';

/** A line within an entity, between lines that are right. */
const within = (line: string): string => `entity Before { a: int }\nentity Customer {\n  id: int key\n${line}\n  riskScore: int?\n  index (riskScore)\n}\nentity After { b: int }\n`;

/** What is said of a line, and the member that remains of it. */
const lines: readonly (readonly [line: string, message: string, member?: string])[] = [
    ['  creditLimit:', 'Expected a type after `creditLimit:`.', 'creditLimit'],
    ['  creditLimit: decimal(', 'Expected a length or a name after `decimal(`.', 'creditLimit'],
    ['  creditLimit: int =', 'Expected a value after `int =`.', 'creditLimit'],
    ['  creditLimit: int = 1 +', 'Expected a value after `1 +`.', 'creditLimit'],
    ['  creditLimit int', 'A colon is missing after `creditLimit`: an attribute is written `creditLimit: int`.'],
    ['  creditLimit: int uniqe', '`uniqe` is not expected after `int`; did you mean `unique`?', 'creditLimit'],
    ['  creditLimit: int check (', 'Expected a value after `check (`.', 'creditLimit'],
    ['  creditLimit: int check (a >)', 'Expected a value after `a >`, but found `)`.', 'creditLimit'],
    ['  creditLimit: int @', 'Expected an annotation after `int @`.', 'creditLimit'],
    ['  creditLimit: int on delete', 'Expected `cascade`, `restrict`, `no` or `set` after `delete`.', 'creditLimit'],
    ['  creditLimit: int on delete foo', 'Expected `cascade`, `restrict`, `no` or `set` after `delete`, but found `foo`.', 'creditLimit'],
    ['  creditLimit: int computed a + b', 'Expected `(` after `computed`, but found `a`.', 'creditLimit'],
    ['  creditLimit: int as', 'Expected a text in double quotes or `(` after `as`.', 'creditLimit'],
    ['  creditLimit: int,', 'No comma is needed here.', 'creditLimit'],
    ['  creditLimit: int;', 'No semicolon is needed: a line ends by itself.', 'creditLimit'],
    ['  creditLimit: "abc', 'This text is not closed: `"` is missing on its line.', 'creditLimit'],
    ["  creditLimit: string = 'abc", "This value is not closed: `'` is missing on its line.", 'creditLimit'],
    ['  creditLimit: int check (a != 1)', '`!=` is written `<>`.', 'creditLimit'],
    ['  creditLimit: string = \u201Cabc\u201D', 'Typographic quotes delimit nothing: a text stands in `"`, a value in `\'`.', 'creditLimit'],
    ['  check', 'Expected a name and a colon after `check`.', 'Check'],
    ['  check vip', 'Expected a name and a colon after `check`, but found `vip`.', 'Check'],
    ['  check vip a > 1', 'A colon is missing after `vip`.', 'Check'],
    ['  creditLimit: string not null', 'What has no `?` behind its type is required: `not null` needs no words.', 'creditLimit'],
    ['  creditLimit: string NOT NULL', 'What has no `?` behind its type is required: `not null` needs no words.', 'creditLimit'],
    ['  creditLimit: string null', 'What may be absent has a `?` behind its type: `string?`.', 'creditLimit'],
    ['  creditLimit: int primary key', '`primary key` is written `key`.', 'creditLimit'],
    ['  primary key (a)', '`primary key (...)` is written `key (...)`.'],
    ['  creditLimit: int default 3', 'A default is written `= 3`.', 'creditLimit'],
    ['  creditLimit: int references Before', 'A reference is an attribute whose type is the entity: `name: Before`.', 'creditLimit'],
    ['  creditLimit: int auto_increment', 'What the database counts is written `identity`.', 'creditLimit'],
    ['  foreign key (a) references Before', 'A foreign key follows from an attribute whose type is an entity: `name: Entity`.'],
    ['  -- what it is', 'A comment begins with `//`.'],
    ['  creditLimit: int -- what it is', 'A comment begins with `//`.', 'creditLimit'],
    ["  creditLimit: string = '5'::text", 'A value as another type is written `cast(... as text)`.', 'creditLimit'],
    ['  partition by range (a) every 100 from 0 to 5', 'Intervals are of time, as `every 1 month from ...`: partitions of numbers are listed in a block.', 'Partitioning'],
    ['  check vip:', 'Expected a value after `vip:`.', 'vip'],
    ['  check vip: a == b', '`==` is written `=`.', 'vip'],
    ['  check vip: a and', 'Expected a condition after `and`.', 'vip'],
    ['  check vip: (a or b', 'Expected `)` after `b`.', 'vip'],
    ['  check vip: end = 1', 'Expected a value after `vip:`. `end` is reserved: as a name it is written in backticks.', 'vip'],
    ['  index', 'Expected `(` after `index`.', 'Index'],
    ['  index (a', 'Expected `)` after `a`.', 'Index'],
    ['  index (a) where', 'Expected a condition after `where`.', 'Index'],
    ['  indx (a)', '`indx` is not expected here; did you mean `index`?'],
    ['  key (', 'Expected an attribute after `key (`.', 'Key'],
    ['  owner', 'Expected a team after `owner`.', 'OwnerLine'],
    ['  retention 7 yeers', 'Expected `day`, `days`, `week`, `weeks`, `month`, `months`, `year` or `years` after `7`, but found `yeers`.', 'RetentionLine'],
    ['  volume 2M growth 10', 'Expected `%` after `10`.', 'VolumeLine'],
    ['  partition by hash (a) {', '`partition by` of line 4 is not closed: a `}` is missing.', 'Partitioning'],
    ['  x', '`x` is not expected here; an attribute is written `name: type`.'],
    ['  /* open', 'This comment is not closed: `*/` is missing.'],
];

/** What is said of declarations between others, and what remains of them. */
const declarations: readonly (readonly [text: string, message: string, remains: string])[] = [
    ['entiti Foo {\n  type: string\n  area Sales\n  a: int\n}', '2: `entiti` is no declaration; did you mean `entity`?', ''],
    ['Entity Foo', '2: `Entity` is no declaration; did you mean `entity`?', ''],
    ['entity', '2: Expected a name after `entity`.', 'Entity'],
    ['entity {\n  a: int\n}', '2: Expected a name after `entity`, but found `{`.', 'Entity(a)'],
    ['entity Foo wiht Bar {\n  a: int\n}', '2: `wiht` is not expected after `Foo`; did you mean `with`?', 'Foo(a)'],
    ['entity Foo {\n  a: int', '3: `entity Foo` of line 2 is not closed: a `}` is missing.', 'Foo(a)'],
    ['entity Foo\n  a: int\n}', '2: Expected `{` after `Foo`.', 'Foo(a)'],
    ['mixin Foo\n  a: int\n}', '2: Expected `{` after `Foo`.', 'Foo(a)'],
    ['enum E { A, B, C }', '2: No comma is needed here.', 'E(A, B, C)'],
    ['enum E {\n  A =\n  B\n}', "3: Expected a value such as 'A' or 1 after `A =`.", 'E(A, B)'],
    ['type T { amount decimal  currency: char(3) }', '2: A colon is missing after `amount`: an attribute is written `amount: decimal`.', 'T(currency)'],
    ['relationship r: A --> B', '2: Expected a cardinality such as `||--o{` after `A`, but found `-`.', 'r'],
    ['view V from A { x: A.b }', '2: Expected an entity or view and its short name after `A`, but found `{`.', 'V(x)'],
    ['view V from A a lefty join B b {\n  x: a.b\n}', '2: `lefty` is not expected after `a`; did you mean `left`?', 'V(x)'],
    ['view V from A a { a.id }', '2: `a` is not expected here; a column is written `name: expression`.', 'V'],
    ['view V from A a { x: a.id::text }', '2: A value as another type is written `cast(... as text)`.', 'V(x, id)'],
    ['entity Foo {\n  a: int\n  index (a)\n  check (a > 1)\n}', '5: A check of the whole row has a name: `check name: ...`.', 'Foo(a, Index, Check)'],
    ['table Foo {\n  a: int\n}', '2: `table` is no declaration: a table is an `entity`.', ''],
    ['create table foo (', '2: `create` is no declaration: a model says what there is: an `entity`, a `view`, a `role`.', ''],
    ['entity N : K { a: int }', '2: What an entity is a kind of stands behind `extends`, and no colon behind `N`.', 'Entity'],
    ['domain D string(3)', '2: A colon is missing after `D`.', 'Domain'],
    ['relationship A ||--o{ B', '2: A relationship has a name: `relationship name: A ||--o{ B`.', 'Relationship'],
    ['policy p on A allow select using (exists (select 1 from B b))', '2: Rows are asked about without `select`: `exists (Entity e where ...)`, or `x in (e.y from Entity e where ...)`.', 'p'],
    ['grant select Customer to x', '2: Expected `on` after `select`, but found `Customer`.', 'Grant'],
    ['policy p onn Customer allow select to x', '2: Expected `on` after `p`, but found `onn`.', 'p'],
    ['import "./x.erd"', '2: Imports stand before everything else.', ''],
    ['}', '2: This `}` closes nothing: no block is open.', ''],
    ['  a: int', '2: `a:` stands outside of every block: an attribute belongs to an entity, a mixin or a type.', ''],
    ['model M {\n  verison "1"\n  targets postgresql\n}', '3: `verison` is not expected here; did you mean `version`?', 'M'],
    ['schema s {\n  entity A {\n    a: int\n\n  entity B { b: int }\n}', '4: `entity A` of line 3 is not closed: a `}` is missing.', 's(A, B)'],
    ['"""', '2: This text is not closed: `"""` is missing at its end.', ''],
];

describe('A mistake', () => {
    for (const [line, message, member] of lines) {
        it(`in \`${line.trim()}\` has one error, and the lines around it are read`, () => {
            assert.deepEqual(errorsOf(within(line)), [`4: ${message}`]);
            assert.equal(outline(within(line)), `Before(a) Customer(id, ${member === undefined ? '' : `${member}, `}riskScore, Index) After(b)`);
        });
    }

    for (const [text, message, remains] of declarations) {
        it(`in \`${text.split('\n')[0]!}${text.includes('\n') ? ' ...' : ''}\` has one error, and the declarations around it are read`, () => {
            const model = `entity Before { a: int }\n${text}\nentity After { b: int }\n`;
            assert.deepEqual(errorsOf(model), [message]);
            assert.equal(outline(model), `Before(a) ${remains === '' ? '' : `${remains} `}After(b)`);
        });
    }

    it('in an import leaves the rest of the file', () => {
        assert.deepEqual(errorsOf('import\nimport "./b.erd"\nentity A { a: int }'), ['1: Expected a text in double quotes after `import`.']);
        assert.equal(outline('import\nimport "./b.erd"\nentity A { a: int }'), 'A(a)');
    });

    it('is named where characters begin no token', () => {
        assert.deepEqual(errorsOf('entity A\0'), ['1: A NUL character: this is no UTF-8 text. Save the file as UTF-8.']);
        assert.deepEqual(errorsOf('entity A\u202E'), ['1: An invisible character, U+202E, has no meaning here.']);
        assert.deepEqual(errorsOf('entity A §§'), ['1: `§§` has no meaning here.']);
        assert.deepEqual(errorsOf('# A comment\nentity A'), ['1: A comment begins with `//`.']);
    });

    it('is told once per line', () => {
        assert.equal(errorsOf(`${'foo bar ( ] { } , '.repeat(1000)}\nentity A`).length, 1);
        assert.equal(errorsOf('\0\u0001§; § " \'\nentity A').length, 1);
    });

    it('anywhere in a model is mostly one error', () => {
        const text = readFileSync('examples/shop/shop.erd', 'utf8');
        const tokens = erd.parser.Lexer.tokenize(text).tokens.filter(({ image }) => !image.includes('\n'));
        const whole = outline(text).split(' ').length;
        const several = tokens.filter(({ startOffset, endOffset }) => {
            const broken = text.slice(0, startOffset) + text.slice(endOffset! + 1);
            assert.ok(outline(broken).split(' ').length >= whole / 2, 'half of the model is lost');
            return errorsOf(broken).length > 1;
        });
        assert.ok(several.length <= tokens.length / 50, `${several.length} of ${tokens.length} missing tokens are more than one error: ${several.map(({ startLine, image }) => `${startLine!}: ${image}`).join(', ')}`);
    });
});

describe('A search for endings', () => {
    it('does not begin anew at each of many openings, which would take hours', () => {
        assert.equal(errorsOf('/* /* /* /*\n'.repeat(60_000)).length, 60_000);
        assert.ok(errorsOf('entity A """\\" """ """\n'.repeat(60_000)).length > 0);
    });
});
