import assert from 'node:assert/strict';
import { NamingRules, pluralize, singularize } from '../../../../language/index.ts';
import { bestRule, inferPatterns, nameByPattern, SourceNames } from '../../../../server/import/model/naming/index.ts';
import { capitalName, entityName, smallName } from '../../../../server/import/model/naming/words.ts';
import { structureOf } from '../../../../server/import/model/entities/index.ts';
import { readPostgresql } from '../../../../server/import/postgresql/index.ts';

describe('Names of imported models', () => {
    const plural = new NamingRules({ rule: 'snake_case', plural: true, patterns: {} });
    const asWritten = new NamingRules({ rule: 'as_written', plural: false, patterns: {} });
    const ruleOf = async (script: string) => bestRule(await readPostgresql(script));

    it('find the singular that has the plural', () => {
        for (const [many, one] of Object.entries({
            users: 'user', order_items: 'order_item', statuses: 'status', addresses: 'address', categories: 'category', boxes: 'box', caches: 'cache', movies: 'movie',
            people: 'person', children: 'child', analyses: 'analysis', houses: 'house', buses: 'bus', heroes: 'hero', matrices: 'matrix', classes: 'class', data: 'data', news: 'news',
        })) {
            assert.equal(singularize(many), one);
            assert.equal(pluralize(one), many);
        }
        assert.deepEqual(['status', 'analytics', 'process', 'sms', 'lens'].map(singularize), ['status', 'analytics', 'process', 'sms', 'lens']);
    });

    it('are those that a person would give', () => {
        assert.deepEqual(['order_items', 'people', 'analytics', '_prisma_migrations', 'Order Details'].map(name => entityName(name, plural)), ['OrderItem', 'Person', 'Analytics', 'PrismaMigration', 'OrderDetail']);
        assert.deepEqual(['customer_id', 'createdAt', 'UserID', '_hidden', 'address_1', 'e-mail', '2nd'].map(name => smallName(name, plural)), ['customerId', 'createdAt', 'userId', '_hidden', 'address1', 'eMail', '2nd']);
        assert.deepEqual(['User', 'user_roles'].map(name => entityName(name, asWritten)), ['User', 'UserRole']);
        assert.deepEqual(['createdAt', 'created_at'].map(name => smallName(name, asWritten)), ['createdAt', 'created_at']);
        assert.equal(capitalName('order_status', plural), 'OrderStatus');
    });

    it('follow the rule that needs the fewest of them written', async () => {
        assert.deepEqual(await ruleOf('create table users (user_id int); create table orders (id int);'), { rule: 'snake_case', plural: true });
        assert.deepEqual(await ruleOf('create table customer (customer_id int); create table invoice (id int);'), { rule: 'snake_case', plural: false });
        assert.deepEqual(await ruleOf('create table "User" (id int, "createdAt" date, "updatedAt" date);'), { rule: 'as_written', plural: false });
    });

    it('of constraints and indexes follow a pattern that most have', async () => {
        const tables = ['a', 'b', 'c'].map(name => `create table ${name} (x int, y int, constraint ${name}__short check (x < y)); create index index_${name}_on_x_y on ${name} (x, y);`);
        assert.deepEqual(inferPatterns(await readPostgresql(tables.join(''))), { check: '{table}__{name}', index: 'index_{table}_on_{columns}' });
        assert.deepEqual(inferPatterns(await readPostgresql(tables.slice(1).join(''))), {});
        assert.equal(nameByPattern('index_{table}_on_{columns}', 'a', 'index_a_on_lower_x'), 'lower_x');
        assert.equal(nameByPattern('index_{table}_on_{columns}', 'a', 'by_x'), undefined);
    });

    it('are each given once, the same for any order of the source', async () => {
        const statements = ['create table users (id int)', 'create table "user" (id int)', 'create type status as enum (\'a\')', 'create table statuses (id int)', 'create schema s', 'create table s.users (id int, u int references public.users)'];
        const namesOf = async (script: readonly string[]) => {
            const schema = await readPostgresql(`${script.join(';\n')};`);
            const names = new SourceNames(schema, structureOf(schema), { ...bestRule(schema), patterns: {} });
            return [
                ...['users', 'user', 'statuses'].map(name => names.relation({ schema: 'public', name }, undefined)), names.type({ schema: 'public', name: 'status' }, undefined),
                names.relation({ schema: 's', name: 'users' }, undefined), names.relation({ schema: 'public', name: 'users' }, 's'),
            ];
        };
        const expected = ['User', 'UserTable', 'Status', 'StatusType', 's.Users', 'User'];
        assert.deepEqual(await namesOf(statements), expected);
        assert.deepEqual(await namesOf([...statements.slice(1, 4), statements[0]!, ...statements.slice(4)]), expected);
    });
});
