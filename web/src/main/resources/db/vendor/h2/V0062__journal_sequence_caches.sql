-- As V0051: the journal has a row for nearly every write.
alter table journal alter column id set cache 1000;
