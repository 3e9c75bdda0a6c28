import assert from 'node:assert/strict';
import { Editor } from '../harness.ts';
import { assertSame, offered, reasonAgainst, taken, takenInOne, type Files } from './taken.ts';

const model = 'model M { targets postgresql 18 }\n';
const extract = /^Extract type '\w+'$/;

describe('extract type', () => {
    afterEach(() => Editor.closeAll());

    for (const { what, before, after } of [
        {
            what: 'by what the names begin with, wherever the attributes are named',
            before: `${model}\n/// Who buys.\nentity Customer {\n  id: int key\n\n<|  // where\n  /// With number.\n  addressStreet: string(100)? // and number\n  addressCity: string(50) = 'Rome' check (addressCity <> addressStreet) @pii(address)|>\n  name: text\n\n  check c: addressCity <> ''\n  index (addressCity, name)\n}\n\nview V from Customer c { city: c.addressCity }\nflow V.city <- Customer.addressCity\n`,
            after: `${model}\ntype Address {\n  // where\n  /// With number.\n  street: string(100)? // and number\n  city: string(50) = 'Rome' check (city <> street) @pii(address)\n}\n\n/// Who buys.\nentity Customer {\n  id: int key\n\n  address: Address\n  name: text\n\n  check c: address.city <> ''\n  index (address.city, name)\n}\n\nview V from Customer c { city: c.address.city }\nflow V.city <- Customer.address.city\n`,
        },
        {
            what: 'whose columns keep the names that they have',
            before: `${model}\nentity Customer {\n  id: int key\n<|  street: string(100) as "strasse"\n  city: string(50)|>\n}\n`,
            after: `${model}\ntype CustomerPart {\n  street: string(100)\n  city: string(50)\n}\n\nentity Customer {\n  id: int key\n  part: CustomerPart as ("strasse", "city")\n}\n`,
        },
    ]) {
        it(what, async () => {
            const result = await takenInOne(extract, before);
            assert.equal(result, after);
            await assertSame({ 'model.erd': before }, { 'model.erd': result });
        });
    }

    it('offers it for others that have the same attributes, in other files and schemas too', async () => {
        const group = (as = ''): string => `  shipStreet: Street // and number\n  shipCity: string(50)${as}\n`;
        const before: Files = {
            'shop.erd': `import "./types.erd"\n\n${model}\nentity Customer {\n  id: int key\n<|${group()}|>}\n\nschema s {\n  entity Partner {\n    id: int key\n${group(' as "town"').replaceAll(/^/gm, '  ').trimEnd()}\n  }\n\n  entity Other { id: int key  shipStreet: Street }\n}\n`,
            'more.erd': `import "./types.erd"\nimport "./shop.erd"\n\nentity Shop {\n  customer: Customer key\n${group()}}\n`,
            'types.erd': 'domain Street: string(100)\n',
        };
        const after = await taken(/here and in 2 others/, before);
        assert.deepEqual(after, {
            'shop.erd': `import "./types.erd"\n\n${model}\ntype Ship {\n  street: Street // and number\n  city: string(50)\n}\n\nentity Customer {\n  id: int key\n  ship: Ship\n}\n\nschema s {\n  entity Partner {\n    id: int key\n    ship: Ship as ("ship_street", "town")\n  }\n\n  entity Other { id: int key  shipStreet: Street }\n}\n`,
            'more.erd': 'import "./shop.erd"\n\nentity Shop {\n  customer: Customer key\n  ship: Ship\n}\n',
            'types.erd': 'domain Street: string(100)\n',
        });
        await assertSame(before, after);
    });

    it('takes attributes of a many-to-many relationship, and of a mixin', async () => {
        const before = { 'model.erd': `${model}\nentity A { id: int key }\nentity B { id: int key }\n\nrelationship ab: A }o--o{ B {\n<|  fromDay: date\n  fromHour: int?|>\n}\n` };
        const after = await taken(extract, before);
        assert.match(after['model.erd']!, /type From \{[^}]*\}\n\nrelationship ab: A \}o--o\{ B \{\n {2}from: +From\n\}/);
        await assertSame(before, after);
        const mixed = { 'model.erd': `${model}\nmixin Located {\n<|  atX: int\n  atY: int|>\n}\n\nentity A with Located { id: int key  check c: atX > atY }\nentity B with Located { id: int key }\n` };
        await assertSame(mixed, await taken(extract, mixed));
    });

    it('is undone by inlining', async () => {
        const before = { 'model.erd': `${model}\nentity A {\n  id: int key\n<|  priceAmount: int? = 1 check (priceAmount > 0)\n  priceCurrency: char(3) as "cur" @internal|>\n  check c: priceAmount > 2\n}\n` };
        const between = await taken(extract, before);
        const after = await taken(/^Inline type 'Price'/, { 'model.erd': between['model.erd']!.replace('type Price', 'type <|>Price') });
        assert.equal(after['model.erd'], before['model.erd'].replace(/<\||\|>/g, ''));
    });

    it('says why not', async () => {
        assert.match((await reasonAgainst(extract, `${model}\nentity A {\n<|  aId: int key\n  aB: int|>\n}\n`))!, /is a key/);
        assert.match((await reasonAgainst(extract, `${model}\nentity A {\n  id: int key\n<|  aB: int\n  aC: int|>\n  unique (aB)\n}\n`))!, /'aB' is named in line 7 of model\.erd/);
        assert.match((await reasonAgainst(extract, `${model}\nentity A {\n  a: int key\n<|  aB: int\n  aC: int|>\n}\n`))!, /has an attribute 'a' already/);
    });

    it('says why neither a type nor a mixin is made of what follows from others', async () => {
        const text = `${model}\nentity A {\n  id: int key\n  a: int\n<|  b: int\n  c: int computed (a + b) stored|>\n}\n`;
        assert.match((await reasonAgainst(extract, text))!, /cannot name 'a'/);
        assert.match((await reasonAgainst(/^Extract mixin/, text))!, /cannot name 'a'/);
    });

    it('is not offered for one attribute, nor with rules between', async () => {
        for (const lines of ['<|a: int|>', '<|a: int\n  check c: id > 0\n  b: int|>', '<|a: int  b: int|>  c: int']) {
            const { actions } = await offered(`${model}\nentity A {\n  id: int key\n  ${lines}\n}\n`);
            assert.deepEqual(actions.filter(({ title }) => extract.test(title)), []);
        }
    });
});
