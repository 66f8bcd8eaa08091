-- Scenarios, append-only. A run is a set of inputs with its results and never changes; a revision says what a scenario
-- was called, how it was tagged and which run it stood for at one moment. The newest revision is the scenario.
-- Times are UTC. Maps go from a measure's id to its values by year or quarter, in the units of sim.model.ANNUAL_METRICS.

CREATE SEQUENCE run_ids;

CREATE TABLE runs (
    run_id BIGINT PRIMARY KEY,
    plan_id VARCHAR NOT NULL,
    plan_hash VARCHAR NOT NULL,
    scenario_hash VARCHAR NOT NULL,
    model_version VARCHAR NOT NULL,
    inputs VARCHAR NOT NULL,                 -- Scenario.to_dict() as JSON: every input, also those equal to a preset
    beliefs VARCHAR NOT NULL,                -- the value of every assumption the run stood on, as JSON
    assumption_set VARCHAR NOT NULL,         -- a set of the plan, or the name of somebody's own set
    assumption_set_revision INTEGER,         -- of somebody's own set
    seed BIGINT NOT NULL,
    draws BIGINT NOT NULL,
    target_metric VARCHAR NOT NULL,
    target_year INTEGER NOT NULL,
    target_value DOUBLE NOT NULL,
    years INTEGER[] NOT NULL,
    quarters VARCHAR[] NOT NULL,
    regions VARCHAR[] NOT NULL,
    products VARCHAR[] NOT NULL,
    annual MAP(VARCHAR, DOUBLE[]) NOT NULL,
    quarterly MAP(VARCHAR, DOUBLE[]) NOT NULL,
    binding_limits MAP(VARCHAR, VARCHAR) NOT NULL,
    -- headline numbers, of the last year unless the name says otherwise
    kpi_year INTEGER NOT NULL,
    revenue DOUBLE NOT NULL,
    operating_profit DOUBLE NOT NULL,
    margin DOUBLE NOT NULL,
    market_share DOUBLE NOT NULL,
    headcount DOUBLE NOT NULL,
    programme_gross DOUBLE NOT NULL,
    programme_net DOUBLE NOT NULL,
    revenue_per_rep DOUBLE NOT NULL,
    new_product_share DOUBLE NOT NULL,
    cagr DOUBLE NOT NULL,
    incremental_revenue DOUBLE NOT NULL,
    roi DOUBLE,                              -- all years; null where the programme costs nothing
    target_result DOUBLE NOT NULL,           -- the target's measure in the target's year
    target_gap DOUBLE NOT NULL,              -- result less target
    target_reached BOOLEAN NOT NULL,
    p_target DOUBLE,                         -- chance of reaching the target, where it has been simulated
    p_target_se DOUBLE
);

-- No index: rows of one run lie together, and the minima and maxima DuckDB keeps of each block find them.
CREATE TABLE results (
    run_id BIGINT NOT NULL,
    quarter VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    product VARCHAR NOT NULL,
    revenue DOUBLE NOT NULL,
    headcount DOUBLE NOT NULL,               -- of the region, beside each of its products
    effective_reps DOUBLE NOT NULL
);

CREATE TABLE revisions (
    scenario_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    action VARCHAR NOT NULL,                 -- sim.store.records.Action
    saved_at TIMESTAMP NOT NULL,
    saved_by VARCHAR NOT NULL,
    based_on INTEGER,                        -- the revision its author had open
    run_id BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    name_key VARCHAR NOT NULL,               -- the name as it is compared
    note VARCHAR NOT NULL,
    tags VARCHAR[] NOT NULL,
    author VARCHAR NOT NULL,                 -- who made the scenario
    favourite BOOLEAN NOT NULL,
    in_bin BOOLEAN NOT NULL,
    search_text VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    parent_id VARCHAR,
    parent_revision INTEGER,
    PRIMARY KEY (scenario_id, revision)
);

CREATE VIEW scenarios AS
SELECT * FROM revisions AS one
WHERE NOT EXISTS (
    SELECT 1 FROM revisions AS later WHERE later.scenario_id = one.scenario_id AND later.revision > one.revision
);
