-- What the team answered in public, for the rooms that find and tell it.
create view task_answer_facts as
select c.id as comment_id, c.task_number, c.author_id, coalesce(c.plain, c.body) as plain, c.created_at
from task_comments c
where c.internal = false
and not exists (select 1 from task_comment_withdrawals w where w.comment_id = c.id);
