-- Names that are odd or cut off, expressions of every kind, temporal keys, indexes over expressions, partitions by year, circles of references.
CREATE SCHEMA app;
CREATE SCHEMA "Weird.Schema";
CREATE EXTENSION btree_gist;
CREATE TYPE app.addr AS (street text, zip varchar(10));
CREATE FUNCTION app.next_code(prefix text DEFAULT 'x', n int DEFAULT 1) RETURNS text LANGUAGE sql IMMUTABLE AS $$ select prefix || n $$;
CREATE FUNCTION app.is_ok(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select $1 > 0';
CREATE TABLE app.nothing ();
CREATE TABLE "Weird.Schema"."Table With ""quotes"" and 'more'" ("Column 1" int PRIMARY KEY, "Ünï" text UNIQUE, a_very_long_column_name_that_is_nearly_as_long_as_it_can_be_in_pg int CHECK (a_very_long_column_name_that_is_nearly_as_long_as_it_can_be_in_pg > 0), "select" int, FOREIGN KEY ("select") REFERENCES "Weird.Schema"."Table With ""quotes"" and 'more'");
CREATE TABLE app.a_table_with_a_name_that_is_so_long_that_it_has_to_be_cut_off (
  a_column_with_a_long_name_as_well_so_that_names_are_cut_off int REFERENCES app.a_table_with_a_name_that_is_so_long_that_it_has_to_be_cut_off,
  another_column_with_a_long_name_as_well_so_that_names_are_cut int UNIQUE CHECK (another_column_with_a_long_name_as_well_so_that_names_are_cut > 1) CHECK (another_column_with_a_long_name_as_well_so_that_names_are_cut < 10),
  id int PRIMARY KEY, UNIQUE (a_column_with_a_long_name_as_well_so_that_names_are_cut_off, another_column_with_a_long_name_as_well_so_that_names_are_cut));
CREATE TABLE app.people (
  id int, PRIMARY KEY (id) INCLUDE (name) WITH (fillfactor = 80),
  name text DEFAULT app.next_code('a', 2),
  home app.addr,
  code text DEFAULT app.next_code() CHECK (app.is_ok(length(code))),
  CHECK ((home).zip <> ''),
  CHECK (app.is_ok(id)),
  virt int GENERATED ALWAYS AS (id * 2) VIRTUAL,
  born date, died date,
  CONSTRAINT life CHECK (died IS NULL OR born <= died) NOT ENFORCED
);
CREATE UNIQUE INDEX people_name ON app.people (name);
ALTER TABLE app.people ADD CONSTRAINT people_unique_name UNIQUE USING INDEX people_name;
CREATE INDEX ON app.people (((home).zip));
CREATE INDEX ON app.people USING brin (born date_minmax_multi_ops(values_per_range = 16));
CREATE INDEX ON app.people (name COLLATE "C" DESC NULLS LAST, code NULLS FIRST);
CREATE INDEX people_expr ON app.people ((lower(name) || code) text_pattern_ops) WHERE name IS NOT NULL AND (code = 'a' OR code IN ('b','c'));
CREATE TABLE app.orders (id int, at date, person int REFERENCES app.people, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE app.orders_2024 PARTITION OF app.orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE app.orders_2025 PARTITION OF app.orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.orders_default PARTITION OF app.orders DEFAULT;
CREATE TABLE app.items (order_id int, order_at date, n int, FOREIGN KEY (order_id, order_at) REFERENCES app.orders ON DELETE CASCADE, PRIMARY KEY (order_id, order_at, n));
CREATE TABLE app.bookings (id int4range, span daterange, PRIMARY KEY (id, span WITHOUT OVERLAPS));
CREATE TABLE app.sub (id int4range, span daterange, b int4range, FOREIGN KEY (b, PERIOD span) REFERENCES app.bookings (id, PERIOD span));
CREATE TABLE app.ex (a int, EXCLUDE USING btree (a WITH =) WITH (fillfactor = 60));
CREATE TABLE app.user_roles (user_id int, role text, PRIMARY KEY (user_id, role));
CREATE TABLE app.self (id int PRIMARY KEY, "self" int REFERENCES app.self, self_id int REFERENCES app.self, selfId int);
CREATE TABLE app.m2m (a_id int NOT NULL REFERENCES app.self, b_id int NOT NULL REFERENCES app.self, CONSTRAINT pk PRIMARY KEY (a_id, b_id));
CREATE TABLE app.one (id int PRIMARY KEY, two int NOT NULL);
CREATE TABLE app.two (id int PRIMARY KEY, one int NOT NULL REFERENCES app.one ON DELETE SET NULL);
ALTER TABLE app.one ADD FOREIGN KEY (two) REFERENCES app.two;
ALTER TABLE app.one ALTER two SET DEFAULT 5, ALTER id ADD GENERATED ALWAYS AS IDENTITY;
CREATE TABLE app.checks (a int, b text,
  CONSTRAINT c1 CHECK (a > 0 AND (b = 'x' AND a < 5)), CONSTRAINT c2 CHECK ((a > 0 OR b = 'x') AND NOT a = 3),
  CONSTRAINT c3 CHECK (a BETWEEN 1 AND 5 OR a NOT BETWEEN -5 AND -1), CONSTRAINT c4 CHECK (a NOT IN (1, 2) AND b NOT LIKE 'a%' AND b NOT ILIKE 'b%' AND b SIMILAR TO 'x*'),
  CONSTRAINT c5 CHECK (a % 2 = 0), CONSTRAINT c6 CHECK (a::text || b > 'a' COLLATE "C"), CONSTRAINT c7 CHECK (b IS NOT DISTINCT FROM 'z' OR (a > 1) IS NOT TRUE),
  CONSTRAINT c8 CHECK (coalesce(a, 0) - 1 - (2 - a) > -a * (a + 1)), CONSTRAINT c9 CHECK (a = ANY (ARRAY[1,2,3])), CONSTRAINT c10 CHECK (position('x' in b) > 0 AND substring(b from 1 for 2) = 'ab' AND trim(b) = b AND b !~ 'x'),
  CONSTRAINT c11 CHECK (CASE b WHEN 'a' THEN 1 WHEN 'b' THEN 2 END = a), CONSTRAINT c12 CHECK (b = 'it''s' OR b = E'a\nb' OR b = 'back\slash'), CONSTRAINT c13 CHECK (nullif(b, '') IS NULL = (a IS NULL)),
  CONSTRAINT c14 CHECK (a > 1e3 AND a < 2147483648 AND a <> .5), CONSTRAINT c15 CHECK (b = current_user));
CREATE TABLE app.ix (a int, b text, j jsonb, t timestamptz);
CREATE INDEX ON app.ix ((a + 1));
CREATE INDEX ON app.ix (((a + 1)::bigint), (b::int), (j->>'x'), (CASE WHEN a > 1 THEN a ELSE b::int END));
CREATE INDEX ON app.ix (coalesce(b, ''), (coalesce(a, 1) + 1), (j #>> '{a,b}'), ((j->'a')::text));
CREATE INDEX ON app.ix (trim(b), position('a' in b), (ARRAY[a]), app.is_ok(a), greatest(a, 2), nullif(a, 3), md5(b), (a::text || b));
CREATE INDEX ON app.ix (jsonb_extract_path_text(j, 'a', 'b'), date_trunc('day', t AT TIME ZONE 'utc'));
CREATE TABLE app.shortened (a varchar DEFAULT 'abc'::varchar(2), b numeric DEFAULT '-1.25'::numeric(3,1), c text DEFAULT 'abc'::char, d varchar(2) DEFAULT 'ab'::varchar(2), CHECK (a <> 'abc'::varchar(2)));
COMMENT ON TABLE app.shortened IS E'one\r\ntwo\\';
COMMENT ON COLUMN app.shortened.a IS E'one\rtwo';
COMMENT ON CONSTRAINT shortened_a_check ON app.shortened IS E'one\ntwo';
CREATE TABLE app.parts (a int, b int, CONSTRAINT positive CHECK (a > 0) NOT VALID) PARTITION BY LIST (a);
CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES IN (1);
CREATE TABLE app.parts_2 PARTITION OF app.parts (CONSTRAINT positive_b CHECK (b > 0) NOT VALID) FOR VALUES IN (2);
CREATE INDEX few ON ONLY app.parts (b);
CREATE INDEX few_1 ON app.parts_1 (b);
ALTER INDEX app.few ATTACH PARTITION app.few_1;
CREATE INDEX every ON ONLY app.parts (a);
CREATE INDEX parts_1_a_idx ON app.parts_1 (a);
CREATE INDEX parts_2_a_idx ON app.parts_2 (a);
ALTER INDEX app.every ATTACH PARTITION app.parts_1_a_idx;
ALTER INDEX app.every ATTACH PARTITION app.parts_2_a_idx;
COMMENT ON INDEX app.every IS E'one\r\ntwo';

-- A value that no name can be.
CREATE TYPE reply AS ENUM ('yes', '', 'no');
CREATE TABLE letters (id int PRIMARY KEY, reply reply NOT NULL DEFAULT '');
