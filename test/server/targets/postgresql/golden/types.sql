-- Types for PostgreSQL 18
--
-- Every type and what can be declared about one.
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Types.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS kinds;

-- ================================================================================================
-- Extensions
-- ================================================================================================

CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS vector;

-- ================================================================================================
-- Types
-- ================================================================================================

CREATE DOMAIN kinds.email AS varchar(255)
    COLLATE "C"
    CONSTRAINT email_has_at CHECK (VALUE LIKE '%_@_%');

COMMENT ON DOMAIN kinds.email IS 'A mail address.';
COMMENT ON CONSTRAINT email_has_at ON DOMAIN kinds.email IS 'A mail address has an @';

CREATE DOMAIN kinds.percentage AS numeric(5,2)
    DEFAULT 0
    CHECK (VALUE BETWEEN 0 AND 100);

COMMENT ON CONSTRAINT percentage_check ON DOMAIN kinds.percentage IS 'From 0 to 100';

CREATE DOMAIN kinds.slug AS varchar(60)
    NOT NULL
    CHECK (VALUE <> '');

CREATE TYPE kinds.colour AS ENUM ('red', 'green', 'it''s blue');

COMMENT ON TYPE kinds.colour IS 'How a thing is coloured.';

CREATE TYPE kinds.point AS (
    x double precision,
    y double precision
);

COMMENT ON TYPE kinds.point IS 'Where something is.';
COMMENT ON COLUMN kinds.point.x IS 'Metres to the east.';

CREATE TYPE kinds.segment AS (
    "from" kinds.point,
    "to" kinds.point
);

-- ================================================================================================
-- Sequences
-- ================================================================================================

CREATE SEQUENCE kinds.numbers AS bigint START WITH 1000 INCREMENT BY 10 MINVALUE 1000 MAXVALUE 99999999999 CACHE 5 CYCLE;

-- ================================================================================================
-- Values of Country
-- ================================================================================================

CREATE TABLE kinds.country (
    code   char(2) PRIMARY KEY,
    label  varchar
);

INSERT INTO kinds.country (code, label)
VALUES
    ('DE', 'Germany'),
    ('FR', 'France'),
    ('XX', NULL);

-- ================================================================================================
-- Entity Everything
-- ================================================================================================

CREATE TABLE kinds.everything (
    id              bigint           PRIMARY KEY GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5),
    a_string        varchar          NOT NULL,
    a_short_string  varchar(20)      NOT NULL,
    a_char          char             NOT NULL,
    a_char3         char(3)          NOT NULL,
    a_text          text             NOT NULL,
    a_smallint      smallint         NOT NULL,
    an_int          integer          NOT NULL,
    a_decimal       numeric          NOT NULL,
    a_money         numeric(15,2)    NOT NULL,
    a_float         real             NOT NULL,
    a_double        double precision NOT NULL,
    a_boolean       boolean          NOT NULL,
    a_date          date             NOT NULL,
    a_time          time             NOT NULL,
    a_time3         time(3)          NOT NULL,
    a_datetime      timestamp        NOT NULL,
    a_timestamp     timestamptz      NOT NULL,
    a_timestamp6    timestamptz(6)   NOT NULL,
    an_interval     interval         NOT NULL,
    a_uuid          uuid             NOT NULL,
    a_json          jsonb            NOT NULL,
    a_binary        bytea            NOT NULL,
    a_vector        vector(3),
    an_array        text[]           NOT NULL,
    a_sized         integer[4]       NOT NULL,
    a_matrix        integer[][]      NOT NULL,
    a_range         daterange        NOT NULL,
    an_int_range    int4range        NOT NULL,
    a_multirange    tstzmultirange,
    a_native        inet,
    an_hstore       hstore,
    email           kinds.email      NOT NULL,
    share           kinds.percentage NOT NULL,
    code            varchar(8)       NOT NULL CHECK (code <> ''),
    colour          kinds.colour     NOT NULL DEFAULT 'red',
    level           smallint         NOT NULL DEFAULT 1 CHECK (level IN (1, 2)),
    status          varchar(10)      NOT NULL DEFAULT 'A' CHECK (status IN ('A', 'C')),
    country         char(2)          REFERENCES kinds.country (code),
    at              kinds.point      NOT NULL,
    way             kinds.segment,
    price_amount    numeric(19,4)    NOT NULL,
    price_currency  char(3)          NOT NULL,
    colours         kinds.colour[],
    number          bigint           NOT NULL DEFAULT nextval('kinds.numbers'),
    tags            text[]           NOT NULL DEFAULT '{}'
);

-- ================================================================================================
-- Entity Counters
-- ================================================================================================

CREATE SEQUENCE kinds.counters_custom_seq AS bigint START WITH 7 INCREMENT BY 2;

CREATE TABLE kinds.counters (
    small   smallserial PRIMARY KEY,
    normal  serial,
    big     bigint      NOT NULL DEFAULT nextval('kinds.counters_custom_seq'),
    other   integer     NOT NULL GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME kinds.other_seq)
);

ALTER SEQUENCE kinds.counters_custom_seq OWNED BY kinds.counters.big;
