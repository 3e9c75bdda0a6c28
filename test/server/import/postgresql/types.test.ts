import assert from 'node:assert/strict';
import { readPostgresql } from '../../../../server/import/postgresql/index.ts';
import { printed, tableIn } from './printed.ts';

/** Type names as written, as PostgreSQL names them, and their arguments. */
const names: readonly (readonly [written: string, sql: string, name: string, ...args: string[]])[] = [
    ['int', 'integer', 'integer'], ['int2', 'smallint', 'smallint'], ['INT8', 'bigint', 'bigint'], ['float(20)', 'real', 'real'], ['float', 'double precision', 'double precision'],
    ['varchar(20)', 'character varying(20)', 'character varying', '20'], ['char', 'character(1)', 'character', '1'], ['character(3)', 'character(3)', 'character', '3'], ['bpchar', 'bpchar', 'bpchar'],
    ['"char"', '"char"', '"char"'], ['decimal(10,2)', 'numeric(10,2)', 'numeric', '10', '2'], ['numeric(5,-2)', 'numeric(5,-2)', 'numeric', '5', '-2'], ['bool', 'boolean', 'boolean'],
    ['timestamp', 'timestamp without time zone', 'timestamp without time zone'], ['timestamptz(3)', 'timestamp(3) with time zone', 'timestamp with time zone', '3'],
    ['time(6) with time zone', 'time(6) with time zone', 'time with time zone', '6'], ['interval(3)', 'interval(3)', 'interval', '3'], ['interval day to second(2)', 'interval day to second(2)', 'interval day to second', '2'],
    ['bit', 'bit(1)', 'bit', '1'], ['bit varying(5)', 'bit varying(5)', 'bit varying', '5'], ['vector(1536)', 'vector(1536)', 'vector', '1536'], ['public.citext', 'public.citext', 'citext'],
    ['pg_catalog.int4', 'integer', 'integer'], ['"Mixed Case"', '"Mixed Case"', 'Mixed Case'],
];

describe('A type of a PostgreSQL script', () => {
    for (const [written, sql, name, ...args] of names) {
        it(`is known as ${sql} when it is written ${written}`, async () => {
            const type = tableIn(await readPostgresql(`CREATE TABLE t (a ${written})`), 't').columns[0]?.type;
            assert.deepEqual([type?.sql, type?.name, type?.arguments, type?.dimensions], [sql, name, args, []]);
        });
    }

    it('has its dimensions, however an array is written', async () => {
        const { columns } = tableIn(await readPostgresql('CREATE TABLE t (a int[3][], b text ARRAY[4], c text ARRAY, d _text)'), 't');
        assert.deepEqual(columns.map(({ type }) => [type.name, type.dimensions]), [['integer', [3, undefined]], ['text', [4]], ['text', [undefined]], ['text', [undefined]]]);
    });

    it('follows the renames of what the script defines', async () => {
        assert.deepEqual(await printed(`CREATE TYPE status AS ENUM ('a'); CREATE TABLE t (s status, l status[]); ALTER TYPE status RENAME TO state; CREATE SCHEMA app; ALTER TYPE state SET SCHEMA app`),
            ['enum app.state a', 'table t', '  s app.state', '  l app.state[]', 'schema app']);
    });

    it('is an enumeration with all that is done to its values', async () => {
        assert.deepEqual(await printed(`CREATE TYPE e AS ENUM ('b', 'it''s'); ALTER TYPE e ADD VALUE 'z'; ALTER TYPE e ADD VALUE IF NOT EXISTS 'a' BEFORE 'b'; ALTER TYPE e ADD VALUE 'c' AFTER 'b';
            ALTER TYPE e ADD VALUE IF NOT EXISTS 'a'; ALTER TYPE e RENAME VALUE 'z' TO 'y'; COMMENT ON TYPE e IS 'Said'`), ["enum e a|b|c|it's|y -- Said"]);
    });

    it('is a domain with all that is done to it', async () => {
        assert.deepEqual(await printed(`CREATE DOMAIN d AS varchar(255) COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT has_at CHECK (VALUE LIKE '%@%') CHECK (VALUE <> '') CHECK (length(VALUE) > 1);
            ALTER DOMAIN d DROP CONSTRAINT d_check; ALTER DOMAIN d DROP NOT NULL; ALTER DOMAIN d SET DEFAULT 'y'; ALTER DOMAIN d ADD CONSTRAINT more CHECK (VALUE <> 'z');
            ALTER DOMAIN d RENAME CONSTRAINT has_at TO at; COMMENT ON DOMAIN d IS 'Said'`),
        ["domain d character varying(255) = 'y' collate C check at (VALUE LIKE '%@%') check (length(VALUE) > 1) check more (VALUE <> 'z') -- Said"]);
    });

    it('is a composite with all that is done to it', async () => {
        assert.deepEqual(await printed(`CREATE TYPE c AS (a int, b text COLLATE "C"); ALTER TYPE c ADD ATTRIBUTE d date, DROP ATTRIBUTE a, ALTER ATTRIBUTE b TYPE varchar(3); ALTER TYPE c RENAME ATTRIBUTE d TO e`),
            ['composite c (b character varying(3) collate C, e date)']);
    });

    it('is kept as text where the language has no words for it, and what is said of it too', async () => {
        assert.deepEqual(await printed(`CREATE TYPE r AS RANGE (subtype = float8); COMMENT ON TYPE r IS 'Said'; CREATE TABLE t (a r); CREATE DOMAIN d AS int CONSTRAINT there NOT NULL`),
            ['statement: CREATE TYPE r AS RANGE (subtype = float8)', "statement: COMMENT ON TYPE r IS 'Said'", 'table t', '  a public.r', 'statement: CREATE DOMAIN d AS int CONSTRAINT there NOT NULL']);
    });

    it('stands with its schema and extension', async () => {
        assert.deepEqual(await printed(`CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION someone; CREATE SCHEMA IF NOT EXISTS app; COMMENT ON SCHEMA app IS 'All'; COMMENT ON SCHEMA public IS 'standard public schema';
            CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA app VERSION '1.1'; CREATE EXTENSION plpgsql; ALTER EXTENSION "uuid-ossp" SET SCHEMA public`),
        ['schema app -- All', 'extension uuid-ossp in public version 1.1']);
    });
});
