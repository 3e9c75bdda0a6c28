-- Rest 2.1 for PostgreSQL 18
--
-- What is left: rows, jobs, statements, owned sequences, column settings.
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Rest.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA IF NOT EXISTS audit;
CREATE SCHEMA IF NOT EXISTS ext;

-- ================================================================================================
-- Extensions
-- ================================================================================================

CREATE EXTENSION IF NOT EXISTS pg_cron;
CREATE EXTENSION IF NOT EXISTS citext SCHEMA ext;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA ext;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA ext;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA ext VERSION '1.1';

-- ================================================================================================
-- Types
-- ================================================================================================

CREATE TYPE audit.kind AS ENUM ('A', 'B');

-- ================================================================================================
-- Sequences
-- ================================================================================================

CREATE SEQUENCE app.ticket_numbers START WITH 100;

-- ================================================================================================
-- Entity Country
-- A country.
-- ================================================================================================

CREATE TABLE app.country (
    iso2  char(2)    PRIMARY KEY,
    name  ext.citext NOT NULL,
    long  text       NOT NULL DEFAULT '',
    code  uuid       NOT NULL DEFAULT ext.uuid_generate_v4()
);

CREATE INDEX country_long_idx ON app.country USING gin (long ext.gin_trgm_ops);

COMMENT ON TABLE app.country IS 'A country.';

INSERT INTO app.country (iso2, name)
VALUES
    ('DE', 'Germany'),
    ('FR', 'Côte d''Ivoire');

-- ================================================================================================
-- Entity audit.Entry
-- ================================================================================================

CREATE TABLE audit.entry (
    id         integer PRIMARY KEY,
    what_iso2  char(2) REFERENCES app.country (iso2)
);

-- ================================================================================================
-- Entity Ticket
-- ================================================================================================

-- Before the table is there.
CREATE COLLATION IF NOT EXISTS app.german FROM "C";

CREATE TABLE app.ticket (
    id            integer     PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    number        bigint      NOT NULL DEFAULT nextval('app.ticket_numbers'),
    body          text        NOT NULL,
    "order"       integer     NOT NULL DEFAULT 0,
    "user"        varchar(20),
    country_iso2  char(2)     DEFAULT 'DE' REFERENCES app.country (iso2) ON DELETE SET DEFAULT
) TABLESPACE pg_default;

ALTER TABLE app.ticket
    ALTER COLUMN body SET STORAGE external,
    ALTER COLUMN body SET COMPRESSION pglz,
    ALTER COLUMN body SET STATISTICS 500,
    ALTER COLUMN body SET (n_distinct = -0.5);

ALTER SEQUENCE app.ticket_numbers OWNED BY app.ticket.number;

INSERT INTO app.ticket (id, body, country_iso2)
OVERRIDING SYSTEM VALUE
VALUES
    (1, 'First', 'DE');

ALTER TABLE app.ticket SET (autovacuum_enabled = off);
ANALYZE app.ticket; -- at once

-- ================================================================================================
-- Functions
-- ================================================================================================

CREATE OR REPLACE PROCEDURE app.clean_up()
LANGUAGE sql
AS $$DELETE FROM app.ticket WHERE false$$;

-- ================================================================================================
-- Scheduled jobs
-- ================================================================================================

SELECT cron.schedule('nightly', '0 2 * * *', 'CALL app.clean_up()');

SELECT cron.schedule('weekly', '0 3 * * 0', 'DELETE FROM app.ticket WHERE body = ''old''');

-- ================================================================================================
-- Further statements
-- ================================================================================================

SELECT 1;
