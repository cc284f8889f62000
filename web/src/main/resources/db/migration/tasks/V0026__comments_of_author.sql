create index task_comments_of_author on task_comments (author_id, id);
