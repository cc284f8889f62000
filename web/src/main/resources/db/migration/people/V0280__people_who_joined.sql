-- Who came here by herself, and was not brought in by an import.
create view joined_people as select a.id as account_id, a.created_at from accounts a
where not exists (select 1 from imported_authors i where i.account_id = a.id);
