create index task_fixes_by_build on task_fixes (build);
create index task_releases_by_build on task_releases (build);

-- The build that each task is fixed in, as task_fates has it, to be found by its index.
create view task_builds as
select r.task_number, r.build from task_releases r
union all
select f.task_number, f.build from task_fixes f
where not exists (select 1 from task_releases r where r.task_number = f.task_number);
