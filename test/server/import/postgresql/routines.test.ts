import assert from 'node:assert/strict';
import { readPostgresql } from '../../../../server/import/postgresql/index.ts';
import type { SourceObject, SourceSchema } from '../../../../server/import/source/index.ts';

const read = (script: string): Promise<SourceSchema> => readPostgresql(script, { effect: 'never' });

type OfKind<Kind extends SourceObject['kind']> = Extract<SourceObject, { readonly kind: Kind }>;

async function one<Kind extends SourceObject['kind']>(kind: Kind, script: string): Promise<OfKind<Kind>> {
    const found = (await read(script)).objects.filter((object): object is OfKind<Kind> => object.kind === kind);
    assert.equal(found.length, 1, `one ${kind}`);
    return found[0]!;
}

async function kept(script: string): Promise<readonly string[]> {
    return (await read(script)).objects.flatMap(object => object.kind === 'statement' ? [object.sql] : []);
}

describe('A routine of a PostgreSQL script', () => {
    it('has all that is said of it', async () => {
        const routine = await one('routine', `
            CREATE FUNCTION shop.tax(amount numeric, INOUT rate numeric DEFAULT 0.2, VARIADIC more int[] DEFAULT '{}') RETURNS numeric LANGUAGE 'SQL'
                IMMUTABLE STRICT LEAKPROOF SECURITY DEFINER PARALLEL SAFE COST 5 ROWS 10 SET search_path = shop, pg_temp SET work_mem TO '8MB'
                AS $body$
                SELECT amount * rate $body$;
            ALTER FUNCTION shop.tax(numeric, numeric, int[]) STABLE RESET work_mem;`);
        assert.deepEqual(routine.name, { schema: 'shop', name: 'tax' });
        assert.deepEqual(routine.parameters.map(({ mode, name, type, default: value }) => [mode, name, type.sql, value?.sql]), [
            ['in', 'amount', 'numeric', undefined], ['inout', 'rate', 'numeric', '0.2'], ['variadic', 'more', 'integer[]', `'{}'`],
        ]);
        const { language, volatility, strict, leakproof, securityDefiner, parallel, cost, rows, settings, body } = routine;
        assert.deepEqual([language, volatility, strict, leakproof, securityDefiner, parallel, cost, rows], ['sql', 'stable', true, true, true, 'safe', '5', '10']);
        assert.deepEqual(settings, [{ name: 'search_path', value: 'shop, pg_temp' }]);
        assert.equal(body, '\n                SELECT amount * rate ');
    });

    it('is a standard one with its text', async () => {
        const script = `CREATE FUNCTION add(a int) RETURNS int LANGUAGE sql RETURN a + 1`;
        const { standardBody, body } = await one('routine', script);
        assert.deepEqual([standardBody, body], [true, 'RETURN a + 1']);
        const block = await one('routine', `CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC DELETE FROM a; SELECT 1; END;`);
        assert.deepEqual([block.routine, block.standardBody, block.body, block.returns], ['procedure', true, 'BEGIN ATOMIC DELETE FROM a; SELECT 1; END', undefined]);
    });

    it('returns a table', async () => {
        const { returns, parameters } = await one('routine', `CREATE FUNCTION pairs(n int) RETURNS TABLE (a int, b text) LANGUAGE sql AS 'SELECT 1, 2'`);
        assert.ok(returns && 'columns' in returns);
        assert.deepEqual([returns.columns.map(({ name, type }) => [name, type.sql]), parameters.length], [[['a', 'integer'], ['b', 'text']], 1]);
    });

    it('is replaced where it stood, and overloaded', async () => {
        const { objects } = await read(`
            CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
            COMMENT ON FUNCTION f(int) IS 'One';
            CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 2';
            CREATE OR REPLACE FUNCTION f(b integer) RETURNS int LANGUAGE sql AS 'SELECT 3';
            DROP FUNCTION f(text);`);
        assert.deepEqual(objects.map(object => object.kind === 'routine' && [object.body, object.comment]), [['SELECT 3', 'One']]);
    });

    it('is an aggregate', async () => {
        const { routine, body, parallel, parameters } = await one('routine', `
            CREATE AGGREGATE longest(text) (SFUNC = text_larger, STYPE = text, INITCOND = 'a,b', PARALLEL = SAFE)`);
        assert.deepEqual([routine, body, parallel], ['aggregate', `SFUNC = text_larger,\nSTYPE = text,\nINITCOND = 'a,b'`, 'safe']);
        assert.deepEqual(parameters.map(({ type }) => type.sql), ['text']);
    });

    it('is kept as text where the language has no words for it', async () => {
        const window = `CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW AS 'window_rank'`;
        const linked = `CREATE FUNCTION l(int) RETURNS int LANGUAGE c AS 'library', 'symbol'`;
        assert.deepEqual(await kept(`${window};${linked}`), [window, linked]);
    });
});

describe('A trigger of a PostgreSQL script', () => {
    const table = 'CREATE TABLE a (id int, name text); CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS \'BEGIN END\';';

    it('has its events, columns, condition, arguments and state', async () => {
        const trigger = await one('trigger', `${table}
            CREATE TRIGGER t BEFORE INSERT OR UPDATE OF name OR DELETE ON a FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE PROCEDURE touch('x', 1);
            ALTER TABLE a DISABLE TRIGGER t;
            ALTER TABLE a RENAME COLUMN name TO label;`);
        assert.deepEqual(trigger.events, [{ kind: 'insert', columns: [] }, { kind: 'delete', columns: [] }, { kind: 'update', columns: ['label'] }]);
        assert.deepEqual([trigger.timing, trigger.level, trigger.condition?.sql, trigger.arguments, trigger.state], ['before', 'row', 'pg_trigger_depth() = 0', ['x', '1'], 'disabled']);
        assert.deepEqual(trigger.routine, { schema: 'public', name: 'touch' });
    });

    it('sees the rows of a statement, or is a constraint', async () => {
        const seeing = await one('trigger', `${table} CREATE TRIGGER t AFTER UPDATE ON a REFERENCING OLD TABLE AS was NEW TABLE AS "is" EXECUTE FUNCTION touch()`);
        assert.deepEqual([seeing.oldRows, seeing.newRows, seeing.level], ['was', 'is', 'statement']);
        const constraint = await one('trigger', `${table}
            CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch()`);
        assert.deepEqual([constraint.constraint, constraint.constraintTiming], [true, { deferrable: true, initiallyDeferred: true }]);
    });

    it('is of a view', async () => {
        const trigger = await one('trigger', `${table} CREATE VIEW v AS SELECT id FROM a; CREATE TRIGGER t INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION touch()`);
        assert.deepEqual([trigger.timing, trigger.relation.name], ['instead of', 'v']);
    });

    it('goes with its table, and is kept as text on what is no table of the model', async () => {
        assert.deepEqual((await read(`${table} CREATE TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION touch(); DROP TABLE a`)).objects.map(({ kind }) => kind), ['routine']);
        const script = 'CREATE TRIGGER t AFTER INSERT ON elsewhere EXECUTE FUNCTION touch()';
        assert.deepEqual(await kept(`${table}${script}`), [script]);
    });
});

describe('A view of a PostgreSQL script', () => {
    const table = 'CREATE TABLE a (id int, price numeric(10,2), name text);';
    const columnsOf = (view: OfKind<'view'>) => view.columns.map(({ name, type }) => [name, type?.sql]);

    it('has its text, options and columns', async () => {
        const view = await one('view', `${table}
            CREATE VIEW v WITH (security_barrier, security_invoker = true) AS
                SELECT id, price AS cost, upper(name), count(*) OVER () FROM a -- all
                WITH LOCAL CHECK OPTION;`);
        assert.equal(view.sql, 'SELECT id, price AS cost, upper(name), count(*) OVER () FROM a');
        assert.deepEqual(view.options, [{ name: 'security_barrier' }, { name: 'security_invoker', value: 'true' }]);
        assert.equal(view.checkOption, 'local');
        assert.deepEqual(columnsOf(view), [['id', 'integer'], ['cost', 'numeric(10,2)'], ['upper', undefined], ['count', 'bigint']]);
    });

    it('knows its columns through joins, subqueries and other queries', async () => {
        const view = await one('view', `${table}
            CREATE VIEW v AS WITH few (x, y) AS (SELECT id, name FROM a) SELECT s.*, b.price, (SELECT max(id) FROM a), 'x'::text AS t, CASE WHEN true THEN 1 END
                FROM few s JOIN a b ON b.id = s.x UNION ALL SELECT 1, '', 2, 3, '', 4;`);
        assert.deepEqual(columnsOf(view), [['x', 'integer'], ['y', 'text'], ['price', 'numeric(10,2)'], ['max', undefined], ['t', 'text'], ['case', undefined]]);
    });

    it('has the names of its column list in its text', async () => {
        assert.equal((await one('view', `${table} CREATE VIEW v (x, "Y y") AS SELECT id, coalesce(price, 0) AS p, name FROM a ORDER BY 1`)).sql,
            'SELECT id AS x, coalesce(price, 0) AS "Y y", name FROM a ORDER BY 1');
        const recursive = await one('view', 'CREATE RECURSIVE VIEW n (i) AS VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9');
        assert.match(recursive.sql, /^WITH RECURSIVE "n"\("i"\) AS/);
        assert.deepEqual(await kept(`${table} CREATE VIEW v (x) AS SELECT * FROM a`), ['CREATE VIEW v (x) AS SELECT * FROM a']);
    });

    it('is materialized, with indexes', async () => {
        const view = await one('view', `${table}
            CREATE MATERIALIZED VIEW m WITH (fillfactor = 90) TABLESPACE fast AS SELECT id, lower(name) AS name FROM a WITH NO DATA;
            CREATE UNIQUE INDEX m_id ON m (id);
            COMMENT ON COLUMN m.name IS 'Small';
            COMMENT ON MATERIALIZED VIEW m IS 'Kept';`);
        assert.deepEqual([view.materialized, view.withoutData, view.tablespace, view.sql, view.comment], [true, true, 'fast', 'SELECT id, lower(name) AS name FROM a', 'Kept']);
        assert.deepEqual(view.indexes.map(({ name, unique }) => [name, unique]), [['m_id', true]]);
        assert.deepEqual(view.columns.map(({ comment }) => comment), [undefined, 'Small']);
    });

    it('names the schemas that the search path found', async () => {
        const view = await one('view', `
            CREATE SCHEMA shop; SET search_path TO shop, public; CREATE TABLE a (id int); CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE VIEW v AS SELECT x.id, one() FROM a AS x;`);
        assert.equal(view.sql, 'SELECT x.id, shop.one() FROM shop.a AS x');
    });
});
