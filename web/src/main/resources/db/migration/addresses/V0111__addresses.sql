-- The mail address that somebody proved to be hers. One leads to one account.
create table addresses (
	account_id bigint not null primary key references accounts (id) on delete cascade,
	address varchar(254) not null,
	address_key varchar(254) not null unique,
	confirmed_at timestamp with time zone not null
);

-- What other rooms may read of it.
create view account_addresses as select account_id, address, confirmed_at from addresses;

-- Accounts that nobody signs in to before an address is confirmed, on sites that want one.
create table address_waits (
	account_id bigint not null primary key references accounts (id) on delete cascade,
	since timestamp with time zone not null
);

-- Links that work once: to confirm an address, to take a change of it back, to choose a new password. "detail" is the
-- address that it is about. Used and old ones stay for a while, so that their page can say what they are.
create table one_time_links (
	token_hash varchar(43) not null primary key,
	purpose varchar(12) not null,
	account_id bigint not null references accounts (id) on delete cascade,
	detail varchar(254) not null,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	used_at timestamp with time zone
);

create index one_time_links_of_account on one_time_links (account_id, purpose);
create index one_time_links_about on one_time_links (detail, purpose, created_at);
create index one_time_links_by_expiry on one_time_links (expires_at);
