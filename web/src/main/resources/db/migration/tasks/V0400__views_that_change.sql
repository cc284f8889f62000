-- A list with a name can be given another one, and show something else.
alter table task_views add column version bigint default 1 not null;
