-- "plain": the words of the body alone; null where the body, white space aside, is its own plain text, so that most
-- texts are not kept twice. "renderer": the version of the renderer that made html and plain; 0 is from before there
-- were versions, and made again in the background like any that is older than the newest.
alter table posts add column plain varchar(1048576);
alter table posts add column renderer smallint default 0 not null;
