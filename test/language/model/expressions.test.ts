import assert from 'node:assert/strict';
import { displayType, type Expression, type Model } from '../../../language/model/index.ts';
import { attributeNamed, entityNamed, modelOf } from './model-of.ts';
import { show } from './show.ts';

const world = `
    enum Status { ACTIVE = 'A'  CLOSED = 'C' } enum Level: smallint { LOW = 1 HIGH = 2 }
    domain Percent: int check (value between 0 and 100)
    session userRole: string from "app.user_role" required
    sequence orderNumbers: bigint as "order_no"
    type Money { amount: decimal(19,4)  currency: char(3) }
    entity Country { id: int key  iso2: char(2) unique }
    entity Point { x: int key  y: int key }
    function taxOf(amount: decimal(19,4), rate: decimal(5,2) = 0.19) returns decimal(19,4) immutable sql postgresql "select 1"
    role auditor as "the_auditor"`;

const attributes = `id: int key  status: Status  level: Level  share: Percent  price: Money  name: string(20)?  note: text  born: date  at: timestamp
    local: datetime  day: time  span: interval  small: smallint  big: bigint  rate: decimal(5,2)  part: float  double: double  doc: json  tags: string[]
    valid: range(date)  country: Country  capital: Country(iso2)  from: Point  to: Point?  active: boolean  raw: native(postgresql: "inet")  vec: vector(3)`;

let model: Model;

/** The condition of a check in an entity that has an attribute of every kind. */
async function bound(expression: string): Promise<Expression> {
    model = await modelOf(`${world} entity T { ${attributes}  check c: ${expression} }`);
    return entityNamed(model, 'T').checks[0]!.condition;
}

describe('names in expressions', () => {
    const cases: Readonly<Record<string, string>> = {
        'status = ACTIVE': '(status = Status.ACTIVE)',
        'ACTIVE <> status': '(Status.ACTIVE <> status)',
        'status in (ACTIVE, CLOSED)': '(status in (Status.ACTIVE, Status.CLOSED))',
        'status = Status.CLOSED': '(status = Status.CLOSED)',
        'case status when ACTIVE then 1 else 2 end = 1': '(case status when Status.ACTIVE then 1 else 2 end = 1)',
        'level = HIGH': '(level = Level.HIGH)',
        'price.amount > 0': '(price_amount > 0)',
        'session.userRole = \'ADMIN\'': '(session app.user_role = \'ADMIN\')',
        'next(orderNumbers) > 0': '(next(sequence orderNumbers) > 0)',
        'current_user() = auditor': '(current_user() = \'the_auditor\')',
        'country is not null': '(country_id is not null)',
        'country = capital': '(country_id = capital_iso2)',
        'from.x = to.y': '(from_x = to_y)',
        'missing = 1': '(unresolved missing = 1)',
        'nothing(1) = 1': '(unresolved nothing(1) = 1)',
        'country.iso2 = \'DE\'': '(unresolved country.iso2 (join) = \'DE\')',
        'from > 1': '(unresolved from (composite) > 1)',
        'Country = 1': '(unresolved Country (no value) = 1)',
    };
    for (const [text, expected] of Object.entries(cases)) {
        it(text, async () => {
            assert.equal(show(await bound(text)), expected);
        });
    }

    it('marked SQL keeps one text per engine', async () => {
        const expression = await bound('sql postgresql "a > 1" sql mysql "a < 1"');
        assert.ok(expression.kind === 'sql');
        assert.deepEqual(expression.texts, { postgresql: 'a > 1', mysql: 'a < 1' });
        assert.equal(expression.type.kind, 'unknown');
    });

    it('an attribute says which it is and what it is within', async () => {
        const expression = await bound('price.amount > 0');
        assert.ok(expression.kind === 'binary' && expression.left.kind === 'attribute');
        const { attribute, path, column, type } = expression.left;
        assert.deepEqual([attribute, path, column, displayType(type)], ['T.price', ['amount'], 'price_amount', 'decimal(19, 4)']);
    });

    it('an enumeration value says what is stored', async () => {
        const expression = await bound('level = HIGH');
        assert.ok(expression.kind === 'binary' && expression.right.kind === 'enum-value');
        assert.deepEqual([expression.right.value, expression.right.numeric], ['2', true]);
    });

    it('value in a domain\'s check is the domain\'s', async () => {
        await bound('true');
        const [percent] = model.domains;
        assert.equal(show(percent?.checks[0]?.condition), '(value between 0 and 100)');
    });
});

describe('what stands for several columns', () => {
    const cases: Readonly<Record<string, string>> = {
        'from = to': '((from_x = to_x) and (from_y = to_y))',
        'from <> to': '((from_x <> to_x) or (from_y <> to_y))',
        'from is not distinct from to': '((from_x is not distinct from to_x) and (from_y is not distinct from to_y))',
        'from is distinct from to': '((from_x is distinct from to_x) or (from_y is distinct from to_y))',
        'to is null': '((to_x is null) and (to_y is null))',
        'to is not null': '((to_x is not null) and (to_y is not null))',
        'from in (to, from)': '(((from_x = to_x) and (from_y = to_y)) or ((from_x = from_x) and (from_y = from_y)))',
        'from not in (to)': '(not ((from_x = to_x) and (from_y = to_y)))',
        'country in (1, 2)': '(country_id in (1, 2))',
        'from < to': 'unresolved from < to (composite)',
        'from = country': '(unresolved from (composite) = country_id)',
        'num_nulls(from, to) = 0': '(num_nulls(from_x, from_y, to_x, to_y) = 0)',
    };
    for (const [text, expected] of Object.entries(cases)) {
        it(text, async () => {
            assert.equal(show(await bound(text)), expected);
        });
    }
});

describe('the shape of expressions', () => {
    const cases: Readonly<Record<string, string>> = {
        'active and not active or active': '((active and (not active)) or active)',
        'id + 2 * big - 1 > 0': '(((id + (2 * big)) - 1) > 0)',
        '-id < 0': '((- id) < 0)',
        '(id + 2) * big > -1': '(((id + 2) * big) > (- 1))',
        'name not like \'a%\' escape \'!\'': '(name not like \'a%\' escape \'!\')',
        'name ilike \'a\'': '(name ilike \'a\')',
        'id not between 1 and 2': '(id not between 1 and 2)',
        'active is not true': '(active is not true)',
        'tags[1] = \'x\'': '(tags[1] = \'x\')',
        'cast(id as text) = \'1\'': '(cast(id) = \'1\')',
        'tags = [\'a\', \'b\']': '(tags = [\'a\', \'b\'])',
        'born > date \'2025-01-01\'': '(born > date \'2025-01-01\')',
        'note = \'it\'\'s\'': '(note = \'it\'s\')',
        'rate = 0.10': '(rate = 0.10)',
    };
    for (const [text, expected] of Object.entries(cases)) {
        it(text, async () => {
            assert.equal(show(await bound(text)), expected);
        });
    }

    it('places are those of the parts', async () => {
        const expression = await bound('id + 2 * big > 0');
        assert.ok(expression.kind === 'binary' && expression.left.kind === 'binary');
        const length = ({ place: { range } }: Expression): number => range.end.character - range.start.character;
        assert.deepEqual([length(expression), length(expression.left), length(expression.left.left), length(expression.left.right)], [16, 12, 2, 7]);
    });

    it('a chain as long as the parser takes it is bound', async () => {
        assert.equal((await bound(`${'id + '.repeat(1000)}1 > 0`)).kind, 'binary');
    });
});

describe('types of expressions', () => {
    const cases: Readonly<Record<string, string>> = {
        'small + id': 'int', 'id + big': 'bigint', 'big * rate': 'decimal', 'rate + part': 'double', 'part + part': 'float', 'double - id': 'double',
        'id + 1': 'int', 'id + 3000000000': 'bigint', 'id + 0.5': 'decimal', 'id + 1e3': 'double', '-rate': 'decimal(5, 2)', 'share + 1': 'int',
        'name || note': 'text', 'name || id': 'text', 'tags || name': 'string[]', 'tags || tags': 'string[]', 'doc || doc': 'json', 'vec + vec': 'vector(3)',
        'born + 1': 'date', '1 + born': 'date', 'born - born': 'int', 'born - 1': 'date', 'born + span': 'datetime', 'at + span': 'timestamp', 'span + at': 'timestamp',
        'at - at': 'interval', 'local - span': 'datetime', 'day + span': 'time', 'born + day': 'datetime', 'span * 2': 'interval', '2 * span': 'interval',
        'at - born': 'interval', 'valid + valid': 'range(date)', 'raw + 1': 'unknown', 'active + 1': 'unknown', 'id = 1': 'boolean', 'active and active': 'boolean',
        'tags[1]': 'string', 'doc[1]': 'json', 'cast(id as decimal(10,2))': 'decimal(10, 2)', 'case when active then 1 when active then 0.5 else null end': 'decimal',
        'case when active then status else null end': 'Status', 'case when active then id else name end': 'unknown', '[1, 2.5]': 'decimal[]', '[]': 'unknown[]', 'null': 'null',
        'session.userRole': 'string', 'country': 'int', 'date \'2025-01-01\'': 'date', 'interval \'1 day\' + born': 'datetime',
        'lower(name)': 'string', 'length(name)': 'int', 'now()': 'timestamp', 'abs(rate)': 'decimal(5, 2)', 'abs(share)': 'Percent', 'coalesce(null, small, big)': 'bigint',
        'coalesce(status, ACTIVE)': 'Status', 'greatest(born, at)': 'timestamp', 'nullif(name, \'\')': 'string', 'count(id)': 'bigint', 'max(at)': 'timestamp', 'sum(rate)': 'decimal(5, 2)',
        'taxOf(1.5)': 'decimal(19, 4)', 'taxOf(1, 0.07)': 'decimal(19, 4)', 'percentile_disc(0.5) within group (order by born)': 'date', 'date_trunc(\'month\', at)': 'timestamp',
        'array_agg(rate)': 'decimal(5, 2)[]', 'lower_bound(valid)': 'date', 'range(born, born)': 'range(date)', 'to_tsvector(\'german\', note)': 'native(postgresql: "tsvector")',
        'substring(name, 1)': 'string', 'substring(name, 1, 2)': 'string',
    };
    for (const [text, expected] of Object.entries(cases)) {
        it(`${text} is ${expected}`, async () => {
            const computed = await modelOf(`${world} entity T { ${attributes}  result: int computed (${text}) }`);
            assert.equal(displayType(attributeNamed(computed, 'T.result').computed!.expression.type), expected);
        });
    }
});

describe('calls', () => {
    async function call(text: string): Promise<Expression & { kind: 'call' }> {
        const expression = await bound(`${text} is null`);
        assert.ok(expression.kind === 'is' && expression.operand.kind === 'call');
        return expression.operand;
    }

    it('of the prelude are builtin, others have their name in the database', async () => {
        const lower = await call('lower(name)');
        assert.deepEqual([lower.routine, lower.builtin, lower.physicalName, lower.mismatch], ['lower', true, { name: 'lower' }, undefined]);
        const taxOf = await call('taxOf(1)');
        assert.deepEqual([taxOf.routine, taxOf.builtin, taxOf.physicalName], ['taxOf', false, { name: 'tax_of' }]);
    });

    it('say which argument does not fit', async () => {
        const { mismatch } = await call('substring(name, note)');
        assert.equal(mismatch?.argument, 1);
        assert.deepEqual(mismatch.signatures, ['substring(value: string, start: int, length: int)', 'substring(value: string, start: int)']);
    });

    it('say that the number of arguments is wrong', async () => {
        const { mismatch } = await call('lower(name, name)');
        assert.ok(mismatch && mismatch.argument === undefined);
    });

    it('take what cannot be known', async () => {
        assert.equal((await call('lower(raw)')).mismatch, undefined);
        assert.equal((await call('lower(null)')).mismatch, undefined);
        assert.equal((await call('lower(missing)')).mismatch, undefined);
    });

    it('keep star, distinct, order, filter, group and window', async () => {
        assert.equal(show(await call('count(*)')), 'count(*)');
        assert.equal(show(await call('count(distinct name)')), 'count(distinct name)');
        assert.equal(show(await call('string_agg(name, \',\' order by name desc)')), 'string_agg(name, \',\' order by name desc)');
        assert.equal(show(await call('count(id) filter (where active)')), 'count(id) filter active');
        assert.equal(show(await call('percentile_cont(0.9) within group (order by rate)')), 'percentile_cont(0.9) within group rate');
        assert.equal(show(await call('sum(id) over (partition by from order by at)')), 'sum(id) over (from_x, from_y order by at)');
    });

    it('choose among routines of the model by their arguments', async () => {
        const overloaded = await modelOf(`function f(a: int) returns int sql postgresql "1"  function f(a: string) returns boolean sql postgresql "2"
            entity T { id: int key  name: string  x: int computed (f(id))  y: int computed (f(name)) }`);
        assert.deepEqual(overloaded.routines.map(({ id }) => id), ['f', 'f(string)']);
        const chosen = ['x', 'y'].map(name => attributeNamed(overloaded, `T.${name}`).computed!.expression);
        assert.deepEqual(chosen.map(expression => expression.kind === 'call' && [expression.routine, displayType(expression.type)]), [['f', 'int'], ['f(string)', 'boolean']]);
    });

    it('spread variadic parameters', async () => {
        const variadic = await modelOf(`function f(variadic a: int[]) returns int sql postgresql "1" entity T { id: int key  x: int computed (f(id, 1, 2))  y: int computed (f('a')) }`);
        const [x, y] = ['x', 'y'].map(name => attributeNamed(variadic, `T.${name}`).computed!.expression);
        assert.ok(x?.kind === 'call' && x.mismatch === undefined);
        assert.ok(y?.kind === 'call' && y.mismatch?.argument === 0);
    });
});

describe('defaults', () => {
    it('are bound where the attribute is', async () => {
        const own = await modelOf(`${world} entity T { id: int key  status: Status = ACTIVE  level: Level = LOW  n: int = next(orderNumbers)  at: timestamp = now() on update (now()) }`);
        assert.deepEqual(['status', 'level', 'n', 'at'].map(name => show(attributeNamed(own, `T.${name}`).default)),
            ['Status.ACTIVE', 'Level.LOW', 'next(sequence orderNumbers)', 'now()']);
        assert.equal(show(attributeNamed(own, 'T.at').onUpdate), 'now()');
    });

    it('identity and computed are no defaults', async () => {
        const own = await modelOf('entity T { id: bigint identity always (start 10 increment -5 min -9 max 9223372036854775807 cache 2 cycle) sequence "t_seq" key  n: int identity  m: int computed (n) virtual  o: int computed (n) }');
        assert.deepEqual(attributeNamed(own, 'T.id').identity, {
            kind: 'always', sequenceName: 't_seq', options: { start: '10', increment: '-5', min: '-9', max: '9223372036854775807', cache: '2', cycle: true },
        });
        assert.deepEqual(attributeNamed(own, 'T.n').identity, { kind: 'by default', options: {} });
        assert.deepEqual(['m', 'o'].map(name => attributeNamed(own, `T.${name}`).computed?.storage), ['virtual', 'stored']);
    });
});
