-- Of post_holds, "kind" is now one of HIDDEN, PENDING, DELETED (by a moderator: its author does not read it either) and
-- TAKEN (back by its author, which hides the topic only while nobody has answered).
-- "taken": its author took it back, whatever a moderator did to it afterwards.
alter table post_holds add column taken boolean default false not null;

create view post_hold_facts as select post_id, kind, held_by, held_at, reason from post_holds;

-- What its author took back nobody reads, also where its topic is still shown.
create or replace view post_facts as
select p.id as post_id, p.topic_id, p.floor, p.author_id,
       cast(case when h.taken then '' else p.body end as varchar(1048576)) as body,
       cast(case when h.taken then '' else p.html end as varchar(1048576)) as html,
       cast(case when h.taken then '' else coalesce(p.plain, p.body) end as varchar(1048576)) as plain,
       t.held or h.post_id is not null as held, p.version + t.shift + b.version as version, p.created_at
from posts p join topics t on t.id = p.topic_id join boards b on b.id = t.board_id
left join post_holds h on h.post_id = p.id;
