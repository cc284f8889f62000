-- When somebody was erased: her row stays for what counted her, with a name that says nothing. Her looks stay in
-- name_looks, as digests, so that nobody comes back under her name.
alter table accounts add column erased_at timestamp with time zone;
