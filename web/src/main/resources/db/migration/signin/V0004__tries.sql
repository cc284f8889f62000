-- How often somebody tried what lets a stranger in (guesses, registrations). "level" falls with time; the next
-- try is let in from "open_at" on. The subject is a digest of what is counted.
create table tries (
	subject varchar(43) not null primary key,
	level double precision not null,
	last_at timestamp with time zone not null,
	open_at timestamp with time zone not null
);

create index tries_by_age on tries (last_at);

drop table attempts;

-- Browsers in which somebody was signed in before: guesses of others do not keep her out of them.
create table known_browsers (
	browser_hash varchar(43) not null,
	account_id bigint not null references accounts (id) on delete cascade,
	created_at timestamp with time zone not null,
	primary key (browser_hash, account_id)
);

create index known_browsers_by_account on known_browsers (account_id);
create index known_browsers_by_age on known_browsers (created_at);
