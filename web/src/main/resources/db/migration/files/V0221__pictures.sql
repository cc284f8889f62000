-- Pictures that were taken in. Their bytes are in the store, under names that begin with this one. "unused_since" is
-- null while somebody shows it; what nobody has shown for a while is deleted.
create table pictures (
	name varchar(40) not null primary key,
	unused_since timestamp with time zone
);

create index pictures_unused on pictures (unused_since);

-- Who or what shows one: account-42, medal-7.
create table picture_uses (
	holder varchar(40) not null primary key,
	picture varchar(40) not null references pictures (name)
);

create index picture_uses_by_picture on picture_uses (picture);
