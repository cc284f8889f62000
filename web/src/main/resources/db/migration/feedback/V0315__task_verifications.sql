-- What people say of a released task that they tried: one answer each, which counts while it is not older than the
-- release. "of_team": she was of the team when she said it.
create table task_verifications (
    task_number bigint not null references tasks,
    account_id bigint not null references accounts (id) on delete cascade,
    works boolean not null,
    of_team boolean not null,
    build varchar(80),
    comment varchar(1000) default '' not null,
    answered_at timestamp with time zone not null,
    primary key (task_number, account_id)
);

create index task_verifications_of_person on task_verifications (account_id, task_number);

-- How many have to say so: that it is still broken until a task is open again, that it works until it is verified.
create table verification_bars (
    id int primary key,
    refuting int not null,
    proving int not null,
    version bigint default 1 not null
);

insert into verification_bars (id, refuting, proving) values (1, 3, 2);
