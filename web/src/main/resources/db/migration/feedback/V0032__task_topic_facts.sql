-- Which task a topic stands for, for other rooms.
create view task_topic_facts as
select l.topic_id, l.task_number from task_topics l;
