-- What of the journal was counted, and when everybody was counted last.
alter table deed_counts add column journal_id bigint not null default 0;
alter table deed_counts add column all_at timestamp with time zone not null
    default timestamp with time zone '2000-01-01 00:00:00+00:00';
