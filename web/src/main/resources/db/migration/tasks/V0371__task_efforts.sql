-- How much work the team thinks a task is, for whoever weighs it against the people who want it. Taken back by
-- deleting the row.
create table task_efforts (
    task_number bigint primary key references tasks,
    effort varchar(2) not null,
    set_by bigint,
    set_at timestamp with time zone not null
);

create view task_effort_facts as select task_number, effort from task_efforts;
