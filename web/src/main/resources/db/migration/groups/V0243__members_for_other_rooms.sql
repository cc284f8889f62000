-- Who was put into which group when, and how, for other rooms.
create view group_member_facts as
select m.group_id, g.title, m.account_id, m.standing, m.set_at
from group_members m join member_groups g on g.id = m.group_id where m.standing <> 'OUT';
