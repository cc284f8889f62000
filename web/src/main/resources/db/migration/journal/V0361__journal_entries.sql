-- The journal as it stands, for the rooms that tell it beside what is theirs. They see to the audience.
create view journal_entries as
select id, happened_at, actor, action, subject, audience, facts from journal;
