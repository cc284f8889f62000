-- On which days somebody was here, for other rooms.
create view visit_day_facts as select account_id, on_day from visit_days;
