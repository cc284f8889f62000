-- As V0051: whatever happens to a task takes a number.
alter sequence task_touches cache 1000;
