"""The target line under the finger: what a screen needs to let it be dragged, and what the target asked for takes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from sim.decide import text as say
from sim.decide.lever import lever_answers
from sim.language import Language
from sim.model.measures import REVENUE
from sim.scenario import Scenario, TargetChoice


def goal(scenario: Scenario, language: Language) -> dict[str, Any] | None:
    """Return the line as plain JSON, values in the measure's unit; None where the target is not a revenue."""
    target = scenario.target
    if target.metric != REVENUE.id:
        return None
    return {
        "value": target.value,
        "year": target.year,
        "step": say.round_money(scenario.plan),
        "scale": language.formats[REVENUE.quantity.value].scale,
        "text": language.text("label-target", value="⟦value⟧"),
        "label": language.text("goal-label", year=str(target.year)),
    }


def with_goal(scenario: Scenario, value: Any) -> Scenario:
    """Return a scenario that aims at another value.

    Raises
    ------
    ScenarioError
        What was sent is no value that the target can have.
    """
    return scenario.with_settings(target=replace(scenario.target, value=value))


@lru_cache(maxsize=64)
def what_it_takes(scenario: Scenario, language: Language) -> str:
    """Return which levers could bring the target alone, as Decide says it."""
    return say.levers_sentence(scenario, lever_answers(scenario), None, language)


def asked_anew(scenario: Scenario) -> bool:
    """Tell whether a scenario aims at another revenue than its plan, so that a screen says what that takes."""
    return scenario.target.metric == REVENUE.id and scenario.target != TargetChoice.of(scenario.plan)
