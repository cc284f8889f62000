-- What a site says of itself in a language; empty where it has no words of its own.
create table site_words (
	language varchar(8) not null primary key,
	name varchar(60) not null,
	motto varchar(120) not null,
	contact varchar(400) not null,
	terms varchar(20000) not null,
	version bigint not null,
	changed_by bigint references accounts,
	changed_at timestamp with time zone
);

insert into site_words (language, name, motto, contact, terms, version) values
	('zh-Hans', '', '', '', '', 1), ('zh-Hant', '', '', '', '', 1), ('en', '', '', '', '', 1);
