-- Who was here when, for other rooms.
create view visit_facts as
select account_id, coalesce(last_seen_at, created_at) as last_seen_at from sign_ins;
