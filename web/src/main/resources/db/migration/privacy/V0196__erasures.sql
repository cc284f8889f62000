-- People who are to be erased, are being erased, or were: one row for each, which holds nothing of her but the number of
-- her account once it is done. "step" with "progress": how far it got, moved in the transaction that did it.
create table erasures (
    account_id bigint not null primary key references accounts (id),
    asked_by bigint not null,
    reason varchar(400) not null,
    -- whether what she wrote goes, too
    words boolean not null,
    asked_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    begun_at timestamp with time zone,
    step varchar(40) default '' not null,
    progress bigint default 0 not null,
    attempts int default 0 not null,
    again_at timestamp with time zone not null,
    finished_at timestamp with time zone
);

create index erasures_by_turn on erasures (finished_at, again_at);
