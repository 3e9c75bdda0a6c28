create table users (id int primary key); create table roles (id int primary key);
create table roles_users (role_id int not null references roles on delete cascade, user_id int not null references users on delete cascade, primary key (user_id, role_id));
create table role_user (role_id int references roles, user_id int references users, constraint ru primary key (role_id, user_id));
create table user_roles (user_id int references users, role_id int references roles on delete restrict, x int default 5, primary key (user_id, role_id));
create index on user_roles (role_id);
