import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadModule, parseSync } from 'libpg-query';
import { tablesOf } from '../../../../language/index.ts';
import { portableText } from '../../../../server/import/model/expressions/index.ts';
import type { ExpressionTree, SourceEnum, SourceType } from '../../../../server/import/source/index.ts';
import { targetOf } from '../../../../server/targets/index.ts';
import { modelOf } from '../../../language/model/model-of.ts';
import { called, column, columnTree, compared, contextOf, expression, number, schemaOf, table, text, type } from './sources.ts';

const status: SourceEnum = { kind: 'enum', line: 1, name: { name: 'status' }, values: ['open', 'paid'] };

const columns = [
    column('a'), column('b'), column('price', type('numeric', '10', '2')), column('first_name', 'text'), column('code', type('character varying', '20')),
    column('is_open', 'boolean'), column('day', 'date'), column('at', 'timestamp with time zone'), column('data', 'jsonb'), column('tags', 'text[]'),
    column('status', 'status'), column('order', 'integer'), column('case', 'text'), column('during', 'daterange'), column('key', 'uuid'),
];

const schema = schemaOf([status, table('things', columns)]);
const context = contextOf(schema);

const members = `
  a: int  b: int  price: decimal(10,2)  firstName: text  code: string(20)  isOpen: boolean  day: date  at: timestamp  data: json  tags: text[]
  status: Status  order: int  \`case\`: text  during: range(date)  key: uuid
`;

function written(tree: ExpressionTree, asked?: SourceType): string | undefined {
    return portableText(expression(tree), { from: undefined, relation: { name: 'things' }, slot: '', ...asked ? { type: asked } : {} }, context);
}

/** What the DDL of a model with the text as a check says. */
async function generated(texts: readonly string[]): Promise<readonly string[]> {
    const checks = texts.map((condition, position) => `check c${position}: ${condition}`).join('\n  ');
    const model = await modelOf(`model Things { naming snake_case plural }\nenum Status { open paid }\nentity Thing {${members}  ${checks}\n}`);
    return tablesOf(model)[0]!.checks.map(({ condition }) => targetOf('postgresql')!.expression(condition, model));
}

function parsed(sql: string): unknown {
    return JSON.parse(JSON.stringify(parseSync(`SELECT ${sql}`), (name, value: unknown) => name === 'location' || name === 'stmt_len' || name === 'rexpr_list_start' || name === 'rexpr_list_end' ? undefined : value)) as unknown;
}

const names: Readonly<Record<string, string>> = {
    'character varying': 'varchar', integer: 'integer', 'timestamp with time zone': 'timestamptz', numeric: 'numeric',
};

function typeSql(of: SourceType): string {
    return `${names[of.name] ?? of.name}${of.arguments.length > 0 ? `(${of.arguments.join(',')})` : ''}${'[]'.repeat(of.dimensions.length)}`;
}

/** A tree in SQL, with parentheses around each of its parts. */
function sqlOf(tree: ExpressionTree): string {
    switch (tree.kind) {
        case 'number':
            return tree.text;
        case 'string':
            return `'${tree.value.replaceAll("'", "''")}'`;
        case 'boolean':
            return String(tree.value);
        case 'null':
            return 'null';
        case 'typed':
            return `'${tree.value}'::${typeSql(tree.type)}`;
        case 'column':
            return `"${tree.name}"`;
        case 'cast':
            return `(${sqlOf(tree.operand)})::${typeSql(tree.type)}`;
        case 'unary':
            return `(${tree.operator} (${sqlOf(tree.operand)}))`;
        case 'binary':
            return `((${sqlOf(tree.left)}) ${tree.operator} (${sqlOf(tree.right)}))`;
        case 'test':
            return `((${sqlOf(tree.operand)}) is ${tree.negated ? 'not ' : ''}${tree.test})`;
        case 'distinct':
            return `((${sqlOf(tree.left)}) is ${tree.negated ? 'not ' : ''}distinct from (${sqlOf(tree.right)}))`;
        case 'between':
            return `((${sqlOf(tree.operand)}) ${tree.negated ? 'not ' : ''}between (${sqlOf(tree.low)}) and (${sqlOf(tree.high)}))`;
        case 'in':
            return `((${sqlOf(tree.operand)}) ${tree.negated ? 'not ' : ''}in (${tree.values.map(sqlOf).join(', ')}))`;
        case 'like':
            return `((${sqlOf(tree.operand)}) ${tree.negated ? 'not ' : ''}${tree.ignoresCase ? 'ilike' : 'like'} (${sqlOf(tree.pattern)})${tree.escape ? ` escape (${sqlOf(tree.escape)})` : ''})`;
        case 'case':
            return `case ${tree.subject ? sqlOf(tree.subject) : ''} ${tree.branches.map(({ when, then }) => `when ${sqlOf(when)} then ${sqlOf(then)}`).join(' ')}`
                + `${tree.otherwise ? ` else ${sqlOf(tree.otherwise)}` : ''} end`;
        case 'array':
            return `array[${tree.elements.map(sqlOf).join(', ')}]`;
        case 'call':
            return `${tree.name}(${tree.star ? '*' : tree.arguments.map(sqlOf).join(', ')})`;
        case 'operator':
            return `(${tree.left ? `(${sqlOf(tree.left)})` : ''} ${tree.operator} (${sqlOf(tree.right)}))`;
        case 'subscript':
            return `(${sqlOf(tree.array)})[${sqlOf(tree.index)}]`;
    }
}

const { condition } = fc.letrec<{ numeric: ExpressionTree; textual: ExpressionTree; condition: ExpressionTree }>(tie => {
    const depth = { maxDepth: 4, withCrossShrink: true };
    const negated = fc.boolean();
    return {
        numeric: fc.oneof(depth,
            fc.constantFrom(columnTree('a'), columnTree('b'), columnTree('price'), columnTree('order'), number(0), number('12.50'), number(7)),
            fc.record({ kind: fc.constant('binary' as const), operator: fc.constantFrom('+', '-', '*', '/'), left: tie('numeric'), right: tie('numeric') }),
            fc.record({ kind: fc.constant('unary' as const), operator: fc.constant('-' as const), operand: tie('numeric') }),
            fc.record({ kind: fc.constant('cast' as const), operand: tie('numeric'), type: fc.constantFrom(type('integer'), type('numeric', '10', '2')) }),
            fc.tuple(tie('numeric'), tie('numeric')).map(([left, right]) => called('coalesce', left, right)),
            tie('textual').map(value => called('length', value)),
            fc.record({
                // oxlint-disable-next-line unicorn/no-thenable -- what a branch gives is called so in SQL
                kind: fc.constant('case' as const), branches: fc.array(fc.record({ when: tie('condition'), then: tie('numeric') }), { minLength: 1, maxLength: 2 }), otherwise: tie('numeric'),
            }),
        ),
        textual: fc.oneof(depth,
            fc.constantFrom(columnTree('first_name'), columnTree('code'), columnTree('case'), text('a'), text("it's")),
            fc.record({ kind: fc.constant('binary' as const), operator: fc.constant('||' as const), left: tie('textual'), right: tie('textual') }),
            tie('textual').map(value => called('lower', value)),
            fc.record({ kind: fc.constant('cast' as const), operand: tie('numeric'), type: fc.constantFrom(type('text'), type('character varying')) }),
            tie('numeric').map((index): ExpressionTree => ({ kind: 'subscript', array: columnTree('tags'), index })),
        ),
        condition: fc.oneof(depth,
            fc.constantFrom<ExpressionTree>(
                columnTree('is_open'), compared(columnTree('status'), '=', text('open')),
                { kind: 'in', negated: false, operand: columnTree('status'), values: [text('open'), text('paid')] },
                compared(columnTree('day'), '>', { kind: 'typed', type: type('date'), value: '2025-01-01' }),
                { kind: 'operator', operator: '@>', left: columnTree('during'), right: columnTree('day') },
                { kind: 'operator', operator: '~', left: columnTree('code'), right: text('^[A-Z]+$') },
            ),
            fc.record({ kind: fc.constant('binary' as const), operator: fc.constantFrom('and', 'or'), left: tie('condition'), right: tie('condition') }),
            fc.record({ kind: fc.constant('unary' as const), operator: fc.constant('not' as const), operand: tie('condition') }),
            fc.record({ kind: fc.constant('binary' as const), operator: fc.constantFrom('=', '<>', '<', '<=', '>', '>='), left: tie('numeric'), right: tie('numeric') }),
            fc.record({ kind: fc.constant('test' as const), test: fc.constantFrom('null', 'true', 'false', 'unknown'), negated, operand: tie('condition') }),
            fc.record({ kind: fc.constant('distinct' as const), negated, left: tie('textual'), right: tie('textual') }),
            fc.record({ kind: fc.constant('between' as const), negated, operand: tie('numeric'), low: tie('numeric'), high: tie('numeric') }),
            fc.record({ kind: fc.constant('in' as const), negated, operand: tie('numeric'), values: fc.array(tie('numeric'), { minLength: 1, maxLength: 3 }) }),
            fc.record({ kind: fc.constant('like' as const), negated, ignoresCase: fc.boolean(), operand: tie('textual'), pattern: tie('textual') }),
        ),
    };
});

describe('expressions of a source in the model\'s words', () => {
    before(async () => {
        await loadModule();
    });

    it('generate SQL that PostgreSQL reads as it reads the source', async function () {
        this.timeout(60_000);
        await fc.assert(fc.asyncProperty(fc.array(condition, { minLength: 20, maxLength: 20 }), async trees => {
            const texts = trees.map(tree => written(tree));
            assert.ok(texts.every(condition => condition !== undefined), `not in the model's words: ${JSON.stringify(trees[texts.indexOf(undefined)])}`);
            const sql = await generated(texts);
            for (const [position, tree] of trees.entries()) {
                assert.deepEqual(parsed(sql[position]!), parsed(sqlOf(tree)), `${sqlOf(tree)}\nis written ${texts[position]}\nand gives  ${sql[position]}`);
            }
        }), { numRuns: 20 });
    });

    const cases: readonly (readonly [tree: ExpressionTree, expected: string | undefined, asked?: SourceType])[] = [
        [text('open'), 'open', type('status')],
        [{ kind: 'typed', type: type('status'), value: 'open' }, 'open', type('status')],
        [compared(columnTree('status'), '=', { kind: 'typed', type: type('status'), value: 'open' }), 'status = open'],
        [text('t'), 'true', type('boolean')],
        [text('0'), '0', type('integer')],
        [text('0'), "bigint '0'", type('bigint')],
        [text('{}'), "'{}'", type('jsonb')],
        [{ kind: 'typed', type: type('jsonb'), value: '{}' }, "'{}'", type('jsonb')],
        [text('{}'), '[]', type('text[]')],
        [text('{a}'), undefined, type('text[]')],
        [text('101'), "'101'", type('bit', '3')],
        [text('::1'), "'::1'", type('inet')],
        [text('2025-01-01 00:00:00'), "datetime '2025-01-01 00:00:00'", type('timestamp without time zone', '3')],
        [text('1.50'), '1.50', type('numeric', '10', '2')],
        [{ kind: 'typed', type: type('integer'), value: '-1' }, '-1', type('integer')],
        [{ kind: 'typed', type: type('character varying', '2'), value: 'abc' }, "cast('abc' as string(2))", type('character varying')],
        [{ kind: 'typed', type: type('character varying', '2'), value: 'abc' }, "cast('abc' as string(2))", type('character varying', '2')],
        [{ kind: 'typed', type: type('numeric'), value: '-1.5' }, '-1.5'],
        [{ kind: 'typed', type: type('bigint'), value: '1' }, "bigint '1'"],
        [{ kind: 'typed', type: type('inet'), value: '::1' }, 'cast(\'::1\' as native(postgresql: "inet"))'],
        [text('two\nlines'), undefined],
        [number('.5'), '0.5'],
        [number('0x1F'), undefined],
        [called('gen_random_uuid'), 'uuid()'],
        [called('now'), 'now()'],
        [called('current_timestamp'), 'current_timestamp()'],
        [called('current_date'), 'today()'],
        [called('jsonb_typeof', columnTree('data')), 'json_typeof(data)'],
        [called('json_typeof', columnTree('data')), undefined],
        [called('lower', columnTree('during')), 'lower_bound(during)'],
        [called('date_trunc', { kind: 'typed', type: type('text'), value: 'month' }, columnTree('at')), "date_trunc('month', at)"],
        [called('to_tsvector', { kind: 'typed', type: type('regconfig'), value: 'english' }, columnTree('first_name')), "to_tsvector('english', firstName)"],
        [called('pg_sleep', number(1)), undefined],
        [called('uuid_generate_v4'), undefined],
        [{ kind: 'operator', operator: '->>', left: columnTree('data'), right: text('a') }, undefined],
        [{ kind: 'array', elements: [] }, undefined],
        [{ kind: 'array', elements: [{ kind: 'typed', type: type('text'), value: 'a' }, text('b')] }, "['a', 'b']"],
        [
            { kind: 'cast', type: type('character varying[]'), operand: { kind: 'array', elements: [{ kind: 'typed', type: type('text'), value: 'a' }] } },
            "cast([text 'a'] as string[])",
        ],
        [{ kind: 'array', elements: [{ kind: 'typed', type: type('status'), value: 'open' }] }, "[cast('open' as Status)]"],
        [
            {
                kind: 'cast', type: type('integer'),
                operand: { kind: 'call', name: 'extract', arguments: [text('year'), columnTree('day')], star: false, distinct: false, standardSyntax: true },
            },
            'year(day)',
        ],
        [{ kind: 'call', name: 'extract', arguments: [text('year'), columnTree('day')], star: false, distinct: false, standardSyntax: true }, undefined],
        [{ kind: 'call', name: 'btrim', arguments: [columnTree('code')], star: false, distinct: false, standardSyntax: true }, 'trim(code)'],
        [called('btrim', columnTree('code')), undefined],
    ];

    for (const [tree, expected, asked] of cases) {
        it(`writes ${sqlOf(tree)}${asked ? ` for ${asked.sql}` : ''} as ${expected ?? 'marked SQL'}`, () => {
            assert.equal(written(tree, asked), expected);
        });
    }

    it('takes functions of an extension that the source has, whatever schema it is in', () => {
        const withExtension = contextOf(schemaOf([{ kind: 'extension', line: 1, name: 'uuid-ossp' }, table('things', columns)]));
        const tree: ExpressionTree = { kind: 'call', schema: 'extensions', name: 'uuid_generate_v4', arguments: [], star: false, distinct: false };
        assert.equal(portableText(expression(tree), { from: undefined, relation: { name: 'things' }, slot: '' }, withExtension), 'uuid_generate_v4()');
    });

    it('qualifies the value of an enumeration that an attribute would hide, and reads the constant of a domain as one of its base', () => {
        const hiding = contextOf(schemaOf([
            status, { kind: 'domain', line: 1, name: { name: 'label' }, type: type('text'), notNull: false, checks: [] }, table('doors', [column('open', 'boolean'), column('state', 'status')]),
        ]));
        const place = { from: undefined, relation: { name: 'doors' }, slot: '' };
        assert.equal(portableText(expression(text('open')), { ...place, type: type('status') }, hiding), 'Status.open');
        assert.equal(portableText(expression(text('paid')), { ...place, type: type('status') }, hiding), 'paid');
        assert.equal(portableText(expression(text('open')), { ...place, type: type('label') }, hiding), "'open'");
    });

    it('reads a sequence by its name in the source', () => {
        const withSequence = contextOf(schemaOf([{ kind: 'sequence', line: 1, name: { name: 'order_numbers' }, options: {} }, table('things', columns)]));
        const tree = called('nextval', { kind: 'typed', type: type('regclass'), value: 'order_numbers' });
        assert.equal(portableText(expression(tree), { from: undefined, relation: { name: 'things' }, slot: '' }, withSequence), 'next(orderNumbers)');
    });
});
