import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { originAt, targetOf, type Artefact, type GenerateOptions } from '../../../../server/targets/index.ts';
import { modelOf } from '../models.ts';

const postgresql = targetOf('postgresql')!;

async function generate(text: string, options: Partial<GenerateOptions> = {}): Promise<readonly Artefact[]> {
    return postgresql.generate(await modelOf(text), options);
}

async function scriptOf(text: string, options: Partial<GenerateOptions> = {}): Promise<Artefact> {
    const [artefact] = await generate(text, options);
    return artefact!;
}

/** The first lines of the statements, in their order. */
function heads({ statements }: Artefact): string[] {
    return statements.map(({ text }) => text.split(/ \(|\n/)[0]!);
}

describe('The order of a PostgreSQL script', () => {
    it('follows the source where nothing forbids it', async () => {
        const script = await scriptOf('entity B { id: int key } entity A { id: int key } entity C { id: int key }');
        assert.deepEqual(heads(script), ['CREATE TABLE b', 'CREATE TABLE a', 'CREATE TABLE c']);
    });

    it('puts types, sequences and functions before what uses them', async () => {
        const script = await scriptOf(`
            entity Order { id: int key  number: bigint = next(numbers)  code: text = makeCode()  kind: Kind  key2: Code }
            domain Code: string(10) check (isCode(value))
            function isCode(value: string) returns boolean immutable language sql sql postgresql "SELECT value <> ''"
            function makeCode() returns text language sql sql postgresql "SELECT 'x' || nextval('numbers')"
            sequence numbers
            enum Kind { A  B }`);
        assert.deepEqual(heads(script), [
            'CREATE OR REPLACE FUNCTION is_code(value varchar)', 'CREATE DOMAIN code AS varchar(10)', 'CREATE TYPE kind AS ENUM', 'CREATE SEQUENCE numbers',
            'CREATE OR REPLACE FUNCTION make_code()', 'CREATE TABLE "order"',
        ]);
    });

    it('puts functions that read a table after it, and triggers that need them at the end', async () => {
        const script = await scriptOf(`
            function log() returns trigger language plpgsql sql postgresql """
              BEGIN
                INSERT INTO entry VALUES (1); -- not other
                RETURN NULL;
              END
              """
            function plain() returns trigger language plpgsql sql postgresql "BEGIN RETURN NEW; END"
            entity Order { id: int key }
            trigger logged on Order after insert for each row execute log()
            trigger plainly on Order before insert for each row execute plain()
            entity Entry { id: int key }
            entity Other { id: int key }`);
        assert.deepEqual(heads(script), [
            'CREATE OR REPLACE FUNCTION plain()', 'CREATE TABLE "order"', 'CREATE TRIGGER plainly', 'CREATE TABLE entry', 'CREATE TABLE other',
            'CREATE OR REPLACE FUNCTION log()', 'CREATE TRIGGER logged',
        ]);
    });

    it('reads marked SQL for the views and functions that it names', async () => {
        const script = await scriptOf(`
            view First sql postgresql """SELECT id FROM second /* third */ WHERE 'third' <> '' AND "Fourth"() > 0""" { column id: int }
            view Third sql postgresql "SELECT 1 AS id" { column id: int }
            view Second sql postgresql "SELECT 1 AS id" { column id: int }
            function fourth() returns int language sql as "Fourth" sql postgresql "SELECT id FROM Third"`);
        assert.deepEqual(heads(script), [
            'CREATE VIEW second AS', 'CREATE VIEW third AS', 'CREATE OR REPLACE FUNCTION "Fourth"()', 'CREATE VIEW first AS',
        ]);
    });

    it('puts marked statements before what mentions what they make, and after what they mention', async () => {
        const script = await scriptOf(`
            statement postgresql after Offer "CREATE RULE keep AS ON DELETE TO offer DO INSTEAD SELECT valid(1)"
            statement postgresql "CREATE PUBLICATION everything FOR ALL TABLES"
            statement postgresql "CREATE FOREIGN TABLE stock (price price_range) SERVER warehouse"
            statement postgresql "CREATE SERVER warehouse FOREIGN DATA WRAPPER nothing"
            statement postgresql "CREATE FOREIGN DATA WRAPPER nothing"
            statement postgresql "CREATE TYPE price_range AS RANGE (subtype = numeric)"
            entity Offer { id: int key  price: native(postgresql: "price_range") }
            entity Other { id: int key }
            view Prices sql postgresql "SELECT price FROM stock"
            function valid(id: int) returns boolean language sql sql postgresql "SELECT count(*) > 0 FROM other"`);
        assert.deepEqual(heads(script), [
            'CREATE TYPE price_range AS RANGE', 'CREATE TABLE offer', 'CREATE TABLE other', 'CREATE OR REPLACE FUNCTION valid(id integer)',
            'CREATE RULE keep AS ON DELETE TO offer DO INSTEAD SELECT valid(1)', 'CREATE FOREIGN DATA WRAPPER nothing',
            'CREATE SERVER warehouse FOREIGN DATA WRAPPER nothing', 'CREATE FOREIGN TABLE stock', 'CREATE VIEW prices AS',
            'CREATE PUBLICATION everything FOR ALL TABLES',
        ]);
    });

    it('puts a change of a publication after it', async () => {
        const script = await scriptOf(`
            entity A { id: int key }
            statement postgresql after A "ALTER PUBLICATION pub ADD TABLE a"
            statement postgresql "CREATE PUBLICATION pub"`);
        assert.deepEqual(heads(script), ['CREATE TABLE a', 'CREATE PUBLICATION pub', 'ALTER PUBLICATION pub ADD TABLE a']);
    });

    it('puts a marked statement about a foreign key that is added afterwards behind it', async () => {
        const script = await scriptOf(`
            entity A { id: int key  b: B? foreign key constraint "a_b" }
            statement postgresql after A "COMMENT ON CONSTRAINT a_b ON public.a IS 'circle'"
            entity B { id: int key  a: A? }`);
        assert.deepEqual(heads(script), ['CREATE TABLE a', 'CREATE TABLE b', 'ALTER TABLE a', "COMMENT ON CONSTRAINT a_b ON public.a IS 'circle'"]);
    });

    it('gives privileges on all of a schema when statements have made theirs, and those beside a schema when extensions have', async () => {
        const script = await scriptOf(`
            extension citext in core
            schema core { function f() returns int language sql sql postgresql "SELECT 1" }
            statement postgresql after core "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA core FROM PUBLIC"
            statement postgresql "CREATE TYPE core.float_range AS RANGE (subtype = float8)"
            statement postgresql "VACUUM"
            revoke execute on all functions in schema core from public`);
        assert.deepEqual(heads(script), [
            'CREATE SCHEMA IF NOT EXISTS core', 'CREATE EXTENSION IF NOT EXISTS citext SCHEMA core', 'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA core FROM PUBLIC',
            'CREATE OR REPLACE FUNCTION core.f()', 'CREATE TYPE core.float_range AS RANGE', 'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA core FROM PUBLIC', 'VACUUM',
        ]);
    });

    it('adds a foreign key afterwards only where two tables need each other', async () => {
        const script = await scriptOf(`
            entity Line { id: int key  order: Order }
            entity Order { id: int key  main: Line?  customer: Customer }
            entity Customer { id: int key  parent: Customer? }`);
        assert.deepEqual(heads(script).filter(head => /TABLE/.test(head)), ['CREATE TABLE customer', 'CREATE TABLE line', 'CREATE TABLE "order"', 'ALTER TABLE line']);
    });

    it('is the same each time', async () => {
        const text = 'model Same { } entity One { id: int key  two: Two? } entity Two { id: int key  one: One? } role r policy p on One allow select to r using (id > 0)';
        assert.deepEqual((await scriptOf(text)).text, (await scriptOf(text)).text);
    });
});

describe('A PostgreSQL script', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    it('leads an error of the database back to the line that caused it', async () => {
        const text = [
            'entity Customer {',
            '  id:    int key',
            '  name:  string(80)',
            '  score: native(postgresql: "nonsense")',
            '  check odd: sql postgresql "no_such_function(id)"',
            '}',
            'entity Order {',
            '  id:    int key',
            '  check odd: sql postgresql "no_such_function(id)"',
            '}',
        ].join('\n');
        const { statements } = await scriptOf(text);
        const { failed } = await postgres.run(statements.map((statement, index) => ({ id: String(index), text: statement.text })));
        const lines = failed.map(({ id, error }) => {
            const origin = originAt(statements[Number(id)]!, error.offset!);
            return [origin.id, origin.place?.range.start.line];
        });
        assert.deepEqual(lines, [['Customer.score', 3], ['Order', 8]]);
    });

    it('goes into one file, or into a folder whose files run in the order of their names', async () => {
        const text = `
            model Shop { schema main }
            enum Kind { A  B }
            schema sales { entity Order { id: int key  customer: crm.Customer  kind: Kind } }
            schema crm { entity Customer { id: int key } }
            view Orders from sales.Order o { id: o.id }
            role reader
            grant select on Orders to reader`;
        const paths = async (split: GenerateOptions['split']) => (await generate(text, { split })).map(({ path }) => path);
        assert.deepEqual(await paths('none'), ['Shop.postgresql.sql']);
        assert.deepEqual(await paths('schema'), [
            'Shop.postgresql/001_setup.sql', 'Shop.postgresql/002_main.sql', 'Shop.postgresql/003_crm.sql', 'Shop.postgresql/004_sales.sql',
            'Shop.postgresql/005_main.sql', 'Shop.postgresql/006_privileges.sql',
        ]);
        assert.deepEqual(await paths('entity'), [
            'Shop.postgresql/001_setup.sql', 'Shop.postgresql/002_types.sql', 'Shop.postgresql/003_crm.customer.sql', 'Shop.postgresql/004_sales.order.sql',
            'Shop.postgresql/005_main.orders.sql', 'Shop.postgresql/006_privileges.sql',
        ]);
    });

    it('builds indexes concurrently where that is possible, and says then how to run it', async () => {
        const text = `
            entity Event { id: int  at: timestamp  key (id, at)  index (at)
              partition by range (at) every 1 month from date '2025-01-01' to date '2025-02-01' }
            entity Other { id: int key  name: string  index (name) }`;
        const plain = await scriptOf(text);
        assert.doesNotMatch(plain.text, /CONCURRENTLY/);
        assert.match(plain.text, /psql --single-transaction/);
        const concurrent = await scriptOf(text, { concurrentIndexes: true });
        assert.deepEqual(heads(concurrent).filter(head => /INDEX/.test(head)), ['CREATE INDEX event_at_idx ON event', 'CREATE INDEX CONCURRENTLY other_name_idx ON other']);
        assert.doesNotMatch(concurrent.text, /single-transaction/);
    });

    it('keeps texts in their comments and constants', async () => {
        const text = [
            '/// A shop.\u2028DROP TABLE x;',
            'model `../../Shop; x` { schema `public` }',
            "/// It's \\ */ a\u0085customer $$",
            'entity Customer { id: int key  name: string = \'$$ \\ \'\'\' on update (\'$$\') }',
            'function f() returns text language sql sql postgresql "SELECT \'$$ $body1$\'"',
        ].join('\n');
        const script = await scriptOf(text);
        assert.equal(script.path, '__.._Shop_x.postgresql.sql');
        assert.equal((await postgres.run(script.statements.map(statement => ({ id: statement.text, text: statement.text })))).failed.length, 0);
        assert.deepEqual(script.text.split(/[\n\u2028\u0085]/).filter(line => /DROP TABLE/.test(line)), ['-- DROP TABLE x;']);
    });

    it('runs for every graph of references', async () => {
        const optional = fc.record({ to: fc.nat(5), optional: fc.boolean() });
        const graphs = fc.array(fc.array(optional, { maxLength: 3 }), { minLength: 1, maxLength: 6 });
        await fc.assert(fc.asyncProperty(graphs, fc.constantFrom('none' as const, 'schema' as const, 'entity' as const), async (graph, split) => {
            const text = graph.map((references, entity) => `schema s${entity % 2} { entity E${entity} { id: int key ${references
                .map(({ to, optional }, index) => `r${index}: s${to % graph.length % 2}.E${to % graph.length}${optional ? '?' : ''}`).join(' ')} } }`).join('\n');
            const artefacts = await generate(text, { split });
            const statements = artefacts.flatMap(artefact => artefact.statements).map(statement => ({ id: statement.text, text: statement.text }));
            const { failed, catalog } = await postgres.run(statements);
            assert.deepEqual(failed, []);
            const foreignKeys = catalog.filter(({ kind, properties }) => kind === 'constraint' && JSON.stringify(properties).includes('FOREIGN KEY'));
            assert.equal(foreignKeys.length, graph.flat().length);
        }), { numRuns: 15, seed: 7 });
    });
});
