-- What each follower has not been given yet: written with the entry, gone with its delivery, so that it stays small
-- and no moving mark can overtake a transaction that took its number early and commits late.
create table journal_queue (
	follower varchar(40) not null,
	lane int not null,
	entry bigint not null,
	subject varchar(60) not null,
	attempts int default 0 not null,
	again_at timestamp with time zone,
	primary key (follower, lane, entry)
);

-- Who holds a lane's row delivers what is in it. All that happens to one subject is in one lane.
create table journal_lanes (
	follower varchar(40) not null,
	lane int not null,
	primary key (follower, lane)
);

-- What could not be delivered however often it was tried, for a person to read and to send on its way again.
create table journal_failures (
	follower varchar(40) not null,
	entry bigint not null,
	reason varchar(2000) not null,
	failed_at timestamp with time zone not null,
	primary key (follower, entry)
);
