import assert from 'node:assert/strict';
import { relationsIn } from '../../../language/checks/marked-sql.ts';
import { faultOfSchedule } from '../../../language/checks/schedules.ts';
import { findingsIn, holds as holdsFor, isNotAboutReservedWords, messagesIn, type Cases } from './check.ts';

const found = (text: string): Promise<string[]> => messagesIn(text, isNotAboutReservedWords);
const holds = (cases: Cases): void => holdsFor(cases, isNotAboutReservedWords);

describe('physical names', () => {
    holds({
        'of tables collide': [
            'entity UserID { id: int key }\nentity UserId { id: int key }',
            'ERD301 The table of UserId gets the name user_id, as the table of UserID does.',
        ],
        'in two schemas do not': ['schema a { entity X { id: int key } }\nschema b { entity X { id: int key } }'],
        'of a view and a table collide': [
            'entity Names { id: int key }\nview N as "names" from Names n { id: n.id }',
            'ERD301 The view N gets the name names, as the table of Names does.',
        ],
        'of a native enumeration and a table collide, as a table is a type': [
            'enum E as "things" { A B }\nentity Thing as "things" { id: int key  e: E }',
            'ERD301 The enumeration E gets the name things, as the table of Thing does.',
        ],
        'of columns collide with those of references': [
            'entity A { id: int key }\nentity B { id: int key  aId: int  a: A }',
            'ERD301 The column of B.a gets the name a_id, as the column of B.aId does.',
        ],
        'of an index in a mixin collide where two take it in': [
            'mixin M { x: int  index (x) as "ix_x" }\nentity A with M { id: int key }\nentity B with M { id: int key }',
            'ERD301 The index ix_x gets the name ix_x, as the index ix_x does.',
        ],
        'of checks are unique in their table only': [
            'entity A { id: int key  check positive: id > 0 as "c" }\nentity B { id: int key  check positive: id > 0 as "c" }',
        ],
        'that are generated never collide': [
            'entity A { id: int key  x: int  index (x)  index (x desc)  check c: x > 0  check d: x > 1 }',
        ],
        'are as long as the narrowest engine keeps': [
            `model M { targets sqlserver 2022 }\nentity ${'A'.repeat(100)} { id: int key }`,
        ],
        'are counted in bytes where the engine counts so': [
            `entity ${'Ä'.repeat(40)} { id: int key }`,
            `ERD302 The name of the table of ${'Ä'.repeat(40)} has 80 bytes, and PostgreSQL keeps 63: ${'ä'.repeat(40)}.`,
        ],
    });

    it('are told where they are reserved, of tables and columns', async () => {
        const reserved = (await findingsIn('entity Order { id: int key  user: string(5)  end: date as "finish" }')).filter(({ code }) => code === 'ERD303');
        assert.deepEqual(reserved.map(({ message }) => message), [
            'The name of the table of Order, order, is a reserved word of SQL.', 'The name of the column of Order.user, user, is a reserved word of SQL.',
        ]);
    });

    holds({
        'before may be those of nothing else': ['entity A @was("b") { id: int key  x: int @was("y", "z") }'],
        'before are not those of another column': [
            'entity A { id: int key  x: int @was("y")  y: int }',
            'ERD321 x was not y: that is what A.y is called.',
        ],
        'before are not those of another table': [
            'entity A @was("b") { id: int key }\nentity B { id: int key }',
            'ERD321 A was not b: that is what B is called.',
        ],
    });
});

describe('partitions', () => {
    const event = (by: string, more = ''): string => `entity E { id: int  at: timestamp  r: string(5)  key (id, at, r)  ${more}  partition by ${by} }`;
    holds({
        'by interval': [event("range (at) every 1 month from date '2025-01-01' to date '2025-06-01' default")],
        'by interval, of a unit that there is': [
            event("range (at) every 1 fortnight from date '2025-01-01'"),
            "ERD306 'fortnight' is no interval: it is year, quarter, month, week, day, hour.",
        ],
        'by interval are ranges': [
            event("list (r) every 1 month from date '2025-01-01'"),
            "ERD306 A table divided by list has no intervals: 'every' is for range.",
        ],
        'by number are hashes': [event('hash (id) into 4')],
        'by list hold each value once': [
            event("list (r) { a in ('x', 'y')  b in ('y')  c default  d default }"),
            'ERD306 Partition d: c is the default already.',
            'ERD306 Partition b: y is in a already.',
        ],
        'by list hold values of the type': [
            event('list (r) { a in (1) }'),
            'ERD201 The bound of a partition of E.a is an int, but a string(5) is asked for.',
        ],
        'by range may have no end': [event("range (at) { a from (minvalue) to (timestamp '2025-01-01')  b from (timestamp '2025-01-01') to (maxvalue) }")],
        'by range do not overlap what has no end': [
            event("range (at) { a from (minvalue) to (maxvalue)  b from (timestamp '2025-01-01') to (maxvalue) }"),
            'ERD306 Partition b: it overlaps a.',
        ],
        'by range end after they begin': [
            event("range (at) { a from (timestamp '2025-02-01') to (timestamp '2025-01-01') }"),
            'ERD306 Partition a: it ends before it begins.',
        ],
        'by hash have a remainder below the modulus': [
            event('hash (id) { a modulus 2 remainder 0  b modulus 2 remainder 2 }'),
            'ERD306 Partition b: a remainder is below its modulus 2.',
        ],
        'have bounds of their kind': [
            event("range (at) { a in ('x') }"),
            'ERD306 Partition a: E is divided by range, and this is a bound by list.',
        ],
        'divided again ask for both in the key': [
            "entity E { id: int key  at: timestamp  r: string(5)  partition by list (r) { a in ('x') partition by range (at) { b default } } }",
            'ERD304 E is partitioned by r and at, which are not in its primary key.',
        ],
        'by an expression leave no room for a key': [
            'entity E { id: int key  at: timestamp  partition by hash (id + 1) into 2 }',
            'ERD304 E is partitioned by an expression, so that it can have no primary key: partition by an attribute.',
        ],
        'are part of a unique index too': [
            event('hash (id) into 2', 'index (at) unique'),
            'ERD305 E is partitioned by id, which is not in its unique constraint.',
        ],
    });
});

describe('indexes', () => {
    const thing = (index: string, before = ''): string => `${before}entity T { id: int key  n: int  s: string(20)  t: text  j: json  a: int[]  r: range(date)  v: vector(3)  b: boolean  e: E  ${index} }\nenum E { X Y }`;
    const method = async (index: string, before?: string): Promise<string[]> => found(thing(index, before));

    it('index what their method can', async () => {
        for (const index of [
            'index (n)', 'index (s)', 'index (e)', 'index (r)', 'index (v)', 'index (b)', 'index (n) using hash', 'index (j) using gin', 'index (a) using gin',
            'index (r) using gist', 'index (s) using spgist', 'index (n) using brin', 'index (v ops vector_l2_ops) using hnsw',
            'index (s, t) using fulltext language english', 'index (lower(s)) include (n)', 'index (n desc nulls last) unique',
        ]) {
            assert.deepEqual(await method(index, 'extension vector\n'), [], index);
        }
        assert.deepEqual(await method('index (n) using gist', 'extension btree_gist\n'), []);
    });

    it('cannot index what their method does not know', async () => {
        const cases: Readonly<Record<string, string>> = {
            'index (n) using gist': 'ERD307 gist cannot index an int: use btree, or declare the extension btree_gist.',
            'index (s) using gin': 'ERD307 gin cannot index a string(20): use btree, or declare the extension btree_gin.',
            'index (j) using brin': 'ERD307 brin cannot index a json: use gin.',
            'index (n) using hnsw': 'ERD307 hnsw cannot index an int: use btree.',
            'index (a)': 'ERD308 A sorted index over an int[] finds rows by the whole value only.',
            'index (j) using fulltext': 'ERD309 A full-text index takes texts apart, and this is a json.',
            'index (n) using brin unique': 'ERD311 An index by brin cannot be unique.',
            'index (j) using gin include (n)': 'ERD311 An index by gin cannot include other attributes.',
            'index (n, s) using hash': 'ERD311 An index by hash has one element.',
            'index (n) language english': 'ERD311 Only a full-text index has a language, and this one is by btree.',
        };
        for (const [index, expected] of Object.entries(cases)) {
            assert.deepEqual(await method(index), [expected], index);
        }
    });

    holds({
        'are told where they are there already, whatever they are called': [
            'entity A { id: int key  x: int  y: int  index first (x, y)  index second (x, y)  index (x desc, y)  index (x, y) where x > 0  index (y, x) }',
            'ERD310 The index second of A has the same columns as the index first.',
        ],
        'are told where a constraint is unique already': [
            'entity A { id: int key  x: int unique  index (x) unique }',
            'ERD310 The index a_x_idx of A has the same columns as the unique constraint a_x_key.',
        ],
    });
});

describe('views', () => {
    holds({
        'over tables of the model, in any spelling': [
            'model M { schema shop }\nentity Customer { id: int key }\nview V sql postgresql """\n  with recent as (select * from customer), b as materialized (select 1 from recent)\n  select extract(year from now()) from shop.customer c join recent r on true, b, generate_series(1, 3)\n  where 1 is distinct from 2\n""" { column id: int }',
        ],
        'over a table that the model does not have': [
            'entity Customer { id: int key }\nview V sql postgresql "select 1 from customer, custmer" { column id: int }',
            "ERD313 V reads from custmer, which no entity or view of the model becomes. Did you mean 'customer'?",
        ],
        'that are materialized have no check option': [
            'entity A { id: int key }\nmaterialized view V check option local from A a { id: a.id }',
            'ERD314 V is materialized, so that nothing is written through it.',
        ],
    });

    it('are read for what stands after from and join', () => {
        assert.deepEqual(relationsIn('select * from a, "B" b join lateral c on trim(both from d) = 1 where e in (select 1 from f.g) -- from h').map(({ name }) => name),
            ['a', 'b', 'c', 'f.g']);
        assert.deepEqual(relationsIn("select 'from x', $$ from y $$ from z union select 1 from (select 2 from w) v").map(({ name }) => name), ['z', 'w']);
    });
});

describe('triggers', () => {
    const trigger = (text: string): string => `entity A { id: int key  x: int }\nview V from A a { id: a.id }\nexternal function f() returns trigger\ntrigger t on ${text} execute f()`;
    holds({
        'fire as their relation allows': [trigger('A before insert or update of x for each row when (new.x > 0)')],
        'of views fire instead of': [trigger('V instead of insert for each row')],
        'of views are not before': [trigger('V before insert for each row'), 'ERD315 t: V is a view, whose rows are written instead of.'],
        'of a truncate are for each statement': [trigger('A after truncate for each row'), "ERD315 t: 'truncate' looks at no rows: it fires for each statement."],
        'of an insert have no old row': [trigger('A before insert for each row when (old.x > 0)'), 'ERD315 t: an insert has no old row.'],
        'of a statement look at no row': [trigger('A after update for each statement when (new.x > 0)'), 'ERD315 t: a condition on a row asks for a trigger for each row.'],
        'that are constraints fire after': [trigger('A before insert for each row constraint'), 'ERD315 t: a constraint trigger fires after each row.'],
    });
});

describe('access', () => {
    const note = 'entity Note { id: int key  private: boolean }\nrole reader\n';
    holds({
        'policies restrict and allow': [
            `${note}policy a on Note allow all to reader using (private = false) check (private = false)\npolicy b on Note restrict select to reader using (id > 0)`,
        ],
        'policies that only restrict': [
            `${note}policy b on Note restrict select to reader using (id > 0)`,
            'ERD319 The policies of Note all restrict and none allows, so that nobody but its owner sees a row.',
        ],
        'row security without a policy': [
            'entity Note { id: int key  row security }',
            'ERD319 Note has row security and no policy, so that nobody but its owner sees a row.',
        ],
        'grants of what there is': [`${note}grant select (private), insert on Note to reader\ngrant usage on schema s to reader\nschema s\ngrant execute on all functions in schema s to reader`],
        'grants of a single attribute': [`${note}grant delete (id) on Note to reader`, "ERD320 'delete' is of the whole entity, not of single attributes: this grant cannot be."],
        'policies for several commands': [
            `${note}policy a on Note allow select, insert, update to reader using (private = false)\npolicy b on Note allow insert, delete to reader using (id > 0) check (id > 1)`,
        ],
        'policies that say something of a command twice, or what none of theirs asks for': [
            `${note}policy a on Note allow select, delete to reader check (id > 0)\npolicy b on Note allow select, update, select to reader using (id > 0)`,
            'ERD104 select is listed already.',
            "ERD318 a is about a select and a delete, which write no rows: which it finds is said by 'using'.",
        ],
        'grants on several objects': [`${note}entity B { id: int key }\nview V from B b { id: b.id }\ngrant select on Note, V, B to reader\nrevoke insert on B, Note from reader`],
        'grants of attributes on several objects, or on one twice': [
            `${note}entity B { id: int key }\ngrant select (id) on Note, B to reader\ngrant select on B, Note, B to reader`,
            "ERD320 Attributes are of one object, and this is about several: 'select' of single ones is a grant of its own.",
            'ERD104 B is listed already.',
        ],
        'grants on several objects of which one cannot': [
            `${note}function f() returns int language sql sql postgresql "select 1"\ngrant select on Note, f to reader`,
            "ERD320 'select' is no privilege of a routine: this grant cannot be.",
        ],
        'grants on a schema': [`${note}schema s\ngrant select on schema s to reader`, "ERD320 'select' is no privilege of a schema: this grant cannot be."],
    });
});

describe('sequences and jobs', () => {
    holds({
        'count down': ['sequence s increment -1\nentity A { id: bigint = next(s) key }'],
        'count somewhere': ['sequence s increment 0\nentity A { id: bigint = next(s) key }', 'ERD322 s has no next value: its step is zero.'],
        'have room': ['entity A { id: int identity (min 5 max 3) key }', 'ERD322 id has no next value: its minimum 5 is above its maximum 3.'],
        'count in whole numbers': ['sequence s start 1.5\nentity A { id: bigint = next(s) key }', 'ERD322 s counts in whole numbers, and 1.5 is none.'],
    });

    it('schedules are read as cron reads them', () => {
        for (const schedule of ['* * * * *', '*/5 0-6 1,15 jan-mar mon', '0 2 * * 7', '30 seconds', '59 23 31 12 SUN']) {
            assert.equal(faultOfSchedule(schedule), undefined, schedule);
        }
        for (const schedule of ['', '* * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '5-1 * * * *', '*/0 * * * *', 'a * * * *']) {
            assert.ok(faultOfSchedule(schedule), schedule);
        }
    });
});
