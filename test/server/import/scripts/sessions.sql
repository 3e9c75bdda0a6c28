CREATE TABLE accounts (id uuid PRIMARY KEY, tenant text NOT NULL DEFAULT current_setting('app.tenant', true), owner int, code varchar(20) DEFAULT current_setting('app.code'), rank int);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_user ON accounts USING (id = current_setting('app.user_id')::uuid) WITH CHECK (id = (current_setting('app.user_id'))::uuid);
CREATE POLICY of_tenant ON accounts FOR SELECT USING (tenant = current_setting('app.tenant', true));
CREATE POLICY of_owner ON accounts FOR DELETE USING (owner = nullif(current_setting('app.owner', true), '')::int);
-- Of two types: a text that is cast.
CREATE POLICY of_both ON accounts FOR UPDATE USING (rank = current_setting('app.rank')::int OR code = current_setting('app.rank'));
-- Null where it was never set, and an error where it was: another question than that of a variable.
CREATE POLICY loose ON accounts FOR INSERT WITH CHECK (owner = current_setting('request.owner', true)::int AND current_setting('server_version_num')::int > 9);
CREATE VIEW mine AS SELECT a.id, a.code FROM accounts a WHERE a.tenant = current_setting('app.tenant', true);
CREATE FUNCTION own() RETURNS text LANGUAGE sql AS $$ SELECT current_setting('app.unused') $$;
