-- Claimed in this order; without it a step looks at all that waits, and a crowd of writers makes it slower and slower.
create index fan_outs_in_turn on fan_outs (told_to, id);

-- What cannot be told now is tried again later, so that it keeps nobody else from being told.
alter table fan_outs add column attempts int default 0 not null;
alter table fan_outs add column again_at timestamp with time zone;
