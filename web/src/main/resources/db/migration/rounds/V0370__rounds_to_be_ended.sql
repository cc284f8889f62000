-- Looked for every few seconds: rounds whose time is over and whose results are not final yet.
create index rounds_to_end on rounds (finished_at, closes_at);
