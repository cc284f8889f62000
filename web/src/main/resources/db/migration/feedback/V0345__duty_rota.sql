-- Whose turn it is to answer on a board, week by week, in the order of "place".
create table duty_rota (
    board_id bigint not null references boards,
    place int not null,
    account_id bigint not null references accounts (id) on delete cascade,
    primary key (board_id, place),
    unique (board_id, account_id)
);
