-- Which conversation it is about: shown while there is something unread for her in it.
alter table notifications add conversation_id bigint;

-- Whom somebody blocks: "what" is person-7.
create view block_facts as select account_id, what from follows where mode = 'BLOCK';
