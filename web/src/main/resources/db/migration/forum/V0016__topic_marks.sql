-- What moderators gave a topic: LOCKED, PINNED, FEATURED. Taking it back deletes the row; the journal keeps both. "scope"
-- of a pin: BOARD or SITE. "until": from then on it no longer holds.
create table topic_marks (
    topic_id bigint not null references topics,
    mark varchar(8) not null,
    scope varchar(5),
    until timestamp with time zone,
    set_by bigint not null references accounts,
    set_at timestamp with time zone not null,
    reason varchar(400) not null,
    primary key (topic_id, mark)
);

create index topic_marks_by_mark on topic_marks (mark, topic_id);

-- "locked": it has that mark. Here, because the reply that takes the next floor must not overtake the lock.
alter table topics add column locked boolean default false not null;
