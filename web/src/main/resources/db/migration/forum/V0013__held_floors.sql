-- A floor that only its author and moderators see: hidden by somebody, or waiting for review. Its row
-- says who held it, when and why; letting it go deletes the row.
create table post_holds (
    post_id bigint primary key references posts,
    kind varchar(8) not null,
    held_by bigint references accounts,
    held_at timestamp with time zone not null,
    reason varchar(400) not null
);

-- "held": its first floor is. "shift" raises the versions of all its floors in the index: they follow
-- the topic when it is held or moved.
alter table topics add column held boolean default false not null;
alter table topics add column shift bigint default 0 not null;

-- "edited_by" is null where the author edited it herself. "plain": the words of the body alone; null where the
-- body, white space aside, is its own plain text, so that most texts are not kept twice. "renderer": the version of
-- the renderer that made html and plain; 0 is from before there were versions, and made again in the background.
alter table posts add column edited_by bigint;
alter table posts add column edit_reason varchar(400);
alter table posts add column plain varchar(1048576);
alter table posts add column renderer int default 0 not null;

-- Changes on a page of a topic other than new floors at its end.
create table floor_pages (
    topic_id bigint not null references topics,
    page int not null,
    version bigint not null,
    primary key (topic_id, page)
);
