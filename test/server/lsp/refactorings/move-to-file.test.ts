import assert from 'node:assert/strict';
import { Editor } from '../harness.ts';
import { assertSame, offered, reasonAgainst, taken, type Files } from './taken.ts';

const model = 'model M { targets postgresql 18 }\n';

describe('move to file', () => {
    afterEach(() => Editor.closeAll());

    const cases: readonly { readonly what: string; readonly title: RegExp; readonly before: Files; readonly after: Files }[] = [
        {
            what: 'a declaration with its documentation and comments, to a new file that is imported where it is needed',
            title: /the new file/,
            before: {
                'shop.erd': `${model}\n// The head.\n\n/// Who buys.\n// Nobody else.\nentity <|>CustomerGroup { // all\n  id: int key\n} // end\n\nentity Order {\n  id: int key\n  group: CustomerGroup\n}\n`,
                'more.erd': 'import "./shop.erd"\n\nview Groups from CustomerGroup g { id: g.id }\n',
            },
            after: {
                'shop.erd': `import "./customer-group.erd"\nimport "./more.erd"\n\n${model}\n// The head.\n\nentity Order {\n  id: int key\n  group: CustomerGroup\n}\n`,
                'more.erd': 'import "./customer-group.erd"\n\nview Groups from CustomerGroup g { id: g.id }\n',
                'customer-group.erd': '/// Who buys.\n// Nobody else.\nentity CustomerGroup { // all\n  id: int key\n} // end\n',
            },
        },
        {
            what: 'a declaration that needs its file, and is needed in others',
            title: /the new file/,
            before: {
                'shop.erd': `import "./view.erd"\n\n${model}`,
                'base.erd': 'domain Email: string(255)\n\nentity <|>Customer {\n  id: int key\n  email: Email\n}\n\nentity Other { id: int key  email: Email }\n',
                'view.erd': 'import "./base.erd"\n\nview All from Customer c { id: c.id }\n',
            },
            after: {
                'shop.erd': `import "./view.erd"\n\n${model}`,
                'base.erd': 'domain Email: string(255)\n\nentity Other { id: int key  email: Email }\n',
                'view.erd': 'import "./customer.erd"\n\nview All from Customer c { id: c.id }\n',
                'customer.erd': 'import "./base.erd"\n\nentity Customer {\n  id: int key\n  email: Email\n}\n',
            },
        },
        {
            what: 'what nobody needs, which the file with the model then imports',
            title: /the new file/,
            before: { 'shop.erd': `${model}\nentity A { id: int key }\n\nentity <|>B { id: int key }\n` },
            after: { 'shop.erd': `import "./b.erd"\n\n${model}\nentity A { id: int key }\n`, 'b.erd': 'entity B { id: int key }\n' },
        },
        {
            what: 'to a file of the model, which then needs another',
            title: /to \.\/more\.erd$/,
            before: {
                'shop.erd': `import "./more.erd"\nimport "./types.erd"\n\n${model}\nentity <|>B {\n  id: int key\n  email: Email\n}\n`,
                'more.erd': 'entity A { id: int key }', 'types.erd': 'domain Email: string(255)\n',
            },
            after: {
                'shop.erd': `import "./more.erd"\nimport "./types.erd"\n\n${model}`,
                'more.erd': 'import "./types.erd"\n\nentity A { id: int key }\n\nentity B {\n  id: int key\n  email: Email\n}\n', 'types.erd': 'domain Email: string(255)\n',
            },
        },
        {
            what: 'with what it needs, where the two files would import each other',
            title: /'Customer' with 'Email' to the new file/,
            before: { 'shop.erd': `${model}\ndomain Email: string(255)\n\nentity <|>Customer {\n  id: int key\n  email: Email\n}\n\nentity Order { id: int key  customer: Customer  email: Email }\n` },
            after: {
                'shop.erd': `import "./customer.erd"\n\n${model}\nentity Order { id: int key  customer: Customer  email: Email }\n`,
                'customer.erd': 'domain Email: string(255)\n\nentity Customer {\n  id: int key\n  email: Email\n}\n',
            },
        },
        {
            what: 'out of a schema block into one of the same name',
            title: /the new file/,
            before: { 'shop.erd': `${model}\nschema crm {\n  /// Known.\n  entity <|>Contact {\n    id: int key\n  }\n\n  entity Call { id: int key  with: Contact }\n}\n` },
            after: {
                'shop.erd': `import "./contact.erd"\n\n${model}\nschema crm {\n  entity Call { id: int key  with: Contact }\n}\n`,
                'contact.erd': 'schema crm {\n  /// Known.\n  entity Contact {\n    id: int key\n  }\n}\n',
            },
        },
        {
            what: 'several at once',
            title: /'A' and 'B' to the new file/,
            before: { 'shop.erd': `${model}\n<|entity A { id: int key }\n\nenum B: char(1) { X = 'x' }|>\n\nentity C { a: A key  b: B }\n` },
            after: { 'shop.erd': `import "./a.erd"\n\n${model}\nentity C { a: A key  b: B }\n`, 'a.erd': "entity A { id: int key }\n\nenum B: char(1) { X = 'x' }\n" },
        },
        {
            what: 'to a file that only they needed, and that their own file needs then',
            title: /to \.\/types\.erd$/,
            before: { 'shop.erd': `import "./a.erd"\n\n${model}`, 'a.erd': 'import "./types.erd"\n\nentity <|>A { id: int key  email: Email }\n\nentity B { a: A key }\n', 'types.erd': 'domain Email: string(255)\n' },
            after: { 'shop.erd': `import "./a.erd"\n\n${model}`, 'a.erd': 'import "./types.erd"\n\nentity B { a: A key }\n', 'types.erd': 'domain Email: string(255)\n\nentity A { id: int key  email: Email }\n' },
        },
    ];
    for (const { what, title, before, after } of cases) {
        it(`moves ${what}`, async () => {
            const result = await taken(title, before);
            assert.deepEqual(result, after);
            await assertSame(before, result);
        });
    }

    it('proposes a new file and the files of the model, those first that have to do with it', async () => {
        const { actions } = await offered({ 'a.erd': `import "./b.erd"\nimport "./c.erd"\n\n${model}\nentity <|>Order { id: int key  at: C }\n`, 'b.erd': 'entity B { id: int key }\n', 'c.erd': 'entity C { id: int key }\n' }, 'refactor.move');
        assert.deepEqual(actions.filter(({ title }) => title.includes('.erd')).map(({ title }) => title), ["Move 'Order' to the new file ./order.erd", "Move 'Order' to ./c.erd", "Move 'Order' to ./b.erd"]);
    });

    it('says why not', async () => {
        assert.match((await reasonAgainst(/^Move 'Customer' to the new/, { 'shop.erd': `${model}\ndomain Email: string(255)\n\nentity <|>Customer { id: int key  email: Email }\n\nentity Order { id: int key  customer: Customer }\n` }))!, /import each other: 'Customer' needs 'Email'/);
        assert.match((await reasonAgainst(/^Move 'A' to the new/, { 'shop.erd': `${model}\nentity <|>A { id: int key } entity B { id: int key }\n` }))!, /shares its lines/);
    });
});
