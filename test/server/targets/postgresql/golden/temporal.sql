-- Temporal for PostgreSQL 18
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Temporal.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS shop;

-- ================================================================================================
-- Extensions
-- ================================================================================================

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ================================================================================================
-- Entity Price
-- ================================================================================================

CREATE TABLE shop.price (
    product      integer       NOT NULL,
    valid_from   date          NOT NULL,
    valid_to     date,
    amount       numeric(10,2) NOT NULL,
    gross        numeric(12,2) NOT NULL GENERATED ALWAYS AS (amount * 1.19) VIRTUAL,
    valid        daterange     NOT NULL GENERATED ALWAYS AS (daterange(valid_from, valid_to)) STORED,
    system_from  timestamptz   NOT NULL DEFAULT now(),

    CONSTRAINT price_pkey PRIMARY KEY (product, valid WITHOUT OVERLAPS)
);

CREATE OR REPLACE FUNCTION shop.price_on_update()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.system_from := now();
    RETURN NEW;
END
$$;

CREATE TRIGGER price_on_update
    BEFORE UPDATE ON shop.price
    FOR EACH ROW
    EXECUTE FUNCTION shop.price_on_update();

-- ================================================================================================
-- History of Price
-- Earlier versions of the rows of price.
-- ================================================================================================

CREATE TABLE shop.price_history (
    product      integer       NOT NULL,
    valid_from   date          NOT NULL,
    valid_to     date,
    amount       numeric(10,2) NOT NULL,
    gross        numeric(12,2) NOT NULL,
    valid        daterange     NOT NULL,
    system_from  timestamptz   NOT NULL,
    system_to    timestamptz   NOT NULL
);

COMMENT ON TABLE shop.price_history IS 'Earlier versions of the rows of price.';

CREATE OR REPLACE FUNCTION shop.price_history()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO shop.price_history (
        product, valid_from, valid_to, amount, gross, valid, system_from, system_to
    ) VALUES (
        OLD.product, OLD.valid_from, OLD.valid_to, OLD.amount, OLD.amount * 1.19, OLD.valid,
        OLD.system_from, now()
    );
    RETURN NULL;
END
$$;

CREATE TRIGGER price_history
    AFTER UPDATE OR DELETE ON shop.price
    FOR EACH ROW
    EXECUTE FUNCTION shop.price_history();

-- ================================================================================================
-- Entity Offer
-- ================================================================================================

CREATE TABLE shop.offer (
    id             integer   PRIMARY KEY,
    valid_from     date      NOT NULL,
    valid_to       date      NOT NULL,
    price_product  integer   NOT NULL,
    valid          daterange NOT NULL GENERATED ALWAYS AS (daterange(valid_from, valid_to)) STORED,

    CONSTRAINT offer_price_product_valid_key UNIQUE (price_product, valid WITHOUT OVERLAPS),
    CONSTRAINT offer_price_product_fkey FOREIGN KEY (price_product, PERIOD valid)
        REFERENCES shop.price (product, PERIOD valid)
);

-- ================================================================================================
-- Entity Booking
-- ================================================================================================

CREATE TABLE shop.booking (
    room    integer   NOT NULL,
    during  tstzrange NOT NULL,

    CONSTRAINT booking_pkey PRIMARY KEY (room, during WITHOUT OVERLAPS)
);

-- ================================================================================================
-- Entity Shift
-- ================================================================================================

CREATE TABLE shop.shift (
    worker  integer     NOT NULL,
    begins  timestamptz NOT NULL,
    ends    timestamptz NOT NULL,

    CONSTRAINT shift_pkey PRIMARY KEY (worker, begins),
    CONSTRAINT shift_worker_range_excl EXCLUDE USING gist (worker WITH =, tstzrange(begins, ends) WITH &&)
);
