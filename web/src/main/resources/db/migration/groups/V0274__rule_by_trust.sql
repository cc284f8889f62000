-- Who belongs to a group by how far she is trusted: at least that level of the ladder.
alter table member_groups add column rule_level int;
