-- What a server looks things up by; DuckDB needs none of these. Run after every step.

CREATE INDEX IF NOT EXISTS results_by_run ON results (run_id);
CREATE INDEX IF NOT EXISTS revisions_by_run ON all_revisions (run_id);
CREATE INDEX IF NOT EXISTS revisions_by_name ON all_revisions (name_key);
CREATE INDEX IF NOT EXISTS revisions_by_parent ON all_revisions (parent_id);
-- A list, the newest first, and how long it is: both without a look at the table.
DROP INDEX IF EXISTS revisions_by_time;
CREATE INDEX IF NOT EXISTS revisions_newest_first
    ON all_revisions (saved_at DESC NULLS LAST, scenario_id) INCLUDE (revision, in_bin);
CREATE INDEX IF NOT EXISTS revisions_counted ON all_revisions (scenario_id, revision) INCLUDE (in_bin);
CREATE INDEX IF NOT EXISTS actual_changes_by_plan ON all_actual_changes (plan_id);
CREATE INDEX IF NOT EXISTS runs_by_plan ON runs (plan_id);
CREATE UNIQUE INDEX IF NOT EXISTS spaces_by_thing ON spaces (kind, thing);
