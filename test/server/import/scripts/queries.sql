CREATE TYPE stage AS ENUM ('draft', 'live');
CREATE TABLE items (id int PRIMARY KEY, name varchar(20) NOT NULL, price numeric(10,2), kind text, stage stage NOT NULL DEFAULT 'draft', active boolean DEFAULT true, parent_id int REFERENCES items, data jsonb);
CREATE TABLE invoices (tenant int, number int, item_id int REFERENCES items, PRIMARY KEY (tenant, number));
CREATE TABLE invoice_lines (id int PRIMARY KEY, inv_tenant int NOT NULL, inv_number int NOT NULL, qty int, status varchar(10) NOT NULL, placed_at timestamptz NOT NULL DEFAULT now(), FOREIGN KEY (inv_tenant, inv_number) REFERENCES invoices);
-- One table under its own name, and all of its columns.
CREATE VIEW active_items AS SELECT * FROM items WHERE active WITH LOCAL CHECK OPTION;
-- Under another.
CREATE VIEW named (item, label) WITH (security_barrier) AS SELECT i.id, upper(i.name) FROM items i;
CREATE VIEW totals AS
    SELECT i.id, i.name, count(*) AS n, sum(l.qty * i.price) total, data->>'colour' AS colour, round(avg(l.qty), 2)
    FROM items i JOIN invoices v ON i.id = v.item_id LEFT JOIN invoice_lines l ON l.inv_tenant = v.tenant AND l.inv_number = v.number AND l.status IN ('paid', 'open')
    WHERE i.active AND l.placed_at > now() - interval '30 days' AND i.data ? 'colour' AND (i.stage = 'live' OR i.kind LIKE 'x%')
    GROUP BY i.id, 2 HAVING count(*) > 3 ORDER BY n DESC NULLS LAST, i.name LIMIT 10;
COMMENT ON COLUMN totals.n IS 'How many';
CREATE VIEW windows AS
    SELECT invoices.tenant, items.name, row_number() OVER (PARTITION BY item_id ORDER BY number DESC) rn, count(*) FILTER (WHERE kind = 'x') OVER ()
    FROM invoices JOIN items ON invoices.item_id = items.id ORDER BY invoices.number;
CREATE VIEW aggregates AS
    SELECT max(name) m, min(price) p, avg(id) a, string_agg(name, ', ' ORDER BY name DESC) s, array_agg(DISTINCT kind) k, count(DISTINCT kind) q,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS median FROM items;
CREATE VIEW choices AS
    SELECT CASE WHEN price > 3 THEN 'big' ELSE 'small' END AS size, 'x' AS label, CASE WHEN active THEN 1 END AS one, CASE kind WHEN 'a' THEN name END AS same,
        coalesce(name, '-') AS nn, NULL::date AS d, 1 AS k, stage, 'live'::stage AS best FROM items WHERE price BETWEEN 1 AND 3;
CREATE VIEW kinds AS SELECT DISTINCT kind FROM items ORDER BY kind;
CREATE VIEW on_views AS SELECT t.id, t.n, p.name AS parent FROM totals t CROSS JOIN active_items i FULL JOIN items p ON p.id = i.parent_id;
CREATE MATERIALIZED VIEW monthly AS SELECT date_trunc('month', placed_at) AS month, count(*) AS lines FROM invoice_lines GROUP BY 1 WITH NO DATA;
CREATE UNIQUE INDEX ON monthly (month);
CREATE TABLE tags (id int PRIMARY KEY, label text NOT NULL);
CREATE TABLE item_tags (item_id int REFERENCES items ON DELETE CASCADE, tag_id int REFERENCES tags ON DELETE CASCADE, PRIMARY KEY (item_id, tag_id));
CREATE VIEW tagged AS SELECT i.name, t.label FROM items i JOIN item_tags ON item_tags.item_id = i.id JOIN tags t ON t.id = item_tags.tag_id;
-- What the language has no words for stays SQL.
CREATE VIEW latest AS SELECT DISTINCT ON (kind) kind, name FROM items ORDER BY kind, id DESC;
CREATE VIEW whole AS SELECT i FROM items i;
CREATE VIEW both_of AS SELECT id FROM items UNION SELECT id FROM invoice_lines;
CREATE VIEW used AS SELECT id, qty FROM items LEFT JOIN invoice_lines USING (id);
CREATE VIEW listed AS SELECT i.id, v.tenant FROM items i, invoices v;
