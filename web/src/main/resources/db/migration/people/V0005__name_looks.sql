-- What a name looks like, as a digest: whoever comes later may not look the same. Of names that were there
-- before this and look alike, the oldest keeps the look.
create table name_looks (
	look varchar(43) not null primary key,
	account_id bigint not null references accounts (id) on delete cascade
);

create index name_looks_by_account on name_looks (account_id);
