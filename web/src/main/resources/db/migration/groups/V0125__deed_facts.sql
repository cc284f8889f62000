-- What somebody did for the others, as far as it was counted, for other rooms.
create view deed_facts as select account_id, posts, reports, answers from person_deeds;
