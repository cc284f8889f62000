-- "plain": the words of the body alone; null where the body, white space aside, is its own plain text. "renderer": the
-- version of the renderer that made html and plain, 0 from before there were versions.
alter table tasks add column renderer smallint default 0 not null;
alter table task_comments add column plain varchar(1048576);
alter table task_comments add column renderer smallint default 0 not null;
