-- Who sees a scenario is asked row by row, in the order in which rows are wanted: NOT IN looks each up in what is hidden,
-- which is made once. NOT EXISTS was a join, after which a server had to sort all rows to show the newest fifty.

CREATE OR REPLACE VIEW revisions AS SELECT * FROM all_revisions AS one
WHERE one.scenario_id NOT IN (SELECT scenario_id FROM hidden_scenarios);
