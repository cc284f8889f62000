-- What a link was when its connection was removed, to be that again when the same project is connected once more.
alter table tracker_links add column stage_before varchar(10);
update tracker_links set stage_before = case when issue is null then 'MAKING' when task_number is null then 'TAKING'
    else 'JOINED' end
where stage = 'ENDED' and why = 'the connection was removed';
