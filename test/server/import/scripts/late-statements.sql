create schema core;
create extension citext with schema core;
create function core.f() returns int language sql as 'select 1';
create procedure core.p() language sql as 'select 1';
revoke execute on all functions in schema core from public;
create function core.g() returns int language sql as 'select 1';

create schema other;
create type other.float_range as range (subtype = float8);
create aggregate other.first (float8 order by int) (sfunc = int4_avg_accum, stype = int8[], initcond = '{0,0}');
revoke execute on all functions in schema other from public;

create table a (id int primary key, b_id int);
create table b (id int primary key, a_id int references a);
alter table a add constraint a_b foreign key (b_id) references b;
comment on constraint a_b on a is 'They need each other.';

create publication pub with (publish = 'insert');
alter publication pub add table only a;
create unlogged sequence s;

create table log (id int not null, at date not null, x int) partition by range (at);
create table log_2025 (at date not null, id int not null, x int);
alter table only log attach partition log_2025 for values from ('2025-01-01') to ('2026-01-01');
alter table only log add constraint pk primary key (id, at);
alter table only log_2025 add constraint log_2025_pkey primary key (id, at);
alter index pk attach partition log_2025_pkey;
