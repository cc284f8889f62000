-- Who may read a task: whom both allow, its own audience (the team's until somebody opens it) and that of the
-- place it came from, which feedback keeps in step with the board.
alter table tasks add column audience varchar(60) default 'everyone' not null;
alter table tasks add column source_audience varchar(60) default 'everyone' not null;
-- The words of the body alone; null where the body is to be taken.
alter table tasks add column plain varchar(1048576);

-- What other rooms read of the list.
create view task_facts as
select t.number, t.kind, t.title, t.body, coalesce(t.plain, t.body) as plain, t.status, t.severity, t.component,
       t.author_id, t.assignee_id, t.duplicate_of, t.people, t.votes, t.audience, t.source_audience, t.origin,
       t.origin_ref, t.version, t.created_at, t.updated_at
from tasks t;
