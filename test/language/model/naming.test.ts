import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
    byteLength, clip, fillPattern, indexColumnNames, longestName, makeObjectName, NameRegistry, NamingRules, pluralize, snakeCase,
} from '../../../language/model/index.ts';

describe('physical names', () => {
    const snake: Readonly<Record<string, string>> = {
        firstName: 'first_name', customerID: 'customer_id', HTTPServer: 'http_server', address1Line: 'address1_line', userIDs: 'user_ids', URLs: 'urls',
        iso2: 'iso2', p95ProcessingTime: 'p95_processing_time', SKU: 'sku', ORDER_LINE: 'order_line', already_snake: 'already_snake',
        S3Bucket: 's3_bucket', 'order line': 'order_line', GrößeÄndern: 'größe_ändern', x: 'x',
    };
    for (const [name, expected] of Object.entries(snake)) {
        it(`${name} becomes ${expected}`, () => {
            assert.equal(snakeCase(name), expected);
        });
    }

    it('snake case stays as it is', () => {
        fc.assert(fc.property(fc.string({ unit: 'grapheme' }), name => {
            const once = snakeCase(name);
            assert.equal(snakeCase(once), once);
        }));
    });

    const plurals: Readonly<Record<string, string>> = {
        customer: 'customers', category: 'categories', day: 'days', box: 'boxes', address: 'addresses', status: 'statuses', analysis: 'analyses',
        branch: 'branches', person: 'people', order_line: 'order_lines', sales_person: 'sales_people', settings: 'settings', metadata: 'metadata',
        OrderLine: 'OrderLines', SalesPerson: 'SalesPeople', leaf: 'leaves', quiz: 'quizzes', history: 'histories', hero: 'heroes',
    };
    for (const [name, expected] of Object.entries(plurals)) {
        it(`many of ${name} are ${expected}`, () => {
            assert.equal(pluralize(name), expected);
        });
    }
});

describe('columns of references', () => {
    const snake = new NamingRules({ rule: 'snake_case', plural: true, patterns: {} });
    const written = new NamingRules({ rule: 'as_written', plural: false, patterns: {} });
    const customer = { entity: 'Customer', table: 'customers' };

    it('join the attribute and the key', () => {
        assert.equal(snake.referenceColumn('billTo', customer, 'id'), 'bill_to_id');
    });

    it('say the name of the entity once', () => {
        assert.equal(snake.referenceColumn('customer', customer, 'customer_id'), 'customer_id');
        assert.equal(snake.referenceColumn('order', { entity: 'SalesOrder', table: 'sales_orders' }, 'sales_order_id'), 'order_id');
        assert.equal(snake.referenceColumn('client', { entity: 'Kunde', table: 'customers' }, 'customer_no'), 'client_no');
    });

    it('keep a key that is only called like the entity', () => {
        assert.equal(snake.referenceColumn('customer', customer, 'customer'), 'customer_customer');
    });

    it('follow the case that names are written in', () => {
        assert.equal(written.referenceColumn('customer', customer, 'id'), 'customerId');
        assert.equal(written.referenceColumn('billTo', customer, 'customerId'), 'billToId');
        assert.equal(written.referenceColumn('customer_ref', customer, 'id'), 'customer_ref_id');
    });
});

describe('generated names', () => {
    const table = { name: 'orders' };

    it('are those of PostgreSQL', () => {
        const names = new NameRegistry({});
        assert.equal(names.generate('key', { table, columns: ['id'] }), 'orders_pkey');
        assert.equal(names.generate('unique', { table, columns: ['a', 'b'] }), 'orders_a_b_key');
        assert.equal(names.generate('check', { table, columns: ['a'] }), 'orders_a_check');
        assert.equal(names.generate('check', { table, columns: [] }), 'orders_check');
        assert.equal(names.generate('index', { table, columns: ['a'] }), 'orders_a_idx');
        assert.equal(names.generate('exclude', { table, columns: ['a'] }), 'orders_a_excl');
        assert.equal(names.generate('foreign key', { table, columns: ['a_id', 'b_id'] }), 'orders_a_id_b_id_fkey');
    });

    it('get a number behind their label when they are taken', () => {
        const names = new NameRegistry({});
        const three = [1, 2, 3].map(() => names.generate('check', { table, columns: ['a'] }));
        assert.deepEqual(three, ['orders_a_check', 'orders_a_check1', 'orders_a_check2']);
    });

    it('are taken within their schema only', () => {
        const names = new NameRegistry({});
        names.generate('key', { table: { schema: 'a', name: 'orders' }, columns: [] });
        assert.equal(names.generate('key', { table: { schema: 'b', name: 'orders' }, columns: [] }), 'orders_pkey');
    });

    it('give way to a table of their name, if they name an index', () => {
        const names = new NameRegistry({});
        names.reserveRelation({ name: 'orders_a_key' });
        names.reserveRelation({ name: 'orders_a_check' });
        assert.equal(names.generate('unique', { table, columns: ['a'] }), 'orders_a_key1');
        assert.equal(names.generate('check', { table, columns: ['a'] }), 'orders_a_check');
    });

    it('take the name in the model instead of the columns', () => {
        const names = new NameRegistry({});
        assert.equal(names.generate('index', { table, columns: ['a'], name: 'search' }), 'orders_search_idx');
        assert.equal(names.generate('check', { table, columns: ['a'], name: 'vip' }), 'vip');
        assert.equal(names.generate('check', { table: { name: 'others' }, columns: ['a'], name: 'vip' }), 'vip');
    });

    it('follow a pattern', () => {
        const names = new NameRegistry({ index: 'idx_{table}_{columns}', check: 'chk_{name}' });
        assert.equal(names.generate('index', { table, columns: ['a', 'b'] }), 'idx_orders_a_b');
        assert.equal(names.generate('index', { table, columns: ['a', 'b'] }), 'idx_orders_a_b1');
        assert.equal(names.generate('index', { table, columns: ['a'], name: 'search' }), 'idx_orders_search');
        assert.equal(names.generate('check', { table, columns: ['a'], name: 'vip' }), 'chk_vip');
        assert.equal(names.generate('check', { table, columns: ['a'] }), 'chk_a');
    });

    it('keep what a pattern does not know', () => {
        assert.equal(fillPattern('{table}_{nothing}', { table: 't' }, 0), 't_{nothing}');
    });

    it('number the columns of an index that repeat', () => {
        assert.deepEqual(indexColumnNames(['expr', 'a', 'expr', 'expr']), ['expr', 'a', 'expr1', 'expr2']);
    });

    it('shorten the longer part first, and never the label', () => {
        assert.equal(makeObjectName('a'.repeat(60), 'short', 'fkey'), `${'a'.repeat(52)}_short_fkey`);
        assert.equal(makeObjectName('t', 'c'.repeat(80), 'idx'), `t_${'c'.repeat(57)}_idx`);
    });

    it('fit into 63 bytes and keep whole characters', () => {
        const text = fc.string({ unit: 'grapheme', maxLength: 100 });
        fc.assert(fc.property(text, text, fc.constantFrom('pkey', 'key', 'check12', undefined), (first, second, label) => {
            const name = makeObjectName(first, second, label);
            assert.ok(byteLength(name) <= longestName);
            assert.ok(label === undefined || name.endsWith(`_${label}`));
            assert.ok(name.isWellFormed() || !first.isWellFormed() || !second.isWellFormed());
        }));
    });

    it('are clipped between characters', () => {
        assert.equal(clip('äöü', 3), 'ä');
        assert.equal(clip('a😀b', 4), 'a');
        assert.equal(clip('a😀b', 5), 'a😀');
    });
});
