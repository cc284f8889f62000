-- How one task stands to another: the first blocks, causes, or is a regression of the second. It is said from both
-- sides and kept once, with who said so and when; taken back by deleting it.
create table task_relations (
    from_task bigint not null references tasks,
    kind varchar(16) not null,
    to_task bigint not null references tasks,
    related_by bigint,
    related_at timestamp with time zone not null,
    primary key (from_task, kind, to_task)
);

create index task_relations_to on task_relations (to_task, kind);

-- Whoever relates tasks holds its one row: a circle can be closed by several people at once, none of whom sees it.
create table task_relation_turn (
    id int primary key
);

insert into task_relation_turn (id) values (1);
