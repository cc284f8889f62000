-- What can be taken back is a row that says who, when and why, and goes when it is taken back: nothing stale stays
-- in a column of the task. "…_by" are accounts, null where nobody in particular did it.

-- Why a task stands where it stands, for all to read; a no has one.
create table task_reasons (
    task_number bigint primary key references tasks,
    reason varchar(2000) not null,
    given_by bigint,
    given_at timestamp with time zone not null
);

-- That the work is done, and in which build.
create table task_fixes (
    task_number bigint primary key references tasks,
    build varchar(80) not null,
    fixed_by bigint,
    fixed_at timestamp with time zone not null
);

-- That people can have it, and in which build.
create table task_releases (
    task_number bigint primary key references tasks,
    build varchar(80) not null,
    released_by bigint,
    released_at timestamp with time zone not null
);

-- Which task was found to be the same as which other one, as somebody said it: merges of merges keep their own
-- parents. tasks.duplicate_of is the root that all of them lead to. "was" is the status it came from.
create table task_merges (
    child bigint primary key references tasks,
    parent bigint not null references tasks,
    was varchar(12) not null,
    merged_by bigint,
    merged_at timestamp with time zone not null
);

create index task_merges_into on task_merges (parent);

insert into task_reasons (task_number, reason, given_by, given_at)
select number, reason, status_by, status_at from tasks where reason is not null;

insert into task_fixes (task_number, build, fixed_by, fixed_at)
select number, fixed_in, status_by, coalesce(fixed_at, status_at) from tasks
where fixed_in is not null and (status = 'FIXED' or (status in ('RELEASED', 'VERIFIED') and fixed_at is not null));

insert into task_releases (task_number, build, released_by, released_at)
select number, fixed_in, status_by, status_at from tasks
where fixed_in is not null and status in ('RELEASED', 'VERIFIED');

insert into task_merges (child, parent, was, merged_by, merged_at)
select number, duplicate_of, 'NEW', status_by, status_at from tasks where duplicate_of is not null;

alter table tasks drop column reason;
alter table tasks drop column fixed_in;
alter table tasks drop column fixed_at;

-- The team calls it by words of its own; until then its title is its topic's.
alter table tasks add column retitled boolean default false not null;

-- A comment that was corrected says so, and by whom where it was somebody else.
alter table task_comments add column corrected_by bigint;
alter table task_comments add column corrected_at timestamp with time zone;

create table task_comment_withdrawals (
    comment_id bigint primary key references task_comments,
    withdrawn_by bigint not null,
    withdrawn_at timestamp with time zone not null
);
