-- When the team first said what is to become of it, beyond asking: the first status that is neither NEW nor NEEDS_INFO.
-- What was closed at its source before an import was decided elsewhere, and is null.
alter table tasks add column decided_at timestamp with time zone;

update tasks set decided_at = (
    select min(j.happened_at) from journal j where j.subject = concat('task-', tasks.number)
    and j.action in ('confirmed', 'planned', 'started', 'fixed', 'released', 'verified', 'declined', 'merged'))
where exists (
    select 1 from journal j where j.subject = concat('task-', tasks.number)
    and j.action in ('confirmed', 'planned', 'started', 'fixed', 'released', 'verified', 'declined', 'merged'));

update tasks set decided_at = status_at
where decided_at is null and status not in ('NEW', 'NEEDS_INFO') and status_by is not null;
