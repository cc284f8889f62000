-- When posts were written, and the number of the last one, for other rooms that count them.
create view post_times as select id as post_id, created_at from posts;
create view newest_post as select max(id) as post_id from posts;
