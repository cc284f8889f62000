-- What somebody voted for, on the page of her feedback.
create index topic_votes_of_account on topic_votes (account_id);
