import assert from 'node:assert/strict';
import { findingsIn } from './check.ts';

const entity = 'entity Person { id: int key }  entity Item { id: int key  state: string(20)  kind: text?  `case`: string(9)  code: char(2)  n: int  owner: string(5)  person: Person? ';

async function replaced(model: string): Promise<readonly unknown[]> {
    return (await findingsIn(model)).filter(({ code }) => code === 'ERD422').map(({ data }) => (data as { readonly replacement: string }).replacement);
}

/** As pg_dump has it, and in the model's words; nothing for what is more than a list. */
const conditions: Readonly<Record<string, string | undefined>> = {
    "(state)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[])": "state in ('a', 'it''s')",
    "((state)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))": "state in ('a', 'b')",
    "state::text <> ALL (ARRAY['a'::text, 'b'::text])": "state not in ('a', 'b')",
    "(kind = ANY (ARRAY['a'::text, 'b'::text]))": "kind in ('a', 'b')",
    "((kind IS NULL) OR (((state)::text = ANY (ARRAY['a'::text])) AND (n > 3)))": "kind is null or state in ('a') and n > 3",
    "(((kind IS NOT NULL) OR (n = 1)) AND (NOT ((\\\"case\\\")::text = ANY (ARRAY['a'::text]))))": "(kind is not null or n = 1) and not `case` in ('a')",
    "(person_id = 3) AND (state)::text = ANY (ARRAY['a'::text])": "person = 3 and state in ('a')",
    // Blanks at the end, another type, another column, a function, no list.
    "(code)::text = ANY (ARRAY['a'::text])": undefined,
    "(n)::text = ANY (ARRAY['1'::text])": undefined,
    "(missing)::text = ANY (ARRAY['a'::text])": undefined,
    "lower((state)::text) = ANY (ARRAY['a'::text])": undefined,
    "(state)::text = ANY (string_to_array('a,b'::text, ','::text)) AND (kind = ANY (ARRAY['a'::text]))": undefined,
    "(state)::character varying(1) = ANY (ARRAY['a'::text])": undefined,
    "(state)::text > ANY (ARRAY['a'::text])": undefined,
    "((state)::text = ANY (ARRAY['a'::text])) IS TRUE": undefined,
    "(state)::text = ANY (ARRAY['a'::text]) -- all": undefined,
};

describe('lists of texts as PostgreSQL prints them', () => {
    for (const [sql, expected] of Object.entries(conditions)) {
        it(expected === undefined ? `are more than that in ${sql}` : `are ${expected}`, async () => {
            assert.deepEqual(await replaced(`${entity}\n check known: sql postgresql "${sql}" }`), expected === undefined ? [] : [expected]);
        });
    }

    const list = "sql postgresql \"(state)::text = ANY (ARRAY['a'::text])\"";

    it('are found where conditions of rows stand', async () => {
        assert.deepEqual(await replaced(`${entity} index (n) where ${list} check one: not ${list} }
            policy p on Item allow all to public using (${list})
            view V from Item i join Person p on i.person = p and sql postgresql "(i.state)::text = ANY (ARRAY['a'::text])" where i.n > 3 { id: i.id }`),
        ["(state in ('a'))", "state in ('a')", "state in ('a')", "(i.state in ('a'))"]);
    });

    it('are left alone where another engine has its own text', async () => {
        assert.deepEqual(await replaced(`${entity} check known: ${list} mysql "state in ('a')" }`), []);
    });
});
