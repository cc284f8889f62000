-- The other orders of a board.
create index topics_of_board_by_age on topics (board_id, created_at desc, id desc);
create index topics_of_board_by_votes on topics (board_id, votes desc, id desc);
