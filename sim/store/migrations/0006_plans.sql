-- Plans, versioned like scenarios. A version is a pack's files under its hash and never changes, but for what its things
-- are called; a revision says which version of a plan somebody brought or put away, the newest one counts. What stood
-- here before gets the version of its stored hash: its files are not kept, unless the program still has them.

CREATE TABLE plan_versions (
    plan_id VARCHAR NOT NULL,
    plan_hash VARCHAR NOT NULL,
    number INTEGER NOT NULL,                 -- 1, 2, 3 … of the plan, in the order in which they came
    files VARCHAR,                           -- text by file name, as JSON; null: the version is not kept
    summary VARCHAR,                         -- what a list shows of it, as JSON; null as files are
    kept_at TIMESTAMP,
    PRIMARY KEY (plan_id, plan_hash)
);

CREATE TABLE plan_revisions (                -- of plans that people brought; shipped ones have versions only
    plan_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    action VARCHAR NOT NULL,                 -- import, texts, archive or restore
    plan_hash VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    note VARCHAR NOT NULL,
    saved_by VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (plan_id, revision)
);

INSERT INTO plan_versions
SELECT plan_id, plan_hash, row_number() OVER (PARTITION BY plan_id ORDER BY min(run_id)), NULL, NULL, NULL
FROM runs GROUP BY plan_id, plan_hash;

-- Actuals and own sets belong to the version that the newest run before them stood on; null where none says which.
ALTER TABLE actual_changes ADD COLUMN plan_hash VARCHAR;
UPDATE actual_changes SET plan_hash = (SELECT arg_max(plan_hash, run_id) FROM runs WHERE runs.plan_id = actual_changes.plan_id);

ALTER TABLE assumption_sets ADD COLUMN plan_hash VARCHAR;
UPDATE assumption_sets SET plan_hash = (SELECT arg_max(plan_hash, run_id) FROM runs WHERE runs.plan_id = assumption_sets.plan_id);
