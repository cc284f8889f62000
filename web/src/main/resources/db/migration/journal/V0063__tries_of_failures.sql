-- How often it was tried before a person was asked; those from before were tried twelve times.
alter table journal_failures add column attempts int default 12 not null;
