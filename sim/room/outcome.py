"""What is asked of a plan, and what an answered round makes of it: assumptions, risks and levers of a scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sim.language.errors import RoomError, ScenarioError
from sim.plan import Plan
from sim.room.aggregate import result
from sim.room.question import MAX_TEAMS, Drag, Estimate, Levers, Predict, Span
from sim.room.room import Room, Round
from sim.scenario import Scenario

CHANCE_FORMAT = "percent_whole"


def predict_question(scenario: Scenario, text: str = "") -> Predict:
    """Return the question what the scenario's own target measure will be in its year, as promised."""
    aimed = scenario.target.measure
    aim = scenario.target.aim
    span = Span(low=float(aim.low), high=float(aim.high), format=aimed.quantity.value)
    return Predict(
        text=text,
        measure=aimed.id,
        year=scenario.target.year,
        span=span,
        truth=value_reached(scenario),
        base_year=scenario.plan.base_year,
        base=aimed.base_value(scenario.plan),
        scenario=scenario.to_dict(),
    )


def estimate_question(plan: Plan, of: str, id: str, text: str = "") -> Estimate:
    """Return the question for an assumption of the plan, or for the probability of one of its risk cases.

    Raises
    ------
    ScenarioError
        The plan has no such thing.
    """
    if of == "risk":
        if id not in plan.risks:
            raise ScenarioError("error-risk-case", id=id[:80], allowed=[*plan.risks])
        return Estimate(text=text, of="risk", id=id, span=Span(low=0.0, high=1.0, format=CHANCE_FORMAT))
    if id not in plan.assumptions:
        raise ScenarioError("error-assumption-unknown", id=id[:80], allowed=[*plan.assumptions])
    assumption = plan.assumptions[id]
    span = Span(low=float(assumption.low), high=float(assumption.high), format=assumption.format)
    return Estimate(text=text, of="assumption", id=id, span=span)


def settable(plan: Plan) -> tuple[str, ...]:
    """Return the levers that a room can set: numbers that may move alone."""
    return tuple(id for id, one in plan.levers.items() if not one.is_choice and not one.simplex and one.step > 0)


def levers_question(scenario: Scenario, levers: Sequence[str], text: str = "", teams: Sequence[str] = ()) -> Levers:
    """Return the question to set these levers of a scenario, to everybody or to these teams.

    Raises
    ------
    RoomError
        A lever cannot be set alone, or there are none or too many; there is one team, too many, or two of a name.
    """
    told_apart = len({one.casefold() for one in teams}) == len(teams)
    if not (told_apart and all(teams) and (not teams or 2 <= len(teams) <= MAX_TEAMS)):
        raise RoomError("error-room-teams", limit=MAX_TEAMS)
    plan, allowed = scenario.plan, settable(scenario.plan)
    drags: list[Drag] = []
    for id in levers:
        if id not in allowed:
            raise RoomError("error-room-lever", id=id[:80], allowed=[*allowed])
        lever = plan.levers[id]
        span = Span(low=float(lever.low), high=float(lever.high), format=lever.format)
        drags.append(Drag(id=id, span=span, step=float(lever.step), start=float(scenario.levers[id])))
    aim = scenario.target.measure
    return Levers(
        text=text,
        levers=tuple(drags),
        measure=aim.id,
        year=scenario.target.year,
        format=aim.quantity.value,
        scenario=scenario.to_dict(),
        start=value_reached(scenario),
        teams=tuple(teams),
    )


def value_reached(scenario: Scenario, levers: Mapping[str, float] | None = None) -> float:
    """Return the scenario's target measure in its year, as promised, with some levers set otherwise."""
    run = (scenario.with_levers(levers) if levers else scenario).run()
    target = scenario.target
    return float(run.annual(target.metric)[scenario.plan.years.index(target.year), 0])


def outcome(base: Scenario, rounds: Sequence[Round]) -> Scenario:
    """Return a scenario with what the rounds came to: a later round counts over an earlier one of the same thing.

    Assumptions take the mean of the fitted distribution, risks the middle of the probabilities, levers the middle of
    the settings. Votes and predictions change nothing.
    """
    found = base
    for one in rounds:
        together = result(one.question, list(one.answers.values()))
        if together is None:
            continue
        if one.question.kind == "levers":
            found = found.with_levers(together.settings)
        elif one.question.kind == "estimate" and one.question.of == "assumption":
            found = found.with_own_assumptions({one.question.id: together.mean})
        elif one.question.kind == "estimate":
            risks: dict[str, Mapping[str, Any]] = dict(found.risks)
            said = {**risks.get(one.question.id, {}), "probability": together.quantiles[1]}
            found = replace(found, risks={**risks, one.question.id: said}).validate()
    return found


def own_values(rounds: Sequence[Round]) -> dict[str, float]:
    """Return the value of every assumption that the rounds have estimated, by id."""
    found = {}
    for one in rounds:
        if one.question.kind == "estimate" and one.question.of == "assumption" and one.answers:
            found[one.question.id] = result(one.question, list(one.answers.values())).mean
    return found


def finished_rounds(room: Room) -> list[Round]:
    """Return the rounds whose results the room has seen."""
    return [one for one in room.rounds if one.phase == "revealed" and one.answers]
