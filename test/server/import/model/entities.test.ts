import assert from 'node:assert/strict';
import { tablesOf } from '../../../../language/index.ts';
import { tableText } from '../../../../server/import/model/entities/index.ts';
import { plainText } from '../../../../server/import/model/text.ts';
import type { SourceObject } from '../../../../server/import/source/index.ts';
import { modelOf } from '../../../language/model/model-of.ts';
import {
    check, column, columnTree, compared, contextOf, expression, foreignKey, index, key, number, optional, schemaOf, table, text, type, unique,
} from './sources.ts';
import { shapeOf, sourceShape } from './table-shapes.ts';

const customers = table('customers', [column('id')], { primaryKey: key('id') });
const positive = (name: string) => expression(compared(columnTree(name), '>', number(0)), `${name} > 0`);
const ordered = expression(compared(columnTree('starts'), '<', columnTree('ends')), 'starts < ends');

interface Case {
    readonly title: string;
    readonly objects: readonly SourceObject[];
    /** Of the last table. */
    readonly expected: string;
    readonly declarations?: string;
}

const cases: readonly Case[] = [
    {
        title: 'attributes with what stands on one column',
        objects: [table('people', [
            column('id', 'bigint', { identity: { kind: 'always', options: { start: '100' } } }),
            column('first_name', type('character varying', '100'), { comment: 'As in the passport.\nNever empty.' }),
            optional('email', 'text', { collation: { name: 'C' }, storage: 'external', options: [{ name: 'statistics', value: '500' }] }),
            column('age', 'integer', { default: expression(number(18), '18') }),
            column('is_active', 'boolean', { default: expression(undefined, "coalesce(current_setting('x'), 'y')::boolean"), notNullName: 'really' }),
            optional('initial', 'text', { generated: { expression: expression({ kind: 'call', name: 'left', arguments: [columnTree('first_name'), number(1)], star: false, distinct: false }), storage: 'stored' } }),
        ], {
            primaryKey: key('id'), comment: 'Who is who.',
            uniques: [unique(['email'], { name: 'one_address', nullsNotDistinct: true })],
            checks: [check(positive('age'), { name: 'people_age_check' }), check(positive('age'), { column: 'age', name: 'grown' })],
        })],
        expected: `
/// Who is who.
entity Person {
id: bigint identity always (start 100) key
/// As in the passport.
/// Never empty.
firstName: string(100)
email: text? unique constraint "one_address" nulls not distinct collate "C" options postgresql (storage = external, statistics = 500)
age: int = 18 check (age > 0)
isActive: boolean = sql postgresql "coalesce(current_setting('x'), 'y')::boolean" required constraint "really"
initial: text? computed (left(firstName, 1)) stored

check grown: age > 0
}`,
    },
    {
        title: 'references named after their columns, with all that a foreign key may say',
        objects: [customers, table('orders', [
            column('id', 'integer', { identity: { kind: 'serial', sequence: { name: 'orders_id_seq' }, options: {} } }),
            column('customer_id'), optional('referred_by'), optional('payer_id'), optional('payer', 'text'),
        ], {
            primaryKey: key('id'),
            foreignKeys: [
                foreignKey(['customer_id'], 'customers', { onDelete: 'cascade', onUpdate: 'restrict' }),
                foreignKey(['referred_by'], 'customers', { onDelete: 'set null', name: 'who', timing: { deferrable: true, initiallyDeferred: true } }),
                foreignKey(['payer_id'], 'customers', { match: 'full', notValid: true }),
            ],
        })],
        expected: `
entity Order {
id: int identity serial key
customer: Customer on delete cascade on update restrict
referredBy: Customer? on delete set null deferrable initially deferred foreign key constraint "who" as "referred_by"
payerId: Customer? match full not valid as "payer_id"
payer: text?
}`,
    },
    {
        title: 'references to another key, to itself, of another type and of shared columns',
        objects: [
            table('countries', [column('id'), column('iso2', type('character', '2'))], { primaryKey: key('id'), uniques: [unique(['iso2'])] }),
            table('accounts', [column('tenant_id'), column('number')], { primaryKey: key('tenant_id', 'number') }),
            table('branches', [
                column('id'), optional('parent_id'), column('country_iso2', type('character', '2')), column('home_id', 'bigint'), column('tenant_id'), optional('account_number'),
            ], {
                primaryKey: key('id'),
                foreignKeys: [
                    foreignKey(['parent_id'], 'branches'), foreignKey(['country_iso2'], 'countries', { targetColumns: ['iso2'] }),
                    foreignKey(['home_id'], 'countries'), foreignKey(['tenant_id', 'account_number'], 'accounts', { onDelete: 'set null', onDeleteColumns: ['account_number'] }),
                ],
            }),
        ],
        expected: `
entity Branch {
id: int key
parent: Branch?
country: Country(iso2)
homeId: bigint
home: Country via (homeId)
tenantId: int
accountNumber: int?
account: Account? via (tenantId, accountNumber) on delete set null (accountNumber)
}`,
    },
    {
        title: 'a composite foreign key as one reference',
        objects: [
            table('invoices', [column('tenant'), column('number')], { primaryKey: key('tenant', 'number') }),
            table('payments', [column('invoice_tenant', 'integer', { remark: 'Whose' }), column('invoice_number', 'integer', { remark: 'which' }), column('position')], {
                primaryKey: key('invoice_tenant', 'invoice_number', 'position'), foreignKeys: [foreignKey(['invoice_tenant', 'invoice_number'], 'invoices')],
            }),
        ],
        expected: `
entity Payment {
invoice: Invoice  // Whose which
position: int

key (invoice, position)
}`,
    },
    {
        title: 'a key that is a reference, and a circle of such keys',
        objects: [
            table('users', [column('id', 'uuid')], { primaryKey: key('id'), foreignKeys: [foreignKey(['id'], 'profiles')] }),
            table('profiles', [column('id', 'uuid')], { primaryKey: key('id'), foreignKeys: [foreignKey(['id'], 'users')] }),
        ],
        expected: `
entity Profile {
id: uuid key
user: User via (id)
}`,
    },
    {
        title: 'constraints and indexes in the order of the source',
        objects: [table('bookings', [
            column('id'), column('room'), column('starts', 'date'), column('ends', 'date'), optional('email', 'text'), optional('during', 'daterange'), optional('data', 'jsonb'),
        ], {
            primaryKey: { ...key('id'), name: 'pk_bookings', options: [{ name: 'fillfactor', value: '70' }] },
            uniques: [unique(['room', 'starts'], { line: 3, include: ['ends'] })],
            checks: [
                check(ordered, { line: 2 }), check(ordered, { line: 4, name: 'Starts before ends', noInherit: true }), check(positive('room'), { line: 5, name: 'room_positive', notValid: true }),
            ],
            exclusions: [{
                line: 6, name: 'no_overlap', method: 'gist', include: [], timing: { deferrable: false, initiallyDeferred: false }, options: [], predicate: ordered,
                elements: [{ expression: expression(columnTree('during')), operatorClassParameters: [], descending: false, operator: '&&' }],
            }],
            indexes: [
                index(['room', 'starts'], { line: 7, name: 'bookings_room_starts_idx' }),
                index([expression({ kind: 'call', name: 'lower', arguments: [columnTree('email')], star: false, distinct: false })], { line: 8, unique: true, name: 'bookings_lower_idx' }),
                {
                    ...index(['data'], { line: 9, name: 'by_data', method: 'gin', predicate: expression({ kind: 'test', test: 'null', negated: true, operand: columnTree('data') }) }),
                    elements: [{ expression: expression(columnTree('data')), operatorClass: 'jsonb_path_ops', operatorClassParameters: [], descending: false }],
                },
                {
                    ...index([], { line: 10, name: 'late', include: ['room'], options: [{ name: 'fillfactor', value: '90' }], tablespace: 'fast' }),
                    elements: [{ expression: expression(columnTree('ends')), operatorClassParameters: [], descending: true, nulls: 'last' }],
                },
            ],
        })],
        expected: `
entity Booking {
id: int
room: int
starts: date
ends: date
email: text?
during: range(date)?
data: json?

key (id) options postgresql (fillfactor = 70) as "pk_bookings"
check bookingsCheck: starts < ends
unique (room, starts) include (ends)
check startsBeforeEnds: starts < ends no inherit as "Starts before ends"
check roomPositive: room > 0 not valid
exclude (during with "&&") using gist where (starts < ends) as "no_overlap"
index (room, starts)
index (lower(email)) unique
index (data ops jsonb_path_ops) using gin where data is not null as "by_data"
index (ends desc nulls last) include (room) tablespace "fast" options postgresql (fillfactor = 90) as "late"
}`,
    },
    {
        title: 'a join table as a relationship',
        objects: [
            customers, table('tags', [column('id')], { primaryKey: key('id') }),
            table('customer_tags', [column('customer_id'), column('tag_id'), column('since', 'date')], {
                primaryKey: key('customer_id', 'tag_id'), comment: 'Who is what.',
                foreignKeys: [foreignKey(['customer_id'], 'customers', { onDelete: 'cascade' }), foreignKey(['tag_id'], 'tags', { onDelete: 'restrict' })],
                indexes: [index(['tag_id'], { name: 'by_tag' })],
            }),
        ],
        expected: `
/// Who is what.
relationship customerTags: Customer }o--o{ Tag {
tag: Tag on delete restrict
since: date

index (tag) as "by_tag"
}`,
    },
    {
        title: 'a join table whose columns have roles as an entity',
        objects: [
            customers,
            table('friendships', [column('friend_id'), column('customer_id')], {
                primaryKey: key('friend_id', 'customer_id'), foreignKeys: [foreignKey(['friend_id'], 'customers'), foreignKey(['customer_id'], 'customers')],
            }),
        ],
        expected: `
entity Friendship {
friend: Customer
customer: Customer

key (friend, customer)
}`,
    },
    {
        title: 'partitions of one length',
        objects: [table('events', [column('at', 'timestamp with time zone')], {
            partitioning: {
                method: 'range', elements: [{ expression: expression(columnTree('at')), operatorClassParameters: [], descending: false }],
                partitions: [['2024_12', '2024-12-01', '2025-01-01'], ['2025_01', '2025-01-01', '2025-02-01'], ['2025_02', '2025-02-01', '2025-03-01']].map(([name, from, to]) => ({
                    name: { name: `events_${name}` }, line: 1, options: [],
                    bound: { kind: 'range' as const, from: [expression(text(from!))], to: [expression(text(to!))] },
                })),
            },
        })],
        expected: `
entity Event {
at: timestamp

partition by range (at) every 1 month from date '2024-12-01' to date '2025-03-01' named "{table}_{year}_{month}"
}`,
    },
    {
        title: 'partitions of weeks, with the rest behind them',
        objects: [table('days', [column('d', 'date')], {
            partitioning: {
                method: 'range', elements: [{ expression: expression(columnTree('d')), operatorClassParameters: [], descending: false }],
                partitions: [
                    ...[['2024w01', '2024-01-01', '2024-01-08'], ['2024w02', '2024-01-08', '2024-01-15']].map(([name, from, to]) => ({
                        name: { name: `days_${name}` }, line: 1, options: [], bound: { kind: 'range' as const, from: [expression(text(from!))], to: [expression(text(to!))] },
                    })),
                    { name: { name: 'days_default' }, line: 1, options: [], bound: { kind: 'default' } },
                ],
            },
        })],
        expected: `
entity Day {
d: date

partition by range (d) every 1 week from date '2024-01-01' to date '2024-01-15' named "{table}_{year}w{week}" default
}`,
    },
    {
        title: 'partitions of any kind, within each other',
        objects: [table('readings', [column('region', 'text'), column('id')], {
            partitioning: {
                method: 'list', elements: [{ expression: expression(columnTree('region')), operatorClassParameters: [], descending: false }],
                partitions: [
                    { name: { name: 'readings_eu' }, line: 1, options: [{ name: 'fillfactor', value: '50' }], bound: { kind: 'list', values: [expression(text('DE')), expression(text('FR'))] } },
                    {
                        name: { name: 'rest' }, line: 1, options: [], bound: { kind: 'default' },
                        partitioning: {
                            method: 'hash', elements: [{ expression: expression(columnTree('id')), operatorClassParameters: [], descending: false }],
                            partitions: [0, 1].map(remainder => ({ name: { name: `rest_${remainder}` }, line: 1, options: [], bound: { kind: 'hash' as const, modulus: 2, remainder } })),
                        },
                    },
                ],
            },
        })],
        expected: `
entity Reading {
region: text
id: int

partition by list (region) {
eu in ('DE', 'FR') options postgresql (fillfactor = 50)
rest default as "rest" partition by hash (id) into 2 named "{table}_{remainder}"
}
}`,
    },
    {
        title: 'partitions in a schema of their own',
        declarations: 'schema archive',
        objects: [{ kind: 'schema', line: 1, name: 'archive' }, table('logs', [column('id')], {
            partitioning: {
                method: 'hash', elements: [{ expression: expression(columnTree('id')), operatorClassParameters: [], descending: false }],
                partitions: [0, 1].map(remainder => ({ name: { schema: 'archive', name: `logs_p${remainder}` }, line: 1, options: [], bound: { kind: 'hash' as const, modulus: 2, remainder } })),
            },
        })],
        expected: `
entity Log {
id: int

partition by hash (id) into 2 in schema archive
}`,
    },
    {
        title: 'row security with and without policies',
        objects: [
            table('notes', [column('id')], { rowSecurity: { enabled: true, forced: true }, unlogged: true, options: [{ name: 'autovacuum_enabled', value: 'false' }] }),
        ],
        expected: `
entity Note unlogged options postgresql (autovacuum_enabled = false) {
id: int

row security forced
}`,
    },
    {
        title: 'a child of one parent without keys',
        objects: [
            table('audited', [column('created_at', 'date')]),
            table('documents', [column('id')], { inherits: [{ name: 'audited' }], primaryKey: key('id') }),
        ],
        expected: `
entity Document extends Audited {
id: int key
}`,
    },
    {
        title: 'a foreign key to what is not there as SQL',
        objects: [table('profiles', [column('id', 'uuid')], { primaryKey: key('id'), foreignKeys: [foreignKey(['id'], { schema: 'auth', name: 'users' }, { onDelete: 'cascade' })] })],
        expected: `
entity Profile {
id: uuid key
}
statement postgresql after Profile """
alter table profiles add constraint profiles_id_fkey foreign key (id) references auth.users on delete cascade
"""`,
    },
    {
        title: 'a drawn line between entities',
        objects: [customers, table('orders', [column('id'), column('customer_id')], {
            primaryKey: key('id'),
            foreignKeys: [foreignKey(['customer_id'], 'customers', { cardinality: { target: { min: 1, max: 1 }, self: { min: 0, max: 'many' }, label: 'places', identifying: false } })],
        })],
        expected: `
entity Order {
id: int key
customer: Customer
}
relationship places: Customer ||--o{ Order.customer "places"`,
    },
];

describe('tables of a source in the model', () => {
    for (const { title, objects, expected, declarations = '' } of cases) {
        it(`writes ${title}`, async () => {
            const schema = schemaOf(objects);
            const tables = schema.objects.filter(object => object.kind === 'table');
            const context = contextOf(schema);
            const texts = tables.map(of => plainText(tableText(of, context)));
            assert.equal(texts.at(-1), expected.trim());

            const model = await modelOf(`model Test { targets postgresql 18 naming snake_case plural }\n${declarations}\n${texts.join('\n')}`);
            const made = new Map(tablesOf(model).map(of => [of.name.name, shapeOf(of)]));
            for (const of of tables) {
                assert.deepEqual(made.get(of.name.name), sourceShape(of, tables));
            }
        });
    }

    it('tells what became SQL', () => {
        const of = table('profiles', [column('id', 'uuid')], { foreignKeys: [foreignKey(['id'], { schema: 'auth', name: 'users' })] });
        const context = contextOf(schemaOf([of]));
        tableText(of, context);
        assert.deepEqual(context.notices, [{
            kind: 'text', construct: 'FOREIGN KEY', line: 1, subject: 'profiles_id_fkey',
            message: 'The foreign key is kept as SQL: auth.users is no entity of the model.',
        }]);
    });

    it('keeps a child of several parents as SQL', () => {
        const child = table('c', [column('id')], { inherits: [{ name: 'a' }, { name: 'b' }], checks: [check(positive('id'))] });
        const context = contextOf(schemaOf([table('a', [column('x')]), table('b', [column('y')]), child]));
        assert.equal(plainText(tableText(child, context)), 'statement postgresql after A """\ncreate table c (\n  id integer not null,\n  check (id > 0)\n) inherits (a, b)\n"""');
    });
});
