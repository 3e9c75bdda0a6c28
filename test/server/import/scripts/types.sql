CREATE TYPE point_of_time AS (at timestamptz, note varchar(20));
CREATE DOMAIN amount AS numeric(12,2) NOT NULL DEFAULT 0 CONSTRAINT not_negative CHECK (VALUE >= 0);
CREATE DOMAIN code AS char(3) COLLATE "C" CHECK (VALUE ~ '^[A-Z]+$') CHECK (VALUE <> 'XXX');
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE all_types (
    id int GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5) PRIMARY KEY,
    small smallint, big bigint, serial_small smallserial, serial_big bigserial,
    num numeric, num_p numeric(5), num_ps numeric(10,2), num_neg numeric(3,-2), re real, dbl double precision, mon money,
    vc varchar, vcn varchar(10), ch char, chn char(5), txt text, nm name, internal_char "char",
    b bit, bn bit(8), vb varbit, vbn varbit(16), by bytea, bo boolean,
    d date, t time, t3 time(3), ttz timetz, ttz2 timetz(2), ts timestamp, ts0 timestamp(0), tstz timestamptz, tstz6 timestamptz(6),
    iv interval, iv3 interval(3), iy interval year, iym interval year to month, ids interval day to second(2),
    u uuid, j json, jb jsonb, jp jsonpath, x xml,
    ip inet, ci cidr, ma macaddr, ma8 macaddr8,
    tsv tsvector, tsq tsquery, o oid, rc regclass, lsn pg_lsn,
    pt point, ln line, ls lseg, bx box, pa path, pg polygon, ci2 circle,
    r4 int4range, r8 int8range, rn numrange, rts tsrange, rtz tstzrange, rd daterange, mr datemultirange, fr float_range,
    ai int[], a2 int[][], a3 text[3], av varchar(20)[], ae mood[], ac point_of_time[], at timestamptz[], aj jsonb[],
    m mood DEFAULT 'ok', am amount, co code, comp point_of_time,
    coll text COLLATE "POSIX", st text STORAGE EXTERNAL, cp text COMPRESSION pglz
);
COMMENT ON COLUMN all_types.small IS '  leading blanks
and a line

after an empty one  ';
CREATE TABLE defaults (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    i int DEFAULT -1, n numeric DEFAULT 1.50, s text DEFAULT 'it''s', e text DEFAULT '', b boolean DEFAULT false, nl text DEFAULT NULL,
    d date DEFAULT CURRENT_DATE, d2 date DEFAULT '2024-02-29', ts timestamp DEFAULT now(), tz timestamptz DEFAULT CURRENT_TIMESTAMP, tz2 timestamptz DEFAULT (now() + '1 day'::interval),
    lt timestamp DEFAULT LOCALTIMESTAMP, ct timestamptz DEFAULT clock_timestamp(), utc timestamp DEFAULT (now() AT TIME ZONE 'utc'), tm time DEFAULT '12:00',
    j jsonb DEFAULT '{"a": [1, 2]}', j2 json DEFAULT '{}', a text[] DEFAULT '{}', a2 int[] DEFAULT ARRAY[1, 2], a3 text[] DEFAULT ARRAY[]::text[], iv interval DEFAULT '30 days', iv2 interval DEFAULT INTERVAL '1' HOUR,
    u text DEFAULT CURRENT_USER, us name DEFAULT SESSION_USER, r double precision DEFAULT random(), m mood DEFAULT 'sad', ip inet DEFAULT '127.0.0.1', by bytea DEFAULT '\xdeadbeef', v varchar(10) DEFAULT 'abc', c char(3) DEFAULT 'ab',
    big bigint DEFAULT 9223372036854775807, f float DEFAULT 1e-5, neg numeric DEFAULT '-1.5', bits bit(4) DEFAULT B'1010', multi text DEFAULT E'a\nb\tc', x text DEFAULT upper('x') || lower('Y'), rr int4range DEFAULT '[1,5)', len int DEFAULT length('abc')
);
