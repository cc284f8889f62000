-- What fewer may read than what it was merged into is no part any more of what that is found by.
insert into index_queue (document, queued_at)
select concat('task-', number), current_timestamp from (
    select distinct o.number from task_report_facts r join task_facts d on d.number = r.task_number
    join task_facts o on o.number = d.duplicate_of
    where r.build is not null and not (d.audience in ('everyone', o.audience)
        and d.source_audience in ('everyone', o.source_audience))
) said order by number;
insert into index_queue (document, queued_at)
select concat('topic-', l.topic_id), current_timestamp from task_topic_facts l
where l.task_number in (
    select o.number from task_report_facts r join task_facts d on d.number = r.task_number
    join task_facts o on o.number = d.duplicate_of
    where r.build is not null and not (d.audience in ('everyone', o.audience)
        and d.source_audience in ('everyone', o.source_audience)))
order by l.topic_id;
