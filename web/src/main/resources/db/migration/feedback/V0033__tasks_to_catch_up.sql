-- What happened on the forum while somebody was working on the task: a vote (neither), a change of the topic, or
-- something written on it.
alter table tasks_to_count add column topic_id bigint;
alter table tasks_to_count add column post_id bigint;
