-- Which ideas win people now: the votes of the last weeks.
create index task_votes_by_time on task_votes (created_at, task_number);
