-- Those that a person is to decide are few among all that were ever agreed on.
create index tracker_baselines_by_standing on tracker_baselines (standing, link_id);
-- How many tasks a project has become so far is asked for every few seconds while it is taken in.
create index tracker_trail_by_outcome on tracker_trail (connection_id, what, outcome, id);
