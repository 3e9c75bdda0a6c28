import assert from 'node:assert/strict';
import { Editor } from '../harness.ts';
import { assertSame, meaningOf, offered, reasonAgainst, taken, type Files } from './taken.ts';

const model = 'model M { targets postgresql 18 }\n';

interface Case {
    readonly what: string;
    readonly title: RegExp;
    readonly before: Files | string;
    readonly after: Files | string;
    /** The database's own type goes. */
    readonly changesTypes?: true;
}

const filesOf = (files: Files | string): Files => typeof files === 'string' ? { 'model.erd': files } : files;

const mixins: readonly Case[] = [
    {
        what: 'a mixin, with its comments and rules',
        title: /^Inline mixin 'Audited' in 2 places/,
        before: `${model}\n// For all.\n/// When.\nmixin <|>Audited {\n  /// Once.\n  createdAt: timestamp = now() // by the database\n  // Often.\n  updatedAt: timestamp = now()\n\n  // Found by.\n  index (createdAt)\n}\n\nentity A with Audited {\n  id: int key // own\n\n  index (id)\n  // the end\n}\n\nentity B with Audited { id: int key }\n`,
        after: `${model}\nentity A {\n  id: int key // own\n  // For all.\n  // When.\n  /// Once.\n  createdAt: timestamp = now() // by the database\n  // Often.\n  updatedAt: timestamp = now()\n\n  index (id)\n  // the end\n\n  // Found by.\n  index (createdAt)\n}\n\nentity B { id: int key\n  /// Once.\n  createdAt: timestamp = now() // by the database\n  // Often.\n  updatedAt: timestamp = now()\n\n  // Found by.\n  index (createdAt)\n}\n`,
    },
    {
        what: 'a mixin with a key, which leads',
        title: /^Inline mixin 'Keyed'/,
        before: `${model}\nmixin <|>Keyed { id: int key  no: int }\nmixin Other { o: int }\n\nentity A with Keyed, Other {\n  name: text\n}\nentity B with Other { id: int key }\n`,
        after: `${model}\nmixin Other { o: int }\n\nentity A with Other {\n  id: int key\n  name: text\n  no: int\n}\nentity B with Other { id: int key }\n`,
    },
    {
        what: 'a mixin of an entity without a block, with the mixins that it takes in',
        title: /^Inline mixin 'Keyed'/,
        before: `${model}\nmixin Base { b: int }\nmixin <|>Keyed with Base { id: int key }\n\nentity A with Keyed\n`,
        after: `${model}\nmixin Base { b: int }\n\nentity A with Base {\n  id: int  key\n}\n`,
    },
    {
        what: 'a mixin at one of its uses only',
        title: /^Inline mixin 'M1' here/,
        before: `${model}\nmixin M1 {\n  a: int\n}\n\nentity A with <|>M1 {\n  id: int key\n}\n\nentity B with M1 { id: int key }\n`,
        after: `${model}\nmixin M1 {\n  a: int\n}\n\nentity A {\n  id: int key\n  a: int\n}\n\nentity B with M1 { id: int key }\n`,
    },
    {
        what: 'a mixin of another file and schema, with what it needs',
        title: /^Inline mixin 'Mailed'/,
        before: {
            'shop.erd': `import "./mixins.erd"\n\n${model}\nentity A with s.<|>Mailed { id: int key }\n`,
            'mixins.erd': 'import "./types.erd"\n\nschema s {\n  enum Mood { GOOD BAD }\n\n  mixin Mailed {\n    email: Email\n    mood: Mood = GOOD\n  }\n}\n',
            'types.erd': 'domain Email: string(9)\n',
        },
        after: {
            'shop.erd': `import "./mixins.erd"\nimport "./types.erd"\n\n${model}\nentity A {\n  id:    int  key\n  email: Email\n  mood:  s.Mood = GOOD\n}\n`,
            'mixins.erd': 'schema s {\n  enum Mood { GOOD BAD }\n}\n',
            'types.erd': 'domain Email: string(9)\n',
        },
    },
];

const domains: readonly Case[] = [
    {
        what: 'an inlined domain with its check, default and comments',
        title: /^Inline domain 'Percent' in 2 places$/,
        before: `${model}\n/// Of all.\ndomain <|>Percent: decimal(5,2) = 0 check (value between 0 and 100) message "No part" inlined @internal\n\nentity A {\n  id: int key\n  rate: Percent @pii // now\n  last: Percent? = 1 as "previous"\n}\n`,
        after: `${model}\nentity A {\n  id: int key\n  // Of all.\n  rate: decimal(5,2) = 0 check (rate between 0 and 100) message "No part" @pii @internal // now\n  last: decimal(5,2)? = 1 as "previous" check (last between 0 and 100) message "No part" @internal\n}\n`,
    },
    {
        what: 'a domain of the database',
        title: /^Inline domain 'Email' where it is used, which the database loses/,
        before: `${model}\ndomain <|>Email: string(255)? collate "C" check (value like '%@%')\n\nentity A {\n  id: int key\n  email: Email unique\n}\n`,
        after: `${model}\nentity A {\n  id: int key\n  email: string(255)? unique check (email like '%@%') collate "C"\n}\n`,
        changesTypes: true,
    },
    {
        what: 'a domain in another, in arrays and parameters',
        title: /^Inline domain 'Code' in 3 places/,
        before: `${model}\ndomain <|>Code: char(3)\ndomain Land: Code check (value <> '')\n\nfunction f(a: Code) returns int language sql\n  sql postgresql "select 1"\n\nentity A {\n  id: int key\n  lands: Code[]\n  at: Land\n}\n`,
        after: `${model}\ndomain Land: char(3) check (value <> '')\n\nfunction f(a: char(3)) returns int language sql\n  sql postgresql "select 1"\n\nentity A {\n  id: int key\n  lands: char(3)[]\n  at: Land\n}\n`,
        changesTypes: true,
    },
];

const types: readonly Case[] = [
    {
        what: 'a type, with its comments and under the names that columns have',
        title: /^Inline type 'Money' where/,
        before: `${model}\n// In any currency.\ntype <|>Money {\n  /// How much.\n  amount: decimal(19,4) = 0 check (amount >= 0) // net\n  // ISO 4217\n  currency: char(3)\n}\n\nentity A {\n  id: int key\n  price: Money? @pii // of one\n  check c: price.amount > 1 or price.currency = 'EUR'\n  index (price)\n}\n\nview V from A a { amount: a.price.amount }\n`,
        after: `${model}\nentity A {\n  id: int key\n  // In any currency.\n  /// How much.\n  priceAmount: decimal(19,4)? = 0 check (priceAmount >= 0) @pii // net\n  // ISO 4217\n  priceCurrency: char(3)? @pii // of one\n  check c: priceAmount > 1 or priceCurrency = 'EUR'\n  index (priceAmount, priceCurrency)\n}\n\nview V from A a { amount: a.priceAmount }\n`,
    },
    {
        what: 'a type whose columns have names of their own, and one in another',
        title: /^Inline type 'Inner' in 2 places/,
        before: `${model}\ntype <|>Inner { a: int as "x"  b: int }\ntype Outer { inner: Inner  c: int }\n\nentity A { id: int key  o: Outer  i: Inner as ("p", "i_b")  z: int }\n`,
        after: `${model}\ntype Outer {\n  innerA: int  as "inner_x"\n  innerB: int\n  c:      int\n}\n\nentity A {\n  id: int  key\n  o:  Outer\n  iA: int  as "p"\n  iB: int\n  z:  int\n}\n`,
    },
];

const enums: readonly Case[] = [
    {
        what: 'an enumeration that is a check already',
        title: /^Inline enumeration 'Grade' in 2 places: char\(1\) with a check$/,
        before: `${model}\n// How well.\nenum <|>Grade: char(1) { GOOD = 'G'  BAD = 'B' }\n\nentity A {\n  id: int key\n  grade: Grade = GOOD as "mark" // by hand\n  last: Grade?\n  check c: grade = Grade.BAD or last in (GOOD, BAD) or (last <> GOOD)\n}\n\nrows A (id, grade, last) { (1, GOOD, BAD) }\nview V from A a where a.grade = GOOD { n: case a.grade when GOOD then 1 else 0 end }\n`,
        after: `${model}\nentity A {\n  id: int key\n  // How well.\n  grade: char(1) = 'G' as "mark" check (grade in ('G', 'B')) // by hand\n  last: char(1)? check (last in ('G', 'B'))\n  check c: grade = 'B' or last in ('G', 'B') or (last <> 'G')\n}\n\nrows A (id, grade, last) { (1, 'G', 'B') }\nview V from A a where a.grade = 'G' { n: case a.grade when 'G' then 1 else 0 end }\n`,
    },
    {
        what: 'an enumeration of the database',
        title: /^Inline enumeration 'Status' where it is used: string\(4\) with a check, the database loses its type$/,
        before: `${model}\nenum <|>Status { OPEN PAID }\n\nentity A {\n  id: int key\n  status: Status = OPEN\n  check c: status = PAID\n}\n`,
        after: `${model}\nentity A {\n  id: int key\n  status: string(4) = 'OPEN' check (status in ('OPEN', 'PAID'))\n  check c: status = 'PAID'\n}\n`,
        changesTypes: true,
    },
    {
        what: 'an enumeration of numbers at one of its uses',
        title: /^Inline enumeration 'Level' here/,
        before: `${model}\nenum Level: int { LOW = 1  HIGH = 2 }\n\nentity A { id: int key  level: <|>Level = LOW  check c: level < HIGH }\nentity B { id: int key  level: Level = LOW }\n`,
        after: `${model}\nenum Level: int { LOW = 1  HIGH = 2 }\n\nentity A { id: int key  level: int = 1 check (level in (1, 2))  check c: level < 2 }\nentity B { id: int key  level: Level = LOW }\n`,
    },
];

describe('inline', () => {
    afterEach(() => Editor.closeAll());

    for (const { what, title, before, after, changesTypes } of [...mixins, ...domains, ...types, ...enums]) {
        it(what, async () => {
            const result = await taken(title, filesOf(before));
            assert.deepEqual(result, filesOf(after));
            if (changesTypes) {
                const [was, is] = [await meaningOf(filesOf(before)), await meaningOf(result)];
                assert.deepEqual(is.findings, was.findings);
                const columns = (lines: readonly string[]): readonly string[] => lines.filter(line => !line.includes(': '));
                assert.deepEqual(columns(is.tables).map(line => line.replace(' not null', '')), columns(was.tables).map(line => line.replace(' not null', '')));
            } else {
                await assertSame(filesOf(before), result);
            }
        });
    }

    it('offers both, at a use of several', async () => {
        const { actions } = await offered(`${model}\nmixin M1 { a: int }\nentity A with <|>M1 { id: int key }\nentity B with M1 { id: int key }\n`, 'refactor.inline');
        assert.deepEqual(actions.map(({ title }) => title), ["Inline mixin 'M1' here", "Inline mixin 'M1' in 2 places"]);
    });

    for (const [what, title, reason, text] of [
        ['a mixin that something is said of', /mixin 'A1'/, /said something of/, 'mixin <|>A1 { a: int }\nentity B with A1 { id: int key }\nannotate A1 { a @pii }\n'],
        ['a mixin whose attribute is overridden', /mixin 'A1'/, /its own 'a'/, 'mixin <|>A1 { a: int }\nentity B with A1 { id: int key  override a: bigint }\n'],
        ['a domain in a range', /domain 'D'/, /not the type/, 'domain <|>D: int\nentity B { id: int key  d: range(D) }\n'],
        ['a type of the database', /type 'T'/, /one column/, 'type <|>T composite { a: int }\nentity B { id: int key  t: T }\n'],
        ['a type that is used as a whole', /type 'T'/, /as a whole in line 4/, 'type <|>T { a: int }\nentity B { id: int key  t: T  check c: t is not null }\n'],
        ['an enumeration that is a table', /enumeration 'E'/, /is a table/, 'enum <|>E: char(1) lookup { A B }\nentity B { id: int key  e: E }\n'],
        ['an enumeration with labels', /enumeration 'E'/, /labels or comments/, 'enum <|>E { A "Alpha" }\nentity B { id: int key  e: E }\n'],
        ['an enumeration whose order counts', /enumeration 'E'/, /in an order/, 'enum <|>E { A B }\nentity B { id: int key  e: E  check c: e > A }\n'],
        ['a domain with a check in an array', /domain 'D'/, /cannot be said/, 'domain <|>D: int check (value > 0)\nentity B { id: int key  d: D[] }\n'],
    ] as const) {
        it(`refuses ${what}`, async () => {
            assert.match((await reasonAgainst(title, `${model}\n${text}`))!, reason);
        });
    }
});
