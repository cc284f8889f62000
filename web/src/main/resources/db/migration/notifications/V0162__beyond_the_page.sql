-- From when on a mail, or a push, may tell of it; null while none is to. "mail" stays until a mail has told of it.
alter table notifications add column mail_due timestamp with time zone;
alter table notifications add column push_due timestamp with time zone;

create index notifications_by_mail on notifications (mail_due);
create index notifications_by_push on notifications (push_due);

-- What other rooms may read of it.
create view follow_facts as select what, account_id, mode from follows;
