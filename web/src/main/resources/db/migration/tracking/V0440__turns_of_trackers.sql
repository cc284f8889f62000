-- When a connection's token is tried next, and all that was said on its issues read again.
alter table tracker_states add column check_due_at timestamp with time zone default current_timestamp not null;
alter table tracker_states add column thorough_due_at timestamp with time zone default current_timestamp not null;
-- The version of the connection that all its links have been looked at with.
alter table tracker_states add column looked_version bigint default 0 not null;
