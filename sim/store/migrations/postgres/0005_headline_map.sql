-- No library on a server is older than this step: there are no rows to carry over.

ALTER TABLE runs
    DROP COLUMN revenue, DROP COLUMN operating_profit, DROP COLUMN margin, DROP COLUMN market_share,
    DROP COLUMN headcount, DROP COLUMN programme_gross, DROP COLUMN programme_net, DROP COLUMN revenue_per_rep,
    DROP COLUMN new_product_share, DROP COLUMN cagr, DROP COLUMN incremental_revenue, DROP COLUMN roi,
    ADD COLUMN headline MAP(VARCHAR, DOUBLE) NOT NULL;
