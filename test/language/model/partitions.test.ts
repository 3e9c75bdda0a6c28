import assert from 'node:assert/strict';
import { partitionName, type Partition, type Partitioning } from '../../../language/model/index.ts';
import { entityNamed, modelOf } from './model-of.ts';
import { show } from './show.ts';

async function partitioning(clause: string, attributes = 'id: int  at: timestamp  region: string'): Promise<Partitioning> {
    const model = await modelOf(`entity Event { ${attributes}  partition by ${clause} }`);
    return entityNamed(model, 'Event').partitioning!;
}

/** `name from..to` */
function ranges(partitions: readonly Partition[]): string[] {
    return partitions.map(({ physicalName, bound }) => {
        const limits = bound.kind === 'range' ? [bound.from, bound.to].map(limit => limit.map(value => typeof value === 'string' ? value : show(value)).join(', ')) : [bound.kind];
        return `${physicalName} ${limits.join(' .. ')}`;
    });
}

describe('partitions', () => {
    it('of a month run from the start to the end', async () => {
        const { method, elements, partitions } = await partitioning('range (at) every 1 month from date \'2025-01-01\' to date \'2025-04-01\' named "{table}_y{year}m{month}"');
        assert.equal(method, 'range');
        assert.deepEqual(elements.map(({ expression }) => show(expression)), ['at']);
        assert.deepEqual(ranges(partitions), [
            'event_y2025m01 date \'2025-01-01\' .. date \'2025-02-01\'',
            'event_y2025m02 date \'2025-02-01\' .. date \'2025-03-01\'',
            'event_y2025m03 date \'2025-03-01\' .. date \'2025-04-01\'',
        ]);
    });

    it('may be in another schema than their table', async () => {
        const model = await modelOf(`
            model Logs { schema app  naming snake_case plural }
            schema archive as "old"
            entity Event { at: date  partition by range (at) every 1 month from date '2025-01-01' to date '2025-02-01' default in schema archive }
            entity Kind {
              name: string
              partition by list (name) {
                known in ('a') in schema archive as "kinds_known" partition by hash (name) into 1
                rest default in schema app
              }
            }`);
        const [event, kind] = model.entities.map(entity => ({ table: entity.table!, partitions: entity.partitioning!.partitions }));
        assert.deepEqual(event!.partitions.map(partition => partitionName(event!.table, partition)), [
            { schema: 'old', name: 'events_y2025m01' }, { schema: 'old', name: 'events_default' },
        ]);
        const [known, rest] = kind!.partitions;
        assert.deepEqual(partitionName(kind!.table, known!), { schema: 'old', name: 'kinds_known' });
        assert.deepEqual(partitionName(kind!.table, rest!), { schema: 'app', name: 'kinds_rest' });
        assert.deepEqual(partitionName(partitionName(kind!.table, known!), known!.subpartitioning!.partitions[0]!), { schema: 'old', name: 'kinds_known_p0' });
    });

    it('without an end are twelve', async () => {
        const { partitions } = await partitioning('range (at) every 1 month from date \'2025-01-01\' default');
        assert.equal(partitions.length, 13);
        assert.equal(ranges(partitions)[11], 'event_y2025m12 date \'2025-12-01\' .. date \'2026-01-01\'');
        assert.deepEqual(partitions[12]?.bound, { kind: 'default' });
        assert.equal(partitions[12]?.physicalName, 'event_default');
    });

    const units: Readonly<Record<string, string>> = {
        'every 1 year from date \'2025-01-01\' to date \'2026-01-01\'': 'event_y2025 date \'2025-01-01\' .. date \'2026-01-01\'',
        'every 1 quarter from date \'2025-04-01\' to date \'2025-07-01\'': 'event_y2025q2 date \'2025-04-01\' .. date \'2025-07-01\'',
        'every 1 week from date \'2024-12-30\' to date \'2025-01-06\'': 'event_y2025w01 date \'2024-12-30\' .. date \'2025-01-06\'',
        'every 1 day from date \'2025-02-28\' to date \'2025-03-01\'': 'event_y2025m02d28 date \'2025-02-28\' .. date \'2025-03-01\'',
        'every 6 hours from timestamp \'2025-02-28 18:00:00+02\' to timestamp \'2025-03-01 00:00:00+02\'':
            'event_y2025m02d28h18 timestamp \'2025-02-28 18:00:00+02\' .. timestamp \'2025-03-01 00:00:00+02\'',
        'every 1 month from date \'2025-01-31\' to date \'2025-02-28\'': 'event_y2025m01 date \'2025-01-31\' .. date \'2025-02-28\'',
        'every 2 months from date \'2025-01-31\' to date \'2025-02-28\' named "e_{table}_{from}"': 'e_event_20250131 date \'2025-01-31\' .. date \'2025-03-31\'',
        'every 1 day from \'2025-02-28\' to \'2025-03-01\'': 'event_y2025m02d28 \'2025-02-28\' .. \'2025-03-01\'',
    };
    for (const [clause, expected] of Object.entries(units)) {
        it(clause, async () => {
            assert.deepEqual(ranges((await partitioning(`range (at) ${clause}`)).partitions), [expected]);
        });
    }

    it('of what is no unit or date are none', async () => {
        assert.deepEqual((await partitioning('range (at) every 1 fortnight from date \'2025-01-01\'')).partitions, []);
        assert.deepEqual((await partitioning('range (at) every 0 month from date \'2025-01-01\'')).partitions, []);
        assert.deepEqual((await partitioning('range (id) every 1 month from 1000')).partitions, []);
        assert.deepEqual((await partitioning('range (at) every 1 month from date \'2025-99-01\'')).partitions, []);
    });

    it('of a slip are not millions', async () => {
        assert.equal((await partitioning('range (at) every 1 hour from date \'0001-01-01\' to date \'9999-01-01\'')).partitions.length, 10_000);
        assert.equal((await partitioning('hash (id) into 99999999999')).partitions.length, 10_000);
    });

    it('by hash are numbered from 0', async () => {
        const { method, partitions } = await partitioning('hash (id) into 4');
        assert.equal(method, 'hash');
        assert.deepEqual(partitions.map(({ physicalName, bound }) => [physicalName, bound]), [0, 1, 2, 3].map(remainder =>
            [`event_p${remainder}`, { kind: 'hash', modulus: 4, remainder }]));
        assert.equal((await partitioning('hash (id) into 2 named "{table}_{remainder}"')).partitions[1]?.physicalName, 'event_1');
    });

    it('are written one by one, and partitioned in turn', async () => {
        const { partitions } = await partitioning(`list (region) {
            europe in ('DE', 'FR') options postgresql (fillfactor = 70) partition by range (at, id) { old from (minvalue, minvalue) to (date '2025-01-01', 5)  new from (date '2025-01-01', 5) to (maxvalue, maxvalue) }
            asia in ('JP') as "far_east" partition by hash (id) { even modulus 2 remainder 0  odd modulus 2 remainder 1 }
            rest default }`);
        assert.deepEqual(partitions.map(({ name, physicalName, bound }) => [name, physicalName, bound.kind]),
            [['europe', 'event_europe', 'list'], ['asia', 'far_east', 'list'], ['rest', 'event_rest', 'default']]);
        assert.deepEqual(ranges(partitions[0]!.subpartitioning!.partitions), [
            'event_europe_old minvalue, minvalue .. date \'2025-01-01\', 5', 'event_europe_new date \'2025-01-01\', 5 .. maxvalue, maxvalue',
        ]);
        assert.deepEqual(partitions[1]!.subpartitioning!.partitions.map(({ physicalName, bound }) => [physicalName, bound]), [
            ['far_east_even', { kind: 'hash', modulus: 2, remainder: 0 }], ['far_east_odd', { kind: 'hash', modulus: 2, remainder: 1 }],
        ]);
        assert.equal(partitions[0]?.options[0]?.engine, 'postgresql');
    });

    it('of a mixin are its users\' own', async () => {
        const model = await modelOf(`mixin Dated { at: date  partition by range (at) every 1 year from date '2025-01-01' to date '2026-01-01' }
            entity A with Dated { id: int } entity B with Dated { id: int }`);
        assert.deepEqual(model.entities.map(({ partitioning: own }) => own?.partitions[0]?.physicalName), ['a_y2025', 'b_y2025']);
    });
});
