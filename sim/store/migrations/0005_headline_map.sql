-- The headline numbers of a run become one map, measure id → value of the last year, so that a further measure needs no
-- column. Null where there is no number. Runs are written anew in their order; nothing else of them changes.

CREATE TABLE runs_with_map (
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
    kpi_year INTEGER NOT NULL,               -- the year of the headline numbers: the last one
    headline MAP(VARCHAR, DOUBLE) NOT NULL,  -- the return is of all years; null where the programme costs nothing
    target_result DOUBLE NOT NULL,           -- the target's measure in the target's year
    target_gap DOUBLE NOT NULL,              -- result less target
    target_reached BOOLEAN NOT NULL,
    p_target DOUBLE,                         -- chance of reaching the target, where it has been simulated
    p_target_se DOUBLE
);

INSERT INTO runs_with_map BY NAME
SELECT * EXCLUDE (
        revenue, operating_profit, margin, market_share, headcount, programme_gross, programme_net, revenue_per_rep,
        new_product_share, cagr, incremental_revenue, roi
    ),
    MAP {
        'revenue': revenue,
        'operating_profit': operating_profit,
        'margin': margin,
        'market_share': market_share,
        'headcount': headcount,
        'programme_gross': programme_gross,
        'programme_net': programme_net,
        'revenue_per_rep': revenue_per_rep,
        'new_product_share': new_product_share,
        'cagr': cagr,
        'incremental_revenue': incremental_revenue,
        'roi': roi
    } AS headline
FROM runs ORDER BY run_id;

DROP TABLE runs;
ALTER TABLE runs_with_map RENAME TO runs;
