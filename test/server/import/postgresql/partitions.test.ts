import assert from 'node:assert/strict';
import { printed } from './printed.ts';

const cases: readonly (readonly [title: string, script: string, ...lines: string[]])[] = [
    ['as it is made', `CREATE TABLE t (a date, b text, c int) PARTITION BY RANGE (a, lower(b) COLLATE "C" text_ops);
        CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2025-01-01', MINVALUE) TO ('2025-02-01', MAXVALUE) WITH (fillfactor = 70);
        CREATE TABLE t2 PARTITION OF t DEFAULT PARTITION BY LIST (b); CREATE TABLE t2a PARTITION OF t2 FOR VALUES IN ('a', NULL) PARTITION BY HASH (c);
        CREATE TABLE t2a0 PARTITION OF t2a FOR VALUES WITH (MODULUS 2, REMAINDER 0)`,
    'table t', '  a date', '  b text', '  c integer', '  partition by range (a, lower(b) collate C ops text_ops)', "    t1 from '2025-01-01', minvalue to '2025-02-01', maxvalue with fillfactor=70", '    t2 default',
    '      partition by list (b)', "        t2a in 'a', NULL", '          partition by hash (c)', '            t2a0 0 of 2'],

    ['as pg_dump writes it', `CREATE TABLE public.t (id bigint NOT NULL, at date DEFAULT now()) PARTITION BY RANGE (at); CREATE TABLE public.t1 (id bigint NOT NULL, at date DEFAULT now());
        ALTER TABLE ONLY public.t ATTACH PARTITION public.t1 FOR VALUES FROM ('2025-01-01') TO ('2025-02-01');
        ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id, at); ALTER TABLE ONLY public.t1 ADD CONSTRAINT t1_pkey PRIMARY KEY (id, at);
        CREATE INDEX i ON ONLY public.t USING btree (at); CREATE INDEX t1_at_idx ON public.t1 USING btree (at); CREATE INDEX j ON ONLY public.t USING btree (id); CREATE INDEX named ON public.t1 USING btree (id);
        ALTER INDEX public.t_pkey ATTACH PARTITION public.t1_pkey; ALTER INDEX public.i ATTACH PARTITION public.t1_at_idx; ALTER INDEX public.j ATTACH PARTITION public.named`,
    'table t', '  id bigint not null', '  at date not null = now()', '  key t_pkey (id, at)', '  index i (at)', '  index j (id)', '  partition by range (at)', "    t1 from '2025-01-01' to '2025-02-01'",
    'statement after relation t: ALTER INDEX public.t1_id_idx RENAME TO named'],

    ['with what only a partition has', `CREATE TABLE t (a int, b int DEFAULT 1) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t (b DEFAULT 2 NOT NULL, CHECK (b > 0)) FOR VALUES IN (1); CREATE INDEX own ON t1 (b);
        ALTER TABLE t1 ENABLE ROW LEVEL SECURITY; COMMENT ON TABLE t1 IS 'First'; COMMENT ON COLUMN t1.b IS 'Second'; ALTER TABLE t1 ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t1`,
    'table t', '  a integer', '  b integer = 1', '  partition by list (a)', '    t1 in 1', 'statement after relation t: ALTER TABLE public.t1 ALTER COLUMN b SET DEFAULT 2',
    'statement after relation t: ALTER TABLE public.t1 ALTER COLUMN b SET NOT NULL', "statement after relation t: COMMENT ON COLUMN public.t1.b IS 'Second'", 'statement after relation t: ALTER TABLE public.t1 ADD CHECK (b > 0)',
    'statement after relation t: ALTER TABLE public.t1 ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t1', 'statement after relation t: CREATE INDEX own ON t1 (b)',
    'statement after relation t: ALTER TABLE public.t1 ENABLE ROW LEVEL SECURITY', "statement after relation t: COMMENT ON TABLE public.t1 IS 'First'"],

    ['with a constraint that is valid, whatever CREATE TABLE says of it', `CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t (CONSTRAINT c CHECK (a > 0) NOT VALID) FOR VALUES IN (1)`,
        'table t', '  a integer', '  partition by list (a)', '    t1 in 1', 'statement after relation t: ALTER TABLE public.t1 ADD CONSTRAINT c CHECK (a > 0)'],

    ['whose columns have another order', `CREATE TABLE t (a int, b int) PARTITION BY LIST (a); CREATE TABLE t1 (b int, a int); CREATE INDEX i ON t1 (b); ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1)`,
        'table t', '  a integer', '  b integer', '  partition by list (a)', 'statement after relation t: CREATE TABLE t1 (b int, a int)',
        'statement after relation t: CREATE INDEX i ON t1 (b)', 'statement after relation t: ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1)'],

    ['with indexes of which some partition has no part', `CREATE TABLE t (a int, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);
        CREATE INDEX i ON ONLY t (a); COMMENT ON INDEX i IS 'Some'; CREATE INDEX i1 ON t1 (a); ALTER INDEX i ATTACH PARTITION i1; CREATE INDEX j ON ONLY t (b); CREATE INDEX own ON t2 (b)`,
    'table t', '  a integer', '  b integer', '  partition by list (a)', '    t1 in 1', '    t2 in 2', 'statement after relation t: CREATE INDEX i1 ON t1 (a)', 'statement after relation t: CREATE INDEX own ON t2 (b)',
    'statement after relation t: CREATE INDEX i ON ONLY t (a)', "statement after relation t: COMMENT ON INDEX public.i IS 'Some'", 'statement after relation t: ALTER INDEX public.i ATTACH PARTITION public.i1',
    'statement after relation t: CREATE INDEX j ON ONLY t (b)'],

    ['that is detached again', `CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE t1 (a int); ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1); ALTER TABLE t DETACH PARTITION t1;
        CREATE TABLE t2 PARTITION OF t DEFAULT; ALTER TABLE t DETACH PARTITION t2; CREATE TABLE t3 PARTITION OF t FOR VALUES IN (3); DROP TABLE t3`,
    'table t', '  a integer', '  partition by list (a)', '    t2 default', 'table t1', '  a integer', 'statement after relation t: ALTER TABLE t DETACH PARTITION t2'],
];

describe('A partitioned table of a PostgreSQL script', () => {
    for (const [title, script, ...lines] of cases) {
        it(`is read ${title}`, async () => {
            assert.deepEqual(await printed(script), lines);
        });
    }
});
