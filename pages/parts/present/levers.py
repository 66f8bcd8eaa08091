"""The levers on the presenter's stage: what the drawer shows of a scene, and what a released lever does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.parts import session
from pages.parts.stage import frame, rail, response_route
from pages.parts.stage.cache import remember
from pages.parts.stage.goal import with_goal
from pages.parts.stage.outcomes import outcome_measures
from pages.parts.stage.source_marks import source_marks
from pages.parts.stage.view import same
from sim.language import Language, key
from sim.plan import Plan
from sim.scenario import Scenario
from sim.scenario.response import move_levers


def content(plan: Plan, target_metric: str, language: Language) -> dict[str, Any]:
    """Return what the drawer shows whatever the levers say; the stage's own rail is drawn from the same."""
    measures = tuple(one.id for one in outcome_measures())
    return {
        "texts": frame.texts(plan, language),
        "levers": rail.entries(plan, language),
        "groups": [
            {"id": group, "label": language.text(key("lever-group", group))}
            for group in dict.fromkeys(lever.group for lever in plan.levers.values())
        ],
        "sources": source_marks(plan, target_metric, measures, language),
        "path": response_route.PATH.lstrip("/"),
    }


def of_scene(work: session.Workspace, language: Language) -> dict[str, Any]:
    """Return a scene's values, what each is measured against, and the key of its response table."""
    scenario, plan = work.scenario, work.scenario.plan
    return {
        "values": rail.values(plan, scenario.levers),
        "against": rail.values(plan, work.base.levers),
        "ends": rail.ends(plan, scenario.levers),
        "presets": [
            {
                "id": preset,
                "label": language.text(key("preset", preset)),
                "active": all(same(plan.levers[id], scenario.levers[id], value) for id, value in values.items()),
            }
            for preset, values in plan.presets.items()
        ],
        "key": remember(scenario),
    }


def with_move(scenario: Scenario, asked: Mapping[str, Any]) -> Scenario:
    """Return a scenario as the stage asks for it: `levers` moved with partners, a `preset`, or another `target`.

    Raises
    ------
    ScenarioError
        A value that the plan does not admit.
    """
    plan = scenario.plan
    if asked.get("target") is not None:
        return with_goal(scenario, asked["target"])
    if asked.get("preset") in plan.presets:
        return scenario.with_levers(plan.presets[asked["preset"]])
    return scenario.with_levers(move_levers(plan, scenario.levers, asked.get("levers") or {}))
