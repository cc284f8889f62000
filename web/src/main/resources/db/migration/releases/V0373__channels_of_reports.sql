-- Which channel a report came from, for the rooms that show it.
create view channel_report_facts as select topic_id, channel, account_id from channel_reports;
