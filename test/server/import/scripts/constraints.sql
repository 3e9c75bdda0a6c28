CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id int CONSTRAINT pk_rooms PRIMARY KEY, name text CONSTRAINT uq_name UNIQUE, floor int NOT NULL, building int NOT NULL, UNIQUE (building, floor, name), CHECK (floor > 0 AND building > 0), CONSTRAINT sensible CHECK (floor < 200) NO INHERIT);
CREATE TABLE bookings (
    id bigint, room int NOT NULL, during tstzrange NOT NULL, guest text NOT NULL, cancelled boolean DEFAULT false,
    PRIMARY KEY (id) INCLUDE (room) WITH (fillfactor = 90),
    CONSTRAINT fk_room FOREIGN KEY (room) REFERENCES rooms ON UPDATE CASCADE ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT not_twice EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled),
    UNIQUE NULLS NOT DISTINCT (guest, room) DEFERRABLE
);
COMMENT ON CONSTRAINT not_twice ON bookings IS 'Nobody shares a room';
CREATE TABLE parts (a int, b int, c text, PRIMARY KEY (a, b));
CREATE TABLE part_uses (id int PRIMARY KEY, part_a int, part_b int, other_a int, b int, FOREIGN KEY (part_a, part_b) REFERENCES parts MATCH FULL ON DELETE SET NULL, CONSTRAINT other FOREIGN KEY (other_a, b) REFERENCES parts (a, b) ON DELETE SET NULL (other_a));
ALTER TABLE part_uses ADD CONSTRAINT late CHECK (id > 0) NOT VALID;
ALTER TABLE part_uses ADD CONSTRAINT late_fk FOREIGN KEY (id) REFERENCES rooms NOT VALID;
CREATE UNIQUE INDEX one_open ON bookings (room) WHERE cancelled IS FALSE;
CREATE INDEX ON bookings (lower(guest) text_pattern_ops, room DESC NULLS LAST) INCLUDE (during);
CREATE INDEX by_expression ON bookings ((id % 10), (guest || 'x') COLLATE "C");
CREATE INDEX hashed ON bookings USING hash (guest);
CREATE INDEX blocks ON bookings USING brin (id) WITH (pages_per_range = 16, autosummarize = on);
CREATE UNIQUE INDEX nnd ON parts (c) NULLS NOT DISTINCT;
COMMENT ON INDEX hashed IS 'For exact names';
CREATE TABLE measures (at timestamptz NOT NULL, sensor int NOT NULL, value float8, PRIMARY KEY (at, sensor)) PARTITION BY RANGE (at);
CREATE TABLE measures_2024 PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE measures_2025 PARTITION OF measures FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY HASH (sensor);
CREATE TABLE measures_2025_0 PARTITION OF measures_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE measures_2025_1 PARTITION OF measures_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE measures_rest PARTITION OF measures DEFAULT;
CREATE INDEX ON measures (sensor, at DESC);
CREATE TABLE regions (code text, n int) PARTITION BY LIST (code);
CREATE TABLE regions_eu PARTITION OF regions FOR VALUES IN ('DE', 'FR');
CREATE TABLE regions_none PARTITION OF regions FOR VALUES IN (NULL);
CREATE TABLE base (id int PRIMARY KEY, created timestamptz DEFAULT now());
CREATE TABLE derived (extra text) INHERITS (base);
CREATE UNLOGGED TABLE cache (k text PRIMARY KEY, v text) WITH (fillfactor = 70);
CREATE TABLE generated (a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int GENERATED ALWAYS AS (a + 1) VIRTUAL, d text NOT NULL, full_text tsvector GENERATED ALWAYS AS (to_tsvector('english', d)) STORED);
CREATE INDEX ON generated USING gin (full_text);
CREATE STATISTICS together ON a, b FROM generated;
ALTER TABLE generated ALTER COLUMN a SET STATISTICS 500;
