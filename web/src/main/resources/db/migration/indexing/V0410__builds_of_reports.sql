-- From now on tasks and their topics are found by the builds on which people say to have it, too.
insert into index_queue (document, queued_at)
select concat('task-', number), current_timestamp from (
    select distinct coalesce(d.duplicate_of, d.number) as number
    from task_report_facts r join task_facts d on d.number = r.task_number where r.build is not null
) reported order by number;
insert into index_queue (document, queued_at)
select concat('topic-', l.topic_id), current_timestamp
from task_topic_facts l join task_facts t on t.number = l.task_number
where coalesce(t.duplicate_of, t.number) in (
    select coalesce(d.duplicate_of, d.number)
    from task_report_facts r join task_facts d on d.number = r.task_number where r.build is not null
) order by l.topic_id;
