import assert from 'node:assert/strict';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { readPostgresql, type ReadOptions } from '../../../../server/import/postgresql/index.ts';
import type { SourceObject, SourceSchema, SourceTable } from '../../../../server/import/source/index.ts';

describe('The effect of a script', () => {
    let postgres: EmbeddedPostgres;

    before(() => {
        postgres = new EmbeddedPostgres();
    });

    after(() => postgres.dispose());

    const read = (script: string, options: ReadOptions = {}): Promise<SourceSchema> => readPostgresql(script, { postgres, ...options });

    it('is what a block makes, in its place and with its remark', async () => {
        const schema = await read(`
            CREATE TABLE first (id int);

            -- How one feels.
            DO $$ DECLARE name text := 'mood'; BEGIN
                EXECUTE format('CREATE TYPE %I AS ENUM (''good'', ''bad'')', name);
            END $$;
            CREATE TABLE last (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'good');`);
        assert.deepEqual(schema.objects.map(brief), ['table first', 'enum mood', 'table last']);
        const [, mood, last] = schema.objects;
        assert.deepEqual([mood?.remark, mood?.line], ['How one feels.', 5]);
        assert.deepEqual((last as SourceTable).columns.map(({ type }) => type.sql), ['integer', 'public.mood']);
        assert.deepEqual(schema.notices, []);
    });

    it('goes on in the statements behind it', async () => {
        const schema = await read(`
            CREATE TABLE people (id int, name varchar(50));
            CREATE TABLE old_people AS SELECT * FROM people;
            ALTER TABLE old_people ADD PRIMARY KEY (id);
            ALTER TABLE old_people ADD COLUMN since date NOT NULL;
            CREATE INDEX by_name ON old_people (name);
            COMMENT ON TABLE old_people IS 'Those of before';`);
        assert.deepEqual(schema.objects.map(brief), ['table people', 'table old_people']);
        const old = schema.objects[1] as SourceTable;
        assert.deepEqual(old.columns.map(({ name, type, notNull }) => [name, type.sql, notNull]), [
            ['id', 'integer', true], ['name', 'character varying(50)', false], ['since', 'date', true],
        ]);
        assert.deepEqual([old.primaryKey?.columns, old.indexes.map(({ name }) => name), old.comment, old.line], [['id'], ['by_name'], 'Those of before', 3]);
    });

    it('changes of a table only what a function changes', async () => {
        const schema = await read(`
            CREATE TABLE people (id int PRIMARY KEY, name varchar(50) DEFAULT 'x'::varchar, mood text, CHECK (name <> 'y'));
            CREATE FUNCTION follow(t regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                EXECUTE format('ALTER TABLE %s ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now()', t);
                EXECUTE format('ALTER TABLE %s DROP COLUMN mood', t);
                EXECUTE format('CREATE INDEX ON %s (changed_at)', t);
                EXECUTE format('ALTER TABLE %s ADD CONSTRAINT positive CHECK (id > 0)', t);
                EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
            END $$;
            SELECT follow('people');`);
        const people = schema.objects[0] as SourceTable;
        assert.deepEqual(people.columns.map(({ name, line }) => [name, line]), [['id', 2], ['name', 2], ['changed_at', 10]]);
        assert.equal(people.columns[1]?.default?.sql, `'x'::varchar`, 'as the script spells it');
        assert.deepEqual(people.checks.map(({ name, condition }) => [name, condition.sql]), [[undefined, `name <> 'y'`], ['positive', 'id > 0']]);
        assert.deepEqual(people.indexes.map(({ name }) => name), ['people_changed_at_idx']);
        assert.deepEqual(people.rowSecurity, { enabled: true, forced: false });
    });

    it('is roles, policies and privileges too', async () => {
        const schema = await read(`
            CREATE TABLE a (id int);
            CREATE TABLE b (id int);
            DO $$ DECLARE n text := 'app'; BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = n) THEN CREATE ROLE app LOGIN CONNECTION LIMIT 5; END IF; END $$;
            GRANT SELECT ON a TO app;
            DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a', 'b'] LOOP
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
                EXECUTE format('CREATE POLICY app_reads ON %I FOR SELECT TO app USING (true)', t);
                EXECUTE format('GRANT SELECT, INSERT ON %I TO app', t);
            END LOOP; END $$;
            CREATE TRIGGER seen AFTER INSERT ON b FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger();`);
        assert.deepEqual(schema.objects.map(brief), [
            'table a', 'table b', 'role app', 'grant select on a', 'policy app_reads on a', 'policy app_reads on b', 'grant insert on a',
            'grant select, insert on b', 'trigger seen on b',
        ]);
        const role = schema.objects[2];
        assert.deepEqual(role?.kind === 'role' && [role.external, role.login, role.options], [false, true, [{ name: 'connection_limit', value: '5' }]]);
    });

    it('is a text where the engine cannot run it, or where it is not to be run', async () => {
        const script = `
            CREATE TABLE conditions (time timestamptz NOT NULL);
            SELECT create_hypertable('conditions', 'time');
            DO $$ BEGIN EXECUTE 'CREATE TYPE mood AS ENUM (''good'')'; END $$;`;
        const schema = await read(script);
        assert.deepEqual(schema.objects.map(brief), ['table conditions', `statement SELECT create_hypertable('conditions', 'time')`, 'enum mood']);
        const kept = schema.objects[1];
        assert.deepEqual(kept?.kind === 'statement' && kept.after, { kind: 'relation', name: { schema: 'public', name: 'conditions' } });
        assert.deepEqual(schema.notices.map(({ kind, construct, line }) => [kind, construct, line]), [['text', 'SELECT create_hypertable', 3]]);
        const never = await read(script, { effect: 'never' });
        assert.deepEqual(never.objects.map(({ kind }) => kind), ['table', 'statement', 'statement']);
        assert.deepEqual(never.notices.map(({ kind, line }) => [kind, line]), [['text', 3], ['text', 4]]);
    });

    it('is nothing where a block looks at rows only', async () => {
        const schema = await read('CREATE TABLE a (id int); DO $$ BEGIN PERFORM count(*) FROM a; END $$;');
        assert.deepEqual(schema.objects.map(brief), ['table a']);
        assert.deepEqual(schema.notices.map(({ kind, construct }) => [kind, construct]), [['skipped', 'DO']]);
    });

    it('drops what it drops', async () => {
        const schema = await read(`
            CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE VIEW v AS SELECT id FROM a;
            DO $$ BEGIN DROP VIEW v; ALTER TABLE a RENAME TO c; END $$;`);
        assert.deepEqual(schema.objects.map(brief).toSorted(), ['table b', 'table c']);
    });

    it('can be asked for all', async () => {
        const schema = await read(`
            -- Those who buy.
            CREATE TABLE customers (id serial, name varchar(10) DEFAULT 'x' || 'y');`, { effect: 'always' });
        assert.deepEqual(schema.objects.map(brief), ['table customers']);
        const customers = schema.objects[0] as SourceTable;
        assert.equal(customers.remark, 'Those who buy.');
        assert.match(customers.columns[1]?.default?.sql ?? '', /'x'::text \|\| 'y'::text/);
    });

    it('tells the types of the columns of views', async () => {
        const schema = await read(`
            CREATE TABLE a (id int, price numeric(10,2));
            CREATE MATERIALIZED VIEW totals AS SELECT id, price * 2 AS double, count(*) FROM a GROUP BY 1, 2;
            DO $$ BEGIN EXECUTE 'CREATE UNIQUE INDEX totals_by_id ON totals (id, double)'; END $$;`);
        const totals = schema.objects[1];
        assert.ok(totals?.kind === 'view');
        assert.deepEqual(totals.columns.map(({ name, type }) => [name, type?.sql]), [['id', 'integer'], ['double', 'numeric'], ['count', 'bigint']]);
        assert.deepEqual(totals.indexes.map(({ name, unique }) => [name, unique]), [['totals_by_id', true]]);
    });

    it('is the text of a block that fails', async () => {
        const schema = await read('CREATE TABLE a (id int); DO $$ BEGIN RAISE EXCEPTION \'no\'; END $$;');
        assert.deepEqual(schema.objects.map(({ kind }) => kind), ['table', 'statement']);
        assert.match(schema.notices[0]?.message ?? '', /could not be run: no\./);
    });
});

function brief(object: SourceObject): string {
    switch (object.kind) {
        case 'grant':
            return `grant ${object.privileges.map(({ name }) => name).join(', ')} on ${'name' in object.on && typeof object.on.name !== 'string' ? object.on.name.name : object.on.kind}`;
        case 'policy':
            return `policy ${object.name} on ${object.table.name}`;
        case 'trigger':
            return `trigger ${object.name} on ${object.relation.name}`;
        case 'statement':
            return `statement ${object.sql}`;
        case 'rows':
            return `rows ${object.table.name}`;
        default:
            return `${object.kind} ${typeof object.name === 'string' ? object.name : object.name.name}`;
    }
}
