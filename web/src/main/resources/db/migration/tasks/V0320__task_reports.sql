-- Who else has it, on which device and build, and how often: one row a person. "topic_id": the topic with which she
-- reported it. "held": that topic is hidden, or is no report any more; it does not count.
create table task_reports (
    task_number bigint not null references tasks,
    account_id bigint not null references accounts (id) on delete cascade,
    model varchar(60),
    build varchar(80),
    build_order varchar(600),
    frequency varchar(20),
    topic_id bigint,
    held boolean default false not null,
    created_at timestamp with time zone not null,
    primary key (task_number, account_id)
);

create index task_reports_of_person on task_reports (account_id, task_number);
create index task_reports_of_topic on task_reports (topic_id);
create index task_reports_by_build on task_reports (build_order, task_number);

-- What people say they have it on, for the rooms that count and tell it.
create view task_report_facts as
select r.task_number, r.account_id, r.model, r.build, r.build_order, r.frequency, r.topic_id from task_reports r
where r.held = false;
