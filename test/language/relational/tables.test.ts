import assert from 'node:assert/strict';
import { displayType } from '../../../language/model/index.ts';
import { tablesOf, type Table } from '../../../language/relational/index.ts';
import { modelOf } from '../model/model-of.ts';
import { show } from '../model/show.ts';

async function tables(text: string): Promise<ReadonlyMap<string, Table>> {
    return new Map(tablesOf(await modelOf(text)).map(table => [table.name.name, table]));
}

async function table(text: string, name: string): Promise<Table> {
    const all = await tables(text);
    const found = all.get(name);
    assert.ok(found, `no table ${name}, but ${[...all.keys()].join(', ')}`);
    return found;
}

/** `name type? = default`: one line per column. */
function columns({ columns: all }: Table): string[] {
    return all.map(({ name, type, nullable, default: standard, computed }) =>
        `${name} ${displayType(type)}${nullable ? '?' : ''}${standard ? ` = ${show(standard)}` : ''}${computed ? ` := ${show(computed.expression)}` : ''}`);
}

function names(constraints: readonly { readonly name: string }[]): string[] {
    return constraints.map(({ name }) => name);
}

describe('tables', () => {
    it('are made once per model', async () => {
        const model = await modelOf('entity A { id: int key }');
        assert.equal(tablesOf(model), tablesOf(model));
    });

    it('have the columns, keys and constraints of their entity', async () => {
        const order = await table(`model M { schema core } enum Status { OPEN } entity Customer { id: int key }
            /// What is ordered.
            entity Order unlogged options postgresql (fillfactor = 70) tablespace "t" {
              /// The number.
              id: int identity always key
              status: Status = OPEN  @was("state")
              customer: Customer? on delete set null
              total: decimal(10,2) check (total >= 0)
              twice: decimal computed (total * 2) stored collate "C"
              changed: timestamp = now() on update (now()) required constraint "nn"
              check odd: total <> id message "No"  index (status) where total > 0  unique (status, total) include (id)
            }`.replace('options postgresql (fillfactor = 70) tablespace "t"', 'tablespace "t" options postgresql (fillfactor = 70)'), 'order');
        assert.deepEqual(order.name, { schema: 'core', name: 'order' });
        assert.deepEqual([order.kind, order.source, order.comment, order.unlogged, order.tablespace], ['entity', 'Order', 'What is ordered.', true, 't']);
        assert.deepEqual(columns(order), [
            'id int', 'status Status = Status.OPEN', 'customer_id int?', 'total decimal(10, 2)', 'twice decimal := (total * 2)', 'changed timestamp = now()',
        ]);
        const [id, status, , , twice, changed] = order.columns;
        assert.deepEqual([id?.comment, id?.identity?.kind, id?.attribute, status?.was, twice?.collation, show(changed?.onUpdate), changed?.requiredConstraint],
            ['The number.', 'always', 'Order.id', ['state'], 'C', 'now()', 'nn']);
        assert.deepEqual([order.primaryKey?.name, order.primaryKey?.columns], ['order_pkey', ['id']]);
        assert.deepEqual(order.uniques.map(({ name, columns: unique, include }) => [name, unique, include]), [['order_status_total_id_key', ['status', 'total'], ['id']]]);
        assert.deepEqual(order.checks.map(({ name, column, message }) => [name, column, message]), [['order_total_check', 'total', undefined], ['odd', undefined, 'No']]);
        assert.deepEqual(order.indexes.map(({ name, predicate }) => [name, show(predicate)]), [['order_status_idx', '(total > 0)']]);
        assert.deepEqual(order.foreignKeys.map(({ name, columns: own, target, targetColumns, onDelete, attribute }) => [name, own, target, targetColumns, onDelete, attribute]),
            [['order_customer_id_fkey', ['customer_id'], { schema: 'core', name: 'customer' }, ['id'], 'set null', 'Order.customer']]);
    });

    it('have keys and uniques over the columns of references', async () => {
        const line = await table('entity O { a: int key  b: int key } entity Line { o: O key  no: int key  twin: O via (o)  unique (twin, no) }', 'line');
        assert.deepEqual(line.primaryKey?.columns, ['o_a', 'o_b', 'no']);
        assert.deepEqual(line.uniques[0]?.columns, ['o_a', 'o_b', 'no']);
        assert.deepEqual(names(line.foreignKeys), ['line_o_a_o_b_fkey', 'line_o_a_o_b_fkey1']);
    });

    it('have no foreign key for a logical reference, nor to what has no table', async () => {
        const a = await table('abstract entity Base { id: int key } entity A { id: int key  b: A logical  c: Base }', 'a');
        assert.deepEqual(columns(a), ['id int', 'b_id int', 'c_id int']);
        assert.deepEqual(a.foreignKeys, []);
    });

    it('of many-to-many relationships are joins', async () => {
        const joined = await table('entity A { id: int key } entity B { id: int key } relationship knows: A }o--o{ B { since: date }', 'knows');
        assert.deepEqual([joined.kind, joined.source, columns(joined)], ['join', 'knows', ['a_id int', 'b_id int', 'since date']]);
        assert.deepEqual(joined.foreignKeys.map(({ onDelete }) => onDelete), ['cascade', 'cascade']);
    });

    it('flatten structured types with their defaults, computed attributes and checks', async () => {
        const a = await table(`type Money { amount: decimal(19,4) = 0 check (amount >= 0)  /* taxed */ gross: decimal computed (amount * 2)
              /// ISO 4217
              currency: char(3) = 'EUR' collate "C" }
            entity A { id: int key  price: Money  cost: Money? }`, 'a');
        assert.deepEqual(columns(a), [
            'id int', 'price_amount decimal(19, 4) = 0', 'price_gross decimal := (price_amount * 2)', 'price_currency char(3) = \'EUR\'',
            'cost_amount decimal(19, 4)? = 0', 'cost_gross decimal? := (cost_amount * 2)', 'cost_currency char(3)? = \'EUR\'',
        ]);
        assert.deepEqual([a.columns[3]?.collation, a.columns[3]?.comment], ['C', 'ISO 4217']);
        assert.deepEqual(a.checks.map(({ name, condition, column }) => [name, show(condition), column]), [
            ['a_price_amount_check', '(price_amount >= 0)', 'price_amount'], ['a_cost_amount_check', '(cost_amount >= 0)', 'cost_amount'],
        ]);
    });

    it('keep partitions, row security and exclusions', async () => {
        const a = await table('entity A { id: int key  at: range(date)  row security  exclude (at with "&&")  partition by hash (id) into 2 }', 'a');
        assert.deepEqual([a.partitioning?.partitions.length, a.rowSecurity, names(a.exclusions)], [2, { enabled: true, forced: false }, ['a_at_excl']]);
    });
});

describe('enumerations in tables', () => {
    it('native: the column is of the type', async () => {
        const a = await table('enum E { X } entity A { id: int key  e: E }', 'a');
        assert.deepEqual([columns(a), a.checks], [['id int', 'e E'], []]);
    });

    it('check: the column is kept by a check', async () => {
        const a = await table('enum E: string(5) { X = \'x\' Y } enum N: smallint { ONE = 1 } entity A { id: int key  e: E? = X check (e <> Y)  n: N  es: E[] }', 'a');
        assert.deepEqual(a.checks.map(({ name, condition, column }) => [name, show(condition), column]), [
            ['a_e_check1', '(e in (\'x\', \'Y\'))', 'e'], ['a_n_check', '(n in (1))', 'n'], ['a_e_check', '(e <> E.Y)', 'e'],
        ]);
    });

    it('lookup: the column is a foreign key to the table of the values', async () => {
        const all = await tables(`model M { naming snake_case plural schema core }
            /// Sizes.
            enum Size: smallint lookup { S = 1 "Small"  M = 2 } entity A { id: int key  size: Size }`);
        assert.deepEqual([...all.keys()], ['sizes', 'as']);
        const sizes = all.get('sizes')!;
        assert.deepEqual([sizes.kind, sizes.source, sizes.comment, columns(sizes), sizes.primaryKey?.name], ['lookup', 'Size', 'Sizes.', ['code smallint', 'label string?'], 'sizes_pkey']);
        assert.deepEqual(all.get('as')?.foreignKeys.map(({ name, columns: own, target, targetColumns }) => [name, own, target, targetColumns]),
            [['as_size_fkey', ['size'], { schema: 'core', name: 'sizes' }, ['code']]]);
    });
});

describe('inlined domains', () => {
    it('become their base type with their checks, default and collation', async () => {
        const a = await table(`domain Name: string(20)? = 'x' collate "C" check (value <> '') constraint "named" check (length(value) < 9 and value > 'a') inlined
            domain Short: Name check (length(value) < 5) inlined  domain Kept: int check (value > 0)
            entity A { id: int key  first: Name  last: Short = 'y'  kept: Kept  names: Name[] }`, 'a');
        assert.deepEqual(columns(a), ['id int', 'first string(20)? = \'x\'', 'last string(20)? = \'y\'', 'kept Kept', 'names Name[]']);
        assert.equal(a.columns[1]?.collation, 'C');
        assert.deepEqual(a.checks.map(({ name, named, condition, column }) => [name, named, show(condition), column]), [
            ['named', true, '(first <> \'\')', 'first'], ['a_first_check', false, '((length(first) < 9) and (first > \'a\'))', 'first'],
            ['a_last_check', false, '(length(last) < 5)', 'last'], ['a_last_check1', false, '(last <> \'\')', 'last'],
            ['a_last_check2', false, '((length(last) < 9) and (last > \'a\'))', 'last'],
        ]);
    });

    it('over an enumeration that is kept by a check bring it along', async () => {
        const a = await table('enum E: string { X } domain D: E inlined entity A { id: int key  d: D }', 'a');
        assert.deepEqual([columns(a), a.checks.map(({ condition }) => show(condition))], [['id int', 'd E'], ['(d in (\'X\'))']]);
    });
});

describe('inheritance in tables', () => {
    const family = `entity Owner { id: int key } entity Party { id: int = 7 identity key  name: string unique  owner: Owner  index (name)  subtypes STRATEGY }
        entity Person extends Party { born: date  boss: Person? check (born > date '1900-01-01') } entity Boss extends Person { bonus: int }`;

    function of(strategy: string): Promise<ReadonlyMap<string, Table>> {
        return tables(family.replace('STRATEGY', strategy));
    }

    it('joined: the key, own columns, and a foreign key to the parent', async () => {
        const all = await of('joined');
        assert.deepEqual([...all.keys()], ['owner', 'party', 'person', 'boss']);
        const person = all.get('person')!;
        assert.deepEqual(columns(person), ['id int', 'born date', 'boss_id int?']);
        assert.equal(person.columns[0]?.identity, undefined);
        assert.deepEqual(person.foreignKeys.map(({ name, target, onDelete }) => [name, target.name, onDelete]),
            [['person_boss_id_fkey', 'person', undefined], ['person_id_fkey', 'party', 'cascade']]);
        assert.deepEqual([names(person.uniques), names(person.indexes), names(person.checks)], [[], [], ['person_born_check']]);
        assert.deepEqual(all.get('boss')?.foreignKeys.map(({ target }) => target.name), ['person']);
    });

    it('single table: what subtypes add is nullable in the one table', async () => {
        const all = await of('single table');
        assert.deepEqual([...all.keys()], ['owner', 'party']);
        const party = all.get('party')!;
        assert.deepEqual(columns(party), ['id int = 7', 'name string', 'owner_id int', 'born date?', 'boss_id int?', 'bonus int?']);
        assert.deepEqual(names(party.foreignKeys), ['party_owner_id_fkey', 'party_boss_id_fkey']);
        assert.deepEqual(names(party.checks), ['party_born_check']);
        assert.deepEqual(party.foreignKeys[1]?.target, { name: 'party' });
    });

    it('concrete: a copy of everything', async () => {
        const boss = (await of('concrete')).get('boss')!;
        assert.deepEqual(columns(boss), ['id int = 7', 'name string', 'owner_id int', 'born date', 'boss_id int?', 'bonus int']);
        assert.deepEqual([names(boss.uniques), names(boss.indexes), names(boss.checks), names(boss.foreignKeys), boss.inherits],
            [['boss_name_key'], ['boss_name_idx'], ['boss_born_check'], ['boss_owner_id_fkey', 'boss_boss_id_fkey'], []]);
    });

    it('inherited: own columns, what is not handed down, and INHERITS', async () => {
        const person = (await of('inherited')).get('person')!;
        assert.deepEqual([columns(person), person.inherits], [['born date', 'boss_id int?'], [{ name: 'party' }]]);
        assert.deepEqual([person.primaryKey?.columns, names(person.uniques), names(person.indexes), names(person.checks), names(person.foreignKeys)],
            [['id'], ['person_name_key'], ['person_name_idx'], ['person_born_check'], ['person_owner_id_fkey', 'person_boss_id_fkey']]);
    });

    it('an attribute of one name in several subtypes of a single table is one column', async () => {
        const a = await table('entity A { id: int key  subtypes single table } entity B extends A { size: int } entity C extends A { size: int }', 'a');
        assert.deepEqual(columns(a), ['id int', 'size int?']);
    });

    it('entities that share an id end', async () => {
        assert.equal((await tables('entity A { id: int key  subtypes single table } entity A extends A { x: int } entity A { y: int }')).size, 1);
    });
});

describe('time in tables', () => {
    it('a period that a key is about becomes a range', async () => {
        const all = await tables(`entity Product { id: int  validFrom: date  validTo: date  period valid (validFrom, validTo)  period idle (validFrom, validTo)  key (id, valid without overlaps) }
            entity Price { id: int key  since: date  till: date  period holds (since, till)  product: Product during holds }`);
        const product = all.get('product')!;
        assert.deepEqual(columns(product), ['id int', 'valid_from date', 'valid_to date', 'valid range(date) := range(valid_from, valid_to)']);
        assert.deepEqual([product.primaryKey?.columns, product.primaryKey?.withoutOverlaps], [['id', 'valid'], true]);
        const [foreignKey] = all.get('price')!.foreignKeys;
        assert.deepEqual([foreignKey?.columns, foreignKey?.targetColumns, foreignKey?.period], [['product_id', 'holds'], ['id', 'valid'], true]);
    });

    it('a key over a range needs no other column', async () => {
        const all = await tables(`entity Room { no: int  free: range(date)  key (no, free without overlaps) }
            entity Stay { id: int key  since: date  till: date  period stay (since, till)  room: Room during stay }`);
        assert.deepEqual(all.get('room')?.primaryKey?.columns, ['no', 'free']);
        assert.deepEqual(all.get('stay')?.foreignKeys[0]?.targetColumns, ['no', 'free']);
    });

    it('a history has the same columns as plain values, and the time for which a version held', async () => {
        const all = await tables('entity A { id: int identity key  n: int = 3 on update (4) unique  m: int computed (n)  history system } entity B { id: int key  history system as "b_old" }');
        assert.deepEqual([...all.keys()], ['a', 'a_history', 'b', 'b_old']);
        assert.deepEqual(columns(all.get('a')!), ['id int', 'n int = 3', 'm int := n', 'system_from timestamp = now()']);
        const history = all.get('a_history')!;
        assert.deepEqual(columns(history), ['id int', 'n int', 'm int', 'system_from timestamp', 'system_to timestamp']);
        assert.deepEqual([history.kind, history.source, history.primaryKey, history.uniques], ['history', 'A', undefined, []]);
        assert.ok(history.columns.every(({ identity, onUpdate }) => !identity && !onUpdate));
    });
});
