-- Who sees what people keep. A thing without a row here is everyone's, as all were before. What was called by a plain
-- name becomes `all_…`, and the plain name a view of what whoever asks may see: `library_asker` names them, between
-- marks of chr(31), as "=id" and one "@group" for each of their groups. Not set, it stands for whoever sees everything.
-- `hidden` decides, and nothing else; `sim/store/spaces.py` writes.

CREATE TABLE spaces (                        -- one row a thing: writers take turns, and each writes it anew
    kind VARCHAR NOT NULL,                   -- scenario, plan, set or story
    thing VARCHAR NOT NULL,                  -- its id; of a set plan id/name_key
    keeper VARCHAR NOT NULL,                 -- id of whoever says who sees it
    keeper_name VARCHAR NOT NULL,
    seen_by VARCHAR NOT NULL                 -- '*' everyone, '@group' its members, '' the keeper alone
);

DROP VIEW scenarios;
ALTER TABLE revisions RENAME TO all_revisions;
ALTER TABLE plan_versions RENAME TO all_plan_versions;
ALTER TABLE plan_revisions RENAME TO all_plan_revisions;
ALTER TABLE assumption_sets RENAME TO all_assumption_sets;
ALTER TABLE actual_changes RENAME TO all_actual_changes;
ALTER TABLE stories RENAME TO all_stories;
ALTER TABLE story_steps RENAME TO all_story_steps;

CREATE VIEW hidden AS
SELECT kind, thing FROM spaces
WHERE getvariable('library_asker') IS NOT NULL AND seen_by <> '*'
    AND strpos(getvariable('library_asker'), chr(31) || '=' || keeper || chr(31)) = 0
    AND (seen_by = '' OR strpos(getvariable('library_asker'), chr(31) || seen_by || chr(31)) = 0);

-- What stands on a plan is seen by those who see the plan as well.
CREATE VIEW hidden_scenarios AS
SELECT thing AS scenario_id FROM hidden WHERE kind = 'scenario'
UNION ALL
SELECT one.scenario_id FROM hidden JOIN runs ON runs.plan_id = hidden.thing JOIN all_revisions AS one USING (run_id)
WHERE hidden.kind = 'plan';

CREATE VIEW revisions AS SELECT * FROM all_revisions AS one
WHERE NOT EXISTS (SELECT 1 FROM hidden_scenarios AS kept WHERE kept.scenario_id = one.scenario_id);

CREATE VIEW scenarios AS SELECT * FROM revisions AS one
WHERE NOT EXISTS (
    SELECT 1 FROM all_revisions AS later WHERE later.scenario_id = one.scenario_id AND later.revision > one.revision
);

CREATE VIEW plan_versions AS SELECT * FROM all_plan_versions AS one
WHERE NOT EXISTS (SELECT 1 FROM hidden AS kept WHERE kept.kind = 'plan' AND kept.thing = one.plan_id);

CREATE VIEW plan_revisions AS SELECT * FROM all_plan_revisions AS one
WHERE NOT EXISTS (SELECT 1 FROM hidden AS kept WHERE kept.kind = 'plan' AND kept.thing = one.plan_id);

CREATE VIEW actual_changes AS SELECT * FROM all_actual_changes AS one
WHERE NOT EXISTS (SELECT 1 FROM hidden AS kept WHERE kept.kind = 'plan' AND kept.thing = one.plan_id);

CREATE VIEW assumption_sets AS SELECT * FROM all_assumption_sets AS one
WHERE NOT EXISTS (SELECT 1 FROM hidden AS kept WHERE kept.kind = 'plan' AND kept.thing = one.plan_id)
    AND NOT EXISTS (
        SELECT 1 FROM hidden AS kept WHERE kept.kind = 'set' AND kept.thing = one.plan_id || '/' || one.name_key
    );

CREATE VIEW stories AS SELECT * FROM all_stories AS one
WHERE NOT EXISTS (SELECT 1 FROM hidden AS kept WHERE kept.kind = 'story' AND kept.thing = one.story_id);

CREATE VIEW story_steps AS SELECT * FROM all_story_steps AS one
WHERE NOT EXISTS (SELECT 1 FROM hidden AS kept WHERE kept.kind = 'story' AND kept.thing = one.story_id);
