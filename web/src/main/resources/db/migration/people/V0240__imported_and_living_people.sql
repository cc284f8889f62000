-- For other rooms: who wrote elsewhere and was imported, and who has not been erased.
create index imported_authors_of_account on imported_authors (account_id);
create view imported_people as select account_id from imported_authors;
create view living_people as select id as account_id, role from accounts where erased_at is null;
