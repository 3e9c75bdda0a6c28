import assert from 'node:assert/strict';
import { compareCatalogs, EmbeddedPostgres, keyOf, printDifferences, type Catalog, type RunResult } from '../../../server/postgres/index.ts';
import { fixture, REFERENCE_ROLES, statementsOf } from './scripts.ts';

function countsOf(catalog: Catalog): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { kind } of catalog) {
        counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
}

describe('the reference scripts on the embedded PostgreSQL', () => {
    let postgres: EmbeddedPostgres;
    const runs = new Map<string, RunResult>();

    before(async () => {
        postgres = new EmbeddedPostgres();
        for (const name of ['customer-data-platform', 'continuous-learning', 'continuous-learning.mended']) {
            runs.set(name, await run(name));
        }
    });

    after(() => postgres.dispose());

    const run = (name: string, change = (script: string): string => script) =>
        postgres.run(statementsOf(change(fixture(`reference/${name}.sql`))), { roles: REFERENCE_ROLES });

    function resultOf(name: string): RunResult {
        const result = runs.get(name);
        assert.ok(result);
        return result;
    }

    const propertiesOf = (name: string, key: string) => resultOf(name).catalog.find((fact) => keyOf(fact) === key)?.properties;

    describe('customer-data-platform', () => {
        const name = 'customer-data-platform';

        it('runs as it is written', () => {
            const { executed, failed, notExecuted } = resultOf(name);
            assert.deepEqual([executed, failed, notExecuted], [38, [], []]);
        });

        it('makes what it says', () => {
            assert.deepEqual(countsOf(resultOf(name).catalog), {
                column: 77,
                comment: 11,
                constraint: 16,
                extension: 3,
                function: 2,
                grant: 4,
                index: 12,
                policy: 1,
                role: 4,
                schema: 2,
                table: 2,
                trigger: 2,
                view: 2,
            });
        });

        for (const [key, definition] of [
            [
                'index customer_data.idx_customers_risk_score',
                'CREATE INDEX idx_customers_risk_score ON customer_data.customers USING btree (risk_score DESC) WHERE ((risk_score IS NOT NULL) AND (deleted_at IS NULL))',
            ],
            [
                'index customer_data.idx_customers_active',
                `CREATE INDEX idx_customers_active ON customer_data.customers USING btree (customer_id) WHERE (((customer_status)::text = 'ACTIVE'::text) AND (deleted_at IS NULL))`,
            ],
            [
                'index customer_data.idx_orders_customer_date',
                'CREATE INDEX idx_orders_customer_date ON customer_data.orders USING btree (customer_id, order_date DESC) WHERE (deleted_at IS NULL)',
            ],
            [
                'constraint customer_data.orders.orders_customer_id_fkey',
                'FOREIGN KEY (customer_id) REFERENCES customer_data.customers(customer_id) ON UPDATE CASCADE ON DELETE RESTRICT',
            ],
            ['constraint customer_data.customers.customers_risk_score_check', 'CHECK (((risk_score >= 0) AND (risk_score <= 1000)))'],
            [
                'trigger customer_data.orders.trigger_orders_updated_at',
                'CREATE TRIGGER trigger_orders_updated_at BEFORE UPDATE ON customer_data.orders FOR EACH ROW EXECUTE FUNCTION customer_data.update_updated_at_column()',
            ],
        ] as const) {
            it(`has ${key}`, () => {
                assert.equal(propertiesOf(name, key)?.['definition'], definition);
            });
        }

        it('has columns with their types, defaults and expressions', () => {
            const column = (path: string) => propertiesOf(name, `column customer_data.${path}`);
            assert.deepEqual(column('customers.customer_id'), { type: 'uuid', notNull: true, default: 'public.uuid_generate_v4()' });
            assert.deepEqual(column('customers.country_code'), { type: 'character(2)', default: `'US'::bpchar` });
            assert.deepEqual(column('customers.credit_limit'), { type: 'numeric(15,2)', default: '0.00' });
            assert.deepEqual(column('customers.created_at'), { type: 'timestamp with time zone', notNull: true, default: 'CURRENT_TIMESTAMP' });
            assert.deepEqual(column('orders.total_amount'), {
                type: 'numeric(15,2)',
                generated: 'stored',
                expression: '(((subtotal_amount + tax_amount) + shipping_amount) - discount_amount)',
            });
        });

        it('has row security, its policy, grants and comments', () => {
            assert.equal(propertiesOf(name, 'table customer_data.customers')?.['rowSecurity'], true);
            assert.deepEqual(propertiesOf(name, 'policy customer_data.customers.customer_data_access'), {
                command: 'all',
                roles: ['app_role'],
                using: `((deleted_at IS NULL) AND ((current_setting('app.user_role'::text, true) = 'ADMIN'::text) OR (gdpr_consent_date IS NOT NULL)))`,
            });
            assert.deepEqual(propertiesOf(name, 'grant schema customer_data to app_role'), { privileges: ['usage'] });
            assert.deepEqual(propertiesOf(name, 'grant schema customer_data to app_admin'), { privileges: ['create'] });
            assert.deepEqual(propertiesOf(name, 'grant view customer_data.customers_summary to app_role'), { privileges: ['select'] });
            assert.deepEqual(propertiesOf(name, 'comment column customer_data.orders.version_number'), { text: 'Optimistic locking version number' });
        });

        it('gives the same catalog when it is run again', async () => {
            assert.deepEqual(compareCatalogs(resultOf(name).catalog, (await run(name)).catalog), []);
        });

        it('differs by exactly what was changed', async () => {
            const changed = await run(name, (script) =>
                script
                    .replace('risk_score IS NOT NULL AND deleted_at IS NULL;', 'risk_score IS NOT NULL;')
                    .replace('tracking_number VARCHAR(100)', 'tracking_number VARCHAR(120)')
                    .replace('    promotion_code VARCHAR(50),\n', '')
                    .replace('GRANT SELECT ON customer_data.customers_summary', 'GRANT INSERT ON customer_data.customers_summary'),
            );
            assert.equal(
                printDifferences(compareCatalogs(resultOf(name).catalog, changed.catalog)),
                `missing  column customer_data.orders.promotion_code: character varying(50)
changed  column customer_data.orders.tracking_number
           type: "character varying(100)" -> "character varying(120)"
changed  grant view customer_data.customers_summary to app_role
           privileges: ["select"] -> ["insert"]
changed  index customer_data.idx_customers_risk_score
           definition: "CREATE INDEX idx_customers_risk_score ON customer_data.customers USING btree (risk_score DESC) WHERE ((risk_score IS NOT NULL) AND (deleted_at IS NULL))" -> "CREATE INDEX idx_customers_risk_score ON customer_data.customers USING btree (risk_score DESC) WHERE (risk_score IS NOT NULL)"`,
            );
        });
    });

    describe('continuous-learning', () => {
        it('fails as it is written, for two faults', () => {
            const { executed, failed, notExecuted } = resultOf('continuous-learning');
            assert.deepEqual([executed, failed.length, notExecuted.length], [58, 20, 1]);
            const faults = failed.filter(({ causedBy }) => causedBy === undefined);
            assert.deepEqual(faults.map(({ id, error }) => [id, error.code, error.message]), [
                ['37', '0A000', 'unique constraint on partitioned table must include all partitioning columns'],
                ['44', '0A000', 'unique constraint on partitioned table must include all partitioning columns'],
            ]);
            assert.ok(failed.every(({ id, causedBy }) => id === '37' || id === '44' || causedBy === '37' || causedBy === '44'));
        });

        it('fails for the policy too where nobody has made its role', async () => {
            const { failed } = await postgres.run(statementsOf(fixture('reference/continuous-learning.sql')));
            assert.equal(failed.length, 21);
            assert.equal(failed.at(-1)?.error.message, 'role "application_role" does not exist');
        });

        it('leaves out the scheduled job, which needs pg_cron', () => {
            for (const name of ['continuous-learning', 'continuous-learning.mended']) {
                assert.deepEqual(resultOf(name).notExecuted, [
                    { id: '73', reason: 'The embedded PostgreSQL does not have the extension "pg_cron", which brings "cron".' },
                ]);
            }
        });

        it('runs when its keys are mended', () => {
            const { executed, failed, warnings, transactionIsOpen, catalog } = resultOf('continuous-learning.mended');
            assert.deepEqual([executed, failed, warnings, transactionIsOpen], [78, [], [], false]);
            assert.deepEqual(countsOf(catalog), {
                column: 241,
                constraint: 34,
                function: 2,
                index: 69,
                'materialized view': 2,
                policy: 1,
                role: 4,
                schema: 1,
                table: 19,
            });
        });

        it('differs, mended, from what was written only by what the faults had kept away', () => {
            const differences = compareCatalogs(resultOf('continuous-learning').catalog, resultOf('continuous-learning.mended').catalog);
            assert.deepEqual(printDifferences(differences).split('\n').map((line) => line.replace(/(?: with.*|:.*)$/, '')), [
                'extra    materialized view public.daily_learning_metrics',
                'extra    table public.git_operation_learning_events',
                'extra    table public.learning_events',
                'extra    table public.learning_events_y2025m01',
                'extra    table public.learning_events_y2025m02',
                'extra    table public.system_performance_metrics',
                'extra    table public.system_performance_metrics_y2025m01d01',
            ]);
        });

        it('has partitions with their keys, bounds and attached indexes', () => {
            const of = (key: string) => propertiesOf('continuous-learning.mended', key);
            assert.equal(of('table public.learning_events')?.['partitionKey'], 'RANGE ("timestamp")');
            assert.equal(of('table public.learning_events_y2025m01')?.['partitionOf'], 'public.learning_events');
            assert.equal(of('table public.learning_events_y2025m01')?.['bound'], `FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00')`);
            assert.equal(of('constraint public.learning_events.learning_events_pkey')?.['definition'], 'PRIMARY KEY (id, "timestamp")');
            assert.equal(of('index public.learning_events_y2025m01_session_id_idx')?.['attachedTo'], 'public.idx_learning_events_session');
            assert.equal(of('index public.idx_active_experiments')?.['definition'], `CREATE INDEX idx_active_experiments ON public.evolution_experiments USING btree (id) WHERE ((status)::text = 'running'::text)`);
            assert.equal(of('index public.idx_ml_models_hyperparameters')?.['definition'], 'CREATE INDEX idx_ml_models_hyperparameters ON public.ml_models USING gin (hyperparameters)');
        });
    });
});
