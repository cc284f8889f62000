-- What is carried to outside trackers, and who may read it.
create view task_mirror_facts as
select t.number, t.kind, t.title, t.body, t.status, t.severity, t.component, t.assignee_id,
       coalesce(s.build, f.build, p.build) as build, t.audience, t.source_audience, t.origin, t.origin_ref, t.version,
       t.updated_at
from tasks t
left join task_fixes f on f.task_number = t.number
left join task_releases s on s.task_number = t.number
left join task_plans p on p.task_number = t.number;

-- What was said on tasks and stands.
create view task_comment_facts as
select c.id as comment_id, c.task_number, c.author_id, c.body, c.internal, c.version
from task_comments c
where not exists (select 1 from task_comment_withdrawals w where w.comment_id = c.id);
