CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b DEFERRABLE;
CREATE TABLE countries (iso2 char(2) PRIMARY KEY, iso3 char(3) NOT NULL UNIQUE, name text);
CREATE TABLE cities (id int PRIMARY KEY, country char(2) NOT NULL REFERENCES countries, country_iso3 char(3) REFERENCES countries (iso3), capital_of char(2) UNIQUE REFERENCES countries);
CREATE TABLE tenants (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE members (tenant_id uuid REFERENCES tenants ON DELETE CASCADE, number int, PRIMARY KEY (tenant_id, number));
CREATE TABLE tasks (
    tenant_id uuid NOT NULL, number int NOT NULL, owner_number int, parent_tenant uuid, parent_number int,
    PRIMARY KEY (tenant_id, number),
    FOREIGN KEY (tenant_id) REFERENCES tenants,
    FOREIGN KEY (tenant_id, owner_number) REFERENCES members (tenant_id, number) ON DELETE SET NULL (owner_number),
    FOREIGN KEY (parent_tenant, parent_number) REFERENCES tasks
);
CREATE TABLE profiles (member_tenant uuid, member_number int, bio text, PRIMARY KEY (member_tenant, member_number), FOREIGN KEY (member_tenant, member_number) REFERENCES members);
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, manager bigint REFERENCES users, "deputyId" bigint REFERENCES users);
CREATE TABLE user_settings (user_id bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE, theme text);
CREATE TABLE follows (follower_id bigint NOT NULL REFERENCES users, followed_id bigint NOT NULL REFERENCES users, since date, PRIMARY KEY (follower_id, followed_id), CHECK (follower_id <> followed_id));
CREATE TABLE friends (user_id bigint REFERENCES users, friend_id bigint REFERENCES users, PRIMARY KEY (user_id, friend_id));
CREATE TABLE tags (name text PRIMARY KEY);
CREATE TABLE user_tags (user_id bigint REFERENCES users ON DELETE CASCADE, tag text REFERENCES tags ON UPDATE CASCADE, PRIMARY KEY (user_id, tag));
CREATE INDEX ON user_tags (tag);
COMMENT ON TABLE user_tags IS 'Who likes what';
CREATE TABLE events (id bigint, at timestamptz NOT NULL, user_id bigint REFERENCES users, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_old (id bigint NOT NULL, at timestamptz NOT NULL, user_id bigint, PRIMARY KEY (id, at));
ALTER TABLE events ATTACH PARTITION events_old FOR VALUES FROM (MINVALUE) TO ('2020-01-01 00:00:00+00');
CREATE TABLE events_q (LIKE events INCLUDING ALL);
CREATE TABLE event_notes (id int PRIMARY KEY, event_id bigint, event_at timestamptz, FOREIGN KEY (event_id, event_at) REFERENCES events);
CREATE TABLE weak (id int, note text);
CREATE TABLE empty_one ();
CREATE SEQUENCE shared_seq INCREMENT BY 2;
CREATE TABLE uses_shared (id bigint PRIMARY KEY DEFAULT nextval('shared_seq'), other int DEFAULT nextval('shared_seq'::regclass));
CREATE TABLE legacy (id integer NOT NULL);
CREATE SEQUENCE legacy_ids AS integer OWNED BY legacy.id;
ALTER TABLE legacy ALTER id SET DEFAULT nextval('legacy_ids');
GRANT USAGE ON SEQUENCE legacy_ids TO PUBLIC;
CREATE DOMAIN d1 AS int CHECK (VALUE > 0);
CREATE DOMAIN d2 AS d1 DEFAULT 5 CHECK (VALUE < 100);
CREATE TYPE e1 AS ENUM ('x', 'y');
CREATE TYPE c1 AS (e e1, d d2, n numeric(5,2));
CREATE TABLE odd_types (id d2 PRIMARY KEY, list d1[], e e1[] DEFAULT '{x}', c c1, cs c1[] DEFAULT ARRAY[]::c1[], ref_d d2 REFERENCES odd_types);
CREATE TABLE parent_one (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE parent_two (extra int CHECK (extra > 0));
CREATE TABLE child_both (own text, name text NOT NULL DEFAULT 'x') INHERITS (parent_one, parent_two);
CREATE TABLE renamed_before (old_name int, CONSTRAINT c CHECK (old_name > 1));
ALTER TABLE renamed_before RENAME TO renamed;
ALTER TABLE renamed RENAME old_name TO new_name;
ALTER TABLE renamed RENAME CONSTRAINT c TO c_renamed;
ALTER TABLE renamed ADD COLUMN added text NOT NULL DEFAULT 'z', ALTER COLUMN new_name TYPE bigint, DROP CONSTRAINT IF EXISTS nope;
CREATE TABLE dropped (id int);
DROP TABLE dropped;
COMMENT ON COLUMN users.manager IS 'Who decides';
COMMENT ON CONSTRAINT follows_check ON follows IS 'Nobody follows oneself';
COMMENT ON SEQUENCE shared_seq IS 'Odd numbers';
COMMENT ON DOMAIN d1 IS 'Above zero';
COMMENT ON TYPE c1 IS 'All together';
COMMENT ON COLUMN c1.n IS 'A number';
COMMENT ON INDEX users_pkey IS 'Of the key';
COMMENT ON CONSTRAINT d1_check ON DOMAIN d1 IS 'positive';
