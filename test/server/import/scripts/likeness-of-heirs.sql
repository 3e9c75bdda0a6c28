-- A table like one that inherits
CREATE TABLE base (id bigserial PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE docs (title text NOT NULL, PRIMARY KEY (id)) INHERITS (base);
CREATE TABLE more (LIKE docs INCLUDING ALL, extra jsonb DEFAULT '{}');
