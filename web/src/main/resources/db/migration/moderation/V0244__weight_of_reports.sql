-- How much the reports of an item count together: by who made them, and how often they were right.
alter table review_items add column weight int default 0 not null;
