-- What is wanted more and more.
create index topic_votes_by_time on topic_votes (created_at, topic_id);

create view topic_vote_times as select topic_id, account_id, created_at from topic_votes;
