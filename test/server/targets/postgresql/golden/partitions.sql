-- Partitions for PostgreSQL 18
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Partitions.postgresql.sql

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS logs;

-- ================================================================================================
-- Entity Event
-- What happened.
-- ================================================================================================

CREATE TABLE logs.events (
    id    uuid        NOT NULL DEFAULT gen_random_uuid(),
    at    timestamptz NOT NULL DEFAULT now(),
    kind  varchar(20) NOT NULL,

    CONSTRAINT events_pkey PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);

CREATE UNLOGGED TABLE logs.events_y2025m01 PARTITION OF logs.events
    FOR VALUES FROM ('2025-01-01') TO ('2025-02-01') WITH (fillfactor = 90);

CREATE UNLOGGED TABLE logs.events_y2025m02 PARTITION OF logs.events
    FOR VALUES FROM ('2025-02-01') TO ('2025-03-01') WITH (fillfactor = 90);

CREATE UNLOGGED TABLE logs.events_y2025m03 PARTITION OF logs.events
    FOR VALUES FROM ('2025-03-01') TO ('2025-04-01') WITH (fillfactor = 90);

CREATE UNLOGGED TABLE logs.events_default PARTITION OF logs.events DEFAULT WITH (fillfactor = 90);

CREATE INDEX events_kind_idx ON logs.events (kind);

COMMENT ON TABLE logs.events IS 'What happened.';

-- ================================================================================================
-- Entity Reading
-- ================================================================================================

CREATE TABLE logs.readings (
    region  varchar(10) NOT NULL,
    day     date        NOT NULL,
    sensor  integer     NOT NULL,

    CONSTRAINT readings_pkey PRIMARY KEY (region, day, sensor)
) PARTITION BY LIST (region);

CREATE TABLE logs.readings_north PARTITION OF logs.readings FOR VALUES IN ('north', 'arctic') PARTITION BY RANGE (day);
CREATE TABLE logs.readings_north_old PARTITION OF logs.readings_north FOR VALUES FROM (MINVALUE) TO ('2025-01-01');

CREATE TABLE logs.readings_north_north_new PARTITION OF logs.readings_north
    FOR VALUES FROM ('2025-01-01') TO (MAXVALUE) WITH (fillfactor = 70);

CREATE TABLE logs.readings_south PARTITION OF logs.readings FOR VALUES IN ('south') PARTITION BY HASH (sensor);
CREATE TABLE logs.readings_south_p0 PARTITION OF logs.readings_south FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE logs.readings_south_p1 PARTITION OF logs.readings_south FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE logs.readings_rest PARTITION OF logs.readings DEFAULT;

-- ================================================================================================
-- Entity Session
-- ================================================================================================

CREATE TABLE logs.sessions (
    id      integer PRIMARY KEY,
    "user"  integer NOT NULL
) PARTITION BY HASH (id);

CREATE TABLE logs.sessions_part0 PARTITION OF logs.sessions FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE logs.sessions_part1 PARTITION OF logs.sessions FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE logs.sessions_part2 PARTITION OF logs.sessions FOR VALUES WITH (MODULUS 3, REMAINDER 2);
