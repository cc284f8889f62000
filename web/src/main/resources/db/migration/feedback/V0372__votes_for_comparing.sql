-- Votes that stand with an idea itself, for whoever compares ideas.
create view task_vote_facts as select task_number, account_id, created_at from task_votes;
