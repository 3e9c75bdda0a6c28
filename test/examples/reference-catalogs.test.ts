import assert from 'node:assert/strict';
import { compareCatalogs, EmbeddedPostgres, keyOf, printDifferences, type Difference } from '../../server/postgres/index.ts';
import { targetOf } from '../../server/targets/index.ts';
import { verifyModel } from '../../server/verification/index.ts';
import { fixture, statementsOf } from '../server/postgres/scripts.ts';
import { loadExample } from './example.ts';

/** A difference that is meant, and why. */
interface Meant {
    readonly reason: string;
    readonly is: (difference: Difference) => boolean;
}

const extra = (difference: Difference, keys: RegExp): boolean => difference.type === 'extra' && keys.test(keyOf(difference.fact));

describe('the catalog of the DDL generated from an example', () => {
    let postgres: EmbeddedPostgres;

    before(() => {
        postgres = new EmbeddedPostgres();
    });

    after(() => postgres.dispose());

    /** Every difference is meant, and every difference that is meant is there. */
    async function assertSame(example: string, script: string, meant: readonly Meant[]): Promise<void> {
        const { model } = await loadExample(example);
        const generated = await verifyModel(model, postgres);
        const expected = await postgres.run(statementsOf(script), {
            roles: model.roles.filter(({ external }) => external).map(({ physicalName }) => physicalName),
        });
        assert.deepEqual(expected.failed, []);
        const differences = compareCatalogs(expected.catalog, generated.catalog);
        assert.equal(printDifferences(differences.filter((difference) => !meant.some(({ is }) => is(difference)))), '');
        for (const { reason, is } of meant) {
            assert.ok(differences.some(is), `There is no such difference any more: ${reason}`);
        }
    }

    it('is that of the customer data platform\'s script', async () => {
        await assertSame('customer-data-platform', fixture('reference/customer-data-platform.sql'), [
            {
                reason: 'The script\'s archive_expired_data() writes to an audit_log that it never creates. The model has it.',
                is: (difference) => extra(difference, /\bcustomer_data\.audit_log(?:_|\b)/),
            },
            {
                reason: 'The script says of one of its two version numbers what it is. Both have it from one mixin, which says it once.',
                is: (difference) => extra(difference, /^comment column customer_data\.customers\.version_number$/),
            },
        ]);
    });

    it('is that of the continuous learning script with its partition keys mended', async () => {
        // Blanks at the ends of lines in the functions' bodies.
        const script = fixture('reference/continuous-learning.mended.sql').replaceAll(/[ \t]+$/gm, '');
        const remarks = new Set(Array.from(script.matchAll(/-- (.+)$/gm), ([, remark]) => remark));
        await assertSame('continuous-learning', script, [
            {
                reason: 'What the script says of a column beside it in a remark is documentation in the model, and thus a comment in the database.',
                is: (difference) => extra(difference, /^comment column /) && 'fact' in difference && remarks.has(String(difference.fact.properties['text'])),
            },
            {
                reason: 'The model says what each table and materialized view is for.',
                is: (difference) => extra(difference, /^comment (?:table|materialized view) /),
            },
            {
                reason: 'The model takes created_at, updated_at and created_by from mixins, whose columns trail the entity\'s own.',
                is: (difference) => difference.type === 'changed' && keyOf(difference) === 'table public.ml_models'
                    && difference.changes.every(({ property }) => property === 'columnOrder'),
            },
        ]);
    });

    it('goes with the rows and the job of the continuous learning script, which no catalog shows', async () => {
        const { model } = await loadExample('continuous-learning');
        const generated = targetOf('postgresql')!.generate(model).flatMap(({ statements }) => statements.map(({ text }) => text));
        const script = statementsOf(fixture('reference/continuous-learning.mended.sql')).map(({ text }) => text);
        const jobsOf = (statements: readonly string[]) => statements.filter((text) => text.startsWith('SELECT cron.schedule')).map((text) => text.replace(";'", "'"));
        assert.deepEqual(jobsOf(generated), jobsOf(script));
        assert.equal(jobsOf(generated).length, 1);

        const rowsOf = (statements: readonly string[]) => postgres.session(async (session) => {
            await session.execute(statements.map((text, index) => ({ id: String(index), text })));
            return session.query('SELECT version, description FROM schema_migrations');
        }, { roles: ['application_role'] });
        assert.deepEqual(await rowsOf(generated), [{ version: '2025.01.001', description: 'Enhanced database schema for continuous learning' }]);
        assert.deepEqual(await rowsOf(script), await rowsOf(generated));
    });
});
