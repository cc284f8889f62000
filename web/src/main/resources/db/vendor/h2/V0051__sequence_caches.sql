-- H2 writes the file each time a sequence has handed out its cache, 32 numbers by default: with
-- WRITE_DELAY=0 that was a third of the time that an import spent in the database. What a cache
-- costs are numbers left out after a crash, so those that people read (tasks) keep the default.
alter table posts alter column id set cache 1000;
alter table topics alter column id set cache 250;
alter table index_queue alter column id set cache 1000;
