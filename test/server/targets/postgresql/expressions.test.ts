import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expression, PrimitiveName, Type } from '../../../../language/index.ts';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { contextOf } from '../../../../server/targets/postgresql/context.ts';
import { writeExpression, writeIndexExpression } from '../../../../server/targets/postgresql/expressions.ts';
import { emptyModel, place } from '../empty-model.ts';

const context = contextOf(emptyModel, [], {});
const older = contextOf(emptyModel, [], { version: '16' });

const primitive = (name: PrimitiveName): Type => ({ kind: 'primitive', name, arguments: [] });
const boolean = primitive('boolean');
const int = primitive('int');
const text = primitive('text');

const column = (name: string, type: Type): Expression => ({ kind: 'attribute', attribute: `T.${name}`, path: [], column: name, type, place });
const number = (value: string): Expression => ({ kind: 'literal', literal: 'number', value, type: int, place });
const string = (value: string): Expression => ({ kind: 'literal', literal: 'string', value, type: text, place });
const binary = (operator: Extract<Expression, { kind: 'binary' }>['operator'], left: Expression, right: Expression, type: Type): Expression =>
    ({ kind: 'binary', operator, left, right, type, place });
const call = (name: string, ...values: Expression[]): Extract<Expression, { kind: 'call' }> => ({
    kind: 'call', routine: name, physicalName: { name }, builtin: true, arguments: values,
    star: false, distinct: false, order: [], withinGroup: [], type: text, place,
});
const write = (expression: Expression) => writeExpression(expression, context);

describe('Expressions in PostgreSQL', () => {
    it('have parentheses only where precedence asks for them', () => {
        const [a, b] = [column('a', int), column('b', int)];
        const sum = binary('+', a, b, int);
        assert.equal(write(binary('*', sum, a, int)), '(a + b) * a');
        assert.equal(write(binary('+', binary('*', a, b, int), a, int)), 'a * b + a');
        assert.equal(write(binary('-', a, binary('-', b, a, int), int)), 'a - (b - a)');
        assert.equal(write(binary('-', binary('-', a, b, int), a, int)), 'a - b - a');
        const [p, q] = [binary('=', a, b, boolean), binary('<', a, number('1'), boolean)];
        assert.equal(write(binary('and', binary('or', p, q, boolean), q, boolean)), '(a = b OR a < 1) AND a < 1');
        assert.equal(write(binary('or', binary('and', p, q, boolean), q, boolean)), 'a = b AND a < 1 OR a < 1');
        assert.equal(write({ kind: 'unary', operator: 'not', operand: p, type: boolean, place }), 'NOT (a = b)');
        assert.equal(write({ kind: 'unary', operator: '-', operand: number('-1'), type: int, place }), '-(-1)');
        assert.equal(write({ kind: 'cast', operand: number('-1'), to: text, type: text, place }), '(-1)::text');
    });

    it('quote names and texts', () => {
        assert.equal(write(column('order', int)), '"order"');
        assert.equal(write(column('timestamp', int)), 'timestamp');
        assert.equal(write(column('firstName', int)), '"firstName"');
        assert.equal(write(column('a"b', int)), '"a""b"');
        assert.equal(write(string("it's")), "'it''s'");
    });

    it('spell the portable functions as PostgreSQL does', () => {
        const spelled = (name: string, ...values: Expression[]) => write(call(name, ...values));
        assert.equal(spelled('now'), 'now()');
        assert.equal(spelled('current_timestamp'), 'CURRENT_TIMESTAMP');
        assert.equal(spelled('today'), 'CURRENT_DATE');
        assert.equal(spelled('uuid'), 'gen_random_uuid()');
        assert.equal(spelled('uuid7'), 'uuidv7()');
        assert.equal(writeExpression(call('uuid7'), older), 'gen_random_uuid()');
        assert.equal(spelled('next', { kind: 'sequence', sequence: 's.n', physicalName: { schema: 's', name: 'N' }, type: int, place }), `nextval('s."N"')`);
        assert.equal(spelled('year', column('d', primitive('date'))), 'EXTRACT(YEAR FROM d)::integer');
        assert.equal(spelled('matches', column('a', text), string('^x')), "a ~ '^x'");
        assert.equal(spelled('position', string('x'), column('a', text)), "position('x' IN a)");
        assert.equal(spelled('count'), 'count(*)');
        assert.equal(spelled('coalesce', column('a', text), string('')), "coalesce(a, '')");
        assert.equal(spelled('to_tsvector', string('german'), column('a', text)), "to_tsvector('german', a)");
        assert.equal(spelled('json_value', column('d', primitive('json')), string('$.a')), "JSON_VALUE(d, '$.a')");
        assert.equal(writeExpression(call('json_value', column('d', primitive('json')), string('$.a')), older), "jsonb_path_query_first(d, '$.a') #>> '{}'");
    });

    it('write the clauses of aggregates', () => {
        const by = { expression: column('a', int), descending: true };
        assert.equal(write({ ...call('string_agg', column('b', text), string(',')), distinct: true, order: [by] }), "string_agg(DISTINCT b, ',' ORDER BY a DESC)");
        assert.equal(write({ ...call('percentile_cont', number('0.95')), withinGroup: [by] }), 'percentile_cont(0.95) WITHIN GROUP (ORDER BY a DESC)');
        assert.equal(write({ ...call('count'), filter: binary('>', column('a', int), number('1'), boolean) }), 'count(*) FILTER (WHERE a > 1)');
        assert.equal(write({ ...call('rank'), window: { partition: [column('b', text)], order: [{ ...by, nulls: 'last' }] } }), 'rank() OVER (PARTITION BY b ORDER BY a DESC NULLS LAST)');
    });

    it('ask for a session variable without failing where it is not set', () => {
        const session = (type: Type, required: boolean) => write({ kind: 'session', variable: 'v', setting: 'app.user', required, type, place });
        assert.equal(session(text, false), "current_setting('app.user', true)");
        assert.equal(session(text, true), "current_setting('app.user')");
        assert.equal(session(primitive('uuid'), false), "nullif(current_setting('app.user', true), '')::uuid");
    });

    it('put marked SQL into parentheses where it may fall apart', () => {
        const sql = (content: string): Expression => ({ kind: 'sql', texts: { postgresql: content }, type: boolean, place });
        assert.equal(write(sql('a AND b')), 'a AND b');
        assert.equal(write(binary('or', sql('a AND b'), sql('f(a)'), boolean)), '(a AND b) OR f(a)');
        assert.equal(write(sql('a -- why\n')), '(a -- why\n)');
    });

    it('are an element of an index as they are, or in parentheses', () => {
        assert.equal(writeIndexExpression(column('a', int), context), 'a');
        assert.equal(writeIndexExpression(call('lower', column('a', text)), context), 'lower(a)');
        assert.equal(writeIndexExpression(binary('+', column('a', int), number('1'), int), context), '(a + 1)');
        assert.equal(writeIndexExpression(call('year', column('d', primitive('date'))), context), '(EXTRACT(YEAR FROM d)::integer)');
    });
});

describe('Expressions that PostgreSQL reads back', function () {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    it('mean what they mean with all parentheses', async () => {
        const trees = fc.sample(fc.oneof(booleans(4), numbers(4), texts(4)), { numRuns: 1200, seed: 20260101 });
        await postgres.session(async session => {
            await session.query('CREATE TABLE t (p boolean, q boolean, a integer, b integer, s text, u text)');
            const list = (print: (tree: Expression) => string) => trees.map((tree, index) => `${print(tree)} AS c${index}`).join(', ');
            await session.query(`CREATE VIEW least AS SELECT ${list(write)} FROM t`);
            await session.query(`CREATE VIEW most AS SELECT ${list(parenthesized)} FROM t`);
            const [row] = await session.query("SELECT pg_get_viewdef('least') AS least, pg_get_viewdef('most') AS most");
            const lines = (definition: unknown) => String(definition).split(/,\n/);
            assert.equal(lines(row!['least']).length, trees.length);
            assert.deepEqual(lines(row!['least']), lines(row!['most']));
        });
    });
});

/** The same tree with parentheses around everything. */
function parenthesized(expression: Expression): string {
    const not = 'negated' in expression && expression.negated ? 'NOT ' : '';
    switch (expression.kind) {
        case 'binary':
            return `(${parenthesized(expression.left)} ${expression.operator} ${parenthesized(expression.right)})`;
        case 'unary':
            return `(${expression.operator} ${parenthesized(expression.operand)})`;
        case 'is':
            return `(${parenthesized(expression.operand)} IS ${not}${expression.test})`;
        case 'distinct':
            return `(${parenthesized(expression.left)} IS ${not}DISTINCT FROM ${parenthesized(expression.right)})`;
        case 'between':
            return `(${parenthesized(expression.operand)} ${not}BETWEEN ${parenthesized(expression.low)} AND ${parenthesized(expression.high)})`;
        case 'in':
            return `(${parenthesized(expression.operand)} ${not}IN (${expression.values.map(parenthesized).join(', ')}))`;
        case 'like':
            return `(${parenthesized(expression.operand)} ${not}LIKE ${parenthesized(expression.pattern)})`;
        case 'cast':
            return `((${parenthesized(expression.operand)})::${expression.to.kind === 'primitive' && expression.to.name === 'int' ? 'integer' : 'text'})`;
        default:
            return `(${write(expression)})`;
    }
}

function booleans(depth: number): fc.Arbitrary<Expression> {
    const leaf = fc.constantFrom(column('p', boolean), column('q', boolean));
    if (depth === 0) {
        return leaf;
    }
    const [truth, value, word] = [booleans(depth - 1), numbers(depth - 1), texts(depth - 1)];
    return fc.oneof(
        leaf,
        // PostgreSQL flattens a chain on its left side only, so the two printings of one on the right look different.
        fc.tuple(fc.constantFrom('and' as const, 'or' as const), truth, truth)
            .filter(([operator, , right]) => right.kind !== 'binary' || right.operator !== operator)
            .map(([operator, left, right]) => binary(operator, left, right, boolean)),
        truth.map((operand): Expression => ({ kind: 'unary', operator: 'not', operand, type: boolean, place })),
        fc.tuple(fc.constantFrom('=' as const, '<>' as const, '<' as const, '>=' as const), fc.oneof(fc.tuple(value, value), fc.tuple(word, word), fc.tuple(truth, truth)))
            .map(([operator, [left, right]]) => binary(operator, left, right, boolean)),
        fc.tuple(truth, fc.constantFrom('null' as const, 'true' as const, 'unknown' as const), fc.boolean())
            .map(([operand, test, negated]): Expression => ({ kind: 'is', operand, test, negated, type: boolean, place })),
        fc.tuple(value, value, fc.boolean()).map(([left, right, negated]): Expression => ({ kind: 'distinct', left, right, negated, type: boolean, place })),
        fc.tuple(value, value, value, fc.boolean())
            .map(([operand, low, high, negated]): Expression => ({ kind: 'between', operand, low, high, negated, type: boolean, place })),
        fc.tuple(value, fc.array(value, { minLength: 1, maxLength: 3 }), fc.boolean())
            .map(([operand, values, negated]): Expression => ({ kind: 'in', operand, values, negated, type: boolean, place })),
        fc.tuple(word, word, fc.boolean())
            .map(([operand, pattern, negated]): Expression => ({ kind: 'like', operand, pattern, caseInsensitive: false, negated, type: boolean, place })),
    );
}

function numbers(depth: number): fc.Arbitrary<Expression> {
    const leaf = fc.constantFrom(column('a', int), column('b', int), number('2'), number('-3'));
    if (depth === 0) {
        return leaf;
    }
    const value = numbers(depth - 1);
    return fc.oneof(
        leaf,
        fc.tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), value, value)
            .map(([operator, left, right]) => binary(operator, left, right, int)),
        fc.tuple(fc.constantFrom('-' as const, '+' as const), value).map(([operator, operand]): Expression => ({ kind: 'unary', operator, operand, type: int, place })),
        value.map((operand): Expression => ({ kind: 'cast', operand, to: int, type: int, place })),
    );
}

function texts(depth: number): fc.Arbitrary<Expression> {
    const leaf = fc.constantFrom(column('s', text), column('u', text));
    if (depth === 0) {
        return leaf;
    }
    const word = texts(depth - 1);
    return fc.oneof(
        leaf,
        fc.tuple(word, word).map(([left, right]) => binary('||', left, right, text)),
        numbers(depth - 1).map((operand): Expression => ({ kind: 'cast', operand, to: text, type: text, place })),
    );
}
