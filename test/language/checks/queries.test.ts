import assert from 'node:assert/strict';
import { findingsIn } from './check.ts';

const entities = `
    entity Customer { id: int key  name: string(80)  city: string(80) }
    entity Order { id: int key  customer: Customer  total: decimal(10,2)  at: timestamp }
    entity Document { id: int key  title: text }
    entity Book extends Document { pages: int }
`;

const cases: Readonly<Record<string, readonly [view: string, ...findings: string[]]>> = {
    'joins say which rows belong together': [
        'view V from Order o join Customer c left join Order p on p.customer = c { id: o.id }',
        "ERD325 This join does not say with 'on' which rows of Customer belong to a row.",
    ],
    'cross joins do not': [
        'view V from Order o cross join Customer c on o.customer = c cross join Order p { id: o.id }',
        'ERD325 A cross join puts each row beside every other: it has no condition.',
    ],
    'what is not grouped is aggregated': [
        'view V from Order o group by o.customer { customer: o.customer  id: o.customer.id  at: o.at  total: sum(o.total) + max(o.id)  first: coalesce(min(o.at), now()) }',
        'ERD326 o.at is neither grouped by nor aggregated: V has one row for each group.',
    ],
    'one row for all has aggregates only': [
        'view V from Order o { id: o.id  total: sum(o.total) }\nview W from Order o { total: sum(o.total)  n: 1 }\nview X from Order o { total: sum(o.total) over (partition by o.customer)  id: o.id }',
        "ERD326 o.id is of single rows: with an aggregate and no 'group by', V has one row for all of them.",
    ],
    'an expression is grouped by as it is': [
        "view V from Order o group by date_trunc('day', o.at) { day: date_trunc('day', o.at)  n: count(*) }",
    ],
    'what depends on a grouped key stands by itself': [
        'view V from Order o join Customer c on o.customer = c group by c.id, o.at { id: c.id  name: c.name || c.city  at: o.at  n: count(o.id) }',
    ],
    'what a parent has of a joined subtype is grouped by itself': [
        'view V from Book b group by b.id { pages: b.pages  title: b.title }',
        'ERD326 b.title is neither grouped by nor aggregated: V has one row for each group.',
    ],
    'the order and the condition of groups are of groups': [
        'view V from Order o group by o.customer having o.total > 5 order by o.at, count(*) { n: count(o.id) }',
        'ERD326 o.total is neither grouped by nor aggregated: V has one row for each group.',
        'ERD326 o.at is neither grouped by nor aggregated: V has one row for each group.',
    ],
    'a condition may ask about other rows, by their alias': [
        `policy p on Order allow all to public using (exists (Customer c join Order o on o.customer = c where c = customer and o.id <> id))
         policy q on Order allow all to public using (customer in (c from Customer c where c.name = 'x') and not exists (Book b where b.title = 'x'))
         view V from Order o where exists (Customer o where o.name = 'x') { id: o.id  known: o.customer in (c.id from Customer c) }`,
    ],
    'bare names are of the row at hand, members of what they are': [
        'policy p on Order allow all to public using (exists (Customer c where name = city))\npolicy q on Order allow all to public using (exists (Customer c where c.total = total))',
        "ERD004 Order has no attribute 'name', nor is anything else here called so. Did you mean 'c.name'?",
        "ERD004 c has no member 'total'.",
    ],
    'the rows that a condition asks about are joined as those of a query': [
        'policy p on Order allow all to public using (exists (Customer c join Order o cross join Order p on p.id = 1))',
        "ERD325 This join does not say with 'on' which rows of Order belong to a row.",
        'ERD325 A cross join puts each row beside every other: it has no condition.',
    ],
    'and have an alias each': [
        'policy p on Order allow all to public using (exists (Customer c join Order c on c.id = 1))',
        'ERD008 p has an alias c already.',
    ],
    'which are chosen by what is true or false of one': [
        'policy p on Order allow all to public using (exists (Customer c where c.name))\nview V from Order o { n: count(*)  some: exists (Customer c where max(c.id) > 1) }',
        'ERD210 Which rows are asked about is said of one row at a time: max looks at many.',
        'ERD202 A condition is true or false; this is a string(80).',
    ],
    'what is looked for among rows is one value of their kind': [
        'policy p on Order allow all to public using (total in (c.name from Customer c))',
        'ERD205 A decimal(10, 2) is compared with a string(80).',
    ],
    'what an inner query reads of a group is grouped': [
        'view V from Order o join Customer c on o.customer = c group by c.id { n: count(*)  a: exists (Order p where p.customer = c.id and p.total > 1)  b: exists (Order p where p.total = o.total)  d: o.id in (p.id from Order p) }',
        'ERD326 o.total is neither grouped by nor aggregated: V has one row for each group.',
        'ERD326 o.id is neither grouped by nor aggregated: V has one row for each group.',
    ],
};

describe('queries', () => {
    for (const [what, [view, ...findings]] of Object.entries(cases)) {
        it(what, async () => {
            const found = (await findingsIn(entities + view)).filter(({ severity }) => severity === 'error');
            assert.deepEqual(found.map(({ code, message }) => `${code} ${message}`), findings);
        });
    }
});

const series: Readonly<Record<string, readonly [line: string, ...findings: string[]]>> = {
    'forwards': ["key (id, at)  partition by range (at) every 1 month from date '2025-01-01' to date '2025-03-01'"],
    'not backwards': [
        "key (id, at)  partition by range (at) every 1 month from date '2025-03-01' to date '2025-01-01'",
        'ERD306 No partition comes of this: it ends at 2025-01-01, and begins at 2025-03-01.',
    ],
    'not without steps': [
        "key (id, at)  partition by range (at) every 0 month from date '2025-01-01' to date '2025-03-01'",
        'ERD306 An interval is a whole number of units, at least one.',
    ],
    'up to a date': [
        "key (id, at)  partition by range (at) every 1 day from date '2025-01-01' to 100",
        "ERD306 Intervals end at a date: date '2026-01-01'.",
    ],
    'not one by one for ever': [
        "key (id, at)  partition by range (at) every 1 hour from date '2000-01-01' to date '2025-01-01'",
        'ERD306 There are 10000 partitions at most: take longer intervals, or fewer.',
    ],
    'within partitions too': [
        'key (id, at)  partition by range (at) { p default partition by hash (id) into 0 }',
        'ERD306 A table is divided into a whole number of parts, one at least and 10000 at most.',
    ],
    'by number into one at least': [
        'key (id)  partition by hash (id) into 0',
        'ERD306 A table is divided into a whole number of parts, one at least and 10000 at most.',
    ],
    'by number into so many at most': [
        'key (id)  partition by hash (id) into 10001',
        'ERD306 A table is divided into a whole number of parts, one at least and 10000 at most.',
    ],
};

describe('partitions go', () => {
    for (const [what, [line, ...findings]] of Object.entries(series)) {
        it(what, async () => {
            const found = (await findingsIn(`entity A { id: int  at: timestamp  ${line} }`)).filter(({ code }) => code === 'ERD306');
            assert.deepEqual(found.map(({ code, message }) => `${code} ${message}`), findings);
        });
    }
});

describe('periods', () => {
    const head = 'entity A { id: int  f: date  t: date  period v (f, t)\n';
    const used: Readonly<Record<string, string>> = {
        'in a key': 'key (id, v without overlaps) }',
        'in a unique constraint': 'k: int key  unique (id, v without overlaps) }',
        'in an exclusion, as the range of their ends': 'k: int key  exclude (id with "=", range(f, t) with "&&") using gist }\nextension btree_gist',
        'by a reference during them': 'k: int key  b: B during v }\nentity B { id: int  f: date  t: date  period w (f, t)  key (id, w without overlaps) }',
    };
    for (const [where, rest] of Object.entries(used)) {
        it(`are used ${where}`, async () => {
            assert.deepEqual((await findingsIn(head + rest)).filter(({ code }) => code === 'ERD152'), []);
        });
    }

    it('that nothing is about are found', async () => {
        const found = await findingsIn(`${head} k: int key  check c: f < t }`);
        assert.deepEqual(found.filter(({ code }) => code === 'ERD152').map(({ message }) => message), [
            'No key, reference or exclusion of A is about the period v: the database does not know of it.',
        ]);
    });

    it('are the range from their start to their end in an exclusion', async () => {
        assert.deepEqual(await findingsIn(`${head} k: int key  exclude (id with "=", v with "&&") using gist }\nextension btree_gist`), []);
    });

    it('are no values, which the message says', async () => {
        const found = await findingsIn(`${head} k: int key  check c: v is not null }`);
        assert.ok(found.some(({ message }) => message === "'v' is a period of A, and no value: the time from its start to its end is range(f, t)."));
    });
});
