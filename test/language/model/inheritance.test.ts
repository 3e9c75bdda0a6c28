import assert from 'node:assert/strict';
import { attributeNamed, columnsOf, entityNamed, modelOf, modelOfFiles, physicalColumns } from './model-of.ts';
import { show } from './show.ts';

describe('mixins', () => {
    it('come behind own attributes, their keys before', async () => {
        const model = await modelOf(`mixin Identified { id: uuid = uuid() key } mixin Audited { createdAt: timestamp = now() }
            entity A with Audited, Identified { name: string }`);
        assert.deepEqual(columnsOf(entityNamed(model, 'A')), ['id: id', 'name: name', 'createdAt: created_at']);
        assert.deepEqual(entityNamed(model, 'A').mixins, ['Audited', 'Identified']);
    });

    it('of mixins come once, however many ways lead to them', async () => {
        const model = await modelOf(`mixin Base { x: int } mixin B with Base { b: int } mixin C with Base { c: int }
            entity A with B, C { id: int key }`);
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'b', 'x', 'c']);
    });

    it('that take in each other end', async () => {
        const model = await modelOf('mixin A with B { a: int } mixin B with A { b: int } entity E with A { id: int key }');
        assert.deepEqual(physicalColumns(entityNamed(model, 'E')), ['id', 'a', 'b']);
    });

    it('give way to own attributes', async () => {
        const model = await modelOf('mixin M { name: string(10) } entity A with M { id: int key  override name: string(20) }');
        assert.deepEqual(attributeNamed(model, 'A.name').type, { kind: 'primitive', name: 'string', arguments: [20] });
        assert.equal(attributeNamed(model, 'A.name').from, undefined);
        assert.equal(entityNamed(model, 'A').attributes.length, 2);
    });

    it('say where an attribute was written', async () => {
        const model = await modelOf('schema s { mixin M { x: int } } entity A with s.M { id: int key }');
        const { id, owner, from, place } = attributeNamed(model, 'A.x');
        assert.deepEqual([id, owner, from, place.range.start.character], ['A.x', 'A', 's.M', 21]);
    });

    it('bring constraints, indexes and governance into each of their users, under that table\'s names', async () => {
        const model = await modelOf(`team T  area X  mixin M { x: int? unique check (x > 0)  check small: x < 9  index (x)  unique (x, x)  owner T  area X }
            entity A with M { id: int key } entity B with M { id: int key }`);
        for (const table of ['A', 'B']) {
            const entity = entityNamed(model, table);
            const prefix = table.toLowerCase();
            assert.deepEqual([...entity.uniques, ...entity.checks, ...entity.indexes].map(({ physicalName }) => physicalName),
                [`${prefix}_x_key`, `${prefix}_x_x1_key`, `${prefix}_x_check`, 'small', `${prefix}_x_idx`]);
            assert.deepEqual(entity.governance.areas, ['X']);
            assert.equal(entity.governance.owner, 'T');
        }
    });

    it('their expressions are about the entity that has them', async () => {
        const model = await modelOf(`mixin M { low: int  high: int = 3  check order: low < high }
            entity A with M { id: int key  override low: int as "lowest" }`);
        const [check] = entityNamed(model, 'A').checks;
        assert.equal(show(check?.condition), '(lowest < high)');
        const { condition } = check!;
        assert.ok(condition.kind === 'binary' && condition.left.kind === 'attribute' && condition.left.attribute === 'A.low');
    });

    it('come from other files', async () => {
        const model = await modelOfFiles({
            'a.erd': 'import "./audit.erd" entity A with Audited { id: int key }',
            'audit.erd': '/// When.\nmixin Audited {\n  /// The moment.\n  at: timestamp\n}',
        });
        const attribute = attributeNamed(model, 'A.at');
        assert.ok(attribute.place.uri.endsWith('/audit.erd'));
        assert.equal(attribute.documentation, 'The moment.');
    });
});

describe('inheritance', () => {
    const parties = 'entity Party { id: int key  name: string unique  index (name)  check short: name <> \'\'  subtypes STRATEGY  owner T } team T ';
    const people = 'entity Person extends Party { born: date  unique (born) }';

    function of(strategy: string, more = ''): Promise<Awaited<ReturnType<typeof modelOf>>> {
        return modelOf(parties.replace('STRATEGY', strategy) + people + more);
    }

    it('gives a subtype all attributes of its parent', async () => {
        for (const strategy of ['joined', 'single table', 'concrete', 'inherited']) {
            const person = entityNamed(await of(strategy), 'Person');
            assert.deepEqual(person.attributes.map(({ id, from, inherited }) => [id, from, inherited]), [
                ['Person.id', 'Party', true], ['Person.name', 'Party', true], ['Person.born', undefined, undefined],
            ]);
            assert.equal(person.parent, 'Party');
            assert.deepEqual(person.key?.elements.map(({ attribute }) => attribute), ['id']);
            assert.equal(person.governance.owner, 'T');
        }
    });

    it('joined is the default', async () => {
        const model = await modelOf('entity A { id: int key  n: int unique } entity B extends A { m: int }');
        assert.deepEqual(entityNamed(model, 'B').table, { name: 'b' });
        assert.deepEqual(entityNamed(model, 'B').uniques, []);
    });

    it('joined: the table has its own constraints and a key of its own', async () => {
        const person = entityNamed(await of('joined'), 'Person');
        assert.deepEqual(person.table, { name: 'person' });
        assert.equal(person.key?.physicalName, 'person_pkey');
        assert.deepEqual(person.uniques.map(({ physicalName }) => physicalName), ['person_born_key']);
        assert.deepEqual([person.checks, person.indexes], [[], []]);
    });

    it('single table: no table of its own, and the names of the parent\'s', async () => {
        const person = entityNamed(await of('single table'), 'Person');
        assert.equal(person.table, undefined);
        assert.equal(person.key?.physicalName, 'party_pkey');
        assert.deepEqual(person.uniques.map(({ physicalName }) => physicalName), ['party_born_key']);
    });

    it('concrete: a copy of everything under names of its own', async () => {
        const person = entityNamed(await of('concrete'), 'Person');
        assert.deepEqual(person.uniques.map(({ physicalName }) => physicalName), ['person_name_key', 'person_born_key']);
        assert.deepEqual(person.checks.map(({ physicalName }) => physicalName), ['short']);
        assert.deepEqual(person.indexes.map(({ physicalName }) => physicalName), ['person_name_idx']);
    });

    it('inherited: what PostgreSQL does not hand down is copied, checks are not', async () => {
        const person = entityNamed(await of('inherited'), 'Person');
        assert.deepEqual(person.uniques.map(({ physicalName }) => physicalName), ['person_name_key', 'person_born_key']);
        assert.deepEqual(person.checks, []);
        assert.deepEqual(person.indexes.map(({ physicalName }) => physicalName), ['person_name_idx']);
    });

    it('an abstract parent has no table and is copied', async () => {
        const model = await modelOf(`abstract entity Base { id: int key  code: string unique  owner: Owner } entity Owner { id: int key }
            abstract entity Named extends Base { name: string } entity Product extends Named { price: int }`);
        assert.equal(entityNamed(model, 'Base').table, undefined);
        assert.equal(entityNamed(model, 'Named').table, undefined);
        const product = entityNamed(model, 'Product');
        assert.deepEqual(physicalColumns(product), ['id', 'code', 'owner_id', 'name', 'price']);
        assert.deepEqual(product.uniques.map(({ physicalName }) => physicalName), ['product_code_key']);
        assert.equal(attributeNamed(model, 'Product.owner').reference?.constraintName, 'product_owner_id_fkey');
        assert.equal(attributeNamed(model, 'Product.owner').from, 'Base');
    });

    it('an abstract parent that its subtypes are stored with has a table', async () => {
        const model = await modelOf(`abstract entity A { id: int key  kind: string  subtypes single table by kind }  entity B extends A is 'b' { x: int }
            abstract entity C { id: int key  subtypes joined overlapping complete } entity D extends C { }`);
        assert.deepEqual(entityNamed(model, 'A').table, { name: 'a' });
        assert.deepEqual(entityNamed(model, 'C').table, { name: 'c' });
        assert.equal(entityNamed(model, 'B').discriminator, 'b');
        assert.equal(entityNamed(model, 'D').discriminator, 'D');
        const { strategy, discriminator } = entityNamed(model, 'A').subtypes!;
        assert.deepEqual([strategy, discriminator], ['single table', 'kind']);
        const { exclusive, complete } = entityNamed(model, 'C').subtypes!;
        assert.deepEqual([exclusive, complete], [false, true]);
    });

    it('audit columns of a copied parent trail too', async () => {
        const model = await modelOf(`mixin Audited { at: timestamp } mixin Identified { id: int key }
            abstract entity Base with Audited { code: string } entity A with Identified extends Base { name: string }`);
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'code', 'name', 'at']);
    });

    it('mixins stand before the parent or behind it', async () => {
        const entities = async (head: string) => physicalColumns(entityNamed(await modelOf(`mixin M { at: timestamp } abstract entity P { id: int key } entity A ${head} { x: int }`), 'A'));
        assert.deepEqual(await entities('extends P with M'), await entities('with M extends P'));
    });

    it('a mixin that the parent has too brings nothing new', async () => {
        const model = await modelOf('mixin M { at: timestamp } entity A with M { id: int key } entity B with M extends A { x: int }');
        assert.equal(attributeNamed(model, 'B.at').inherited, true);
    });

    it('override stands where the overridden attribute stood', async () => {
        const model = await modelOf(`abstract entity Base { id: int key  name: string  note: string? }
            entity A extends Base { extra: int  override name: string(20) = 'x' }`);
        assert.deepEqual(physicalColumns(entityNamed(model, 'A')), ['id', 'name', 'note', 'extra']);
        assert.equal(show(attributeNamed(model, 'A.name').default), '\'x\'');
        assert.equal(attributeNamed(model, 'A.name').inherited, undefined);
    });

    it('a foreign key that the parent keeps has one name', async () => {
        const model = await modelOf('entity C { id: int key } entity A { id: int key  c: C } entity B extends A { x: int }');
        assert.equal(attributeNamed(model, 'B.c').reference?.constraintName, 'a_c_id_fkey');
        assert.equal(attributeNamed(model, 'A.c').reference?.constraintName, 'a_c_id_fkey');
    });

    it('in a circle ends', async () => {
        const model = await modelOf('entity A extends B { a: int key } entity B extends A { b: int }');
        assert.equal(model.entities.filter(({ parent }) => parent !== undefined).length, 1);
    });

    it('in a long chain does not exhaust the stack', async () => {
        const length = 4000;
        const chain = Array.from({ length }, (_, i) => i + 1 < length ? `entity E${i} extends E${i + 1}` : `entity E${i} { id: int key  e: E${i}? }`);
        const model = await modelOf(chain.join('\n'));
        assert.equal(entityNamed(model, 'E0').attributes.length, 2);
    });
});
