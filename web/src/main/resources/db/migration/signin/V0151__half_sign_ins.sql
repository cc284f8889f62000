-- Who gave the right password and not yet a code. The token is in the form that asks for it.
create table half_sign_ins (
	token_hash varchar(43) not null primary key,
	account_id bigint not null references accounts (id) on delete cascade,
	expires_at timestamp with time zone not null
);

create index half_sign_ins_by_account on half_sign_ins (account_id);
create index half_sign_ins_by_expiry on half_sign_ins (expires_at);
