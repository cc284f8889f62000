-- The build that people have a task in, and since when, for the rooms that ask them.
create view task_release_facts as select task_number, build, released_at from task_releases;
