-- The number of who joined last.
create view newest_person as select max(id) as account_id from accounts;
