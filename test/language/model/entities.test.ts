import assert from 'node:assert/strict';
import { attributeNamed, columnsOf, entityNamed, modelOf, modelOfBroken, modelOfFiles, physicalColumns } from './model-of.ts';
import { show } from './show.ts';

describe('entities', () => {
    it('have qualified ids and physical names', async () => {
        const model = await modelOf(`model M { schema core naming snake_case plural }
            schema sales as "sales_v2" { entity OrderLine { id: int key } }  entity Customer { id: int key }  entity Old as "legacy" { id: int key }`);
        assert.deepEqual(model.entities.map(({ id, table }) => [id, table]), [
            ['sales.OrderLine', { schema: 'sales_v2', name: 'order_lines' }],
            ['Customer', { schema: 'core', name: 'customers' }],
            ['Old', { schema: 'core', name: 'legacy' }],
        ]);
    });

    it('keep their names as written where the model says so', async () => {
        const model = await modelOf('model M { naming as_written } entity OrderLine { orderNo: int key  customer: Customer } entity Customer { Id: int key }');
        const line = entityNamed(model, 'OrderLine');
        assert.equal(line.table?.name, 'OrderLine');
        assert.deepEqual(columnsOf(line), ['orderNo: orderNo', 'customer: customerId']);
        assert.equal(line.key?.physicalName, 'OrderLine_pkey');
    });

    it('know where their name stands', async () => {
        const { entities: [entity] } = await modelOf('\n  entity Customer {\n    id: int key }');
        assert.deepEqual(entity?.place.range, { start: { line: 1, character: 9 }, end: { line: 1, character: 17 } });
        assert.deepEqual(entity?.attributes[0]?.place.range, { start: { line: 2, character: 4 }, end: { line: 2, character: 6 } });
        assert.deepEqual(entity?.attributes[0]?.typePlace.range, { start: { line: 2, character: 8 }, end: { line: 2, character: 11 } });
    });

    it('take the lines above as documentation', async () => {
        const { entities: [entity] } = await modelOf(`
            /// What we sell.
            ///   Indented.
            entity Product {
              /// The key.
              id: int key   name: string /// not mine
              price: int
              /// Never negative.
              check positive: price >= 0
              // no documentation
              note: string
            }`);
        assert.equal(entity?.documentation, 'What we sell.\n  Indented.');
        assert.deepEqual(entity.attributes.map(({ documentation }) => documentation), ['The key.', undefined, undefined, undefined]);
        assert.equal(entity.checks[0]?.documentation, 'Never negative.');
    });

    it('keep options, tablespace, unlogged, row security and dependencies', async () => {
        const { entities: [entity] } = await modelOf(`entity Cache unlogged tablespace "fast" options postgresql (fillfactor = 70) {
            id: int key  zip: string  city: string  row security forced  determines zip -> city }`);
        assert.equal(entity?.unlogged, true);
        assert.equal(entity.tablespace, 'fast');
        assert.deepEqual(entity.options, [{ engine: 'postgresql', entries: [{ name: 'fillfactor', value: '70' }] }]);
        assert.deepEqual(entity.rowSecurity, { enabled: true, forced: true });
        assert.deepEqual(entity.dependencies.map(({ determinants, dependents }) => [determinants, dependents]), [[['zip'], ['city']]]);
    });

    it('know their old names', async () => {
        const model = await modelOf('entity Client { id: int key  fullName: string @was("name") } annotate Client @was("customers")');
        assert.deepEqual(entityNamed(model, 'Client').was, ['customers']);
        assert.deepEqual(attributeNamed(model, 'Client.fullName').was, ['name']);
    });
});

describe('keys and constraints', () => {
    it('are made of the attributes marked key', async () => {
        const { entities: [entity] } = await modelOf('entity A { a: int key constraint "my_key"  b: int?  c: int key }');
        assert.deepEqual(entity?.key?.elements.map(({ attribute }) => attribute), ['a', 'c']);
        assert.equal(entity.key.physicalName, 'my_key');
        assert.equal(entity.key.named, true);
        assert.deepEqual(columnsOf(entity), ['a: a', 'b: b?', 'c: c']);
    });

    it('a key line stands above marks, and takes all clauses', async () => {
        const { entities: [entity] } = await modelOf(`entity A { a: int  b: int  c: int
            key (b, a) include (c) deferrable initially deferred options postgresql (fillfactor = 50) as "a_key" }`);
        assert.deepEqual(entity?.key?.elements.map(({ attribute }) => attribute), ['b', 'a']);
        assert.deepEqual(entity.key.include, ['c']);
        assert.deepEqual(entity.key.timing, { deferrable: true, initiallyDeferred: true });
        assert.equal(entity.key.physicalName, 'a_key');
    });

    it('an optional attribute in a key is not nullable', async () => {
        const { entities: [entity] } = await modelOf('entity A { a: int?  b: int  key (a, b) }');
        assert.deepEqual(columnsOf(entity!), ['a: a', 'b: b']);
    });

    it('uniques of attributes come before those of lines', async () => {
        const { entities: [entity] } = await modelOf('entity A { id: int key  unique (b, a) nulls not distinct  a: int unique  b: int unique constraint "ub" nulls not distinct }');
        assert.deepEqual(entity?.uniques.map(({ physicalName, nullsNotDistinct }) => [physicalName, nullsNotDistinct]),
            [['a_a_key', false], ['ub', true], ['a_b_a_key', true]]);
    });

    it('checks have names, messages and clauses', async () => {
        const { entities: [entity] } = await modelOf(`entity A { id: int key  age: int check (age > 0) constraint "grown" message "Too young"
            check vipRule: age > 3 message "No" no inherit as "vip"  check laterRule: age < 200 not valid  check looseRule: age <> 7 not enforced }`);
        assert.deepEqual(entity?.checks.map(({ physicalName, named, name, attribute, message, noInherit, notValid, notEnforced }) =>
            [physicalName, named, name, attribute, message, noInherit, notValid, notEnforced]), [
            ['grown', true, undefined, 'age', 'Too young', false, false, false],
            ['vip', true, 'vipRule', undefined, 'No', true, false, false],
            ['later_rule', false, 'laterRule', undefined, undefined, false, true, false],
            ['loose_rule', false, 'looseRule', undefined, undefined, false, false, true],
        ]);
    });

    it('a written name is not generated for another constraint, wherever it stands', async () => {
        const model = await modelOf('entity A { id: int key  b: int unique } entity Z { id: int key  c: int unique constraint "a_b_key" }');
        assert.equal(entityNamed(model, 'A').uniques[0]?.physicalName, 'a_b_key1');
    });

    it('an exclusion defaults to gist', async () => {
        const { entities: [entity] } = await modelOf(`entity Booking { id: int key  room: int  during: range(timestamp)
            exclude overlap (room with "=", during with "&&") where (room > 0) deferrable }`);
        const [exclusion] = entity!.exclusions;
        assert.deepEqual(exclusion?.elements.map(({ expression, operator }) => [show(expression), operator]), [['room', '='], ['during', '&&']]);
        assert.equal(exclusion.physicalName, 'booking_overlap_excl');
        assert.equal(exclusion.method, 'gist');
        assert.equal(show(exclusion.predicate), '(room > 0)');
        assert.equal(exclusion.timing.deferrable, true);
    });

    it('a key without overlaps is over a period or a range', async () => {
        const model = await modelOf(`
            entity Price { id: int  validFrom: date  validTo: date  period valid (validFrom, validTo)  key (id, valid without overlaps) }
            entity Stay { id: int  during: range(date)  key (id, during without overlaps) }`);
        assert.deepEqual(entityNamed(model, 'Price').key?.elements.map(({ attribute, period, withoutOverlaps }) => [attribute, period, withoutOverlaps]),
            [['id', undefined, false], [undefined, 'valid', true]]);
        assert.deepEqual(entityNamed(model, 'Stay').key?.elements.map(({ attribute, withoutOverlaps }) => [attribute, withoutOverlaps]),
            [['id', false], ['during', true]]);
        assert.deepEqual(entityNamed(model, 'Price').periods.map(({ name, start, end }) => [name, start, end]), [['valid', 'validFrom', 'validTo']]);
    });
});

describe('indexes', () => {
    it('have all their clauses', async () => {
        const { entities: [entity] } = await modelOf(`entity A { id: int key  name: string  age: int?  doc: json
            index byName (name collate "C" ops text_pattern_ops desc nulls last) unique nulls not distinct include (age) where age is not null
                concurrently tablespace "fast" options postgresql (fillfactor = 70)
            index (doc) using gin  index (name) using fulltext language german as "ft" }`);
        const [byName, gin, fulltext] = entity!.indexes;
        assert.equal(byName?.physicalName, 'a_by_name_idx');
        assert.equal(byName.name, 'byName');
        const [element] = byName.elements;
        assert.deepEqual([element?.collation, element?.operatorClass, element?.descending, element?.nulls], ['C', 'text_pattern_ops', true, 'last']);
        assert.deepEqual([byName.unique, byName.nullsNotDistinct, byName.concurrently, byName.tablespace], [true, true, true, 'fast']);
        assert.deepEqual(byName.include, ['age']);
        assert.equal(show(byName.predicate), '(age is not null)');
        assert.deepEqual([gin?.method, gin?.name, gin?.physicalName], ['gin', undefined, 'a_doc_idx']);
        assert.deepEqual([fulltext?.method, fulltext?.language, fulltext?.physicalName, fulltext?.named], ['fulltext', 'german', 'ft', true]);
        assert.equal(byName.method, 'btree');
    });

    it('an element that stands for several columns is several elements', async () => {
        const model = await modelOf(`entity A { id: int key  b: B  index (b desc, id) }  entity B { x: int key  y: int key }`);
        const [index] = entityNamed(model, 'A').indexes;
        assert.deepEqual(index?.elements.map(({ expression, descending }) => [show(expression), descending]), [['b_x', true], ['b_y', true], ['id', false]]);
        assert.equal(index.physicalName, 'a_b_x_b_y_id_idx');
    });

    it('follow the pattern of the model', async () => {
        const { entities: [entity] } = await modelOf('model M { pattern index "idx_{table}_{columns}" } entity A { id: int key  n: int  index (n)  index hot (n) }');
        assert.deepEqual(entity?.indexes.map(({ physicalName }) => physicalName), ['idx_a_n', 'idx_a_hot']);
    });
});

describe('structured types', () => {
    const money = 'type Money { amount: decimal(19,4) check (amount >= 0)  currency: char(3)? = \'EUR\' } ';

    it('are flattened into their columns', async () => {
        const model = await modelOf(`${money} entity A { id: int key  price: Money  cost: Money? }`);
        assert.deepEqual(columnsOf(entityNamed(model, 'A')), ['id: id', 'price: price_amount, price_currency?', 'cost: cost_amount?, cost_currency?']);
        assert.deepEqual(attributeNamed(model, 'A.price').columns.map(({ path }) => path), [['amount'], ['currency']]);
    });

    it('take written names column by column', async () => {
        const model = await modelOf(`${money} entity A { id: int key  price: Money as ("value", "unit") }`);
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'value', 'unit']);
    });

    it('may hold structured types', async () => {
        const model = await modelOf(`${money} type Offer { price: Money  until: date } entity A { id: int key  offer: Offer }`);
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'offer_price_amount', 'offer_price_currency', 'offer_until']);
    });

    it('bring their checks along, over the columns that they become', async () => {
        const model = await modelOf(`${money} entity A { id: int key  price: Money  cost: Money? }`);
        assert.deepEqual(entityNamed(model, 'A').checks.map(({ physicalName, condition, attribute }) => [physicalName, show(condition), attribute]), [
            ['a_price_amount_check', '(price_amount >= 0)', 'price'], ['a_cost_amount_check', '(cost_amount >= 0)', 'cost'],
        ]);
    });

    it('are one column where they are composite, or in an array', async () => {
        const model = await modelOf('type Point composite { x: int  y: int } type Pair { a: int  b: int } entity A { id: int key  at: Point  path: Pair[] }');
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'at', 'path']);
    });

    it('that contain themselves end', async () => {
        const model = await modelOf('type Node { value: int  next: Node } entity A { id: int key  node: Node }');
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'node_value', 'node_next_value']);
    });
});

describe('what is not finished', () => {
    it('a half-typed attribute has an unknown type', async () => {
        const model = await modelOfBroken('entity A { id: int key\n  creditLimit:\n  name: string }');
        assert.deepEqual(attributeNamed(model, 'A.creditLimit').type, { kind: 'unknown' });
        assert.equal(attributeNamed(model, 'A.name').type.kind, 'primitive');
    });

    it('an unresolved type, parent, mixin or target never throws', async () => {
        const model = await modelOf(`entity A with Nowhere extends Nobody { id: Nothing key  b: int via (x, y)  c: A via (x)  on delete set null (z)  index (lost) where gone = 1
            check odd: missing > 0  key (id, ghost)  unique (phantom)  owner Nobody  area Nowhere  retention 1 year after never  subject via nobody
            access find(lost) 1/min  partition by range (lost) every 1 month from date '2025-01-01' }
            policy p on Ghost allow all to nobody using (x = 1)  grant select on Ghost to nobody  view v from Ghost g { x: g.y }
            trigger t on Ghost before insert execute nothing()  relationship r: Ghost ||--o{ A.ghost  annotate Ghost { x @pii }  rows Ghost (x) { (1) }
            flow Ghost.x <- A.id  statement postgresql before Ghost "x"  job j at "* * * * *" run nothing()  role r2 inherits nobody
            sequence s owned by Ghost.id  domain D: Nothing check (value > other)`);
        const entity = entityNamed(model, 'A');
        assert.equal(entity.parent, undefined);
        assert.deepEqual(entity.mixins, []);
        assert.equal(attributeNamed(model, 'A.id').type.kind, 'unknown');
        assert.deepEqual(model.policies, []);
        assert.deepEqual(model.grants, []);
        assert.deepEqual(model.relationships, []);
        assert.equal(show(entity.checks[0]?.condition), '(unresolved missing > 0)');
    });

    it('every prefix of a model gives a model', async () => {
        const text = `model M { naming snake_case } mixin W { x: int = 1 check (x > 0) } entity A with W { id: uuid = uuid() key  b: A? on delete set null
            index (b) where x is not null  check c: case when x > 1 then true else x in (1, 2) end } view v from A a { n: count(a) }
            relationship r: A }o--o{ A { since: date } policy p on A allow all using (x > 1)`;
        for (let length = 0; length < text.length; length += 7) {
            assert.ok(await modelOfBroken(text.slice(0, length)));
        }
    });
});

describe('models of several files', () => {
    it('put the file with the model declaration first', async () => {
        const model = await modelOfFiles({
            'a.erd': 'import "./m.erd" entity A { id: int key  status: Status }',
            'm.erd': 'model Whole { version "2" targets postgresql 18, mysql 8.4 compliance GDPR } enum Status { ON OFF }',
        });
        assert.equal(model.name, 'Whole');
        assert.equal(model.version, '2');
        assert.deepEqual(model.sources.map(uri => uri.slice(uri.lastIndexOf('/') + 1)), ['m.erd', 'a.erd']);
        assert.deepEqual(model.targets.map(({ engine, version }) => [engine, version]), [['postgresql', '18'], ['mysql', '8.4']]);
        assert.deepEqual(model.compliance, ['GDPR']);
        assert.deepEqual(attributeNamed(model, 'A.status').type, { kind: 'enum', id: 'Status' });
    });

    it('are called like their file where nothing is declared', async () => {
        assert.equal((await modelOfFiles({ 'shop.erd': 'entity A { id: int key }' })).name, 'shop');
    });

    it('bring blocks of one schema together', async () => {
        const model = await modelOfFiles({
            'a.erd': 'schema sales { entity A { id: int key } }',
            'b.erd': '/// Sales.\nschema sales "Sales" as "sales_v2" { entity B { id: int key } }',
        });
        assert.deepEqual(model.schemas.map(({ id, label, physicalName, documentation }) => [id, label, physicalName, documentation]),
            [['sales', 'Sales', 'sales_v2', 'Sales.']]);
        assert.deepEqual(model.entities.map(({ table }) => table?.schema), ['sales_v2', 'sales_v2']);
    });
});
