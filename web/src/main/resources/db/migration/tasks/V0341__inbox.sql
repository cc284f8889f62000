-- Who is named in what is written on a task.
create table task_mentions (
    comment_id bigint not null references task_comments,
    account_id bigint not null references accounts (id) on delete cascade,
    mentioned_at timestamp with time zone not null,
    primary key (comment_id, account_id)
);

create index task_mentions_of_person on task_mentions (account_id, mentioned_at);

-- What somebody has done with: of that task nothing up to "done_to" waits for her. "was" is where that stood before,
-- for her who takes it back.
create table inbox_done (
    account_id bigint not null references accounts (id) on delete cascade,
    task_number bigint not null references tasks,
    done_to timestamp with time zone not null,
    was timestamp with time zone,
    primary key (account_id, task_number)
);
