-- Whether a person ended a link: then no rule begins it again, and its issue stays where it is. Who parted one from a
-- task that has another now leaves a row without a task.
alter table tracker_links add column parted boolean default false not null;
update tracker_links set parted = true where stage = 'ENDED' and why like 'parted by %';
