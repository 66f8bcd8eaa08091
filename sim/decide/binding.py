"""What holds an answer back: the bounds at which it stands, and what a unit more room would be worth."""

from __future__ import annotations

from sim.decide.answers import Binding
from sim.decide.likely import Likely, smooth_quantile
from sim.decide.question import Question
from sim.decide.search import Found
from sim.decide.space import Space, effort_of
from sim.model.measures import measure

SLOPE_DRAWS = 1024
"""Futures behind the price of one point of chance."""


def binding(question: Question, space: Space, found: Found) -> tuple[Binding, ...]:
    """Return the bounds that hold, dearest first, with what a unit more room is worth."""
    rows: list[Binding] = []
    names = [(one.id, one.scale) for one in question.figures]
    if question.chance is not None:
        names.append(("chance", question.scenario.target.value))
    for (name, scale), price, slack in zip(names, found.prices, found.slacks, strict=True):
        if price > 1e-9 and slack < 1e-5:
            worth = chance_price(question, space, found) if name == "chance" else price / scale
            rows.append(Binding(name, float(worth), _unit(space, name)))
    reduced = found.gradient - found.prices @ found.jacobian
    for row, _ in space.families:
        inside = (row > 0) & (found.point > 1e-6) & (found.point < space.top - 1e-6)
        if inside.any():
            reduced = reduced - row * float((reduced[inside] / row[inside]).mean())
    for place, variable in enumerate(space.variables):
        lever, at = variable.lever, found.point[place]
        if lever.simplex or space.top[place] == 0:
            continue
        if at > 1 - 1e-6 and reduced[place] < -1e-9:
            price, end, limit = -reduced[place] / variable.width, "high", variable.high
        elif at < 1e-6 and reduced[place] > 1e-9:
            price, end, limit = reduced[place] / variable.width, "low", variable.low
        else:
            continue
        if end == "low" and limit == 0 and lever.kind == "decision":
            continue  # one cannot spend or hire less than nothing
        effort = effort_of(lever, limit)
        if question.least == "effort" and effort is not None and abs(effort) < 1e-6:
            continue  # nothing is promised, so nothing holds
        if effort is not None and abs(effort - question.bounds.effort) < 1e-6:
            rows.append(Binding(f"effort:{lever.id}", float(price * abs(variable.unit)), "effort"))
        else:
            rows.append(Binding(f"{end}:{lever.id}", float(price), lever.unit))
    return tuple(sorted(rows, key=lambda one: -one.price))


def chance_price(question: Question, space: Space, found: Found) -> float:
    """Return what one unit (100 points) less of the wanted chance saves, in the objective's unit."""
    assert question.chance is not None
    score = Likely(space.scenario, SLOPE_DRAWS).score(space.levers(found.point))
    low, high = max(question.chance - 0.02, 0.001), min(question.chance + 0.02, 0.999)
    ends = [smooth_quantile(score, 1 - share) for share in (low, high)]
    slope = (ends[0] - ends[1]) / (high - low) / max(abs(question.scenario.target.value), 1e-3)
    return float(found.prices[-1]) * slope


def _unit(space: Space, name: str) -> str:
    if name in ("budget", "cost"):
        return "CNY_m"
    if name in ("people", "quarterly_hires"):
        return "persons"
    if name == "chance":
        return "fraction"
    return measure(name.partition(":")[0]).unit
