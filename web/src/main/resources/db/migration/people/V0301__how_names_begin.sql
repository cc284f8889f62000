-- "name_key": a folded name, unique, by whose index a name is found while it is typed.
create or replace view people_names as select id as account_id, name, role, picture, name_key from accounts;
