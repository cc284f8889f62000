-- What was answered to a request that may be sent twice. The id is a digest of who sent it and the key.
create table idempotency_keys (
	id varchar(43) not null primary key,
	fingerprint varchar(43) not null,
	status smallint not null,
	content_type varchar(255),
	location varchar(2000),
	body bytea,
	created_at timestamp with time zone not null
);

create index idempotency_keys_by_age on idempotency_keys (created_at);
