-- Indexes for PostgreSQL 18
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --set ON_ERROR_STOP=1 --file Indexes.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS shop;

-- ================================================================================================
-- Extensions
-- ================================================================================================

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- ================================================================================================
-- Functions
-- ================================================================================================

CREATE OR REPLACE FUNCTION shop.normalized(value text)
RETURNS text
LANGUAGE sql
IMMUTABLE
AS $$SELECT lower(value)$$;

-- ================================================================================================
-- Entity Product
-- ================================================================================================

CREATE TABLE shop.products (
    id       integer       PRIMARY KEY,
    name     varchar(200)  NOT NULL,
    title    text,
    price    numeric(10,2) NOT NULL,
    data     jsonb         NOT NULL,
    tags     text[]        NOT NULL,
    code     varchar(20)   NOT NULL,
    at       timestamptz   NOT NULL DEFAULT now(),
    deleted  timestamptz
);

CREATE INDEX products_name_idx ON shop.products (name);

CREATE INDEX products_by_price_idx
    ON shop.products (price DESC NULLS LAST, name) INCLUDE (code)
    WHERE deleted IS NULL;

CREATE UNIQUE INDEX products_lower_idx ON shop.products (lower(name));
CREATE INDEX products_normalized_idx ON shop.products (shop.normalized(name));
CREATE INDEX products_expr_idx ON shop.products ((price * 2));
CREATE INDEX products_data_idx ON shop.products USING gin (data jsonb_path_ops);

CREATE INDEX products_name_idx1
    ON shop.products USING gin (name gin_trgm_ops) WITH (fastupdate = off);

CREATE INDEX products_at_idx ON shop.products USING brin (at) WITH (pages_per_range = 32);
CREATE INDEX products_code_idx ON shop.products USING hash (code);
CREATE INDEX products_code_idx1 ON shop.products (code COLLATE "C" text_pattern_ops);
CREATE UNIQUE INDEX CONCURRENTLY products_code_idx2 ON shop.products (code) NULLS NOT DISTINCT;

CREATE INDEX products_search_idx
    ON shop.products USING gin (to_tsvector('german', coalesce(name, '') || ' ' || coalesce(title, '')))
    WHERE deleted IS NULL;

CREATE INDEX products_wide_idx
    ON shop.products USING gin (to_tsvector('english',
        coalesce(name, '')
        || ' ' || coalesce(title, '')
        || ' ' || coalesce(code, '')
    ))
    WHERE deleted IS NULL AND price > 0 AND code <> 'this is a long condition that needs its own line';
