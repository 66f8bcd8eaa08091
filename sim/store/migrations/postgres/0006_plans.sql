-- No library on a server is older than this step: there are no rows to carry over.

CREATE TABLE plan_versions (
    plan_id VARCHAR NOT NULL,
    plan_hash VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    files VARCHAR,
    summary VARCHAR,
    kept_at TIMESTAMP,
    PRIMARY KEY (plan_id, plan_hash)
);

CREATE TABLE plan_revisions (
    plan_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    plan_hash VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    note VARCHAR NOT NULL,
    saved_by VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (plan_id, revision)
);

ALTER TABLE actual_changes ADD COLUMN plan_hash VARCHAR;
ALTER TABLE assumption_sets ADD COLUMN plan_hash VARCHAR;
