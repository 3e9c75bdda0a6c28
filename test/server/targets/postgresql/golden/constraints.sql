-- Constraints for PostgreSQL 18
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Constraints.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS shop;

-- ================================================================================================
-- Extensions
-- ================================================================================================

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ================================================================================================
-- Entity Customer
-- ================================================================================================

CREATE TABLE shop.customers (
    id      integer     PRIMARY KEY,
    tenant  integer     NOT NULL,
    email   varchar(80) UNIQUE NULLS NOT DISTINCT,
    name    varchar(80) CONSTRAINT customer_has_a_name NOT NULL,
    score   integer     CHECK (score BETWEEN 0 AND 1000),
    grade   integer,

    CONSTRAINT customers_tenant_name_email_key UNIQUE (tenant, name) INCLUDE (email) WITH (fillfactor = 80) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT customers_tenant_key UNIQUE (tenant, id),
    CONSTRAINT grade_is_positive CHECK (grade > 0),
    CONSTRAINT vip CHECK (score > 900 OR grade IS NULL),
    CONSTRAINT free CHECK (grade < 100) NOT ENFORCED,
    CONSTRAINT own CHECK (tenant > 0) NO INHERIT
);

ALTER TABLE shop.customers
    ADD CONSTRAINT later CHECK (name <> '') NOT VALID;

COMMENT ON CONSTRAINT customers_score_check ON shop.customers IS 'Scores go to 1000';
COMMENT ON CONSTRAINT vip ON shop.customers IS 'A VIP has no grade';

-- ================================================================================================
-- Entity Order
-- ================================================================================================

CREATE TABLE shop.orders (
    tenant       integer NOT NULL,
    number       integer NOT NULL,
    customer_id  integer NOT NULL
        REFERENCES shop.customers (id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    agent_id     integer,
    payer_id     integer,
    heir_id      integer REFERENCES shop.customers (id) NOT ENFORCED,
    idea_id      integer,
    before       integer,

    CONSTRAINT orders_key PRIMARY KEY (tenant, number),
    CONSTRAINT orders_agent FOREIGN KEY (agent_id)
        REFERENCES shop.customers (id) MATCH FULL ON DELETE SET NULL,
    CONSTRAINT orders_tenant_before_fkey FOREIGN KEY (tenant, before)
        REFERENCES shop.orders (tenant, number) ON DELETE SET NULL (before)
);

ALTER TABLE shop.orders
    ADD CONSTRAINT orders_payer_id_fkey FOREIGN KEY (payer_id) REFERENCES shop.customers (id) NOT VALID;

-- ================================================================================================
-- Entity Room
-- ================================================================================================

CREATE TABLE shop.rooms (
    id      integer   PRIMARY KEY,
    during  tstzrange NOT NULL,

    CONSTRAINT rooms_no_double_booking_excl EXCLUDE USING gist (id WITH =, during WITH &&) WHERE (id > 0) DEFERRABLE
);

-- ================================================================================================
-- Entity Department
-- The two need each other.
-- ================================================================================================

CREATE TABLE shop.departments (
    id       integer PRIMARY KEY,
    head_id  integer
);

COMMENT ON TABLE shop.departments IS 'The two need each other.';
COMMENT ON COLUMN shop.departments.head_id IS 'Who leads it.';

-- ================================================================================================
-- Entity Employee
-- ================================================================================================

CREATE TABLE shop.employees (
    id             integer PRIMARY KEY,
    department_id  integer NOT NULL REFERENCES shop.departments (id),
    manager_id     integer REFERENCES shop.employees (id)
);

-- ================================================================================================
-- Foreign keys between tables that need each other
-- ================================================================================================

ALTER TABLE shop.departments
    ADD CONSTRAINT departments_head_id_fkey FOREIGN KEY (head_id) REFERENCES shop.employees (id) ON DELETE SET NULL;
