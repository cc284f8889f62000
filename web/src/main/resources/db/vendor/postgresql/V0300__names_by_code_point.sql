-- A key is no word of a language: it compares by its code points, as on H2, so that its index finds how a name begins.
alter table accounts alter column name_key type varchar(128) collate "C";
