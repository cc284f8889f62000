-- What a product manager adds to the score of a task or takes from it, with a reason for all to read. Part of
-- "standing" while the row is there; taken back by deleting it.
create table task_overrides (
    task_number bigint primary key references tasks,
    points int not null,
    reason varchar(2000) not null,
    set_by bigint,
    set_at timestamp with time zone not null
);
