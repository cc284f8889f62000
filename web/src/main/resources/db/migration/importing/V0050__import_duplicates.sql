-- Topics that name an original which has no task (yet): it may stand later in the file, or in another one.
create table import_duplicates (
    topic_id bigint primary key references topics,
    source varchar(40) not null,
    duplicate_of varchar(80) not null
);

create index import_duplicates_by_original on import_duplicates (source, duplicate_of);
