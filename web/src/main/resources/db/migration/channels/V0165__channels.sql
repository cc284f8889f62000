-- How somebody is told beyond the page. "language" she used last. Quiet from "quiet_from" to "quiet_to", minutes of her
-- day, null for never. "best": whether a digest also tells of new topics that others liked.
create table channel_choices (
    account_id bigint not null primary key references accounts (id) on delete cascade,
    language varchar(10),
    zone varchar(60),
    quiet_from int,
    quiet_to int,
    best boolean default true not null
);

-- When somebody's next digest is looked at, and up to when the last one told. Claimed by moving "next_at" ahead.
create table digest_turns (
    account_id bigint not null references accounts (id) on delete cascade,
    rhythm varchar(8) not null,
    next_at timestamp with time zone not null,
    told_to timestamp with time zone not null,
    primary key (account_id, rhythm)
);

create index digest_turns_by_time on digest_turns (next_at);

-- Topics of which somebody wants no mail.
create table mail_ends (
    account_id bigint not null references accounts (id) on delete cascade,
    topic_id bigint not null,
    since timestamp with time zone not null,
    primary key (account_id, topic_id)
);

-- What signs the addresses that end mail: made once.
create table channel_keys (
    id int primary key,
    secret varchar(43) not null
);
