-- How far the rows of a kind have been made again by a renderer: up to "done_to", or all of them. One node works at a
-- time, until "claimed_until" unless it claims again.
create table rerendering (
    kind varchar(40) primary key,
    renderer smallint not null,
    done_to bigint default 0 not null,
    finished boolean default false not null,
    owner varchar(36),
    claimed_until timestamp with time zone
);
