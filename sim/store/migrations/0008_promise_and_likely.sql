-- What a scenario promises and what is likely of it, as they were when it was saved. Older runs keep their numbers under
-- their old meaning, the single run at the means of their set; what they promise is worked out and kept when somebody
-- first asks (sim/store/outlooks.py).

ALTER TABLE runs ADD COLUMN run_kind VARCHAR;  -- of the numbers kept: 'promise', or 'means', the single run at the means; null until known
ALTER TABLE runs ADD COLUMN promise VARCHAR;   -- sim.analysis.promise as JSON: measures of the target's year, what it takes
ALTER TABLE runs ADD COLUMN likely VARCHAR;    -- sim.analysis.outlook as JSON: P10, P50, P90 and chance under the likely set
