import assert from 'node:assert/strict';
import { readPostgresql } from '../../../../server/import/postgresql/index.ts';
import type { SourceTable } from '../../../../server/import/source/index.ts';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { statementsOf } from '../../postgres/scripts.ts';
import { printTree, tableIn } from './printed.ts';

const SETTING = `CREATE TYPE st AS ENUM ('open', 'done'); CREATE DOMAIN em AS varchar(100); CREATE DOMAIN tx AS text; CREATE DOMAIN pr AS numeric(10,2);`;
const COLUMNS = `v varchar(20), w varchar(5), x text, c char(3), e st, n int, b bigint, s smallint, m numeric(10,2), d double precision, r real, dt date, ts timestamp, tz timestamptz,
    j jsonb, em em, tx tx, pr pr, ta text[], bo boolean, u uuid, iv interval, na int[]`;

/** What a person writes. PostgreSQL prints it with casts, and that is read as this again. */
const alike = `
x in ('a', 'b')
tx in ('a', 'b')
c in ('a', 'b')
e in ('open', 'done')
e not in ('open', 'done')
b in (1, 2)
s in (1, 2)
m in (1, 2.5)
n in (1, -2)
d in (1, 2)
r > 0
m > -1
m >= -0.5
n > -1
n > 3000000000
n > 0.5
d > 0.5
r > 0.5
d between -90 and 90
m between 0 and 10
pr between 0 and 100
s between 0 and 5
dt > '2020-01-01'
u = 'b4f37ff8-6a4b-4d1d-9b4e-000000000000'
v = ''
v <> '' and length(v) < 5 and x is not null
v = w
v = em
v like 'a%'
v not like 'a%'
v ilike '%b'
em like '%@%'
tx like '%@%'
x like 'a!%' escape '!'
v ~ 'x'
em ~* '^a'
lower(v) = 'x'
lower(c) = 'x'
lower(em) = 'x'
upper(tx) = tx
length(em) > 1
length(trim(v)) > 0
char_length(v) between 3 and 10
substring(v from 1 for 2) = 'ab'
substr(v, 1, 2) = 'ab'
position('@' in v) > 1
left(v, 1) = 'a'
regexp_replace(v, 'a', 'b') = x
split_part(v, ',', 1) <> ''
md5(v) = x
v || 'a' = x
coalesce(v, '') <> ''
coalesce(e, 'open') = 'open'
coalesce(m, 0) >= 0
coalesce(b, 0) > 1
coalesce(d, 0.5) > 0
coalesce(dt, '2020-01-01') > dt
nullif(v, '') is not null
least(m, 1) > 0
x is distinct from 'a'
v is not distinct from 'a'
n is null or v is null and x is null
(n is null or v is null) and x is null
(n is null) <> (v is null)
not bo
not (v like 'x%')
bo is true
bo is not false
bo = (n > 1)
case when v = 'a' then 1 else m end > 0
case v when 'a' then true else false end
-n > 1
m * 0.5 > 1
m / 100 > 0.5
n * 2.5 > m
d * n > 1
pr * n > 5
n / 2 = 1
tz > dt
ts + interval '1 day' > now()
tz > now() - interval '30 days'
current_date > dt
age(tz) > '1 year'
date_trunc('day', tz) = tz
extract(year from dt) > 2000
tz at time zone 'utc' > ts
to_char(tz, 'YYYY') = v
x = current_setting('app.x')
j ->> 'a' = 'b'
j ? 'a'
jsonb_typeof(j) = 'object'
ta[1] = 'x'
cardinality(ta) > 0
ta = '{}'
na = array[1, 2]
n::text = x
v::int > 5
cast(e as text) = 'x'
(j ->> 'n')::int > 5
num_nonnulls(n, v) = 1
x = 'it''s'
`.trim().split('\n');

/** An expression and what it is read as. */
const read: readonly (readonly [sql: string, tree: string])[] = [
    ["v = 'a'", "(v = 'a')"], ["t.v = 'a'", "(t.v = 'a')"], ["dt > date '2020-01-01'", "(dt > '2020-01-01')"], ["dt - date '2020-01-01' > 5", "((dt - date '2020-01-01') > 5)"], ["x = 'a'::varchar(3)", "(x = character varying(3) 'a')"],
    ['n + 1 * 2 > 0', '((n + (1 * 2)) > 0)'], ['n > 0 and b > 0 and s > 0', '(((n > 0) and (b > 0)) and (s > 0))'], ['n > 0 and (b > 0 and s > 0)', '((n > 0) and ((b > 0) and (s > 0)))'], ['n >= 1 and n <= 5', '(n between 1 and 5)'], ['n >= 1 and b <= 5', '((n >= 1) and (b <= 5))'],
    ['n not between 1 and 5', '(n not between 1 and 5)'], ['bo is unknown', '(bo is unknown)'], ['n = any (array[1, 2])', '(n in (1, 2))'], ['n <> all (array[1, 2])', '(n not in (1, 2))'],
    ['tz > current_timestamp(3)', '(tz > current_timestamp(3))'], ["public.f(v, 'a') > 0", "(public.f(v, 'a') > 0)"], ["pg_catalog.lower(v) = 'a'", "(lower(v) = 'a')"], ['count(*) > 1', '(count(*) > 1)'],
    ["j @> '{}' ", "(j @> '{}')"], ['@ n > 1', '((@ n) > 1)'], ["e = 'open'::st", "(e = 'open')"], ["'now'::text::date > dt", "(cast(text 'now' as date) > dt)"], ['null is null', '(null is null)'],
];

/** What the model's language has no words for, or would be printed otherwise. */
const unread = [
    "n = any (na)", 'exists (select 1)', '(n, b) = (1, 2)', "v collate \"C\" = 'x'", 'f(a => 1) > 0', 'x operator(public.=) w', "v similar to 'a'", 'na[1:2] = na', 'row(n) is null',
];

describe('An expression of a PostgreSQL script', () => {
    async function checksOf(conditions: readonly string[]): Promise<SourceTable['checks']> {
        const checks = conditions.map((condition, index) => `CONSTRAINT c${index} CHECK (${condition})`);
        return tableIn(await readPostgresql(`${SETTING} CREATE TABLE t (${COLUMNS}, ${checks.join(', ')})`), 't').checks;
    }

    it('is, when PostgreSQL has printed it, read as it was written', async () => {
        const postgres = new EmbeddedPostgres();
        try {
            const script = `${SETTING} CREATE TABLE t (${COLUMNS}, ${alike.map((condition, index) => `CONSTRAINT c${index} CHECK (${condition})`).join(', ')})`;
            const { catalog, failed } = await postgres.run(statementsOf(script));
            assert.deepEqual(failed, []);
            const definitions = new Map(catalog.filter(({ kind }) => kind === 'constraint').map(({ identity, properties }) => [identity.split('.').at(-1), String(properties['definition'])]));
            const printed = alike.map((_, index) => /^CHECK \(([\s\S]*)\)$/.exec(definitions.get(`c${index}`) ?? '')?.[1] ?? '');
            const [before, after] = [await checksOf(alike), await checksOf(printed)];
            for (const [index, written] of alike.entries()) {
                const trees = [before, after].map(checks => checks[index]?.condition.tree);
                assert.ok(trees[0] !== undefined && trees[1] !== undefined, `${written} is printed as ${printed[index]}`);
                assert.equal(printTree(trees[1]), printTree(trees[0]), `${written} is printed as ${printed[index]}`);
            }
        } finally {
            postgres.dispose();
        }
    });

    for (const [sql, tree] of read) {
        it(`is read as a tree: ${sql}`, async () => {
            const [check] = await checksOf([sql]);
            assert.equal(check?.condition.tree && printTree(check.condition.tree), tree);
        });
    }

    for (const sql of unread) {
        it(`has only its text: ${sql}`, async () => {
            const [check] = await checksOf([sql]);
            assert.deepEqual(check?.condition, { sql });
        });
    }

    it('that PostgreSQL would print another way is only near', async () => {
        const [list] = await checksOf(["(v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])"]);
        assert.equal(list?.condition.tree, undefined);
        assert.equal(list?.condition.near && printTree(list.condition.near), "(v in ('a', 'b'))");
        const { notices } = await readPostgresql(`CREATE TABLE t (v varchar(5),\n CHECK ((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))`);
        assert.deepEqual(notices.map(({ kind, construct, line, subject }) => [kind, construct, line, subject]), [['text', 'CHECK', 2, 'public.t']]);
    });

    it('has its text as written, without parentheses around it, wherever it stands', async () => {
        const sqls = ["x = 'ä€😀' and /* why */ x <> 'é'", "((n)) > (1)", "'a''b' = x", "x = U&'d\\0061t'", "x = E'\\n'", 'n::numeric(10,2) > 1', "ts::timestamp(3) with time zone > now()", "(n + 1) * (b - 1) > 0", "n > -1", "x ~ $q$a(b$q$"];
        assert.deepEqual((await checksOf(sqls)).map(({ condition }) => condition.sql), sqls);
    });

    it('may be of any depth', async () => {
        const sums = Array.from({ length: 3000 }, (_, index) => String(index)).join(' + ');
        const sqls = [`${sums} > n`, `${'not '.repeat(3000)}bo`, `${'abs('.repeat(1000)}n${')'.repeat(1000)} > 1`, `${'case when bo then bo else '.repeat(300)}bo${' end'.repeat(300)}`];
        assert.deepEqual((await checksOf(sqls)).map(({ condition }) => condition), sqls.map(sql => ({ sql })));
    });

    it('of a default is without the cast to the type of its column', async () => {
        const { columns } = tableIn(await readPostgresql(`${SETTING} CREATE TABLE t (a varchar(5) DEFAULT 'x'::character varying, b st DEFAULT 'open'::public.st, c jsonb DEFAULT '{}'::jsonb, d date DEFAULT '2020-01-01'::date,
            e numeric DEFAULT (0)::numeric, f em DEFAULT 'y'::character varying, g text[] DEFAULT '{}'::text[], h int DEFAULT '-1'::integer, i timestamptz DEFAULT CURRENT_TIMESTAMP, k uuid DEFAULT gen_random_uuid())`), 't');
        assert.deepEqual(columns.map(column => column.default?.tree && printTree(column.default.tree)),
            ["'x'", "'open'", "'{}'", "'2020-01-01'", 'cast(0 as numeric)', "'y'", "'{}'", '-1', 'current_timestamp()', 'gen_random_uuid()']);
    });

    it('of a default is with a cast that changes its value', async () => {
        const { columns } = tableIn(await readPostgresql(`CREATE TABLE t (a varchar DEFAULT 'abc'::varchar(2), b numeric DEFAULT '-1.25'::numeric(3,1), c text DEFAULT 'abc'::char, d timestamp DEFAULT '2020-01-01 00:00:00.5'::timestamp(0))`), 't');
        assert.deepEqual(columns.map(column => column.default?.tree && printTree(column.default.tree)),
            ["character varying(2) 'abc'", "numeric(3,1) '-1.25'", "character(1) 'abc'", "timestamp(0) without time zone '2020-01-01 00:00:00.5'"]);
    });

    it('names types by what they are called in the end', async () => {
        const table = tableIn(await readPostgresql(`${SETTING} CREATE TABLE t (a text CHECK (a::st = 'open'), b int, CHECK (b > 0)); ALTER TYPE st RENAME TO state; ALTER TABLE t RENAME b TO c`), 't');
        assert.deepEqual(table.checks.map(({ condition }) => condition.tree && printTree(condition.tree)), ["(cast(a as public.state) = 'open')", '(c > 0)']);
    });
});
