-- Who reported something was not counted until somebody voted for it.
insert into tasks_to_count (task_number)
select number from task_facts where people = 0 and origin = 'TOPIC';
