-- The names by language, for whoever shows a board beside something else.
create or replace view board_facts as
select id as board_id, slug, name, readers, writers, archived_at is not null as archived, version,
       name_zh_hans, name_zh_hant, name_en
from boards;
