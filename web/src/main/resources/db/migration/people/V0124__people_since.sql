-- How long somebody has been here.
create view people_since as select id as account_id, created_at from accounts;
