-- When what was done to something, for the rooms that show what waits.
create view journal_facts as select id as entry, happened_at, actor, action, subject from journal;
