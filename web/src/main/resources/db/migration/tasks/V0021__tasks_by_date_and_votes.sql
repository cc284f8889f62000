-- The other orders of the list.
create index tasks_by_age on tasks (created_at desc, number desc);
create index tasks_by_update on tasks (updated_at desc, number desc);
create index tasks_by_votes_of_all on tasks (votes desc, number desc);
