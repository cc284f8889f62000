-- Of who was never let in nobody knows the name: it is free again once she is gone.
alter table erasures add column frees_name boolean default false not null;
