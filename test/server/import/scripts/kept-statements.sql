-- What is said later of what has no words is kept with it
CREATE COLLATION german (provider = icu, locale = 'de-DE');
CREATE SCHEMA core;
CREATE COLLATION core.dutch (provider = icu, locale = 'nl-NL');
CREATE DOMAIN core.title AS text COLLATE core.dutch;
CREATE TYPE core.pair AS (one text COLLATE core.dutch, other text);
CREATE TABLE core.book (id int PRIMARY KEY, title text COLLATE core.dutch, alias text, again core.title, pair core.pair, german text COLLATE german);
ALTER TABLE core.book ALTER alias TYPE varchar(80) COLLATE core.dutch;
CREATE INDEX ON core.book (title COLLATE core.dutch, lower(title) DESC);
CREATE TRIGGER skip BEFORE UPDATE ON core.book FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
COMMENT ON TRIGGER skip ON core.book IS 'Only what changes';
ALTER TABLE core.book DISABLE TRIGGER skip;
CREATE FUNCTION equal(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select $1 = $2';
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = equal);
CREATE OPERATOR ~== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, COMMUTATOR = ~==);
CREATE VIEW first_book AS SELECT id FROM core.book WHERE id === 1 AND id ~== 1;
