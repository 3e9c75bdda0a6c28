-- Access for PostgreSQL 18
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Access.postgresql.sql

-- ================================================================================================
-- Roles
-- ================================================================================================

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN
        CREATE ROLE reader NOLOGIN;
    END IF;
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'writer') THEN
        CREATE ROLE writer NOLOGIN;
    END IF;
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop-admin') THEN
        CREATE ROLE "shop-admin" LOGIN CREATEDB CONNECTION LIMIT 5 VALID UNTIL '2040-01-01';
    END IF;
END
$$;

GRANT reader TO writer;
GRANT writer TO "shop-admin";
GRANT pg_monitor TO "shop-admin";

COMMENT ON ROLE reader IS 'Reads.';

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS shop;

-- ================================================================================================
-- Types
-- ================================================================================================

CREATE TYPE shop.colour AS ENUM ('RED', 'BLUE');

CREATE DOMAIN shop.email AS varchar(80);

-- ================================================================================================
-- Sequences
-- ================================================================================================

CREATE SEQUENCE shop.numbers;

-- ================================================================================================
-- Entity Customer
-- ================================================================================================

CREATE TABLE shop.customers (
    id      integer     PRIMARY KEY,
    tenant  integer     NOT NULL,
    region  varchar(10) NOT NULL,
    owner   varchar(80) NOT NULL,
    email   shop.email  NOT NULL
);

ALTER TABLE shop.customers ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_rows ON shop.customers
    FOR SELECT
    TO reader, writer
    USING (owner = current_setting('app.user', true));

COMMENT ON POLICY own_rows ON shop.customers IS 'Everybody sees his own.';

CREATE POLICY tenants ON shop.customers
    AS RESTRICTIVE
    FOR ALL
    TO PUBLIC
    USING (tenant = nullif(current_setting('app.tenant', true), '')::integer)
    WITH CHECK (
        tenant = nullif(current_setting('app.tenant', true), '')::integer
        AND region = current_setting('app.region')
    );

CREATE POLICY own_select ON shop.customers
    FOR SELECT
    TO writer
    USING (owner = current_setting('app.user', true));

CREATE POLICY own_insert ON shop.customers
    FOR INSERT
    TO writer
    WITH CHECK (owner = current_setting('app.user', true));

CREATE POLICY own_update ON shop.customers
    FOR UPDATE
    TO writer
    USING (owner = current_setting('app.user', true));

COMMENT ON POLICY own_select ON shop.customers IS 'Those whom it is about.';
COMMENT ON POLICY own_insert ON shop.customers IS 'Those whom it is about.';
COMMENT ON POLICY own_update ON shop.customers IS 'Those whom it is about.';

CREATE POLICY "checked own_insert" ON shop.customers
    AS RESTRICTIVE
    FOR INSERT
    TO writer
    WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::integer);

CREATE POLICY "checked own_delete" ON shop.customers
    AS RESTRICTIVE
    FOR DELETE
    TO writer
    USING (owner = current_setting('app.user', true));

CREATE POLICY "checked own_update" ON shop.customers
    AS RESTRICTIVE
    FOR UPDATE
    TO writer
    USING (owner = current_setting('app.user', true))
    WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::integer);

-- ================================================================================================
-- Entity Open
-- ================================================================================================

CREATE TABLE shop.open (
    id  integer PRIMARY KEY
);

CREATE POLICY nobody ON shop.open
    FOR SELECT
    TO reader
    USING (TRUE);

-- ================================================================================================
-- Entity Strict
-- ================================================================================================

CREATE TABLE shop.strict (
    id  integer PRIMARY KEY
);

ALTER TABLE shop.strict ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.strict FORCE ROW LEVEL SECURITY;

-- ================================================================================================
-- View Emails
-- ================================================================================================

CREATE VIEW shop.emails AS
SELECT
    c.id,
    c.email
FROM shop.customers AS c;

-- ================================================================================================
-- Functions
-- ================================================================================================

CREATE OR REPLACE FUNCTION shop.count()
RETURNS bigint
LANGUAGE sql
AS $$SELECT count(*) FROM shop.customers$$;

CREATE OR REPLACE PROCEDURE shop.tidy()
LANGUAGE sql
AS $$DELETE FROM shop.customers WHERE false$$;

-- ================================================================================================
-- Privileges
-- ================================================================================================

GRANT USAGE ON SCHEMA shop TO reader;
GRANT SELECT ON shop.customers TO "shop-admin";
GRANT SELECT ON shop.emails TO "shop-admin";
REVOKE TRUNCATE ON shop.open FROM reader;
REVOKE TRUNCATE ON shop.strict FROM reader;
GRANT SELECT, INSERT (id, email), UPDATE (email) ON shop.customers TO writer WITH GRANT OPTION;
REVOKE INSERT ON shop.customers FROM reader;
GRANT SELECT ON shop.emails TO PUBLIC;
GRANT EXECUTE ON FUNCTION shop.count() TO reader;
GRANT EXECUTE ON PROCEDURE shop.tidy() TO "shop-admin";
GRANT USAGE ON SEQUENCE shop.numbers TO writer;
GRANT USAGE ON TYPE shop.colour TO reader;
GRANT USAGE ON DOMAIN shop.email TO reader;
GRANT ALL ON ALL TABLES IN SCHEMA shop TO "shop-admin";
GRANT USAGE ON TYPE shop.colour, shop.email TO "shop-admin";
GRANT MAINTAIN ON shop.customers TO "shop-admin";

-- ================================================================================================
-- Privileges of what comes later
-- ================================================================================================

ALTER DEFAULT PRIVILEGES FOR ROLE "shop-admin" IN SCHEMA shop GRANT SELECT ON TABLES TO reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT EXECUTE ON FUNCTIONS TO reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "shop-admin" GRANT USAGE ON TYPES TO reader;
