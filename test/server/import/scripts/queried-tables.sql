-- A table that a query makes takes the place of another one
CREATE TABLE measure (id int PRIMARY KEY, value numeric(8, 2), label text);
CREATE TABLE measure_new AS SELECT id, value * 2 AS doubled, label COLLATE "C" AS label FROM measure;
DROP TABLE measure;
ALTER TABLE measure_new RENAME TO measure;
ALTER TABLE measure RENAME COLUMN doubled TO value;
ALTER TABLE measure ADD PRIMARY KEY (id);
CREATE INDEX ON measure (value);
COMMENT ON TABLE measure IS 'Made by a query';
ALTER TABLE measure ADD noted date DEFAULT current_date;
CREATE VIEW values_only AS SELECT value FROM measure;
