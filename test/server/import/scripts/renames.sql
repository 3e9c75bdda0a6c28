-- What depends on what has got another name
CREATE TABLE item (id int PRIMARY KEY, a int);
CREATE TABLE owner (id int PRIMARY KEY);
CREATE VIEW items AS SELECT id, a FROM item;
CREATE VIEW plus AS SELECT a + 1 AS x FROM items;
CREATE MATERIALIZED VIEW stored AS SELECT a FROM item WHERE a > 0;
CREATE UNIQUE INDEX ON stored (a);
CREATE POLICY of_items ON owner USING (id IN (SELECT a FROM items));
CREATE POLICY of_owner ON item USING (EXISTS (SELECT 1 FROM owner));
CREATE RULE also AS ON UPDATE TO item WHERE new.a > 1 DO ALSO SELECT 1;
CREATE STATISTICS both_columns ON id, a FROM item;
CREATE PUBLICATION of_item FOR TABLE item (id, a) WHERE (a > 1);
ALTER TABLE item CLUSTER ON item_pkey;
CREATE TRIGGER suppressed BEFORE UPDATE OF a ON item FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
ALTER VIEW items RENAME TO all_items;
ALTER TABLE owner RENAME TO keeper;
ALTER TABLE item RENAME COLUMN a TO amount;
ALTER TABLE item RENAME TO thing;

CREATE TYPE e AS ENUM ('a', 'b');
CREATE FUNCTION given(e DEFAULT 'a') RETURNS e LANGUAGE sql RETURN $1;
CREATE TABLE typed (id int PRIMARY KEY, x e DEFAULT 'a', y e[] DEFAULT '{a}', z e GENERATED ALWAYS AS ('a'::e) STORED, CHECK (x <> 'a'), CONSTRAINT named CHECK (id > 0));
CREATE INDEX ON typed (id) WHERE x = 'a';
CREATE POLICY of_a ON typed USING (x = 'a');
CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM typed WHERE x = 'a'; END;
ALTER TYPE e RENAME VALUE 'a' TO 'alpha';

CREATE FUNCTION one() RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1';
CREATE TABLE calling (id int DEFAULT one() PRIMARY KEY, b int, c int GENERATED ALWAYS AS (one()) STORED, CHECK (b > one()));
CREATE INDEX ON calling ((b + one()));
CREATE FUNCTION two() RETURNS int LANGUAGE sql RETURN one() + 1;
ALTER FUNCTION one() RENAME TO uno;

CREATE DOMAIN d AS text DEFAULT 'x'::text CHECK (VALUE <> 'y'::text);
CREATE TABLE of_domain (id int PRIMARY KEY, x d DEFAULT 'x'::d CHECK (x <> 'q'::d));
ALTER DOMAIN d RENAME TO title;

CREATE FUNCTION "parameters"("Arg One" int, b text DEFAULT 'x') RETURNS TABLE ("A b" int) LANGUAGE plpgsql AS $$begin return query select 1; end$$;
ALTER FUNCTION "parameters"(int, text) STABLE;
COMMENT ON FUNCTION "parameters"(int, text) IS 'Named otherwise';
