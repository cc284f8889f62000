-- What somebody signs in with beside her password. "last_step" is the time step of the code that was used last: no code
-- is taken twice.
create table second_factors (
	account_id bigint not null primary key references accounts (id) on delete cascade,
	secret varchar(64) not null,
	last_step bigint not null,
	since timestamp with time zone not null
);

-- For whoever lost what makes the codes: each works once.
create table recovery_codes (
	account_id bigint not null references accounts (id) on delete cascade,
	code_hash varchar(43) not null,
	primary key (account_id, code_hash)
);
