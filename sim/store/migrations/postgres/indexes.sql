-- What a server looks things up by; DuckDB needs none of these. Run after every step.

CREATE INDEX IF NOT EXISTS results_by_run ON results (run_id);
CREATE INDEX IF NOT EXISTS revisions_by_run ON revisions (run_id);
CREATE INDEX IF NOT EXISTS revisions_by_name ON revisions (name_key);
CREATE INDEX IF NOT EXISTS revisions_by_parent ON revisions (parent_id);
CREATE INDEX IF NOT EXISTS revisions_by_time ON revisions (saved_at);
CREATE INDEX IF NOT EXISTS actual_changes_by_plan ON actual_changes (plan_id);
