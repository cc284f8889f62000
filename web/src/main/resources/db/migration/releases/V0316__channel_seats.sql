-- Who gets builds before others. "seat_rule": HAND, GROUP, LEVEL or DRAW.
create table channel_programs (
    channel varchar(8) primary key,
    seats int not null,
    seat_rule varchar(8) not null,
    group_name varchar(40),
    min_level int,
    is_open boolean not null,
    version bigint default 1 not null
);

insert into channel_programs (channel, seats, seat_rule, is_open) values ('NIGHTLY', 0, 'HAND', false);
insert into channel_programs (channel, seats, seat_rule, is_open) values ('BETA', 0, 'HAND', false);

-- "state": ASKED, she wants one; OFFERED, there is one for her if she wants it; HELD.
create table channel_seats (
    channel varchar(8) not null references channel_programs,
    account_id bigint not null references accounts (id) on delete cascade,
    state varchar(8) not null,
    since timestamp with time zone not null,
    given_by bigint,
    primary key (channel, account_id)
);

create index channel_seats_of_person on channel_seats (account_id, state);

-- The channel that a report came from.
create table channel_reports (
    topic_id bigint primary key,
    channel varchar(8) not null references channel_programs,
    account_id bigint not null references accounts (id) on delete cascade
);

create index channel_reports_of_person on channel_reports (account_id, channel);
