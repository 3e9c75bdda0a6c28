CREATE SCHEMA auth;
COMMENT ON SCHEMA auth IS 'Who somebody is';
CREATE SCHEMA billing;
CREATE SCHEMA empty;
CREATE EXTENSION pgcrypto WITH SCHEMA auth;
CREATE TYPE auth.level AS ENUM ('low', 'high');
CREATE TABLE auth.users (id uuid PRIMARY KEY DEFAULT auth.gen_random_uuid(), email text NOT NULL UNIQUE, level auth.level DEFAULT 'low');
CREATE TABLE public.users (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, name text);
CREATE TABLE billing.invoices (id int PRIMARY KEY, user_id uuid NOT NULL REFERENCES auth.users, profile_id uuid REFERENCES public.users, level auth.level NOT NULL);
CREATE TABLE billing.users (id int PRIMARY KEY, invoice_id int REFERENCES billing.invoices);
CREATE INDEX ON billing.invoices (user_id);
CREATE VIEW public.open_invoices AS SELECT i.* FROM billing.invoices i JOIN auth.users u ON u.id = i.user_id;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.sub', true), '')::uuid $$;
CREATE FUNCTION auth.new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
begin
  insert into public.users (id) values (new.id);
  return new;
end;
$$;
CREATE TRIGGER on_user AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION auth.new_user();
ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.users USING (auth.uid() = id);
CREATE TABLE billing.defaults (id int PRIMARY KEY, by uuid DEFAULT auth.uid(), at timestamptz DEFAULT now());
