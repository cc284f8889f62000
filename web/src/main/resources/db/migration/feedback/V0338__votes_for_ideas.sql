-- Votes for ideas that have no topic to vote on; all others stand with their topics.
create table task_votes (
    task_number bigint not null references tasks,
    account_id bigint not null references accounts,
    created_at timestamp with time zone not null,
    primary key (task_number, account_id)
);

create index task_votes_of_account on task_votes (account_id);

-- How many open ideas a person may vote for at once, 0 for any number.
create table vote_power (
    id int primary key,
    votes int not null,
    version bigint default 1 not null
);

insert into vote_power (id, votes) values (1, 10);
