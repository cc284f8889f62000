-- The picture that stands for the site's name, if any: one row.
create table site_logo (
	id int not null primary key,
	picture varchar(40),
	width int not null,
	height int not null,
	version bigint not null
);

insert into site_logo (id, width, height, version) values (1, 0, 0, 1);
