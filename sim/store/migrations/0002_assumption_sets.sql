-- People's own assumption sets: a set of the plan with some values of their own. Append-only; the newest revision counts.

CREATE TABLE assumption_sets (
    plan_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_key VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    base VARCHAR NOT NULL,                   -- assumption set of the plan
    overrides VARCHAR NOT NULL,              -- parameter id to value, as JSON
    note VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (plan_id, name_key, revision)
);
