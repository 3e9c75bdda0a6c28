import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { targetOf, UnknownVersionError } from '../../../../server/targets/index.ts';
import { modelOf } from '../models.ts';

const postgresql = targetOf('postgresql')!;
const golden = new URL('golden/', import.meta.url);

const severities = ['hint', 'information', 'warning', 'error'];

describe('Checks for PostgreSQL', () => {
    for (const [code, entry] of Object.entries(postgresql.findings)) {
        it(`find ${code} (${entry.title}) in its example, and not in the mended one`, async () => {
            const found = postgresql.check(await modelOf(entry.example));
            assert.ok(found.some(finding => finding.code === code));
            for (const finding of found) {
                assert.ok(severities.indexOf(finding.severity) <= severities.indexOf(entry.severity));
                assert.match(finding.message, /\.$/);
                assert.notDeepEqual(finding.place.range.start, finding.place.range.end);
            }
            assert.deepEqual(postgresql.check(await modelOf(entry.mended)), []);
        });
    }

    it('find views, routines, triggers, jobs and expressions that are in other words only', async () => {
        const model = await modelOf(`
            model Shop { targets postgresql 18 }
            extension pg_cron
            entity Customer { id: int key  name: string check (sql mysql "name <> ''") }
            view Names sql mysql "SELECT name FROM customer" { column name: string }
            function total() returns int sql mysql "RETURN 1"
            trigger touch on Customer before update for each row sql mysql "SET NEW.name = 1"
            job nightly at "0 1 * * *" sql mysql "DELETE FROM customer"`);
        assert.deepEqual(postgresql.check(model).map(({ code, message }) => `${code} ${message}`), [
            'PG013 The view Names has no SQL for PostgreSQL.',
            'PG013 The function total has no SQL for PostgreSQL.',
            'PG013 The trigger touch has no SQL for PostgreSQL.',
            'PG013 The job nightly has no SQL for PostgreSQL.',
            'PG013 The expression has no SQL for PostgreSQL.',
        ]);
    });

    it('are for the oldest of several versions', async () => {
        const found = async (versions: string) => postgresql.check(await modelOf(`model M { targets postgresql ${versions} } entity A { id: uuid = uuid7() key }`)).map(({ code, message }) => `${code} ${message}`);
        assert.deepEqual(await found('18'), []);
        assert.deepEqual(await found('17 to 18'), ['PG010 PostgreSQL 17 has no UUIDs of version 7, which the expression uses: it becomes version 4.']);
        assert.deepEqual(await found('18 to 17'), ['PG001 The versions of PostgreSQL run from the older to the newer: 17 to 18.']);
        assert.deepEqual(await found('18 to 99'), ['PG001 PostgreSQL 99 is not among the versions that DDL can be written for: 14, 15, 16, 17, 18.']);
    });

    it('find sizes and storage parameters beyond what there is', async () => {
        const model = await modelOf(`
            model Shop { targets postgresql 18 }
            entity A options postgresql (fillfactor = 100, toast.autovacuum_enabled = off, autovacuum_vacuum_scale_factor = 0.05) {
              id: int key
              a: string(10485760)  b: char(10485761)  c: decimal(1000, 2)  d: decimal(2000, 3)
              index (a) options postgresql (fillfactor = 5)
              index (a) using hash options postgresql (deduplicate_items = off)
              index (id) options postgresql (fillfactor = 70, deduplicate_items = off)
              unique (id, a) options postgresql (foo = 1)
            }`);
        assert.deepEqual(postgresql.check(model).map(({ code, message }) => `${code} ${message}`), [
            'PG020 char(10485761) is more than PostgreSQL has: up to 10485760 in the column a.b.',
            'PG020 decimal(2000, 3) is more than PostgreSQL has: up to 1000 in the column a.d.',
            'PG021 The index of a_id_a_key: there is no parameter foo.',
            'PG021 The index a_a_idx: fillfactor is a number from 10 to 100.',
            'PG021 The index a_a_idx1: there is no parameter deduplicate_items.',
        ]);
    });

    it('take the version that is asked for before that of the model', async () => {
        const model = await modelOf('model Shop { targets postgresql 18 } entity Customer { id: uuid = uuid7() key }');
        assert.deepEqual(postgresql.check(model), []);
        assert.deepEqual(postgresql.check(model, { version: '17' }).map(({ code }) => code), ['PG010']);
        assert.deepEqual(postgresql.check(model, { version: '18.6' }), []);
        assert.deepEqual(postgresql.check(model, { version: '8' }).map(({ code }) => code), ['PG001']);
        assert.throws(() => postgresql.generate(model, { version: '8' }), UnknownVersionError);
        assert.equal(postgresql.supports('uuid7', '17'), false);
        assert.equal(postgresql.supports('uuid7', '18'), true);
        assert.throws(() => postgresql.supports('uuid7', '19'), UnknownVersionError);
    });
});

describe('DDL for older versions of PostgreSQL', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    const newer: readonly (readonly [before: number, words: RegExp])[] = [
        [15, /NULLS NOT DISTINCT|security_invoker|SET (NULL|DEFAULT) \(/],
        [17, /\bMAINTAIN\b|JSON_(VALUE|QUERY|EXISTS)/],
        [18, /NOT ENFORCED|WITHOUT OVERLAPS|PERIOD |\bVIRTUAL\b|CONSTRAINT \w+ NOT NULL|uuidv7/],
    ];

    for (const name of readdirSync(golden).filter(file => file.endsWith('.erd'))) {
        it(`has nothing of newer ones and still runs (${name})`, async () => {
            const model = await modelOf(readFileSync(new URL(name, golden), 'utf8'));
            for (const version of postgresql.versions) {
                const [artefact] = postgresql.generate(model, { version });
                for (const [, words] of newer.filter(([before]) => Number(version) < before)) {
                    assert.doesNotMatch(artefact!.text, words);
                }
            }
            const [oldest] = postgresql.generate(model, { version: '14' });
            const { failed } = await postgres.run(oldest!.statements.map(({ text }) => ({ id: text, text })));
            assert.deepEqual(failed, []);
        });
    }
});
