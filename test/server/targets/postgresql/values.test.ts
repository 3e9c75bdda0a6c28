import assert from 'node:assert/strict';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { targetOf } from '../../../../server/targets/index.ts';
import { modelOf } from '../models.ts';

const postgresql = targetOf('postgresql')!;

/** What is accepted is generated right: the DDL runs, and a query has the value that the model means. */
const cases: Readonly<Record<string, readonly [model: string, query: string, value: string]>> = {
    'computed attributes that read computed ones': [
        `entity A { id: int key  net: decimal(10,2)  tax: decimal(10,2) computed (net * 0.196) stored  gross: decimal(10,2) computed (net + tax) stored
           half: int computed (gross / 2) stored }
         rows A (id, net) { (1, 9.99) }`,
        "SELECT concat_ws(' ', tax, gross, half) FROM a", '1.96 11.95 6',
    ],
    'numbers in an enumeration of the engine': ['enum K { A = 1  B = 2 }\nentity C { id: int key  k: K = B }\nrows C (id) { (1) }', 'SELECT k::text FROM c', '2'],
    'numbers in an enumeration of texts': [
        "enum K: char(1) { A = 1  B = 2 }\nentity C { id: int key  k: K = B  l: K  check c: k in (A, B) }\nrows C (id, l) { (1, A) }", 'SELECT k || l FROM c', '21',
    ],
    'domains that leave it open whether there is a value': [
        'domain D: int?\ndomain E: D\nentity C { id: int key  d: D  e: E }\nrows C (id) { (1) }', 'SELECT (d IS NULL AND e IS NULL)::text FROM c', 'true',
    ],
    'references within structured types': [
        'entity P { id: int key }\ntype T { p: P  n: int }\nentity C { id: int key  t: T }', "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'",
        'FOREIGN KEY (t_p_id) REFERENCES p(id)',
    ],
};

describe('DDL for PostgreSQL keeps', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    for (const [what, [model, query, value]] of Object.entries(cases)) {
        it(what, async () => {
            const statements = postgresql.generate(await modelOf(`model M { targets postgresql 18 }\n${model}`)).flatMap(artefact => artefact.statements);
            await postgres.session(async session => {
                const { failed } = await session.execute(statements.map(({ text }) => ({ id: text, text })));
                assert.deepEqual(failed, []);
                assert.deepEqual((await session.query(query)).map(row => Object.values(row)[0]), [value]);
            });
        });
    }
});
