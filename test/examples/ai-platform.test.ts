import assert from 'node:assert/strict';
import { tablesOf, type Model, type Table } from '../../language/index.ts';
import { loadExample } from './example.ts';

const inventory: Readonly<Record<string, readonly string[]>> = {
    core: ['users', 'industries', 'use_case_categories', 'use_cases'],
    commerce: [
        'product_categories', 'products', 'product_variants', 'orders', 'order_items', 'transactions', 'customers',
        'customer_segments', 'inventory', 'inventory_movements',
    ],
    analytics: ['events', 'ab_tests', 'ab_test_results'],
    training: [
        'content_chunks', 'training_datasets', 'conversation_examples', 'simulation_examples', 'code_examples',
        'model_versions', 'model_metrics', 'model_deployments',
    ],
    devlab: ['projects', 'files', 'executions', 'analyses', 'tests', 'vulnerabilities', 'insights'],
    discovery: ['tools', 'tool_executions'],
    content: ['versions', 'syncs'],
};

describe('the AI platform example', () => {
    let model: Model;
    let tables: readonly Table[];

    before(async () => {
        ({ model } = await loadExample('ai-platform'));
        tables = tablesOf(model);
    });

    it('has the tables of the inventory', () => {
        assert.deepEqual(
            tables.map(({ name }) => `${name.schema}.${name.name}`).sort(),
            Object.entries(inventory).flatMap(([schema, names]) => names.map((name) => `${schema}.${name}`)).sort(),
        );
    });

    it('says on every table when a row was made', () => {
        assert.deepEqual(tables.filter(({ columns }) => !columns.some(({ name }) => name === 'created_at')), []);
    });

    it('has an index, key or unique that starts with the columns of every foreign key', () => {
        const missing = tables.flatMap((table) => table.foreignKeys.filter(({ columns }) => ![
            table.primaryKey?.columns ?? [],
            ...table.uniques.map((unique) => unique.columns),
            ...table.indexes.map(({ elements }) => elements.map(({ expression }) => expression.kind === 'attribute' ? expression.column : '')),
        ].some((indexed) => columns.every((column, position) => indexed[position] === column))).map(({ name }) => name));
        assert.deepEqual(missing, []);
    });

    it('indexes its embeddings for nearness', () => {
        const indexes = tables.flatMap(({ name, indexes: all }) => all.filter(({ method }) => method === 'hnsw').map((index) => `${name.schema}.${index.name}`));
        assert.deepEqual(indexes, ['commerce.products_embedding_idx', 'training.content_chunks_embedding_idx']);
    });

    it('audits every execution', () => {
        const executions = model.entities.filter(({ name }) => name.endsWith('Execution'));
        assert.deepEqual(executions.map(({ id, governance }) => [id, governance.audit]), [
            ['devlab.Execution', ['read', 'write', 'delete']],
            ['discovery.ToolExecution', ['read', 'write', 'delete']],
        ]);
    });

    it('has no personal data in training data, and a user only by choice', () => {
        const training = model.entities.filter(({ id }) => id.startsWith('training.'));
        assert.equal(training.length, 8);
        for (const { id, attributes } of training) {
            for (const { name, annotations, reference, optional } of attributes) {
                assert.ok(!annotations.some((annotation) => annotation.name === 'pii'), `${id}.${name}`);
                assert.ok(reference?.entity !== 'core.User' || optional, `${id}.${name}`);
            }
        }
    });
});
