-- What somebody says of herself. "badge": what who works here does, in a few words.
create table profiles (
    account_id bigint primary key references accounts (id) on delete cascade,
    about varchar(2000) not null,
    html varchar(262144) not null,
    renderer int not null,
    badge varchar(60) not null,
    version bigint not null
);

-- What somebody owns: the model, and the build that runs on it where she said so.
create table devices (
    account_id bigint not null references accounts (id) on delete cascade,
    place int not null,
    model varchar(60) not null,
    build varchar(80) not null,
    primary key (account_id, place)
);

-- For the rooms whose reports name a device.
create view device_facts as select account_id, place, model, build from devices;
