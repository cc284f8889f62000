-- Floors that solved somebody's question.
create view accepted_answer_facts as
select p.id as post_id, p.topic_id, p.author_id from posts p where p.accepted;
