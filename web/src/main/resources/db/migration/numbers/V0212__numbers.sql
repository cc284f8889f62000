-- How far the counting came: rows with a higher id than "counted" are still to be counted, up to "seen", which was the
-- highest one round ago: by now whoever took a number before it has committed or never will.
create table numbers_progress (
	what varchar(12) not null primary key,
	counted bigint not null,
	seen bigint not null
);

insert into numbers_progress (what, counted, seen) values ('JOINED', 0, 0), ('POSTS', 0, 0);

create table day_numbers (
	what varchar(12) not null,
	on_day date not null,
	n bigint not null,
	primary key (what, on_day)
);

-- Who was here on a day, and since when she has been; kept for as long as weeks are compared.
create table visit_days (
	on_day date not null,
	account_id bigint not null references accounts (id) on delete cascade,
	joined_at timestamp with time zone not null,
	primary key (on_day, account_id)
);

create index visit_days_of_account on visit_days (account_id);

-- Of a week's bugs, ideas and questions: how many were answered by somebody else, and after how many minutes half of
-- them were.
create table week_answers (
	monday date not null primary key,
	asked bigint not null,
	answered bigint not null,
	minutes bigint
);

-- Of those who joined in a week, how many were here so many weeks later.
create table week_retention (
	joined date not null,
	later int not null,
	n bigint not null,
	primary key (joined, later)
);

-- When the counting last began, on whatever node.
create table numbers_rounds (
	id int not null primary key,
	begun_at timestamp with time zone not null
);

insert into numbers_rounds (id, begun_at) values (1, timestamp with time zone '2000-01-01 00:00:00+00');
