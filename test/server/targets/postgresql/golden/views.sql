-- Views for PostgreSQL 18
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Views.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS shop;

-- ================================================================================================
-- Types
-- ================================================================================================

CREATE TYPE shop.colour AS ENUM ('RED', 'BLUE');

-- ================================================================================================
-- Entity Customer
-- ================================================================================================

CREATE TABLE shop.customers (
    id          integer     PRIMARY KEY,
    name        varchar(80) NOT NULL,
    deleted_at  timestamptz
);

-- ================================================================================================
-- Entity Order
-- ================================================================================================

CREATE TABLE shop.orders (
    id           integer       PRIMARY KEY,
    customer_id  integer       NOT NULL REFERENCES shop.customers (id),
    total        numeric(12,2) NOT NULL,
    colour       shop.colour   NOT NULL,
    placed_at    timestamptz   NOT NULL
);

-- ================================================================================================
-- View CustomerTotals
-- ================================================================================================

CREATE VIEW shop.customer_totals AS
SELECT
    c.id,
    coalesce(sum(o.total), 0) AS total,
    count(o.id) FILTER (WHERE o.colour = 'RED') AS reds,
    max(o.placed_at) AS last,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY o.total) AS median
FROM shop.customers AS c
LEFT JOIN shop.orders AS o ON o.customer_id = c.id AND o.total > 0
WHERE c.deleted_at IS NULL
GROUP BY c.id
HAVING count(o.id) > 0;

-- ================================================================================================
-- View BestCustomers
-- Reads another view that comes later.
-- ================================================================================================

CREATE VIEW shop.best_customers AS
SELECT
    t.id,
    t.total AS spent
FROM shop.customer_totals AS t
WHERE t.total > 1000
ORDER BY t.total DESC
LIMIT 10;

COMMENT ON VIEW shop.best_customers IS 'Reads another view that comes later.';
COMMENT ON COLUMN shop.best_customers.spent IS 'What they spent.';

-- ================================================================================================
-- View ActiveCustomers
-- ================================================================================================

CREATE VIEW shop.active_customers WITH (security_barrier = true, security_invoker = true) AS
SELECT
    c.id,
    c.name
FROM shop.customers AS c
WHERE c.deleted_at IS NULL
WITH CASCADED CHECK OPTION;

-- ================================================================================================
-- View Colours
-- Each once; the alias is the table's own name.
-- ================================================================================================

CREATE VIEW shop.colours AS
SELECT DISTINCT
    orders.colour
FROM shop.orders
WHERE orders.total > 0
ORDER BY orders.colour;

COMMENT ON VIEW shop.colours IS 'Each once; the alias is the table''s own name.';

-- ================================================================================================
-- View Ranked
-- ================================================================================================

CREATE VIEW shop.ranked AS
SELECT
    o.id,
    rank() OVER (PARTITION BY o.customer_id ORDER BY o.total DESC) AS rank,
    CASE WHEN o.total > 100 THEN 'big' ELSE 'small' END AS kind,
    EXTRACT(YEAR FROM o.placed_at)::integer AS year,
    o.colour
FROM shop.orders AS o;

-- ================================================================================================
-- Materialized view Monthly
-- ================================================================================================

CREATE MATERIALIZED VIEW shop.monthly WITH (fillfactor = 90) AS
SELECT
    date_trunc('month', o.placed_at) AS month,
    sum(o.total) AS total
FROM shop.orders AS o
GROUP BY date_trunc('month', o.placed_at)
WITH NO DATA;

CREATE UNIQUE INDEX monthly_month_idx ON shop.monthly (month);

-- ================================================================================================
-- View Written
-- ================================================================================================

CREATE VIEW shop.written AS
-- reads ranked, not best_customers
SELECT r.id, r.rank
FROM shop.ranked AS r;
