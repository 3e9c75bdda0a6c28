-- Inheritance for PostgreSQL 18
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Inheritance.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS hr;

-- ================================================================================================
-- Types
-- ================================================================================================

CREATE TYPE hr.medium_kind AS ENUM ('IMAGE', 'film');

COMMENT ON TYPE hr.medium_kind IS 'By the values of an enumeration.';

-- ================================================================================================
-- Entity Person
-- Joined.
-- ================================================================================================

CREATE TABLE hr.people (
    id          integer     PRIMARY KEY,
    name        varchar(80) NOT NULL,
    kind        varchar(10) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE hr.people IS 'Joined.';

-- ================================================================================================
-- Entity Employee
-- ================================================================================================

CREATE TABLE hr.employees (
    id      integer       PRIMARY KEY REFERENCES hr.people (id) ON DELETE CASCADE,
    salary  numeric(10,2) NOT NULL
);

-- ================================================================================================
-- Entity Manager
-- ================================================================================================

CREATE TABLE hr.managers (
    id     integer       PRIMARY KEY REFERENCES hr.employees (id) ON DELETE CASCADE,
    bonus  numeric(10,2)
);

INSERT INTO hr.people (id, name, kind)
VALUES
    (1, 'Ada', 'M');

INSERT INTO hr.employees (id, salary)
VALUES
    (1, 1000);

INSERT INTO hr.managers (id, bonus)
VALUES
    (1, 100);

-- ================================================================================================
-- Entity Payment
-- In a single table.
-- ================================================================================================

CREATE TABLE hr.payments (
    id           integer       PRIMARY KEY,
    amount       numeric(10,2) NOT NULL,
    type         varchar(10)   NOT NULL,
    card_number  varchar(20),
    drawer       integer
);

COMMENT ON TABLE hr.payments IS 'In a single table.';

INSERT INTO hr.payments (id, amount, card_number, type)
VALUES
    (1, 9.5, '4111', 'card');

-- ================================================================================================
-- Entity Car
-- ================================================================================================

CREATE TABLE hr.cars (
    id      integer PRIMARY KEY,
    wheels  integer NOT NULL,
    doors   integer NOT NULL
);

-- ================================================================================================
-- Entity Bike
-- ================================================================================================

CREATE TABLE hr.bikes (
    id      integer PRIMARY KEY,
    wheels  integer NOT NULL,
    gears   integer NOT NULL
);

-- ================================================================================================
-- Entity Place
-- PostgreSQL's own.
-- ================================================================================================

CREATE TABLE hr.places (
    id    integer     PRIMARY KEY,
    name  varchar(80) NOT NULL
);

COMMENT ON TABLE hr.places IS 'PostgreSQL''s own.';

-- ================================================================================================
-- Entity City
-- ================================================================================================

CREATE TABLE hr.cities (
    population  integer NOT NULL,

    CONSTRAINT cities_pkey PRIMARY KEY (id)
) INHERITS (hr.places);

-- ================================================================================================
-- Entity Medium
-- ================================================================================================

CREATE TABLE hr.media (
    id       integer        PRIMARY KEY,
    kind     hr.medium_kind NOT NULL,
    width    integer,
    seconds  integer,

    CONSTRAINT media_width_check CHECK (kind <> 'IMAGE' OR width IS NOT NULL),
    CONSTRAINT media_seconds_check CHECK (kind <> 'film' OR seconds IS NOT NULL)
);

-- ================================================================================================
-- View Managers
-- ================================================================================================

CREATE VIEW hr.manager_names AS
SELECT
    m.id,
    m_people.name,
    m_employees.salary,
    m.bonus
FROM hr.managers AS m
JOIN hr.employees AS m_employees ON m_employees.id = m.id
JOIN hr.people AS m_people ON m_people.id = m.id;

-- ================================================================================================
-- View Cards
-- ================================================================================================

CREATE VIEW hr.card_payments AS
SELECT
    c.id,
    c.card_number AS card
FROM (SELECT * FROM hr.payments WHERE type = 'card') AS c;

-- ================================================================================================
-- View AllVehicles
-- ================================================================================================

CREATE VIEW hr.all_vehicles AS
SELECT
    v.id,
    v.wheels
FROM (SELECT id, wheels FROM hr.cars UNION ALL SELECT id, wheels FROM hr.bikes) AS v
WHERE v.wheels > 1;
