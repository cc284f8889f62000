-- What a request that may be sent twice has made. The id is a digest of who sent it and the key. No index by
-- age: every write would keep it, and forgetting is rare.
create table once_keys (
	id varchar(43) not null primary key,
	fingerprint varchar(43) not null,
	made bigint,
	created_at timestamp with time zone not null
);
