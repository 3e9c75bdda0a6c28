import assert from 'node:assert/strict';
import { findingsIn } from './check.ts';

const attributes = `
  id:      int key
  small:   smallint?
  count:   int?
  big:     bigint?
  price:   decimal(6,2)?
  ratio:   double?
  name:    string(10)?
  code:    char(2)?
  flag:    boolean?
  born:    date?
  at:      timestamp?
  local:   datetime?
  clock:   time?
  span:    interval?
  tag:     uuid?
  data:    json?
  blob:    binary?
  tags:    string(20)[]?
  slot:    range(date)?
  spot:    vector(3)?
  inet:    native(postgresql: "inet")?
  status:  Status?
  email:   Email?
  other:   Other?
  pair:    Pair?
`;

/** Codes and messages about an entity that has an attribute of every kind, and what is added to it. */
async function findingsAbout(added: string): Promise<string[]> {
    const found = await findingsIn(`
domain Email: string(255)
enum Status { ACTIVE = 'A' CLOSED = 'C' }
session user: string from "app.user"
sequence numbers
entity Other { id: int key  name: string(10) }
entity Pair { a: int  b: string(5)  key (a, b) }
entity E {${attributes}${added} }`);
    return found.filter(({ severity }) => severity !== 'information').map(({ code, message }) => `${code} ${message}`);
}

const fine: readonly string[] = [
    'check a: count > 1.5 and ratio < big',
    "check a: name like 'A%' or email ilike '%@x.org'",
    'check a: born < today() and at <= now() - interval \'1 day\' and born between date \'2000-01-01\' and born',
    'check a: status = ACTIVE or status in (ACTIVE, CLOSED) or status is null',
    'check a: other = 1 and other.id > 0 and other is not null',
    'check a: pair = pair and pair.a > 0 and pair is not null',
    "check a: tag = '7f1f2a34-3b8e-4ba5-9a07-0d4a7d6f2f11' and data <> '{}'",
    "check a: inet = '10.0.0.1' and inet <> name",
    "check a: tags[1] = 'x' and tags = ['a', 'b'] and data['x'] is not null",
    'check a: case when flag then 1 else 2.5 end > 0',
    "check a: case status when ACTIVE then 'a' else name end = 'b'",
    'check a: coalesce(count, small, 0) > 0 and length(name) > 0 and greatest(price, count) > 0',
    'check a: not flag and flag is true and (flag or count > 1)',
    'check a: name || code || count <> \'\'',
    'check a: -count < +price and span > interval \'1 hour\'',
    'check a: cast(count as string(5)) = name',
    "check a: sql postgresql \"name ~ '^x'\"",
    "x: string(3) = 'abc'",
    'x: decimal(4,2) = 12.5',
    'x: smallint = -32768',
    'x: bigint = 9223372036854775807',
    'x: boolean = true',
    'x: json = \'{"a": [1]}\'',
    'x: uuid = uuid7()',
    'x: string(20)[] = []',
    "x: date = date '2024-02-29'",
    "x: interval = interval '1 year 2 months 3 days 04:05:06'",
    "x: Status = CLOSED",
    "x: string(50) = session.user",
    'x: bigint = next(numbers)',
    'x: int? = null',
    'x: timestamp = now()',
    'x: int = 1 on update (x + 1)',
    'x: string(30) computed (lower(name)) stored',
    'index (lower(name)) where deleted = false\n  deleted: boolean',
    "check a: coalesce(born, '2024-01-01') > date '2024-01-01' and coalesce(status, 'CLOSED') = CLOSED and nullif(count, null) > 1",
    'check a: born < today() and (now() >= at or born <= today() - interval \'18 years\')',
    'index (date_trunc(\'day\', born))',
    'index (name || \'x\')',
    'index (count) where at > timestamp \'2024-01-01 00:00:00+00\'',
];

const faulty: Readonly<Record<string, string>> = {
    "x: int = 'one'": 'ERD201 The default of E.x is a string, but an int is asked for.',
    "x: date = '2024-01-01'": 'ERD201 The default of E.x is a string, but a date is asked for.',
    'x: boolean = 1': 'ERD201 The default of E.x is an int, but a boolean is asked for.',
    "x: Status = 'ACTIVE'": 'ERD201 The default of E.x is a string, but a Status is asked for.',
    'x: string(5) = 3': 'ERD201 The default of E.x is an int, but a string(5) is asked for.',
    'x: int = null': 'ERD201 The default of E.x cannot be null: it is required.',
    'x: int = now()': 'ERD201 The default of E.x is a timestamp, but an int is asked for.',
    'x: int computed (name) stored': 'ERD201 The value of E.x is a string(10), but an int is asked for.',
    'x: int = 1 on update (name)': 'ERD201 The value at an update of E.x is a string(10), but an int is asked for.',
    'check a: count': 'ERD202 A condition is true or false; this is an int.',
    'check a: name and flag': 'ERD202 A condition is true or false; this is a string(10).',
    'check a: not count': 'ERD202 A condition is true or false; this is an int.',
    'index (name) where price': 'ERD202 A condition is true or false; this is a decimal(6, 2).',
    'check a: case when count then flag end': 'ERD202 A condition is true or false; this is an int.',
    "check a: lower(count) = 'x'": 'ERD203 lower does not take an int here: it is lower(value: string).',
    'check a: length() > 1': 'ERD203 length does not take no arguments: it is length(value: string) or length(value: binary).',
    'check a: length(count) > 1': 'ERD203 length does not take an int here: it is length(value: string) or length(value: binary).',
    "check a: coalesce(name, 0) = 'a'": 'ERD206 The arguments of coalesce are of one kind, and these are a string(10) and an int.',
    "check a: greatest(count, 'x') = 1": 'ERD206 The arguments of greatest are of one kind, and these are an int and a string.',
    "check a: count = 'x'": 'ERD205 An int is compared with a string.',
    "check a: born > '2024-01-01'": 'ERD205 A date is compared with a string.',
    'check a: flag = 1': 'ERD205 A boolean is compared with an int.',
    'check a: count in (1, \'2\')': 'ERD205 An int is compared with a string.',
    "check a: status = 'A'": 'ERD205 A Status is compared with a string.',
    'check a: at between born and 2': 'ERD205 A timestamp is compared with an int.',
    'check a: name * 2 > 1': "ERD206 '*' has no meaning between a string(10) and an int.",
    'check a: born + born > born': "ERD206 '+' has no meaning between a date and a date.",
    'check a: -name > 1': "ERD206 '-' asks for a number, and this is a string(10).",
    "check a: count like '1%'": "ERD206 'like' compares texts, and this is an int.",
    'check a: name[1] = 1': 'ERD206 Only an array or a JSON document has elements, and this is a string(10).',
    "check a: tags['x'] = name": 'ERD206 The position in an array is a whole number, and this is a string.',
    "check a: [1, 'x'] = tags": 'ERD206 The elements of an array are of one kind, and these are an int and a string.',
    'x: int computed (y) stored\n  y: int computed (x) stored': 'ERD207 E.x reads itself over y.',
    'x: int = count + 1': 'ERD208 The default of E.x cannot read count: there is no row yet.',
    'x: boolean computed (at < now()) stored': 'ERD209 The value of E.x: now depends on the session or the time, but a computed attribute has the same value each time.',
    'index (date_trunc(\'day\', at))': 'ERD209 The index of E: the time zone of the session decides what day and hour it is, but an index has to find a row where it was put.',
    'index (year(at))': 'ERD209 The index of E: the time zone of the session decides what day and hour it is, but an index has to find a row where it was put.',
    'index (name || count)': 'ERD209 The index of E: the settings of the session decide how it is written, but an index has to find a row where it was put.',
    'index (concat(name, name))': 'ERD209 The index of E: concat depends on the session or the time, but an index has to find a row where it was put.',
    'index (cast(name as date))': 'ERD209 The index of E: the settings of the session decide how it is written, but an index has to find a row where it was put.',
    'x: timestamp computed (at + interval \'1 day\') stored': 'ERD209 The value of E.x: the time zone of the session decides what day and hour it is, but a computed attribute has the same value each time.',
    'index (uuid())': 'ERD209 The index of E: uuid may give another value at each call, but an index has to find a row where it was put.',
    'index (name) where name = session.user': 'ERD209 The predicate of an index of E: session.user is another in each session, but an index has to find a row where it was put.',
    'index (cast(at as date))': 'ERD209 The index of E: the time zone of the session decides what day and hour it is, but an index has to find a row where it was put.',
    'check a: max(count) > 1': 'ERD210 The check of E.a looks at one row: max looks at many.',
    "x: string(2) = 'abc'": "ERD214 The default of E.x does not fit into string(2): 'abc' has 3 characters.",
    'x: smallint = 32768': 'ERD214 The default of E.x does not fit into smallint: 32768 is too large.',
    'x: int = 1.5': 'ERD214 The default of E.x does not fit into int: 1.5 has a fraction.',
    'x: decimal(4,2) = 123.4': 'ERD214 The default of E.x does not fit into decimal(4, 2): 123.4 has too many digits.',
    "x: date = date '2023-02-29'": "ERD214 The default of E.x does not fit into date: '2023-02-29' is no date.",
    "x: interval = interval '3 fortnights'": "ERD214 The default of E.x does not fit into interval: '3 fortnights' is no span of time.",
    "x: uuid = 'abc'": "ERD214 The default of E.x does not fit into uuid: 'abc' is no UUID.",
    "x: json = '{a}'": "ERD214 The default of E.x does not fit into json: '{a}' is no JSON document.",
    "check a: at > timestamp '2024-13-01'": "ERD214 '2024-13-01' is no point in time.",
    'check a: count <> null': "ERD215 Nothing is unequal to null: ask with 'is not null'.",
    'check a: other.name = name': 'ERD216 other.name is in another table, which only a join reaches.',
    'check a: exists (Other o where o.name = name)': 'ERD218 The check of E.a cannot ask about other rows: nobody would ask again when these change. Conditions of policies and of views can; a trigger can look when a row is written.',
    'x: boolean computed (exists (Other o)) stored': 'ERD218 The value of E.x cannot ask about other rows: they change, but a computed attribute has the same value each time.',
    'x: boolean = exists (Other o)': 'ERD218 The default of E.x cannot ask about other rows: it is a value of its own.',
    'index (name) where count in (1) and not exists (Other o)': 'ERD218 The predicate of an index of E cannot ask about other rows: they change, but an index has to find a row where it was put.',
    'check a: name in (o.name from Other o)': 'ERD218 The check of E.a cannot ask about other rows: nobody would ask again when these change. Conditions of policies and of views can; a trigger can look when a row is written.',
    'check a: born > today()': 'ERD219 The check of E.a asks today(): a row that is right today can be refused when it is written again, or read back from a backup.',
    'check a: flag or not (at < now())': 'ERD219 The check of E.a asks now(): a row that is right today can be refused when it is written again, or read back from a backup.',
    'x: int check (x > 0 and name = session.user)': 'ERD219 The check of E.x asks session.user: a row that is right today can be refused when it is written again, or read back from a backup.',
    'check a: length(pair) > 1': 'ERD203 length does not take 2 arguments: it is length(value: string) or length(value: binary).',
    'check a: coalesce(lower, name) = name': "ERD004 E has no attribute 'lower', nor is anything else here called so.",
};

describe('expressions', () => {
    for (const added of fine) {
        it(`take ${added}`, async () => {
            assert.deepEqual(await findingsAbout(added), []);
        });
    }

    for (const [added, expected] of Object.entries(faulty)) {
        it(`do not take ${added}`, async () => {
            assert.deepEqual(await findingsAbout(added), [expected]);
        });
    }

    it('of a mixin are checked once, however many entities take it in', async () => {
        const found = await findingsIn("mixin M { x: int = 'a'  check c: x }\nentity A with M { id: int key }\nentity B with M { id: int key }");
        assert.deepEqual(found.map(({ code }) => code), ['ERD201', 'ERD202']);
    });

    it('of views may look at many rows where they are grouped', async () => {
        const text = (clauses: string): string => `entity A { id: int key  g: int }\nview V from A a ${clauses} { g: a.g  n: count(*) }`;
        assert.deepEqual(await findingsIn(text('group by a.g having count(*) > 1 order by count(*)')), []);
        assert.deepEqual((await findingsIn(text('where count(*) > 1 group by a.g'))).map(({ code }) => code), ['ERD210']);
    });
});
