CREATE TABLE accounts (id int PRIMARY KEY, balance numeric(15,2) NOT NULL DEFAULT 0, updated_at timestamptz, owner text);
CREATE TABLE log (id bigserial PRIMARY KEY, what text, at timestamptz DEFAULT now());
CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS $body$
    BEGIN
        -- "quoted", \d and $$ inside
        NEW.updated_at := now();

        RETURN NEW;
    END;
$body$ LANGUAGE 'plpgsql';
CREATE FUNCTION interest(amount numeric, rate numeric DEFAULT 0.01, OUT gain numeric, OUT total numeric) LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10 AS $$ SELECT amount * rate, amount * (1 + rate) $$;
CREATE FUNCTION accounts_of(who text) RETURNS SETOF accounts LANGUAGE sql STABLE ROWS 50 AS $$SELECT * FROM accounts WHERE owner = who$$;
CREATE FUNCTION sums(VARIADIC ns int[]) RETURNS TABLE (n int, total bigint) LANGUAGE plpgsql LEAKPROOF SET work_mem = '8MB' SET search_path TO 'public', 'pg_temp' AS $$
DECLARE
	i int;
BEGIN
	RETURN QUERY SELECT count(*)::int, sum(x) FROM unnest(ns) x;
END $$;
CREATE FUNCTION standard(a int) RETURNS int LANGUAGE sql RETURN a + 1;
CREATE FUNCTION atomic(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a; SELECT a + 1; END;
CREATE PROCEDURE close_year(INOUT year int) LANGUAGE plpgsql AS 'BEGIN year := year + 1; END';
CREATE FUNCTION log_it() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$begin insert into log (what) values (tg_argv[0]); return null; end$$;
CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1');
CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF balance, owner ON accounts FOR EACH ROW WHEN (NEW.balance IS NOT NULL) EXECUTE FUNCTION touch();
CREATE TRIGGER log_a AFTER DELETE ON accounts REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION log_it('it''s gone', '2');
CREATE CONSTRAINT TRIGGER checked AFTER UPDATE ON accounts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION log_it();
CREATE TRIGGER emptied BEFORE TRUNCATE ON accounts EXECUTE FUNCTION log_it();
ALTER TABLE accounts DISABLE TRIGGER emptied;
ALTER TABLE accounts ENABLE ALWAYS TRIGGER log_a;
COMMENT ON FUNCTION standard(int) IS 'One more';
COMMENT ON TRIGGER touch ON accounts IS 'Keeps the time';
CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION on_ddl();
CREATE FUNCTION is_good(a int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select a > 0';
ALTER TABLE log ADD COLUMN level int CHECK (is_good(level));
CREATE INDEX ON log (is_good(level));
