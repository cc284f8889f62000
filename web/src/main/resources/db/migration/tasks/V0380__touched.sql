-- What is found and ordered in memory is read anew when it was written: each write takes a number.
create sequence task_touches;

alter table tasks add column touched bigint default nextval('task_touches') not null;

create index tasks_by_touch on tasks (touched, number);

-- No statement asks for these orders any more, and each vote had to keep them.
drop index tasks_by_standing;
drop index tasks_of_status;
drop index tasks_by_votes;
drop index tasks_by_votes_of_all;
drop index tasks_of_component;
drop index tasks_by_age;
drop index tasks_by_update;
drop index tasks_counted_by_status;
drop index tasks_counted_by_component;

-- The grave bugs that a release still has.
create index tasks_by_harm on tasks (kind, severity, status);
