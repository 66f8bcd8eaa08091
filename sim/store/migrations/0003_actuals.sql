-- Actual figures by quarter, as changes: nothing is overwritten. The newest change of a cell is its value.

CREATE SEQUENCE actual_change_ids;

CREATE TABLE actual_changes (
    change_id BIGINT PRIMARY KEY,
    plan_id VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    region VARCHAR NOT NULL,                 -- empty: the whole company
    item VARCHAR NOT NULL,                   -- product or budget category; empty: all of them
    quarter VARCHAR NOT NULL,
    old_value DOUBLE,                        -- null: there was none; units of data/track/measures.yaml
    new_value DOUBLE,                        -- null: the figure was taken out
    changed_at TIMESTAMP NOT NULL,           -- UTC
    changed_by VARCHAR NOT NULL,
    origin VARCHAR NOT NULL                  -- name of the imported file; empty: typed
);
