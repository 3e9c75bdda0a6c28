create table users (id int primary key); create table roles (id int primary key);
create table roles_users (role_id int not null references roles on delete cascade, user_id int not null references users on delete cascade, primary key (user_id, role_id));
create table role_user (role_id int references roles, user_id int references users, constraint ru primary key (role_id, user_id));
create table user_roles (user_id int references users, role_id int references roles on delete restrict, x int default 5, primary key (user_id, role_id));
create index on user_roles (role_id);
create table tags (id int primary key); create table posts (id int primary key);
-- As Rails joins: without a key of its own.
create table posts_tags (post_id int not null references posts, tag_id int not null references tags);
create unique index index_posts_tags on posts_tags (tag_id, post_id);
create table post_roles (post_id int not null references posts on delete cascade, role_id int not null references roles on delete cascade, unique (post_id, role_id));
-- As Prisma does.
create table "_PostToUser" ("A" int not null references posts on delete cascade on update cascade, "B" int not null references users on delete cascade on update cascade, constraint "_PostToUser_AB_pkey" primary key ("A", "B"));
create index "_PostToUser_B_index" on "_PostToUser" ("B");
create table "_Follows" ("A" int not null references users on delete cascade on update cascade, "B" int not null references users on delete cascade on update cascade);
create unique index "_Follows_AB_unique" on "_Follows" ("A", "B");
-- More than two ends, and no pair twice.
create table post_users (post_id int references posts, user_id int references users, primary key (post_id));
create table followers (follower_id int references users, followed_id int references users, primary key (follower_id, followed_id));
