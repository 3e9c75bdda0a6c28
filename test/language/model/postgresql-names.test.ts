import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import type { Model } from '../../../language/model/index.ts';
import { modelOf } from './model-of.ts';

/** Names of constraints and indexes that a model gives its tables. */
function namesIn(model: Model): string[] {
    return model.entities.flatMap(({ key, uniques, checks, indexes, exclusions, attributes }) => [
        ...key ? [key] : [], ...uniques, ...checks, ...indexes, ...exclusions,
    ].map(({ physicalName }) => physicalName).concat(attributes.flatMap(({ reference }) => reference?.constraintName ?? []))).sort();
}

describe('generated names beside those that PostgreSQL chooses', () => {
    let database: PGlite;

    before(async () => {
        database = await PGlite.create();
    });

    after(async () => {
        await database.close();
    });

    async function chosenFor(script: string): Promise<string[]> {
        await database.exec(`drop schema public cascade; create schema public; ${script}`);
        const { rows } = await database.query<{ name: string }>(`
            select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
            union select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('i', 'I')`);
        return rows.map(({ name }) => name).sort();
    }

    const longTable = 'a_table_with_a_name_that_is_quite_long';
    const longColumn = 'a_column_with_a_name_that_is_longer_still';
    const cases: Readonly<Record<string, readonly [model: string, script: string]>> = {
        'keys, uniques, checks and references': [
            `entity Customer { id: int key  number: string(20) unique  age: int? check (age > 0) }
             entity Invoice { id: int key  customer: Customer  low: int check (low < high)  high: int  unique (customer, low) }`,
            `create table customer (id int primary key, number varchar(20) unique, age int check (age > 0));
             create table invoice (id int primary key, customer_id int references customer, low int check (low < high), high int, unique (customer_id, low));`,
        ],
        'names that are taken': [
            `entity A { id: int key  b: int check (b > 0) check (b < 9) check (b <> 5)  index (b)  index (b desc) }
             entity B { id: int key  a: A  other: A  alike: A as "a_id_b" }
             entity AB { id: int key  c: int check (c > 0) } entity C { id: int key }`,
            `create table a (id int primary key, b int check (b > 0) check (b < 9) check (b <> 5));
             create index on a (b); create index on a (b desc);
             create table b (id int primary key, a_id int references a, other_id int references a, a_id_b int references a);
             create table ab (id int primary key, c int check (c > 0)); create table c (id int primary key);`,
        ],
        'indexes over expressions': [
            `entity T { id: int key  email: string  n: int  tags: string[]
               index (lower(email))  index (n + 1)  index (n + 1, n + 2, lower(email), upper(email))  index (cast(n + 1 as text)) index (cast(n as text))
               index (coalesce(email, 'x'), n) index (case when n > 0 then 1 else 2 end)  index (n) include (email)  index (tags[1]) }`,
            `create table t (id int primary key, email text, n int, tags text[]);
             create index on t (lower(email)); create index on t ((n + 1)); create index on t ((n + 1), (n + 2), lower(email), upper(email));
             create index on t (((n + 1)::text)); create index on t ((n::text)); create index on t ((coalesce(email, 'x')), n);
             create index on t ((case when n > 0 then 1 else 2 end)); create index on t (n) include (email); create index on t ((tags[1]));`,
        ],
        'composite keys': [
            `entity Tenant { tenantId: int key } entity Account { tenant: Tenant  no: int  key (tenant, no) include (name)  name: string }
             entity Posting { id: int key  account: Account  via: int }`,
            `create table tenant (tenant_id int primary key);
             create table account (tenant_id int references tenant, no int, name text, primary key (tenant_id, no) include (name));
             create table posting (id int primary key, account_tenant_id int, account_no int, via int,
                 foreign key (account_tenant_id, account_no) references account);`,
        ],
        'names that are too long': [
            `entity ${longTable} { id: int key  ${longColumn}: int unique check (${longColumn} > 0)  other_${longColumn}: int  größe_${longColumn}: int
               index (${longColumn}, other_${longColumn})  index (größe_${longColumn})  unique (id, ${longColumn}, other_${longColumn}) parent: ${longTable}? }`,
            `create table ${longTable} (id int primary key, ${longColumn} int unique check (${longColumn} > 0), other_${longColumn} int,
                 größe_${longColumn} int, unique (id, ${longColumn}, other_${longColumn}), parent_id int references ${longTable});
             create index on ${longTable} (${longColumn}, other_${longColumn}); create index on ${longTable} (größe_${longColumn});`,
        ],
        'exclusions': [
            `entity Booking { id: int key  during: range(date)  room: int  exclude (during with "&&")  exclude (during with "&&") where (room > 1) }`,
            `create table booking (id int primary key, during daterange, room int, exclude using gist (during with &&),
                 exclude using gist (during with &&) where (room > 1));`,
        ],
    };
    for (const [name, [text, script]] of Object.entries(cases)) {
        it(`for ${name}`, async () => {
            assert.deepEqual(namesIn(await modelOf(text)), await chosenFor(script));
        });
    }
});
