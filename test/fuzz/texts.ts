import { corpus } from './corpus.ts';
import type { Random } from './random.ts';
import { sentence, vocabulary } from './sentences.ts';

type MakeText = (random: Random) => string;

/** What is found where texts go wrong: ends of comments and texts, brackets, marks of other alphabets, what is no character at all. */
const pieces = [
    '', ' ', '\n', '\r\n', '\r', '\t', 'x', '{', '}', '(', ')', '[', ']', '"', '"""', "'", '/*', '*/', '//', '///', '`', '@', ':', ',', '.', '?', '=', '<-', '||--o{',
    '\0', '\uFEFF', '\u202E', '\u200B', '\u2028', '\uD800', '\uDC00', '😀', 'е', '٣', '\u0301', '-1', '1e999', '00', 'entity X {', 'enum E { A B }', 'A', 'extends A', 'with A', 'as ""', '@was("a")',
    'import "./model.erd"', 'import "."', 'import "file:///%"', 'import "\0"',
    'check (', 'key (', 'not not', 'case when', 'sql postgresql """', 'model M {', '__proto__', 'constructor', 'toString: int', 'override',
] as const;

/** The kinds of texts, the frequent ones several times. */
const kinds: readonly MakeText[] = [
    mutated, mutated, mutated, mutated, mutated, mutated, spliced, spliced, shuffled, sentences, sentences, sentences, soup, unicode, nested, chained, commented, unterminated, huge, cyclic,
];

/** One input of the fuzz run. */
export function randomText(random: Random): string {
    return random.pick(kinds)(random);
}

/** A change such as typing and pasting make. */
export function randomEdit(random: Random, text: string): { readonly start: number; readonly end: number; readonly inserted: string } {
    const start = random.below(text.length + 1);
    const removed = random.chance(0.4) ? 0 : random.below(random.chance(0.8) ? 30 : 1000);
    return { start, end: Math.min(text.length, start + removed), inserted: random.chance(0.8) ? random.pick(pieces) : random.pick(vocabulary) };
}

export function edited(random: Random, text: string): string {
    const { start, end, inserted } = randomEdit(random, text);
    return text.slice(0, start) + inserted + text.slice(end);
}

function mutated(random: Random): string {
    let text = random.pick(corpus);
    for (let edits = 1 + random.below(6); edits > 0; edits--) {
        text = random.chance(0.5) ? edited(random, text) : withOtherWord(random, text);
    }
    return text;
}

/** With one word in the place of another: what parses, and means something else. */
function withOtherWord(random: Random, text: string): string {
    const words = [...text.matchAll(/[\w`]+|[^\w\s]/g)];
    if (words.length === 0) {
        return text;
    }
    const { index, 0: word } = random.pick(words);
    return text.slice(0, index) + (random.chance(0.7) ? random.pick(words)[0] : random.pick(vocabulary)) + text.slice(index + word.length);
}

function spliced(random: Random): string {
    const part = (): string => {
        const text = random.pick(corpus);
        const start = random.below(text.length);
        return text.slice(start, start + random.below(2000));
    };
    return part() + random.pick(pieces) + part();
}

/** The lines of a model in another order, some of them twice. */
function shuffled(random: Random): string {
    const lines = random.pick(corpus).split('\n');
    for (let moves = 1 + random.below(8); moves > 0; moves--) {
        lines.splice(random.below(lines.length), 0, ...random.chance(0.5) ? lines.splice(random.below(lines.length), 1 + random.below(5)) : [random.pick(lines)]);
    }
    return lines.join('\n');
}

function sentences(random: Random): string {
    return random.list(8, () => sentence(random, 4 + random.below(20), random.chance(0.5) ? undefined : random.pick(['Entity', 'Entity', 'View', 'Relationship', 'Policy', 'Enum', 'Domain', 'Trigger', 'Routine']))).join('\n');
}

function soup(random: Random): string {
    return random.list(300, () => random.chance(0.8) ? random.pick(vocabulary) : random.pick(pieces)).join(random.pick(['', ' ', ' ', '\n']));
}

function unicode(random: Random): string {
    return random.list(400, () => String.fromCharCode(random.below(random.chance(0.5) ? 128 : 65_536))).join('');
}

function nested(random: Random): string {
    const depth = 1 + random.below(random.chance(0.1) ? 5000 : 200);
    const [before, open, inner, close, after] = random.pick([
        ['entity A { id: int key check a: ', '(', 'id > 0', ')', ' }'],
        ['entity A { id: int = ', 'abs(', '1', ')', ' }'],
        ['entity A { id: int[] = ', '[', '1', ']', ' }'],
        ['entity A { id: int check (', 'not ', 'id > 0', '', ') }'],
        ['entity A { id: int = ', 'case when true then ', '1', ' else 2 end', ' }'],
        ['', 'schema s { ', 'entity A { id: int key }', ' }', ''],
        ['', 'entity A { ', '', ' }', ''],
        ['entity A { id: int', '[]', '', '', '? }'],
        ['entity A { id: ', 'range(', 'int', ')', ' }'],
        ['', '/* ', 'x', ' */', ''],
        ['entity A { id: int = -', '-', '1', '', ' }'],
    ] as const);
    const closing = random.chance(0.7) ? depth : random.below(depth);
    return before + open.repeat(depth) + inner + close.repeat(closing) + after;
}

function chained(random: Random): string {
    const length = 1 + random.below(random.chance(0.1) ? 3000 : 200);
    const operator = random.pick([' and ', ' or ', ' + ', ' || ', ' = ', ' < ', ' between ', ' is null and not ', '.', ', ', ' - -', ' in (', ' like ', ' and', ' with ']);
    const operand = random.pick(['id', 'id', '1', "'a'", 'A', '(id)', 'now()', 'id is null', 'x']);
    const chain = Array.from({ length }, () => operand).join(operator);
    return random.pick([`entity A { id: int key check c: ${chain} }`, `entity A { id: int = ${chain} }`, `view V from A a where ${chain} { id: a.id }`, `entity A with ${chain} { id: int key }`, `flow ${chain} <- ${chain}`]);
}

function commented(random: Random): string {
    const comments = ['// x', '/// x', '/* x */', '/** x */', '//', '///', '/**/', '/*\n*/', '// "', "// '", '/// """'];
    return random.pick(corpus).slice(0, 1500).replace(/[ \n]/g, blank => random.chance(0.3) ? `${blank}${random.pick(comments)}\n` : blank);
}

function unterminated(random: Random): string {
    const text = random.pick(corpus);
    return text.slice(0, random.below(text.length)) + random.pick(['"', '"""', "'", '/*', '`', '(', '{', '[', '@', '@x(', ': ', '\\', '"\\', 'case when', '<', '|', '||--', '= ', ' as', '.']) + random.pick(['', '', '\n', text]);
}

function huge(random: Random): string {
    const length = random.below(60_000);
    const text = random.pick(['x', '1', ' ', '\n', '(', '"', "'", '`', '@', '/', '*', '-', ':', 'a:', 'a ', '{', '1.', '"a"', '_', '.', '||', '"""', '\\"', "''", '/*', ', ', '[', '?', '\r\n', '\t']);
    return random.pick(['', 'entity A { id: int ', 'entity A { a: string = ', 'entity ', 'model M { version "', '/// ', 'entity A { id: int key check c: ']) + text.repeat(Math.min(length, 60_000 / text.length)) + random.pick(['', ' }', '"', '"""', ')']);
}

/** Things that refer to each other in circles. */
function cyclic(random: Random): string {
    const name = (): string => random.pick(['A', 'B', 'C', 'D']);
    const type = (): string => random.pick(['int', 'A', 'B', 'C', 'D', 'string(10)', 'A[]', 'range(A)', 'range(B)', 'A(B)', 'A(b)']);
    const attribute = (): string => `${random.pick(['a', 'b', 'c', 'd'])}: ${type()}${random.pick(['', '?', ' key', ' unique', ' = a', ' computed (b)', ' computed (a) stored', ' via (a, b)', ' check (b > c)', ' as "a"', ' = A', ' = now()'])}`;
    const declaration = (): string => random.pick([
        () => `entity ${name()} extends ${name()} { ${random.list(4, attribute).join('\n')} ${random.pick(['', 'key (a, b)', 'key (b)', 'unique (a)', 'index (a, b)', 'subtypes joined', 'subtypes single table by a', 'subtypes concrete', 'partition by range (a)', 'history system', 'override a: int'])} }`,
        () => `entity ${name()} with ${name()}, ${name()} { ${random.list(4, attribute).join('\n')} }`,
        () => `entity ${name()} { ${random.list(4, attribute).join('\n')} }`,
        () => `mixin ${name()} with ${name()} { ${random.list(3, attribute).join('\n')} }`,
        () => `domain ${name()}: ${type()} check (value = a)`,
        () => `type ${name()} { ${random.list(3, attribute).join('\n')} }`,
        () => `type ${name()} composite { ${random.list(3, attribute).join('\n')} }`,
        () => `enum ${name()}: ${type()} ${random.pick(['', 'lookup'])} { A B a = b }`,
        () => `view ${name()} from ${name()} a join ${name()} b on a = b { a: a.a b: b.b }`,
        () => `relationship r: ${name()} }o--o{ ${name()} { ${random.list(2, attribute).join('\n')} }`,
        () => `relationship r: ${name()} ||--o{ ${name()}.${random.pick(['a', 'b'])}`,
        () => `schema ${name()} { entity ${name()} { ${attribute()} } }`,
        () => `annotate ${name()} { a @pii(name) }`,
        () => `flow ${name()}.a <- ${name()}.a`,
    ])();
    return random.list(8, declaration).join('\n');
}
