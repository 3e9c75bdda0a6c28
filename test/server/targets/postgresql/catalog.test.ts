import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EmbeddedPostgres, type Session } from '../../../../server/postgres/index.ts';
import { targetOf } from '../../../../server/targets/index.ts';
import { modelOf } from '../models.ts';

const postgresql = targetOf('postgresql')!;

/** What PostgreSQL knows after it has run the DDL of a model of the golden files. */
describe('PostgreSQL makes of the DDL', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    async function made(name: string, look: (session: Session) => Promise<void>): Promise<void> {
        const model = await modelOf(readFileSync(new URL(`golden/${name}.erd`, import.meta.url), 'utf8'));
        const statements = postgresql.generate(model).flatMap(artefact => artefact.statements);
        await postgres.session(async session => {
            const { failed } = await session.execute(statements.map(({ text }) => ({ id: text, text })));
            assert.deepEqual(failed, []);
            await look(session);
        });
    }

    /** The values of the only column of a query. */
    async function values(session: Session, sql: string): Promise<unknown[]> {
        return (await session.query(sql)).map(row => Object.values(row)[0]);
    }

    const columns = (table: string) => `
        SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN '' ELSE '?' END || coalesce(' = ' || pg_get_expr(adbin, adrelid), '')
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;
    const constraints = (table: string) => `
        SELECT conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '${table}'::regclass AND contype <> 'n' ORDER BY conname`;
    const indexes = (schema: string) => `
        SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = '${schema}'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY relname`;
    const comments = `
        SELECT pg_describe_object(classoid, objoid, objsubid) || ': ' || description FROM pg_description
        WHERE objoid >= 16384 AND classoid <> 'pg_extension'::regclass
            AND NOT EXISTS (SELECT FROM pg_depend WHERE deptype = 'e' AND classid = classoid AND objid = objoid) ORDER BY 1`;

    it('columns of every type, with their defaults', () => made('types', async session => {
        assert.deepEqual(await values(session, columns('kinds.everything')), [
            'id bigint', 'a_string character varying', 'a_short_string character varying(20)', 'a_char character(1)', 'a_char3 character(3)', 'a_text text',
            'a_smallint smallint', 'an_int integer', 'a_decimal numeric', 'a_money numeric(15,2)', 'a_float real', 'a_double double precision', 'a_boolean boolean',
            'a_date date', 'a_time time without time zone', 'a_time3 time(3) without time zone', 'a_datetime timestamp without time zone',
            'a_timestamp timestamp with time zone', 'a_timestamp6 timestamp(6) with time zone', 'an_interval interval', 'a_uuid uuid', 'a_json jsonb', 'a_binary bytea',
            'a_vector vector(3)?', 'an_array text[]', 'a_sized integer[]', 'a_matrix integer[]', 'a_range daterange', 'an_int_range int4range',
            'a_multirange tstzmultirange?', 'a_native inet?', 'an_hstore hstore?', 'email kinds.email', 'share kinds.percentage', 'code character varying(8)',
            "colour kinds.colour = 'red'::kinds.colour", 'level smallint = 1', "status character varying(10) = 'A'::character varying", 'country character(2)?',
            'at kinds.point', 'way kinds.segment?', 'price_amount numeric(19,4)', 'price_currency character(3)', 'colours kinds.colour[]?',
            "number bigint = nextval('kinds.numbers'::regclass)", "tags text[] = '{}'::text[]",
        ]);
        assert.deepEqual(await values(session, columns('kinds.segment')), ['from kinds.point?', 'to kinds.point?']);
    }));

    it('domains, enumerations, sequences and identities', () => made('types', async session => {
        assert.deepEqual(await values(session, "SELECT contypid::regtype || ' ' || conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid >= 16384 ORDER BY 1"), [
            "kinds.email email_has_at: CHECK (((VALUE)::text ~~ '%_@_%'::text))",
            'kinds.percentage percentage_check: CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (100)::numeric)))',
            "kinds.slug slug_check: CHECK (((VALUE)::text <> ''::text))",
            'kinds.slug slug_not_null: NOT NULL',
        ]);
        assert.deepEqual(await values(session, "SELECT typdefault || ' ' || typcollation FROM pg_type WHERE typname = 'percentage'"), ['0 0']);
        assert.deepEqual(await values(session, "SELECT collname FROM pg_type JOIN pg_collation ON pg_collation.oid = typcollation WHERE typname = 'email'"), ['C']);
        assert.deepEqual(await values(session, 'SELECT enumlabel FROM pg_enum ORDER BY enumsortorder'), ['red', 'green', "it's blue"]);
        assert.deepEqual(await values(session, "SELECT code || coalesce(' ' || label, '') FROM kinds.country ORDER BY code"), ['DE Germany', 'FR France', 'XX']);
        assert.deepEqual(await values(session, "SELECT concat_ws(' ', sequencename, data_type, start_value, increment_by, min_value, max_value, cache_size, cycle) FROM pg_sequences ORDER BY sequencename"), [
            'counters_custom_seq bigint 7 2 1 9223372036854775807 1 f',
            'counters_normal_seq integer 1 1 1 2147483647 1 f',
            'counters_small_seq smallint 1 1 1 32767 1 f',
            'everything_id_seq bigint 100 5 1 9223372036854775807 1 f',
            'numbers bigint 1000 10 1000 99999999999 5 t',
            'other_seq integer 1 1 1 2147483647 1 f',
        ]);
        assert.deepEqual(await values(session, "SELECT pg_get_serial_sequence('kinds.counters', attname) FROM pg_attribute WHERE attrelid = 'kinds.counters'::regclass AND attnum > 0 ORDER BY attnum"), [
            'kinds.counters_small_seq', 'kinds.counters_normal_seq', 'kinds.counters_custom_seq', 'kinds.other_seq',
        ]);
        assert.deepEqual(await values(session, comments), [
            'column x of composite type kinds.point: Metres to the east.',
            'constraint email_has_at: A mail address has an @',
            'constraint percentage_check: From 0 to 100',
            'type kinds.colour: How a thing is coloured.',
            'type kinds.email: A mail address.',
            'type kinds.point: Where something is.',
        ]);
    }));

    it('constraints with all their options', () => made('constraints', async session => {
        assert.deepEqual(await values(session, constraints('shop.customers')), [
            'customers_email_key: UNIQUE NULLS NOT DISTINCT (email)',
            'customers_pkey: PRIMARY KEY (id)',
            'customers_score_check: CHECK (((score >= 0) AND (score <= 1000)))',
            'customers_tenant_key: UNIQUE (tenant, id)',
            'customers_tenant_name_email_key: UNIQUE (tenant, name) INCLUDE (email) DEFERRABLE INITIALLY DEFERRED',
            'free: CHECK ((grade < 100)) NOT ENFORCED',
            'grade_is_positive: CHECK ((grade > 0))',
            "later: CHECK (((name)::text <> ''::text)) NOT VALID",
            'own: CHECK ((tenant > 0)) NO INHERIT',
            'vip: CHECK (((score > 900) OR (grade IS NULL)))',
        ]);
        assert.deepEqual(await values(session, "SELECT reloptions::text FROM pg_class WHERE relname = 'customers_tenant_name_email_key'"), ['{fillfactor=80}']);
        assert.deepEqual(await values(session, "SELECT conname FROM pg_constraint WHERE conrelid = 'shop.customers'::regclass AND contype = 'n' ORDER BY 1"), [
            'customer_has_a_name', 'customers_id_not_null', 'customers_tenant_not_null',
        ]);
        assert.deepEqual(await values(session, constraints('shop.orders')), [
            'orders_agent: FOREIGN KEY (agent_id) REFERENCES shop.customers(id) MATCH FULL ON DELETE SET NULL',
            'orders_customer_id_fkey: FOREIGN KEY (customer_id) REFERENCES shop.customers(id) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
            'orders_heir_id_fkey: FOREIGN KEY (heir_id) REFERENCES shop.customers(id) NOT ENFORCED',
            'orders_key: PRIMARY KEY (tenant, number)',
            'orders_payer_id_fkey: FOREIGN KEY (payer_id) REFERENCES shop.customers(id) NOT VALID',
            'orders_tenant_before_fkey: FOREIGN KEY (tenant, before) REFERENCES shop.orders(tenant, number) ON DELETE SET NULL (before)',
        ]);
        assert.deepEqual(await values(session, constraints('shop.rooms')), [
            'rooms_no_double_booking_excl: EXCLUDE USING gist (id WITH =, during WITH &&) WHERE ((id > 0)) DEFERRABLE',
            'rooms_pkey: PRIMARY KEY (id)',
        ]);
    }));

    it('foreign keys between tables that need each other', () => made('constraints', async session => {
        assert.deepEqual(await values(session, constraints('shop.departments')), [
            'departments_head_id_fkey: FOREIGN KEY (head_id) REFERENCES shop.employees(id) ON DELETE SET NULL', 'departments_pkey: PRIMARY KEY (id)',
        ]);
        assert.deepEqual(await values(session, constraints('shop.employees')), [
            'employees_department_id_fkey: FOREIGN KEY (department_id) REFERENCES shop.departments(id)',
            'employees_manager_id_fkey: FOREIGN KEY (manager_id) REFERENCES shop.employees(id)', 'employees_pkey: PRIMARY KEY (id)',
        ]);
    }));

    it('indexes with all their options', () => made('indexes', async session => {
        assert.deepEqual(await values(session, indexes('shop')), [
            'CREATE INDEX products_at_idx ON shop.products USING brin (at) WITH (pages_per_range=\'32\')',
            'CREATE INDEX products_by_price_idx ON shop.products USING btree (price DESC NULLS LAST, name) INCLUDE (code) WHERE (deleted IS NULL)',
            'CREATE INDEX products_code_idx ON shop.products USING hash (code)',
            'CREATE INDEX products_code_idx1 ON shop.products USING btree (code COLLATE "C" text_pattern_ops)',
            'CREATE UNIQUE INDEX products_code_idx2 ON shop.products USING btree (code) NULLS NOT DISTINCT',
            'CREATE INDEX products_data_idx ON shop.products USING gin (data jsonb_path_ops)',
            'CREATE INDEX products_expr_idx ON shop.products USING btree (((price * (2)::numeric)))',
            'CREATE UNIQUE INDEX products_lower_idx ON shop.products USING btree (lower((name)::text))',
            'CREATE INDEX products_name_idx ON shop.products USING btree (name)',
            'CREATE INDEX products_name_idx1 ON shop.products USING gin (name gin_trgm_ops) WITH (fastupdate=off)',
            'CREATE INDEX products_normalized_idx ON shop.products USING btree (shop.normalized((name)::text))',
            "CREATE INDEX products_search_idx ON shop.products USING gin (to_tsvector('german'::regconfig, (((COALESCE(name, ''::character varying))::text || ' '::text) || COALESCE(title, ''::text)))) WHERE (deleted IS NULL)",
            "CREATE INDEX products_wide_idx ON shop.products USING gin (to_tsvector('english'::regconfig, (((((COALESCE(name, ''::character varying))::text || ' '::text) || COALESCE(title, ''::text)) || ' '::text) || (COALESCE(code, ''::character varying))::text))) WHERE ((deleted IS NULL) AND (price > (0)::numeric) AND ((code)::text <> 'this is a long condition that needs its own line'::text))",
        ]);
    }));

    it('partitions, nested and with their settings', () => made('partitions', async session => {
        assert.deepEqual(await values(session, `
            SELECT relid::regclass || ' ' || level || coalesce(' ' || pg_get_partkeydef(relid), '') || coalesce(': ' || pg_get_expr(relpartbound, relid), '') || coalesce(' ' || reloptions::text, '') || ' ' || relpersistence::text
            FROM (VALUES ('logs.events'::regclass), ('logs.readings'), ('logs.sessions')) AS root(root), pg_partition_tree(root), pg_class WHERE pg_class.oid = relid ORDER BY relid`), [
            'logs.events 0 RANGE (at) p',
            "logs.events_y2025m01 1: FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00') {fillfactor=90} u",
            "logs.events_y2025m02 1: FOR VALUES FROM ('2025-02-01 00:00:00+00') TO ('2025-03-01 00:00:00+00') {fillfactor=90} u",
            "logs.events_y2025m03 1: FOR VALUES FROM ('2025-03-01 00:00:00+00') TO ('2025-04-01 00:00:00+00') {fillfactor=90} u",
            'logs.events_default 1: DEFAULT {fillfactor=90} u',
            'logs.readings 0 LIST (region) p',
            "logs.readings_north 1 RANGE (day): FOR VALUES IN ('north', 'arctic') p",
            "logs.readings_north_old 2: FOR VALUES FROM (MINVALUE) TO ('2025-01-01') p",
            "logs.readings_north_north_new 2: FOR VALUES FROM ('2025-01-01') TO (MAXVALUE) {fillfactor=70} p",
            "logs.readings_south 1 HASH (sensor): FOR VALUES IN ('south') p",
            'logs.readings_south_p0 2: FOR VALUES WITH (modulus 2, remainder 0) p',
            'logs.readings_south_p1 2: FOR VALUES WITH (modulus 2, remainder 1) p',
            'logs.readings_rest 1: DEFAULT p',
            'logs.sessions 0 HASH (id) p',
            'logs.sessions_part0 1: FOR VALUES WITH (modulus 3, remainder 0) p',
            'logs.sessions_part1 1: FOR VALUES WITH (modulus 3, remainder 1) p',
            'logs.sessions_part2 1: FOR VALUES WITH (modulus 3, remainder 2) p',
        ]);
    }));

    it('views, in the order in which they need each other', () => made('views', async session => {
        const definition = async (view: string) => String((await values(session, `SELECT pg_get_viewdef('${view}', true)`))[0]).replaceAll(/\s+/g, ' ').trim();
        assert.equal(await definition('shop.best_customers'),
            'SELECT id, total AS spent FROM shop.customer_totals t WHERE total > 1000::numeric ORDER BY total DESC LIMIT 10;');
        assert.equal(await definition('shop.customer_totals'), 'SELECT c.id, COALESCE(sum(o.total), 0::numeric) AS total,'
            + " count(o.id) FILTER (WHERE o.colour = 'RED'::shop.colour) AS reds, max(o.placed_at) AS last,"
            + ' percentile_cont(0.5::double precision) WITHIN GROUP (ORDER BY (o.total::double precision)) AS median'
            + ' FROM shop.customers c LEFT JOIN shop.orders o ON o.customer_id = c.id AND o.total > 0::numeric'
            + ' WHERE c.deleted_at IS NULL GROUP BY c.id HAVING count(o.id) > 0;');
        assert.equal(await definition('shop.ranked'), 'SELECT id, rank() OVER (PARTITION BY customer_id ORDER BY total DESC) AS rank,'
            + " CASE WHEN total > 100::numeric THEN 'big'::text ELSE 'small'::text END AS kind, EXTRACT(year FROM placed_at)::integer AS year, colour FROM shop.orders o;");
        assert.deepEqual(await values(session, "SELECT reloptions::text FROM pg_class WHERE relname = 'active_customers'"), ['{security_barrier=true,security_invoker=true,check_option=cascaded}']);
        assert.deepEqual(await values(session, "SELECT relispopulated || ' ' || reloptions::text FROM pg_class WHERE relname = 'monthly'"), ['false {fillfactor=90}']);
        assert.deepEqual(await values(session, indexes('shop')), ['CREATE UNIQUE INDEX monthly_month_idx ON shop.monthly USING btree (month)']);
        assert.deepEqual(await values(session, comments), [
            'column spent of view shop.best_customers: What they spent.', 'view shop.best_customers: Reads another view that comes later.',
            "view shop.colours: Each once; the alias is the table's own name.",
        ]);
    }));

    it('routines with every attribute', () => made('routines', async session => {
        const [total] = await values(session, "SELECT pg_get_functiondef('shop.total'::regproc)");
        assert.equal(total, [
            'CREATE OR REPLACE FUNCTION shop.total(minimum numeric DEFAULT 0)', ' RETURNS numeric', ' LANGUAGE sql',
            ' STABLE PARALLEL RESTRICTED STRICT SECURITY DEFINER LEAKPROOF COST 50', " SET search_path TO 'pg_catalog'",
            'AS $function$', 'SELECT sum(balance) FROM shop.accounts WHERE balance >= minimum', '$function$', '',
        ].join('\n'));
        assert.deepEqual(await values(session, "SELECT prokind::text || ' ' || oid::regprocedure || ' ' || pg_get_function_result(oid) FROM pg_proc WHERE pronamespace = 'shop'::regnamespace AND prorettype <> 'trigger'::regtype AND prokind <> 'p' ORDER BY 1"), [
            'a shop.largest(integer) integer', 'f shop.accounts_above(numeric) SETOF shop.accounts', 'f shop.default_kind() text',
            'f shop.pairs(integer[]) TABLE(first integer, second text)', 'f shop.standard(integer,integer) integer',
            'f shop.summary(date,text) record', 'f shop.total(numeric) numeric',
        ]);
        assert.deepEqual(await values(session, 'SELECT shop.standard(2, 3)'), ['5']);
        assert.deepEqual(await values(session, 'SELECT shop.largest(v) FROM (VALUES (1), (3), (2)) AS t(v)'), ['3']);
    }));

    it('triggers that do what they say', () => made('routines', async session => {
        assert.deepEqual(await values(session, `
            SELECT tgname || ' ' || tgenabled::text || ': ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname`), [
            'accounts_on_update O: CREATE TRIGGER accounts_on_update BEFORE UPDATE ON shop.accounts FOR EACH ROW EXECUTE FUNCTION shop.accounts_on_update()',
            "audit_accounts D: CREATE TRIGGER audit_accounts AFTER UPDATE OF balance, note ON shop.accounts FOR EACH ROW WHEN ((old.balance IS DISTINCT FROM new.balance)) EXECUTE FUNCTION shop.audit('accounts')",
            "check_later O: CREATE CONSTRAINT TRIGGER check_later AFTER UPDATE ON shop.accounts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.audit('later')",
            'count_rows O: CREATE TRIGGER count_rows AFTER INSERT ON shop.accounts REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION shop.accounts_count_rows()',
            'instead_of_insert O: CREATE TRIGGER instead_of_insert INSTEAD OF INSERT ON shop.rich FOR EACH ROW EXECUTE FUNCTION shop.rich_instead_of_insert()',
            'no_negative O: CREATE TRIGGER no_negative BEFORE INSERT OR UPDATE ON shop.accounts FOR EACH ROW WHEN ((new.balance < (0)::numeric)) EXECUTE FUNCTION shop.accounts_no_negative()',
        ]);
        await session.query("INSERT INTO shop.accounts (id, balance, note) VALUES (1, -5, 'a')");
        await session.query("UPDATE shop.accounts SET note = 'b', version = 40");
        await session.query("UPDATE shop.accounts SET note = 'c'");
        assert.deepEqual(await session.query('SELECT balance, kind, version, shout FROM shop.accounts'), [{ balance: '0.00', kind: 'basic', version: '3', shout: 'C' }]);
        await session.query('INSERT INTO shop.rich (id) VALUES (9)');
        assert.deepEqual(await values(session, 'SELECT id FROM shop.rich'), ['9']);
    }));

    it('roles, policies and privileges', () => made('access', async session => {
        assert.deepEqual(await values(session, "SELECT rolname || ' ' || rolcanlogin FROM pg_roles WHERE rolname IN ('reader', 'writer', 'shop-admin') ORDER BY 1"), ['reader false', 'shop-admin true', 'writer false']);
        assert.deepEqual(await values(session, "SELECT roleid::regrole || ' to ' || member::regrole FROM pg_auth_members WHERE member::regrole::text IN ('writer', '\"shop-admin\"') ORDER BY 1"), [
            'pg_monitor to "shop-admin"', 'reader to writer', 'writer to "shop-admin"',
        ]);
        const own = "((owner)::text = current_setting('app.user'::text, true))";
        const tenant = "(tenant = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::integer)";
        assert.deepEqual(await values(session, "SELECT concat_ws(' ', policyname, tablename, permissive, roles, cmd, qual, 'check', with_check) FROM pg_policies ORDER BY 1"), [
            `checked own_delete customers RESTRICTIVE {writer} DELETE ${own} check`,
            `checked own_insert customers RESTRICTIVE {writer} INSERT check ${tenant}`,
            `checked own_update customers RESTRICTIVE {writer} UPDATE ${own} check ${tenant}`,
            'nobody open PERMISSIVE {reader} SELECT true check',
            `own_insert customers PERMISSIVE {writer} INSERT check ${own}`,
            `own_rows customers PERMISSIVE {reader,writer} SELECT ${own} check`,
            `own_select customers PERMISSIVE {writer} SELECT ${own} check`,
            `own_update customers PERMISSIVE {writer} UPDATE ${own} check`,
            `tenants customers RESTRICTIVE {public} ALL ${tenant} check (${tenant} AND ((region)::text = current_setting('app.region'::text)))`,
        ]);
        assert.deepEqual(await values(session, "SELECT relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = 'shop'::regnamespace ORDER BY 1"), [
            'customers true false', 'open false false', 'strict true true',
        ]);
        const mine = (acl: string) => `SELECT regexp_replace(acl::text, '/.*', '') FROM (SELECT unnest(${acl}) AS acl) AS a WHERE acl::text !~ '^(postgres=|=X|=U)' ORDER BY 1`;
        assert.deepEqual(await values(session, mine("(SELECT relacl FROM pg_class WHERE oid = 'shop.customers'::regclass)")), ['"shop-admin"=arwdDxtm', 'writer=r*']);
        assert.deepEqual(await values(session, mine("(SELECT attacl FROM pg_attribute WHERE attrelid = 'shop.customers'::regclass AND attname = 'email')")), ['writer=a*w*']);
        assert.deepEqual(await values(session, mine("(SELECT relacl FROM pg_class WHERE oid = 'shop.numbers'::regclass)")), ['writer=U']);
        assert.deepEqual(await values(session, mine("(SELECT typacl FROM pg_type WHERE oid = 'shop.email'::regtype)")), ['"shop-admin"=U', 'reader=U']);
        assert.deepEqual(await values(session, mine("(SELECT proacl FROM pg_proc WHERE oid = 'shop.tidy'::regproc)")), ['"shop-admin"=X']);
        assert.deepEqual(await values(session, "SELECT defaclrole::regrole || ' ' || defaclobjtype::text || ' ' || defaclacl::text FROM pg_default_acl ORDER BY 1"), [
            '"shop-admin" T {"=U/\\"shop-admin\\"","reader=U/\\"shop-admin\\"","\\"shop-admin\\"=U/\\"shop-admin\\""}',
            '"shop-admin" r {"reader=r/\\"shop-admin\\""}',
            'postgres f {postgres=X/postgres}',
            'postgres f {reader=X/postgres}',
        ]);
    }));

    it('inheritance in four ways, and views that see whole rows', () => made('inheritance', async session => {
        assert.deepEqual(await session.query('SELECT * FROM hr.manager_names'), [{ id: '1', name: 'Ada', salary: '1000.00', bonus: '100.00' }]);
        assert.deepEqual(await session.query('SELECT * FROM hr.card_payments'), [{ id: '1', card: '4111' }]);
        await session.query('INSERT INTO hr.cars VALUES (1, 4, 5)');
        await session.query('INSERT INTO hr.bikes VALUES (2, 2, 21)');
        assert.deepEqual(await session.query('SELECT * FROM hr.all_vehicles ORDER BY id'), [{ id: '1', wheels: '4' }, { id: '2', wheels: '2' }]);
        assert.deepEqual(await values(session, "SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = 'hr.cities'::regclass"), ['hr.places']);
    }));

    it('periods, keys without overlaps, and a history of every version', () => made('temporal', async session => {
        assert.deepEqual(await values(session, constraints('shop.offer')), [
            'offer_pkey: PRIMARY KEY (id)',
            'offer_price_product_fkey: FOREIGN KEY (price_product, PERIOD valid) REFERENCES shop.price(product, PERIOD valid)',
            'offer_price_product_valid_key: UNIQUE (price_product, valid WITHOUT OVERLAPS)',
        ]);
        await session.query("INSERT INTO shop.price (product, valid_from, valid_to, amount) VALUES (1, '2025-01-01', '2025-07-01', 100)");
        await assert.rejects(session.query("INSERT INTO shop.price (product, valid_from, valid_to, amount) VALUES (1, '2025-06-01', NULL, 100)"), /price_pkey/);
        await session.query('UPDATE shop.price SET amount = 200');
        await session.query('DELETE FROM shop.price');
        assert.deepEqual(await session.query('SELECT amount, gross, valid, system_from <= system_to AS held FROM shop.price_history ORDER BY amount'), [
            { amount: '100.00', gross: '119.00', valid: '[2025-01-01,2025-07-01)', held: 't' },
            { amount: '200.00', gross: '238.00', valid: '[2025-01-01,2025-07-01)', held: 't' },
        ]);
    }));

    it('column settings, owned sequences, rows and marked statements', () => made('rest', async session => {
        assert.deepEqual(await session.query("SELECT attstorage, attcompression, attstattarget, attoptions FROM pg_attribute WHERE attrelid = 'app.ticket'::regclass AND attname = 'body'"), [
            { attstorage: 'e', attcompression: 'p', attstattarget: '500', attoptions: '{n_distinct=-0.5}' },
        ]);
        assert.deepEqual(await values(session, "SELECT pg_get_serial_sequence('app.ticket', 'number')"), ['app.ticket_numbers']);
        assert.deepEqual(await session.query('SELECT id, number, body, country_iso2 FROM app.ticket'), [{ id: '1', number: '100', body: 'First', country_iso2: 'DE' }]);
        assert.deepEqual(await values(session, 'SELECT name FROM app.country ORDER BY iso2'), ['Germany', "Côte d'Ivoire"]);
        assert.deepEqual(await values(session, "SELECT reloptions::text FROM pg_class WHERE oid = 'app.ticket'::regclass"), ['{autovacuum_enabled=off}']);
        assert.deepEqual(await values(session, "SELECT collnamespace::regnamespace::text FROM pg_collation WHERE collname = 'german'"), ['app']);
        assert.deepEqual(await values(session, "SELECT extnamespace::regnamespace || ' ' || extversion FROM pg_extension WHERE extname = 'unaccent'"), ['ext 1.1']);
    }));
});
