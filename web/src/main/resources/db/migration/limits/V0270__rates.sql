-- What administrators changed of the rates at which people may act: one row, one line of it for each act.
create table limit_rates (
	id int not null primary key,
	rates varchar(4000) not null,
	version bigint not null
);

insert into limit_rates (id, rates, version) values (1, '', 1);
