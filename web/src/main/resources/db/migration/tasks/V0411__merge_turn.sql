-- Whoever merges tasks, or takes a merge back, locks this row first: one after another.
create table merge_turn (
    id bigint primary key
);

insert into merge_turn (id) values (1);
