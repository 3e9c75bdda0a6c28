-- Types, functions and operators of extensions that only the search path finds
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
SET search_path = public, ext;
CREATE EXTENSION "uuid-ossp" SCHEMA ext;
CREATE TABLE person (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), email citext UNIQUE, attributes hstore DEFAULT '', name text);
CREATE INDEX ON person USING gin (name gin_trgm_ops);
CREATE VIEW resembling AS SELECT email, attributes -> 'a' AS a FROM person WHERE email = 'x' AND similarity(name, 'x') > 0.3;
CREATE FUNCTION lower_of(email citext) RETURNS citext LANGUAGE sql AS 'select lower(email)::citext';
ALTER TABLE person ADD CHECK (email <> ''), ADD CHECK (name % 'x');
