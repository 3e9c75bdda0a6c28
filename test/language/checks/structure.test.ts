import assert from 'node:assert/strict';
import { holds as holdsFor, isNotAboutReservedWords, messagesIn, type Cases } from './check.ts';

const found = (text: string): Promise<string[]> => messagesIn(text, isNotAboutReservedWords);
const holds = (cases: Cases): void => holdsFor(cases, isNotAboutReservedWords);

describe('keys', () => {
    holds({
        'are not asked of what has no table': ['abstract entity A { name: string(5) }'],
        'of several attributes may be marked one by one': ['entity A { a: int key  b: int key }'],
        'may come from a mixin': ['mixin K { id: uuid = uuid() key }\nentity A with K { name: string(5) }'],
        'may come from the parent': ['entity A { id: int key }\nentity B extends A { name: string(5) }'],
        'are one': [
            'entity A { a: int  b: int  key (a)  key (b) }',
            'ERD102 A has a key already.',
        ],
        'hold no optional attribute, wherever that was written': [
            'mixin K { id: int? key }\nentity A with K { name: string(5) }',
            'ERD103 id is part of the key of A, so that every row has one, and it is marked as optional.',
        ],
    });
});

describe('references', () => {
    holds({
        'to an abstract entity are logical': [
            'abstract entity A { id: int key }\nentity B extends A { name: string(5) }\nentity C { id: int key  a: A logical }',
        ],
        'to an abstract entity have no table to point to': [
            'abstract entity A { id: int key }\nentity B extends A { name: string(5) }\nentity C { id: int key  a: A }',
            'ERD110 a cannot refer to A: A is abstract and has no table.',
        ],
        'to a subtype in a single table point to the table of all': [
            'entity A { id: int key  kind: string(5)  subtypes single table by kind }\nentity B extends A { x: int? }\nentity C { id: int key  b: B }',
        ],
        'cannot be part of the key that they hold': [
            'entity A { a: A key }',
            'ERD110 a cannot refer to A: the key of A contains the reference itself.',
        ],
        'may point to any unique attributes, in any order': [
            'entity A { id: int key  x: int  y: int  unique (y, x) }\nentity B { id: int key  a: A(x, y) }',
        ],
        'may point to what a unique index tells apart, not to what it does for some rows only': [
            'entity A { id: int key  x: int  y: int  z: int  index (y, x) unique  index (z) unique where x > 0 }\nentity B { id: int key  a: A(x, y)  b: A(z) }',
            'ERD111 z does not tell A apart: it is neither its key nor unique.',
        ],
        'share as many attributes as the key has': [
            'entity A { x: int  y: int  key (x, y) }\nentity B { id: int key  x: int  a: A via (x) }',
            'ERD112 a shares one column (x), but A is told apart by 2 columns (x, y).',
        ],
        'share a reference that has several columns': [
            'entity A { x: int  y: int  key (x, y) }\nentity B { id: int key  a: A  b: A via (a) }',
        ],
        'have as many names as columns': [
            'entity A { x: int  y: int  key (x, y) }\nentity B { id: int key  a: A as "a_x" }',
            'ERD112 a has 2 columns, and one name is given.',
        ],
        'are not set null where what they share is required': [
            'entity A { id: int key }\nentity B { id: int key  x: int  a: A? via (x) on delete set null }',
            'ERD114 a cannot be set null on delete: x is required.',
        ],
        'set null only what is named': [
            'entity A { x: int  y: int  key (x, y) }\nentity B { id: int key  x: int  y: int?  a: A? via (x, y) on delete set null (y) }',
        ],
        'are set to a default that is there': [
            'entity A { id: int key }\nentity B { id: int key  a: A = 1 on delete set default }',
        ],
        'to themselves can be stored': ['entity A { id: int key  boss: A }'],
        'in a circle can be stored where one is optional': [
            'entity A { id: int key  b: B? }\nentity B { id: int key  a: A }',
        ],
        'in a circle of three need an end': [
            'entity A { id: int key  b: B }\nentity B { id: int key  c: C }\nentity C { id: int key  a: A }',
            'ERD115 No first row can be stored: C needs A needs B needs C.',
        ],
        'to a joined subtype need its parent too': [
            'entity A { id: int key  b: B }\nentity B extends A { name: string(5) }',
            'ERD115 No first row can be stored: A needs B needs A.',
        ],
    });
});

describe('relationships', () => {
    const entities = 'entity A { id: int key }\nentity B { id: int key  a: A  o: A?  u: A unique  n: int }\n';
    holds({
        'say what the attribute says': [`${entities}relationship r: A ||--o{ B.a\nrelationship s: A |o--|{ B.o\nrelationship t: A ||--o| B.u`],
        'may be written from the other side': [`${entities}relationship r: B.a }o--|| A`],
        'that need a row contradict an optional attribute': [
            `${entities}relationship r: A ||--o{ B.o`,
            'ERD120 r: o is optional, but the line says that every B has one.',
        ],
        'that can do without contradict a required attribute': [
            `${entities}relationship r: A |o--o{ B.a`,
            'ERD120 r: a is required, but the line says that a B can do without.',
        ],
        'to one only ask for a unique attribute': [
            `${entities}relationship r: A ||--o| B.a`,
            'ERD120 r: a is not unique, but the line says that each A has one B at most.',
        ],
        'to many contradict a unique attribute': [
            `${entities}relationship r: A ||--o{ B.u`,
            'ERD120 r: u is unique, but the line says that many B have the same.',
        ],
        'whose reference is at the one end': [
            `${entities}relationship r: A }o--|| B.a`,
            'ERD120 r: a refers to one A, not to many.',
        ],
        'are bound to a reference': [
            `${entities}relationship r: A ||--o{ B.n`,
            'ERD122 B.n is no reference.',
        ],
        'of many to many are bound to nothing': [
            `${entities}relationship r: A }o--o{ B.a`,
            'ERD122 r is many-to-many and makes a table: it is bound to no attribute.',
        ],
        'of many to many have attributes': [`${entities}relationship r: A }o--o{ B { since: date  index (since) }`],
        'identify by a key': [
            'entity A { id: int key }\nentity B { a: A  n: int  key (a, n) }\nrelationship r: A ||--o{ B.a identifying',
        ],
    });
});

describe('inheritance', () => {
    holds({
        'of the same mixin over two ways is no conflict': [
            'mixin M { at: timestamp = now() }\nmixin N with M { by: string(5) }\nentity A with M, N { id: int key }',
        ],
        'in a circle of mixins': [
            'mixin M with N { a: int }\nmixin N with M { b: int }\nentity A with M { id: int key }',
            'ERD130 Mixins take in each other in a circle: M -> N -> M.',
        ],
        'of an entity from itself': [
            'entity A extends A { id: int key }',
            'ERD130 A extends itself.',
        ],
        'over several parents, all of which are known to the last': [
            'entity A { id: int key  name: string(5) }\nentity B extends A { x: int }\nentity C extends B { name: string(9) }',
            'ERD131 C has name from A already.',
        ],
        'leaves a conflict to the entity that decides it': [
            'mixin M { x: int }\nmixin N { x: int }\nentity A with M, N { id: int key  override x: bigint }',
        ],
        'into one table asks for different values': [
            "entity A { id: int key  kind: string(5)  subtypes single table by kind }\nentity B extends A is 'X' { b: int? }\nentity C extends A is 'X' { c: int? }",
            "ERD134 B and C have the same value 'X' in the discriminator of A.",
        ],
    });

    it('of a chain of five hundred ends', async () => {
        const chain = Array.from({ length: 500 }, (_, i) => i === 0 ? 'entity E0 { id: int key }' : `entity E${i} extends E${i - 1} { a${i}: int }`);
        assert.deepEqual(await found(chain.join('\n')), []);
    });
});

describe('modifiers', () => {
    holds({
        'that can be said several times': ["entity A { id: int key  x: int check (x > 0) check (x < 9) options postgresql (statistics = 100) }"],
        'may be about both events': ['entity A { id: int key }\nentity B { id: int key  a: A on delete cascade on update restrict }'],
        'of references say nothing of an array of them': [
            'entity A { id: int key }\nentity B { id: int key  a: A[] on delete cascade }',
            'ERD217 An element of an array is one value, and A is an entity: only an attribute of that type refers to it.',
            "ERD142 a is no reference: 'on delete' says nothing about it.",
        ],
        'of texts may be about a domain over one': ['domain Code: string(5)\nentity A { id: int key  x: Code collate "C" }'],
        'of texts are not about numbers': [
            'entity A { id: int key  x: int collate "C" }',
            "ERD142 x is no text: 'collate' says nothing about it.",
        ],
        'that make a key unique again': [
            'entity A { id: int key unique }',
            'ERD310 The unique constraint a_id_key of A has the same columns as the primary key.',
        ],
        'of a logical reference': [
            'entity A { id: int key }\nentity B { id: int key  a: A logical on delete cascade }',
            "ERD141 A logical reference has no foreign key: a cannot have 'on delete' too.",
        ],
        'of identities': [
            'entity A { id: int? identity computed (1) key }',
            "ERD141 A computed attribute gets its value from its expression: id cannot have 'identity' too.",
            'ERD141 id is an identity, which is never null.',
            'ERD103 id is part of the key of A, so that every row has one, and it is marked as optional.',
        ],
    });
});

describe('types', () => {
    holds({
        'take the arguments that they declare': [
            'entity A { id: int key  a: string(5)  b: decimal  c: decimal(5)  d: timestamp(3)  e: range(date)  f: multirange(int)  g: vector(3)  h: binary(16)[] }',
        ],
        'take no more': ['entity A { id: int key  a: uuid(3) }', 'ERD211 uuid takes no arguments.'],
        'have lengths from one': ['entity A { id: int key  a: string(0) }', 'ERD211 string has a length of 1 at least.'],
        'have whole lengths': ['entity A { id: int key  a: string(2.5) }', 'ERD211 string takes whole numbers.'],
        'of time end at microseconds': ['entity A { id: int key  a: timestamp(9) }', 'ERD211 timestamp keeps up to 6 digits of a second.'],
        'of ranges are over what has an order': ['entity A { id: int key  a: range(uuid) }', 'ERD211 Values of uuid have no ranges.'],
        'of ranges are over something': ['entity A { id: int key  a: range }', 'ERD211 range needs to say of what: range(date).'],
        'of the model take none': ['domain D: string(5)\nentity A { id: int key  a: D(3) }', 'ERD211 D takes no arguments.'],
        'may be views nowhere': ['entity A { id: int key }\nview V from A a { id: a.id }\nentity B { id: int key  v: V }', 'ERD212 V is a view: its rows have no key that could be referred to.'],
        'may not be over each other': [
            'domain D: E\ndomain E: D\nentity A { id: int key  d: D }',
            'ERD213 D contains itself.',
        ],
    });
});

describe('rows', () => {
    const country = 'entity Country { iso2: char(2) key  name: string(20)  since: date?  rank: int = 0 }\n';
    holds({
        'fit their entity': [`${country}rows Country (iso2, name, since) { ('DE', 'Germany', date '1949-05-23') ('FR', 'France', null) }`],
        'fit its types': [
            `${country}rows Country (iso2, name) { ('DEU', 'Germany') ('FR', 33) }`,
            "ERD214 The value of Country.iso2 does not fit into char(2): 'DEU' has 3 characters.",
            'ERD201 The value of Country.name is an int, but a string(20) is asked for.',
        ],
        'have as many values as attributes are named': [
            `${country}rows Country (iso2, name) { ('DE') }`,
            'ERD160 The row has one value for 2 attributes.',
        ],
    });
});

describe('periods', () => {
    const price = (period: string, rest = ''): string => `entity P { id: int  f: date  t: date  u: timestamp  n: int  c: date computed (f) stored  key (id)  ${period} ${rest}  unique (id, valid without overlaps) }`;
    holds({
        'run from a date to a date': [price('period valid (f, t)')],
        'do not run to a number': [price('period valid (f, n)'), 'ERD150 The period valid of P ends with n, which is no date and no point in time.'],
        'do not begin where they end': [price('period valid (f, f)'), 'ERD150 The period valid of P begins and ends with f.'],
        'keep keys from overlapping': ['entity P { id: int  f: date  t: date  period valid (f, t)  key (id, valid without overlaps) }'],
        'are asked for by without overlaps': [
            'entity P { id: int  n: int  key (id, n without overlaps) }',
            "ERD151 'without overlaps' asks for a period or a range, and n is neither.",
        ],
    });
});
