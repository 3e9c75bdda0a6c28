import assert from 'node:assert/strict';
import { findingsIn } from './check.ts';

/** `CODE message` of the errors, in order. */
async function errorsIn(text: string): Promise<string[]> {
    return (await findingsIn(text)).filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
}

const cases: Readonly<Record<string, readonly [text: string, errors: readonly string[]]>> = {
    'the values of an unknown enumeration': [
        'entity A { id: int key  status: Statsu = ACTIVE  check open: status = ACTIVE or status in (CLOSED, ACTIVE) }',
        ["ERD004 There is no type or entity 'Statsu'."],
    ],
    'the attributes of an unknown parent': [
        'entity A extends Parnt { check positive: amount > 0  index (amount) }',
        ["ERD004 There is no entity 'Parnt'."],
    ],
    'the attributes of an unknown mixin, and the key that it may bring': [
        'entity A with Keyed { key (id)  unique (code)  retention 1 year after createdAt }\nentity B { id: int key  a: A }',
        ["ERD004 There is no mixin 'Keyed'."],
    ],
    'what an entity of an unknown schema is': [
        'entity A { id: int key  order: sales.Order }',
        ["ERD004 There is no schema 'sales'."],
    ],
    'the rest of a path': [
        'entity A { id: int key }\nrelationship r: A ||--o{ Ordr.customer',
        ["ERD004 There is no element 'Ordr'."],
    ],
    'members of an unknown alias': [
        'view V from Custmer c where c.active = true { name: c.name }',
        ["ERD004 There is no entity or view 'Custmer'."],
    ],
    'what a policy says of an unknown entity': [
        'role r\npolicy p on Custmer allow select to r using (owner = current_user())',
        ["ERD004 There is no entity 'Custmer'."],
    ],
    'rows of an unknown entity': [
        "rows Contry (iso2) { ('DE') }",
        ["ERD004 There is no entity 'Contry'."],
    ],
    'the arguments of an unknown annotation': [
        'entity A { id: int key  mail: string(20) @peii(email, keep: 3) }',
        ["ERD004 There is no annotation '@peii'. Did you mean '@pii'?"],
    ],
    'what is calculated with an unknown name': [
        'entity A { id: int key  total: int computed (nett * 2 + 1) }',
        ["ERD004 A has no attribute 'nett', nor is anything else here called so."],
    ],
    'a reference to a key whose attribute is unknown': [
        'entity A { id: int  key (idd) }\nentity B { id: int key  a: A }',
        ["ERD004 A has no attribute 'idd'. Did you mean 'id'?"],
    ],
    'of two unknown names beside each other the second': [
        'entity A { id: int key  check c: nett = gros }',
        ["ERD004 A has no attribute 'nett', nor is anything else here called so."],
    ],
    'what an unknown file may have brought': [
        'import "./shared.erd"\nentity A with Audited { id: int key  status: Status = ACTIVE  area Sales }',
        ["ERD401 There is no file './shared.erd'."],
    ],
};

describe('one mistake, one error: not reported is', () => {
    for (const [what, [text, errors]] of Object.entries(cases)) {
        it(what, async () => {
            assert.deepEqual(await errorsIn(text), errors);
        });
    }

    it('anything about a declaration that cannot be read', async () => {
        const found = await findingsIn('entity A {\n  name: string(20)\n  code:\n  other: int = \'x\'\n}\nentity B { id: int key  flag: boolean = 3 }');
        assert.deepEqual(found.map(({ code }) => code), ['ERD001', 'ERD201']);
        assert.equal(found[0]!.place.range.start.line, 2);
    });

    it('a name that is declared where the text cannot be read', async () => {
        const found = await findingsIn('entity A { id: int key  b: Broken  area Sales }\nentity Broken { id: int key  x: = }\narea area area\narea Sales (');
        assert.ok(found.every(({ code }) => code === 'ERD001' || code === 'ERD002'), found.map(({ message }) => message).join('\n'));
    });

    it('what is unused, while something cannot be read', async () => {
        const found = await findingsIn('domain Email: string(255)\nentity A { id: int key  email: }');
        assert.deepEqual(found.map(({ code }) => code), ['ERD001']);
    });
});
