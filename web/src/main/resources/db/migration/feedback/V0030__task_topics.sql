-- A topic is in the list once; a task may stand for many topics.
create table task_topics (
    topic_id bigint primary key references topics,
    task_number bigint not null references tasks,
    linked_at timestamp with time zone not null
);

create index task_topics_of_task on task_topics (task_number, topic_id);
