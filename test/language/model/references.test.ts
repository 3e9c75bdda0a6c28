import assert from 'node:assert/strict';
import { attributeNamed, columnsOf, entityNamed, modelOf, physicalColumns } from './model-of.ts';
import { show } from './show.ts';

describe('references', () => {
    it('have one column per column of the key', async () => {
        const model = await modelOf(`entity Customer { id: uuid key } entity Order { id: int  placedAt: timestamp  key (id, placedAt)  customer: Customer? }
            entity Line { order: Order key  no: int key }  entity Note { id: int key  line: Line  billTo: Customer }`);
        assert.deepEqual(columnsOf(entityNamed(model, 'Order')), ['id: id', 'placedAt: placed_at', 'customer: customer_id?']);
        assert.deepEqual(columnsOf(entityNamed(model, 'Line')), ['order: order_id, order_placed_at', 'no: no']);
        assert.deepEqual(columnsOf(entityNamed(model, 'Note')), ['id: id', 'line: line_order_id, line_order_placed_at, line_no', 'billTo: bill_to_id']);
        const { reference, columns } = attributeNamed(model, 'Note.line');
        assert.deepEqual(reference?.targetColumns, ['order_id', 'order_placed_at', 'no']);
        assert.deepEqual(reference?.targetAttributes, ['order', 'no']);
        assert.deepEqual(columns.map(({ path }) => path.join('.')), ['order.id', 'order.placedAt', 'no']);
        assert.deepEqual(columns.map(({ type }) => type.kind === 'primitive' && type.name), ['int', 'timestamp', 'int']);
    });

    it('lead to another unique key where it is named', async () => {
        const model = await modelOf('entity Country { id: int key  iso2: char(2) unique } entity A { id: int key  country: Country(iso2) }');
        const { type, reference, columns } = attributeNamed(model, 'A.country');
        assert.deepEqual(type, { kind: 'reference', entity: 'Country', key: ['iso2'] });
        assert.deepEqual(columns.map(({ name }) => name), ['country_iso2']);
        assert.deepEqual(columns[0]?.type, { kind: 'primitive', name: 'char', arguments: [2] });
        assert.deepEqual(reference?.targetColumns, ['iso2']);
    });

    it('have all their clauses', async () => {
        const model = await modelOf(`entity B { x: int key  y: int key } entity A { id: int key
            b: B? on delete set null (b) on update cascade match full deferrable initially deferred foreign key constraint "a_to_b" not valid
            c: B logical  d: B not enforced  e: B? on delete set default }`);
        const b = attributeNamed(model, 'A.b').reference;
        assert.deepEqual([b?.onDelete, b?.onDeleteColumns, b?.onUpdate, b?.match], ['set null', ['b_x', 'b_y'], 'cascade', 'full']);
        assert.deepEqual(b?.timing, { deferrable: true, initiallyDeferred: true });
        assert.deepEqual([b?.constraintName, b?.named, b?.notValid], ['a_to_b', true, true]);
        assert.equal(attributeNamed(model, 'A.c').reference?.enforcedByDatabase, false);
        assert.equal(attributeNamed(model, 'A.d').reference?.notEnforced, true);
        assert.equal(attributeNamed(model, 'A.e').reference?.onDelete, 'set default');
        assert.equal(attributeNamed(model, 'A.e').reference?.named, undefined);
    });

    it('take written names column by column', async () => {
        const model = await modelOf('entity B { x: int key  y: int key } entity A { id: int key  b: B as ("p", "q")  c: B as "r" }');
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'p', 'q', 'r', 'c_y']);
    });

    it('share columns that exist', async () => {
        const model = await modelOf(`entity Tenant { tenantId: uuid key } entity Account { tenant: Tenant key  no: int key }
            entity Invoice { id: int key  tenant: Tenant  accountNo: int  account: Account via (tenant, accountNo)  again: Account via (tenant, accountNo) }`);
        const { columns, reference } = attributeNamed(model, 'Invoice.account');
        assert.deepEqual(columns, []);
        assert.deepEqual(reference?.via, ['tenant', 'accountNo']);
        assert.deepEqual(reference?.columns, ['tenant_id', 'account_no']);
        assert.deepEqual(reference?.targetColumns, ['tenant_id', 'no']);
        assert.equal(reference?.constraintName, 'invoice_tenant_id_account_no_fkey');
        assert.equal(attributeNamed(model, 'Invoice.again').reference?.constraintName, 'invoice_tenant_id_account_no_fkey1');
    });

    it('through shared columns reach the key by its own names', async () => {
        const model = await modelOf(`entity Tenant { tenantId: uuid key } entity Account { tenant: Tenant key  no: int key }
            entity Invoice { id: int key  tenant: Tenant  accountNo: int  account: Account via (tenant, accountNo)
              check one: account.no > 0  check two: account.tenant.tenantId is not null }`);
        assert.deepEqual(entityNamed(model, 'Invoice').checks.map(({ condition }) => show(condition)), ['(account_no > 0)', '(tenant_id is not null)']);
    });

    it('to an entity of their own kind are called like the attribute', async () => {
        const model = await modelOf('entity Node { id: int key  parent: Node? }');
        assert.deepEqual(columnsOf(entityNamed(model, 'Node')), ['id: id', 'parent: parent_id?']);
    });

    it('that are a key in a circle have no columns, and end', async () => {
        const model = await modelOf('entity A { b: B key } entity B { a: A key } entity C { c: C key  n: int key }');
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), []);
        assert.deepEqual(physicalColumns(entityNamed(model, 'B')), []);
        assert.deepEqual(physicalColumns(entityNamed(model, 'C')), ['c_n', 'n']);
    });

    it('via each other end', async () => {
        const model = await modelOf('entity A { id: int key  b: A via (c)  c: A via (b)  d: A via (d) }');
        assert.deepEqual(attributeNamed(model, 'A.b').reference?.columns, []);
        assert.deepEqual(attributeNamed(model, 'A.d').reference?.columns, []);
    });

    it('in an array hold the key, without a foreign key', async () => {
        const model = await modelOf('entity Node { id: uuid key  parents: Node[] }');
        const { columns, reference } = attributeNamed(model, 'Node.parents');
        assert.deepEqual(columns.map(({ name, type }) => [name, type]), [['parents', { kind: 'array', element: { kind: 'primitive', name: 'uuid', arguments: [] } }]]);
        assert.equal(reference, undefined);
    });

    it('of a time leave the key\'s period to it', async () => {
        const model = await modelOf(`entity Product { id: int  validFrom: date  validTo: date  period valid (validFrom, validTo)  key (id, valid without overlaps) }
            entity Price { id: int  since: date  till: date  period holds (since, till)  product: Product during holds  key (id, holds without overlaps) }`);
        const { reference } = attributeNamed(model, 'Price.product');
        assert.deepEqual([reference?.during, reference?.columns, reference?.targetColumns], ['holds', ['product_id'], ['id']]);
    });
});

describe('relationships', () => {
    const entities = 'entity Customer { id: int key } entity Order { id: int key  customer: Customer } ';

    it('read the crow\'s foot from both sides', async () => {
        const model = await modelOf(`${entities} relationship places: Customer ||--o{ Order.customer "places" / "is placed by" composition identifying`);
        const [places] = model.relationships;
        assert.deepEqual(places?.source.cardinality, { optional: false, many: false });
        assert.deepEqual(places.target.cardinality, { optional: true, many: true });
        assert.deepEqual([places.source.entity, places.source.attribute], ['Customer', undefined]);
        assert.deepEqual([places.target.entity, places.target.attribute], ['Order', 'customer']);
        assert.deepEqual([places.label, places.inverseLabel, places.kind, places.identifying], ['places', 'is placed by', 'composition', true]);
        assert.equal(places.joinEntity, undefined);
    });

    const notations: Readonly<Record<string, readonly [string, string]>> = {
        '||--||': ['1', '1'], '|o--o|': ['0..1', '0..1'], '}|--|{': ['1..n', '1..n'], '}o..o{': ['0..n', '0..n'], '||..|{': ['1', '1..n'],
    };
    for (const [notation, expected] of Object.entries(notations)) {
        it(`${notation} is ${expected.join(' to ')}`, async () => {
            const { relationships: [relationship] } = await modelOf(`${entities} relationship r: Customer ${notation} Order`);
            const written = [relationship!.source, relationship!.target].map(({ cardinality: { optional, many } }) =>
                many ? `${optional ? 0 : 1}..n` : optional ? '0..1' : '1');
            assert.deepEqual(written, expected);
        });
    }

    const school = 'entity Student { id: int key } entity Course { no: int key  term: int key } ';

    it('of many to many make a table with the keys of both', async () => {
        const model = await modelOf(`${school}
            /// Who learns what.
            relationship enrolled: Student }o--o{ Course { grade: int? check (grade > 0)  index (grade)  owner Deans } team Deans`);
        assert.equal(model.relationships[0]?.joinEntity, 'enrolled');
        const enrolled = entityNamed(model, 'enrolled');
        assert.equal(enrolled.table?.name, 'enrolled');
        assert.equal(enrolled.documentation, 'Who learns what.');
        assert.deepEqual(columnsOf(enrolled), ['student: student_id', 'course: course_no, course_term', 'grade: grade?']);
        assert.deepEqual(enrolled.key?.elements.map(({ attribute }) => attribute), ['student', 'course']);
        assert.deepEqual(enrolled.attributes.map(({ reference }) => reference?.onDelete), ['cascade', 'cascade', undefined]);
        assert.deepEqual(enrolled.checks.map(({ physicalName }) => physicalName), ['enrolled_grade_check']);
        assert.deepEqual(enrolled.indexes.map(({ physicalName }) => physicalName), ['enrolled_grade_idx']);
        assert.equal(enrolled.governance.owner, 'Deans');
        assert.equal(enrolled.attributes[0]?.id, 'enrolled.student');
    });

    it('of many to many take an end and a key that are written', async () => {
        const model = await modelOf(`${school} relationship enrolled: Student }o--o{ Course as "enrollment" { id: int key  course: Course on delete restrict as ("no", "term") }`);
        const enrolled = entityNamed(model, 'enrolled');
        assert.equal(enrolled.table?.name, 'enrollment');
        assert.deepEqual(columnsOf(enrolled), ['student: student_id', 'course: no, term', 'id: id']);
        assert.deepEqual(enrolled.key?.elements.map(({ attribute }) => attribute), ['id']);
        assert.equal(attributeNamed(model, 'enrolled.course').reference?.onDelete, 'restrict');
    });

    it('of many to many within one entity tell the ends apart', async () => {
        const model = await modelOf('entity Person { id: int key } relationship knows: Person }o--o{ Person');
        assert.deepEqual(columnsOf(entityNamed(model, 'knows')), ['sourcePerson: source_person_id', 'targetPerson: target_person_id']);
    });
});
