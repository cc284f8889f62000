-- What a task was before the last act, so that whoever did it can take it back. "was" is for the code alone; it holds
-- numbers of people and no names.
create table task_last_acts (
    task_number bigint primary key references tasks,
    version bigint not null,
    done_by bigint not null references accounts,
    was text not null
);
