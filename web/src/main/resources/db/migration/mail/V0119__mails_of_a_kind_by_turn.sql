-- Each kind has its turn: without this, a claim sorts all that waits, and reads every text for it.
create index mails_of_kind_by_turn on mails (kind, again_at, id);
drop index mails_by_turn;
