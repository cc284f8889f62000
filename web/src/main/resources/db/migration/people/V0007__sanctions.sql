-- Who may not write, or not take part, for a while: the one sanction that holds, or held until its end. Taking
-- it back deletes the row; the journal has all there ever were.
create table sanctions (
	account_id bigint not null primary key references accounts (id) on delete cascade,
	kind varchar(20) not null,
	reason varchar(400) not null,
	imposed_by bigint not null references accounts (id),
	imposed_at timestamp with time zone not null,
	-- null: until it is taken back
	until_at timestamp with time zone
);

create index sanctions_by_imposer on sanctions (imposed_by);

-- What a viewer is made of, for the rooms that sign people in or deliver to them.
create view viewer_facts as
	select a.id as account_id, a.name, a.role, s.kind as sanction, s.reason as sanction_reason,
		s.until_at as sanction_until
	from accounts a left join sanctions s on s.account_id = a.id;
