"""What `sim solve` asks: options that every question shares, read into a question, and what every answer carries."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sim.cli.command import CliError, Context, Option, number
from sim.cli.inputs import SCENARIO_OPTIONS, Choice, choose

if TYPE_CHECKING:
    from sim import Scenario
    from sim.decide.question import Question

SHARED = (
    *SCENARIO_OPTIONS,
    Option("chance", "cli-option-solve-chance", kind="number", value="P"),
    Option("move", "cli-option-solve-move", value="ID", repeat=True, many=True),
    Option("lock", "cli-option-solve-lock", value="ID", repeat=True, many=True),
    Option("at-most", "cli-option-solve-at-most", value="ID=VALUE", repeat=True, many=True),
    Option("at-least", "cli-option-solve-at-least", value="ID=VALUE", repeat=True, many=True),
    Option("budget", "cli-option-solve-budget", kind="number", value="VALUE"),
    Option("people", "cli-option-solve-people", kind="number", value="N"),
    Option("quarterly-hires", "cli-option-solve-quarterly-hires", kind="number", value="N"),
    Option("effort", "cli-option-solve-effort", kind="number", value="U"),
    Option("style", "cli-option-solve-style", choices=("fewest", "even"), default="fewest"),
    Option("json", "cli-option-json", kind="flag"),
)


def read_question(context: Context) -> tuple[Choice, Question]:
    """Return the scenario and the question that the options describe.

    Raises
    ------
    SimError
        An option that names what the plan does not have, or bounds without room.
    """
    from sim.decide.figures import Aim
    from sim.decide.question import Question
    from sim.decide.space import EFFORT, Bounds, lever_ids
    from sim.model.measures import has_measure, plan_measures

    choice, given = choose(context), context.given
    scenario, plan = choice.scenario, choice.plan
    limits: dict[str, tuple[float, float]] = {}
    aims: list[Aim] = []
    cost: float | None = None
    known = [one.id for one in plan_measures(plan)]
    for id, most in _assignments(given, "at-most"):
        if id in plan.levers and not plan.levers[id].is_choice:
            limits[id] = (plan.levers[id].low, most)
        elif has_measure(plan, id):
            aims.append(Aim(id, scenario.target.year, most, "most"))
        elif id == "cost":
            cost = most
        else:
            allowed = [*plan.levers, *known, "cost"]
            raise CliError("error-solve-limit", option="--at-most", id=id[:80], allowed=allowed)
    for id, least in _assignments(given, "at-least"):
        if id in plan.levers and not plan.levers[id].is_choice:
            limits[id] = (least, limits.get(id, (0.0, plan.levers[id].high))[1])
        elif has_measure(plan, id):
            aims.append(Aim(id, scenario.target.year, least))
        else:
            raise CliError("error-solve-limit", option="--at-least", id=id[:80], allowed=[*plan.levers, *known])
    move = lever_ids(plan, _split(given["move"]), "--move") or None
    lock = lever_ids(plan, _split(given["lock"]), "--lock")
    effort = EFFORT if given["effort"] is None else given["effort"]
    bounds = Bounds(move, lock, limits, effort)
    question = Question(
        scenario,
        bounds,
        given["chance"],
        tuple(aims),
        given["budget"],
        given["people"],
        given["quarterly-hires"],
        cost,
        style=given["style"],
        least=given.get("least", "money"),
    )
    return choice, question


def _assignments(given: Mapping[str, Any], name: str) -> list[tuple[str, float]]:
    """Return what `--name ID=VALUE` says, in order."""
    found: list[tuple[Any, ...]] = []
    for text in _split(given[name]):
        id, separator, value = (part.strip() for part in text.partition("="))
        if not separator or not id or not value:
            raise CliError("error-cli-assignment", option=f"--{name}", form="ID=VALUE", found=text[:80])
        found.append((id, number(value, id)))
    return found


def _split(words: list[str]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def head(choice: Choice, question: Question, asked: str) -> dict[str, Any]:
    scenario = choice.scenario
    return {
        "plan": choice.plan.id,
        "preset": choice.preset,
        "scenario": choice.name,
        "assumptions": choice.own_set.name if choice.own_set else scenario.assumption_set,
        "question": asked,
        "target": vars(scenario.target).copy(),
        "wanted_chance": question.chance,
    }


def tail(scenario: Scenario, began: float) -> dict[str, Any]:
    return {"provenance": vars(scenario.provenance()).copy(), "seconds": time.perf_counter() - began}
