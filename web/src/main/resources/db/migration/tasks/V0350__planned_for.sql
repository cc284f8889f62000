-- The build that open work is meant for.
create table task_plans (
    task_number bigint primary key references tasks,
    build varchar(80) not null,
    planned_by bigint,
    planned_at timestamp with time zone not null
);

create index task_plans_by_build on task_plans (build);

-- For the rooms that show what a release will have.
create view task_plan_facts as
select p.task_number, p.build from task_plans p;
