-- The token that a token was made with: what it made is gone when it is.
alter table api_tokens add column made_by bigint references api_tokens (id) on delete cascade;

create index api_tokens_by_maker on api_tokens (made_by);

-- For whoever keeps a page of a browser up to date: which are still signed in.
create view live_sign_ins as select token_hash, account_id, expires_at from sign_ins;
