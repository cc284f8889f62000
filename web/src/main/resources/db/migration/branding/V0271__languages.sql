-- The languages that a site is read in: one row. While nobody chose the first one, it is the program's own.
create table site_languages (
	id int not null primary key,
	offered varchar(60) not null,
	first_one varchar(8),
	version bigint not null
);

insert into site_languages (id, offered, version) values (1, 'zh-Hans zh-Hant en', 1);
