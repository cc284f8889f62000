-- What a tracker has delivered, so that nobody is made to look again by sending it again.
create table tracker_deliveries (
    connection_id bigint not null references tracker_connections (id) on delete cascade,
    delivery varchar(100) not null,
    arrived_at timestamp with time zone not null,
    primary key (connection_id, delivery)
);
create index tracker_deliveries_by_age on tracker_deliveries (arrived_at);
