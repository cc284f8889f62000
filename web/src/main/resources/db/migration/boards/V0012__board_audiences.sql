-- Who reads and who posts: audience keys. The names and descriptions by language are null where the
-- board's own serve. "version" rises with whatever of a board is seen or searched on its topics.
alter table boards add column readers varchar(60) default 'everyone' not null;
alter table boards add column writers varchar(60) default 'members' not null;
alter table boards add column position int default 0 not null;
alter table boards add column archived_at timestamp with time zone;
alter table boards add column version bigint default 0 not null;
alter table boards add column name_zh_hans varchar(80);
alter table boards add column name_zh_hant varchar(80);
alter table boards add column name_en varchar(80);
alter table boards add column description_zh_hans varchar(400);
alter table boards add column description_zh_hant varchar(400);
alter table boards add column description_en varchar(400);

-- The addresses that a board had before.
create table board_slugs (
    slug varchar(40) primary key,
    board_id bigint not null references boards
);
