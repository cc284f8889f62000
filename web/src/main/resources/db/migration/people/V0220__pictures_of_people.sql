-- The picture that somebody shows of herself, as the room of files names it; null: an initial on a colour.
alter table accounts add column picture varchar(40);

create or replace view people_names as select id as account_id, name, role, picture from accounts;

create or replace view viewer_facts as
	select a.id as account_id, a.name, a.role, s.kind as sanction, s.reason as sanction_reason,
		s.until_at as sanction_until, a.picture
	from accounts a left join sanctions s on s.account_id = a.id;

-- Whose picture a moderator took away, and why; until she shows another one.
create table picture_removals (
	account_id bigint not null primary key references accounts (id) on delete cascade,
	reason varchar(400) not null,
	removed_at timestamp with time zone not null
);
