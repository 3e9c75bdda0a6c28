import assert from 'node:assert/strict';
import { Editor } from '../harness.ts';
import { meaningOf, offered, reasonAgainst, taken, type Files } from './taken.ts';

const model = 'model M { targets postgresql 18 }\n';

describe('move to schema', () => {
    afterEach(() => Editor.closeAll());

    const cases: readonly { readonly what: string; readonly title: RegExp; readonly before: Files; readonly after: Files }[] = [
        {
            what: 'an entity to a new one, wherever it is named',
            title: /new schema 'customer_groups'/,
            before: {
                'shop.erd': `${model}\n/// Who buys.\nentity <|>CustomerGroup {\n  id: int key\n  parent: CustomerGroup?\n  email: Email\n} // end\n\ndomain Email: string(9)\n\nentity Order { id: int key  group: CustomerGroup }\npolicy p on CustomerGroup allow all using (id > 0)\ngrant select on CustomerGroup to public\nview V from CustomerGroup g { id: g.id }\nrelationship r: CustomerGroup ||--o{ Order.group\n`,
                'more.erd': 'import "./shop.erd"\n\nannotate CustomerGroup { email @pii }\n\nschema s {\n  entity A { g: CustomerGroup key }\n}\n',
            },
            after: {
                'shop.erd': `${model}\nschema customer_groups {\n  /// Who buys.\n  entity CustomerGroup {\n    id: int key\n    parent: CustomerGroup?\n    email: Email\n  } // end\n}\n\ndomain Email: string(9)\n\nentity Order { id: int key  group: customer_groups.CustomerGroup }\npolicy p on customer_groups.CustomerGroup allow all using (id > 0)\ngrant select on customer_groups.CustomerGroup to public\nview V from customer_groups.CustomerGroup g { id: g.id }\nrelationship r: customer_groups.CustomerGroup ||--o{ Order.group\n`,
                'more.erd': 'import "./shop.erd"\n\nannotate customer_groups.CustomerGroup { email @pii }\n\nschema s {\n  entity A { g: customer_groups.CustomerGroup key }\n}\n',
            },
        },
        {
            what: 'an entity to a block that is there, where it is named without it',
            title: /schema 's'/,
            before: { 'shop.erd': `${model}\nschema s {\n  entity A { b: B key }\n}\n\nentity <|>B {\n  id: int key\n  note: text? // none\n}\n\nentity C { b: B key }\n` },
            after: { 'shop.erd': `${model}\nschema s {\n  entity A { b: B key }\n\n  entity B {\n    id: int key\n    note: text? // none\n  }\n}\n\nentity C { b: s.B key }\n` },
        },
        {
            what: 'an enumeration with its values, and a function',
            title: /new schema 'kinds'/,
            before: { 'shop.erd': `${model}\n<|enum Kind { X Y }\n\nfunction f(a: int) returns int language sql\n  sql postgresql "select a"|>\n\nentity A {\n  id: int key\n  e: Kind = X\n  n: int = f(1)\n  check c: e = Kind.Y or e = X\n}\n` },
            after: { 'shop.erd': `${model}\nschema kinds {\n  enum Kind { X Y }\n\n  function f(a: int) returns int language sql\n    sql postgresql "select a"\n}\n\nentity A {\n  id: int key\n  e: kinds.Kind = X\n  n: int = kinds.f(1)\n  check c: e = kinds.Kind.Y or e = X\n}\n` },
        },
        {
            what: 'an entity out of one schema into another',
            title: /schema 't'/,
            before: { 'shop.erd': `${model}\nschema s {\n  domain D: int\n\n  entity <|>A {\n    d: D key\n    t: t.T?\n  }\n\n  entity B { a: A key }\n}\n\nschema t {\n  entity T { id: int key }\n}\n` },
            after: { 'shop.erd': `${model}\nschema s {\n  domain D: int\n\n  entity B { a: t.A key }\n}\n\nschema t {\n  entity T { id: int key }\n\n  entity A {\n    d: s.D key\n    t: t.T?\n  }\n}\n` },
        },
        {
            what: 'an entity out of its schema',
            title: /out of the schema 's'/,
            before: { 'shop.erd': `${model}\nschema s {\n  domain D: int\n\n  entity <|>A { d: D key }\n  entity B { a: A key }\n}\n\nentity C { a: s.A key }\n` },
            after: { 'shop.erd': `${model}\nschema s {\n  domain D: int\n\n  entity B { a: A key }\n}\n\nentity A { d: s.D key }\n\nentity C { a: A key }\n` },
        },
    ];
    for (const { what, title, before, after } of cases) {
        it(`moves ${what}`, async () => {
            const result = await taken(title, before);
            assert.deepEqual(result, after);
            const [was, is] = [await meaningOf(before), await meaningOf(result)];
            assert.deepEqual(is.tables, was.tables);
            assert.equal(is.findings.length, was.findings.length);
        });
    }

    it('proposes the schemas of the model and a new one', async () => {
        const { actions } = await offered({ 'a.erd': `import "./b.erd"\n\n${model}\nentity <|>Order { id: int key }\n`, 'b.erd': 'schema crm { entity B { id: int key } }\nschema app { entity C { id: int key } }\n' }, 'refactor.move');
        assert.deepEqual(actions.filter(({ title }) => title.includes('schema')).map(({ title }) => title), [
            "Move 'Order' to the schema 'app', in the database too", "Move 'Order' to the schema 'crm', in the database too", "Move 'Order' to the new schema 'orders', in the database too",
        ]);
    });

    it('says why not', async () => {
        assert.match((await reasonAgainst(/new schema/, `${model}\ndomain <|>D: int\nentity A {\n  id: int key\n  r: range(D)\n}\n`))!, /'D' in line 6 of model\.erd cannot be written with a schema/);
    });
});
