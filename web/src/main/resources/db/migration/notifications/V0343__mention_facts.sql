-- Where somebody is named on the forum, for the rooms that show what waits for her.
create view mention_facts as
select account_id, topic_id, last_floor as floor, actor_id, happened_at from notifications
where kind = 'MENTION' and topic_id is not null;
