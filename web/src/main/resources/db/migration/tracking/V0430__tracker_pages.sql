-- A connection that was removed keeps its row for what it carried. This is its own number then, so that the same
-- project may be connected again.
alter table tracker_connections add column removed bigint default 0 not null;
alter table tracker_connections add constraint tracker_connections_once unique (kind, base_url, project, removed);

-- What became of it when the token was last tried.
alter table tracker_states add column checked_at timestamp with time zone;
alter table tracker_states add column check_outcome varchar(20);
alter table tracker_states add column check_account varchar(200);
alter table tracker_states add column check_rights varchar(200);
alter table tracker_states add column check_why varchar(2000);

-- A whole project that is taken in: when that began, whether somebody stopped it, how many issues its pages have named,
-- and the last row of the trail before.
alter table tracker_states add column everything_at timestamp with time zone;
alter table tracker_states add column everything_stopped_at timestamp with time zone;
alter table tracker_states add column everything_seen bigint default 0 not null;
alter table tracker_states add column everything_trail bigint default 0 not null;
