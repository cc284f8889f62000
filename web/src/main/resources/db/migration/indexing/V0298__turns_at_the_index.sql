-- Whoever asks the engine holds no connection meanwhile: rows are taken for a time, not locked.
alter table index_queue add column taken_until timestamp with time zone;

-- The index that is being made, which is begun again where another one was begun meanwhile.
alter table index_rebuilds add column index_name varchar(100);
-- Rises each time somebody takes a step, so that whoever took too long changes nothing.
alter table index_rebuilds add column turn bigint default 0 not null;
alter table index_rebuilds add column taken_until timestamp with time zone;
alter table index_rebuilds drop column begun;
