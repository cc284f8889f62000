-- What became of a task, for the rooms that tell it.
create view task_fates as
select t.number, t.status_by, t.status_at, r.reason, coalesce(s.build, f.build) as fixed_in
from tasks t
left join task_reasons r on r.task_number = t.number
left join task_fixes f on f.task_number = t.number
left join task_releases s on s.task_number = t.number;
