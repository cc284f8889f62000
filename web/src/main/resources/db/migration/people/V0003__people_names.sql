-- What other rooms may read of an account.
create view people_names as select id as account_id, name, role from accounts;
