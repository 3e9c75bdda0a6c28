import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { formatDocument } from '../../language/format/index.ts';
import { EmbeddedPostgres } from '../../server/postgres/index.ts';
import { targetOf } from '../../server/targets/index.ts';
import { verifyModel } from '../../server/verification/index.ts';
import { loadExample, type Example } from './example.ts';

/** What the embedded PostgreSQL does not have, by example. */
const lacking: Readonly<Record<string, readonly string[]>> = {
    'continuous-learning': [
        'The embedded PostgreSQL does not have the extension "pg_cron".',
        'The embedded PostgreSQL does not have the extension "pg_cron", which brings "cron".',
    ],
};

describe('the examples', () => {
    let postgres: EmbeddedPostgres;

    before(() => {
        postgres = new EmbeddedPostgres();
    });

    after(() => postgres.dispose());

    const folders = readdirSync(new URL('../../examples', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
        describe(`examples/${name}`, () => {
            let example: Example;

            before(async () => {
                example = await loadExample(name);
            });

            it('has no finding', () => {
                const findings = example.documents.flatMap(({ uri, diagnostics = [] }) => diagnostics
                    .map(({ range, message }) => `${uri.path}:${range.start.line + 1} ${JSON.stringify(message)}`));
                assert.deepEqual(findings, []);
            });

            it('is formatted', () => {
                const others = example.documents.filter((document) => formatDocument(document).length > 0);
                assert.deepEqual(others.map(({ uri }) => uri.path), []);
            });

            it('is for PostgreSQL as it is', () => {
                assert.deepEqual(targetOf('postgresql')!.check(example.model), []);
            });

            it('becomes a script that PostgreSQL accepts', async () => {
                const { findings, statements, executed } = await verifyModel(example.model, postgres);
                assert.deepEqual(findings.map(({ message }) => message), lacking[name] ?? []);
                assert.equal(executed, statements - findings.length);
            });

            it('becomes files for each entity that PostgreSQL accepts too', async () => {
                const { findings, statements, executed } = await verifyModel(example.model, postgres, { generate: { split: 'entity' } });
                assert.deepEqual(findings.map(({ message }) => message), lacking[name] ?? []);
                assert.equal(executed, statements - findings.length);
            });
        });
    }
});
