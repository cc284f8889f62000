-- The same letter as HTML, where it has one; and what it tells whom, for who queued it to say whether that may still go.
alter table mails add column html varchar(200000);
alter table mails add column about varchar(4000);
