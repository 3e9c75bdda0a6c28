/**
 * A script as pg_dump prints that of a grown web application: areas of entities with a membership table, an append-only log in
 * monthly partitions, lookups, and the constructs that such schemas really use. The same text for the same count.
 */
export function largeScript(tables: number): string {
    const areas = Math.ceil(tables / tablesOfArea);
    const parts = [header];
    const constraints: string[] = [];
    let written = 0;
    for (let area = 0; area < areas && written < tables; area++) {
        for (const write of areaTables.slice(0, tables - written)) {
            const { before, after } = write(nameOf(area), area === 0 ? undefined : nameOf(area - 1));
            parts.push(before);
            constraints.push(after);
            written++;
        }
    }
    return [...parts, ...constraints, '--\n-- PostgreSQL database dump complete\n--\n'].join('\n\n');
}

interface TableScript {
    /** The table itself, with what pg_dump prints beside it. */
    readonly before: string;
    /** Keys, indexes, foreign keys and triggers, which pg_dump prints behind all tables. */
    readonly after: string;
}

const words = [
    'account', 'billing', 'catalog', 'delivery', 'event', 'forum', 'group', 'hosting', 'issue', 'journal', 'kiosk', 'library', 'media', 'newsletter', 'order',
    'payment', 'quota', 'release', 'survey', 'ticket', 'upload', 'vendor', 'wallet', 'yield', 'zone',
];

function nameOf(area: number): string {
    const round = Math.floor(area / words.length);
    return words[area % words.length]! + (round === 0 ? '' : `_${String.fromCharCode(96 + round)}`);
}

const header = `--
-- PostgreSQL database dump
--

\\restrict bW9kZWxz

-- Dumped from database version 16.4
-- Dumped by pg_dump version 16.4

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;

CREATE SCHEMA partitions;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION public.set_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END;
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;`;

const areaTables: readonly ((area: string, previous: string | undefined) => TableScript)[] = [items, members, logs, states, settings];
const tablesOfArea = areaTables.length;

/** The entity that the rest of its area is about. */
function items(area: string, previous: string | undefined): TableScript {
    const table = `${area}_items`;
    return {
        before: `CREATE TYPE public.${area}_visibility AS ENUM (
    'private',
    'internal',
    'public'
);

CREATE TABLE public.${table} (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    description text,
    slug character varying NOT NULL,
    visibility public.${area}_visibility DEFAULT 'private'::public.${area}_visibility NOT NULL,
    state character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    price numeric(12,2) DEFAULT 0.0 NOT NULL,
    tax numeric(12,2) DEFAULT 0.0 NOT NULL,
    gross numeric(13,2) GENERATED ALWAYS AS ((price + tax)) STORED,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    labels text[] DEFAULT '{}'::text[] NOT NULL,
    ip inet,
    archived boolean DEFAULT false NOT NULL,${previous === undefined ? '' : `\n    ${previous}_item_id bigint,`}
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL,
    CONSTRAINT check_${area}_description CHECK ((char_length(description) <= 4096)),
    CONSTRAINT check_${area}_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'live'::character varying, 'gone'::character varying])::text[]))),
    CONSTRAINT check_${area}_price CHECK (((price >= (0)::numeric) AND (tax >= (0)::numeric)))
);

COMMENT ON TABLE public.${table} IS 'What ${area} is about';

COMMENT ON COLUMN public.${table}.slug IS 'As it stands in links, it''s unique';

CREATE SEQUENCE public.${table}_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.${table}_id_seq OWNED BY public.${table}.id;

ALTER TABLE ONLY public.${table} ALTER COLUMN id SET DEFAULT nextval('public.${table}_id_seq'::regclass);`,
        after: `ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_pkey PRIMARY KEY (id);

CREATE UNIQUE INDEX index_${table}_on_slug ON public.${table} USING btree (slug);

CREATE INDEX index_${table}_on_lower_name ON public.${table} USING btree (lower((name)::text)) WHERE (archived IS FALSE);

CREATE INDEX index_${table}_on_name_trigram ON public.${table} USING gin (name public.gin_trgm_ops);

CREATE INDEX index_${table}_on_metadata ON public.${table} USING gin (metadata jsonb_path_ops);

CREATE INDEX index_${table}_on_created_at_and_id ON public.${table} USING btree (created_at DESC, id DESC) INCLUDE (state) WHERE ((state)::text <> 'gone'::text);${previous === undefined ? '' : `

CREATE INDEX index_${table}_on_${previous}_item_id ON public.${table} USING btree (${previous}_item_id);

ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT fk_rails_${table} FOREIGN KEY (${previous}_item_id) REFERENCES public.${previous}_items(id) ON DELETE SET NULL;`}

CREATE TRIGGER ${table}_touch BEFORE UPDATE ON public.${table} FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();`,
    };
}

/** A table between two others, with a key of both. */
function members(area: string, previous: string | undefined): TableScript {
    const table = `${area}_members`;
    const other = previous ?? area;
    return {
        before: `CREATE TABLE public.${table} (
    item_id bigint NOT NULL,
    other_item_id bigint NOT NULL,
    access_level smallint DEFAULT 10 NOT NULL,
    expires_on date,
    period tstzrange
);`,
        after: `ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_pkey PRIMARY KEY (item_id, other_item_id);

ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_not_twice EXCLUDE USING gist (item_id WITH =, period WITH &&) WHERE ((access_level > 10));

ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.${area}_items(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_other_item_id_fkey FOREIGN KEY (other_item_id) REFERENCES public.${other}_items(id) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX index_${table}_on_other_item_id ON public.${table} USING btree (other_item_id, access_level);`,
    };
}

/** An append-only log in partitions of a schema of their own. */
function logs(area: string): TableScript {
    const table = `${area}_logs`;
    const months = ['202501', '202502', '202503'];
    const starts = ['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01'];
    const columns = `
    id bigint NOT NULL,
    item_id bigint NOT NULL,
    action text NOT NULL,
    payload bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL
`;
    return {
        before: `CREATE TABLE public.${table} (${columns})
PARTITION BY RANGE (created_at);

${months.map(month => `CREATE TABLE partitions.${table}_${month} (${columns});`).join('\n\n')}

ALTER TABLE public.${table} ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.${table}_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

${months.map((month, i) => `ALTER TABLE ONLY public.${table} ATTACH PARTITION partitions.${table}_${month} FOR VALUES FROM ('${starts[i]!} 00:00:00+00') TO ('${starts[i + 1]!} 00:00:00+00');`).join('\n\n')}`,
        after: `ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_pkey PRIMARY KEY (id, created_at);

${months.map(month => `ALTER TABLE ONLY partitions.${table}_${month}
    ADD CONSTRAINT ${table}_${month}_pkey PRIMARY KEY (id, created_at);`).join('\n\n')}

CREATE INDEX index_${table}_on_item_id ON ONLY public.${table} USING btree (item_id);

${months.map(month => `CREATE INDEX ${table}_${month}_item_id_idx ON partitions.${table}_${month} USING btree (item_id);`).join('\n\n')}

${months.map(month => `ALTER INDEX public.${table}_pkey ATTACH PARTITION partitions.${table}_${month}_pkey;

ALTER INDEX public.index_${table}_on_item_id ATTACH PARTITION partitions.${table}_${month}_item_id_idx;`).join('\n\n')}`,
    };
}

/** A lookup with a natural key and a self-reference. */
function states(area: string): TableScript {
    const table = `${area}_states`;
    return {
        before: `CREATE TABLE public.${table} (
    code character(3) NOT NULL,
    label character varying(100) NOT NULL,
    follows character(3),
    weight double precision DEFAULT 1.5,
    CONSTRAINT ${table}_weight_check CHECK ((weight > (0)::double precision))
);`,
        after: `ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_label_key UNIQUE (label);

ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_follows_fkey FOREIGN KEY (follows) REFERENCES public.${table}(code);`,
    };
}

/** One row for each item, visible to its tenant. */
function settings(area: string): TableScript {
    const table = `${area}_settings`;
    return {
        before: `CREATE TABLE public.${table} (
    ${area}_item_id bigint NOT NULL,
    uuid uuid DEFAULT gen_random_uuid() NOT NULL,
    tenant text DEFAULT current_setting('app.tenant'::text, true) NOT NULL,
    notified_at timestamp with time zone,
    window_from time without time zone DEFAULT '08:00:00'::time without time zone,
    lasts interval DEFAULT '01:00:00'::interval
);

CREATE VIEW public.${area}_overview AS
 SELECT i.id,
    i.name,
    s.tenant,
    count(l.id) AS logged
   FROM ((public.${area}_items i
     LEFT JOIN public.${table} s ON ((s.${area}_item_id = i.id)))
     LEFT JOIN public.${area}_logs l ON ((l.item_id = i.id)))
  GROUP BY i.id, i.name, s.tenant;`,
        after: `ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT ${table}_pkey PRIMARY KEY (${area}_item_id);

CREATE UNIQUE INDEX index_${table}_on_uuid ON public.${table} USING btree (uuid) WITH (fillfactor='80');

ALTER TABLE ONLY public.${table}
    ADD CONSTRAINT fk_${table} FOREIGN KEY (${area}_item_id) REFERENCES public.${area}_items(id) ON DELETE CASCADE NOT VALID;

ALTER TABLE public.${table} ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.${table} USING ((tenant = current_setting('app.tenant'::text, true)));`,
    };
}
