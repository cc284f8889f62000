-- The number of the last topic, for other rooms that look at the newest alone.
create view newest_topic as select max(id) as topic_id from topics;
