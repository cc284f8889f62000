-- As V0051: what is told to many is many rows.
alter table notifications alter column id set cache 1000;
alter table fan_outs alter column id set cache 1000;
