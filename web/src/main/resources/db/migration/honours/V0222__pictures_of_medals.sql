-- As the room of files names it; null: its sign alone.
alter table medals add column picture varchar(40);
