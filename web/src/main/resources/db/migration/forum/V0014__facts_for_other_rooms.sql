-- What other rooms may read. The versions rise with everything that search should know.
create view board_facts as
select id as board_id, slug, name, readers, writers, archived_at is not null as archived, version from boards;

create view topic_facts as
select t.id as topic_id, t.board_id, b.slug as board_slug, b.name as board_name, b.readers, t.kind, t.title,
       t.author_id, t.created_at, t.last_post_at, t.floors, t.votes, t.version + t.shift + b.version as version,
       t.source, t.external_id, t.held
from topics t join boards b on b.id = t.board_id;

-- "held": the floor is, or its topic.
create view post_facts as
select p.id as post_id, p.topic_id, p.floor, p.author_id, p.body, p.html, coalesce(p.plain, p.body) as plain,
       t.held or h.post_id is not null as held, p.version + t.shift + b.version as version, p.created_at
from posts p join topics t on t.id = p.topic_id join boards b on b.id = t.board_id
left join post_holds h on h.post_id = p.id;

create view topic_tag_facts as select topic_id, tag from topic_tags;

create view topic_vote_facts as select topic_id, account_id from topic_votes;
