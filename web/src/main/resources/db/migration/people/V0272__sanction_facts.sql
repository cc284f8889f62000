-- What holds of whom, and since when, for the room that takes appeals.
create view sanction_facts as
	select account_id, kind, reason, imposed_by, imposed_at, until_at from sanctions;
