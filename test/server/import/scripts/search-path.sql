-- What the search path finds, and where things are made that have no words
CREATE SCHEMA tenant;
SET search_path TO tenant, public;
CREATE DOMAIN positive_int AS integer CHECK (VALUE > 0);
CREATE DOMAIN percent AS positive_int DEFAULT 1 CHECK (VALUE <= 100);
CREATE TYPE money_amount AS (amount numeric(12,2), currency char(3));
CREATE TYPE state AS ENUM ('draft', 'active', 'closed');
CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq, COMMUTATOR = ===, HASHES, MERGES);
CREATE TABLE account (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  share percent,
  balance money_amount,
  states state[] NOT NULL DEFAULT '{draft}'::state[],
  during tstzrange NOT NULL,
  room int,
  search tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(name, '')), 'A')) STORED
);
CREATE INDEX account_search ON account USING gin (search);
CREATE STATISTICS account_stats (dependencies, ndistinct) ON room, share FROM account;
COMMENT ON STATISTICS account_stats IS 'stats';
CREATE RULE no_delete AS ON DELETE TO account DO INSTEAD NOTHING;
COMMENT ON RULE no_delete ON account IS 'never';
CREATE TEXT SEARCH CONFIGURATION cfg (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION cfg ALTER MAPPING FOR asciiword WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION cfg IS 'conf';
CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple, STOPWORDS = english);
CREATE FUNCTION account_of(s state) RETURNS SETOF account LANGUAGE sql STABLE AS $$ SELECT * FROM account WHERE s = ANY (states) $$;
CREATE FUNCTION same(a int, b int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select a = b';
CREATE OPERATOR ~== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = same);
CREATE AGGREGATE sum_sq(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE CAST (text AS money_amount) WITH INOUT;
CREATE COLLATION german (provider = icu, locale = 'de-DE');
CREATE TABLE city (id serial PRIMARY KEY, name text COLLATE german, account_id uuid REFERENCES account ON DELETE CASCADE);
CREATE VIEW v AS SELECT a.id, c.name COLLATE german AS cname FROM account a JOIN city c ON c.account_id = a.id WHERE a.room === 3;
ALTER DOMAIN positive_int ADD CONSTRAINT small CHECK (VALUE < 1000) NOT VALID;
CREATE TYPE floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE m (id int PRIMARY KEY, r floatrange, f float8);
GRANT SELECT ON account, city TO PUBLIC;
ALTER TABLE city ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON city USING (account_id = nullif(current_setting('app.account', true), '')::uuid);
CREATE PROCEDURE p(INOUT x int) LANGUAGE plpgsql AS $$ BEGIN x := x + 1; END $$;
COMMENT ON PROCEDURE p(int) IS 'proc';
COMMENT ON AGGREGATE sum_sq(int) IS 'agg';
COMMENT ON OPERATOR === (integer, integer) IS 'op';
COMMENT ON COLLATION german IS 'coll';
COMMENT ON CAST (text AS money_amount) IS 'cast';
COMMENT ON TYPE floatrange IS 'range';
CREATE OPERATOR CLASS my_ops FOR TYPE int4 USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4);
CREATE INDEX ON city (id my_ops);
CREATE OPERATOR FAMILY fam USING btree;
CREATE CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE SEQUENCE seq AS smallint INCREMENT 5 CYCLE MAXVALUE 100;
CREATE TABLE s2 (id int DEFAULT nextval('seq') PRIMARY KEY, n text DEFAULT 'city'::regclass::text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER tr BEFORE UPDATE OF name ON city FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION tf();
CREATE CONSTRAINT TRIGGER ctr AFTER INSERT ON city FROM account DEFERRABLE FOR EACH ROW EXECUTE FUNCTION tf();
COMMENT ON TRIGGER ctr ON city IS 'ct';
CREATE MATERIALIZED VIEW mv AS SELECT state FROM unnest(enum_range(NULL::state)) state;
ALTER TABLE city ALTER name SET STATISTICS 500, CLUSTER ON city_pkey, REPLICA IDENTITY USING INDEX city_pkey;
