"""From where a search ended to an answer: levers that do not matter go back, the rest goes to slider positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analysis.uncertainty import Probability
from sim.decide import figures
from sim.decide.figures import Promised
from sim.decide.nearby import Nearby
from sim.decide.question import Question
from sim.decide.rounding import roundings, together
from sim.decide.search import Evaluator, Found
from sim.decide.space import Space, efforts
from sim.scenario import Scenario

TRIED = 24
"""Roundings whose chance is simulated."""
CHECK, CHECK_DRAWS = 2, 8192
"""The stream of futures that says whether a rounding holds, and how many of them; they take no part in the search."""
TOLD = 3
"""The stream on which an answer is told; it too has to hold there. A search has a third."""
FAR = 3.0
"""Standard errors below what is asked from which no other rounding is tried."""
NO_MATTER = 1e-5
"""Relative change of the objective below which a lever does not matter."""


@dataclass(frozen=True)
class Told:
    """What two streams of other futures say of an answer: the one it is told on, and the one that checks it."""

    told: Probability
    checked: Probability

    def likelier(self, other: Told) -> Told:
        """Return the better word of each stream."""
        mine, theirs = (self.told, self.checked), (other.told, other.checked)
        return Told(*(max(pair, key=lambda one: one.value) for pair in zip(mine, theirs, strict=True)))


def objective_of(question: Question, space: Space, levers: Mapping[str, Any]) -> float:
    if question.least == "money":
        return float(figures.total_cost(Promised(space.scenario).run(levers))[0])
    units = [max(value, 0.0) for value in efforts(space.plan, levers).values()]
    return sum(units) if question.style == "fewest" else max(units, default=0.0)


def meets(question: Question, scenario: Scenario, levers: Mapping[str, Any]) -> bool:
    """Tell whether lever values meet every constraint of the single run."""
    results = Promised(scenario).run(levers)
    return all(bool(one.holds(one.of(results))[0]) for one in question.figures)


def round_point(
    question: Question, space: Space, found: Found, wanted: float | None
) -> tuple[Mapping[str, Any] | None, Told | None]:
    """Return the best rounding of a point that meets every constraint, or None; and what other futures say of it.

    Parameters
    ----------
    wanted : chance that two streams of other futures must give it; where none has it, what each says of the rounding
        that it likes best comes back
    """
    candidates = roundings(space, found.point, np.abs(found.gradient) * space.width)
    results = Promised(space.scenario).run(together(space.plan, candidates))
    count = len(candidates)
    good = np.ones(count, dtype=bool)
    for one in question.figures:
        good &= np.broadcast_to(one.holds(one.of(results)), count)
    if question.least == "money":
        objective = np.broadcast_to(figures.total_cost(results), count)
    else:
        objective = np.array([objective_of(question, space, one) for one in candidates])
    order = [int(place) for place in np.argsort(objective, kind="stable") if good[place]]
    if wanted is None:
        return (candidates[order[0]] if order else None), None
    # Over futures only the likeliest roundings are simulated: the slope says which ones lose nothing.
    slope = found.jacobian[-1]
    points = np.array([space.point(one) for one in candidates])
    lead = (points - found.point) @ slope
    likely = sorted(order, key=lambda place: (lead[place] < 0, objective[place] if lead[place] >= 0 else -lead[place]))
    telling, checking = Nearby(space.scenario, TOLD), Nearby(space.scenario, CHECK, CHECK_DRAWS)
    best: Told | None = None
    for place in likely[:TRIED]:
        levers = candidates[place]
        now = Told(telling.chance(levers), checking.chance(levers))
        if now.told.value >= wanted <= now.checked.value:
            final = telling.confirmed(levers)
            if final.value >= wanted:
                return levers, replace(now, told=final)
        best = now if best is None else best.likelier(now)
        if now.told.value < wanted - FAR * now.told.error:
            break
    return None, best


def settle(space: Space, found: Found, problem: Evaluator) -> tuple[Found, tuple[str, ...]]:
    """Lead levers that do not matter back to where the scenario has them; return the point and those levers."""
    here = space.point(space.scenario.levers)
    point, idle = found.point.copy(), []
    groups: dict[str, list[int]] = {}
    for place, variable in enumerate(space.variables):
        groups.setdefault(variable.lever.family if variable.lever.simplex else variable.lever.id, []).append(place)
    room = NO_MATTER * max(abs(found.objective), 1.0)
    for name, places in groups.items():
        back = point.copy()
        back[places] = here[places]
        if np.abs(back - point).max() < 1e-9:
            trial = found.gradient[places]
            if len(places) > 1 or np.abs(trial).max() * 1e-1 > room or np.abs(found.jacobian[:, places]).max() > 1e-6:
                continue
            idle.append(name)
            continue
        if any(abs(float(row @ back) - total) > 1e-9 for row, total in space.families):
            continue
        values = problem(back[None])[0]
        if values[0] <= found.objective + room and (values[1:] >= np.minimum(found.slacks, 0.0) - 1e-7).all():
            point = back
            idle.append(name)
    if np.array_equal(point, found.point):
        return found, tuple(idle)
    values = problem(point[None])[0]
    return replace(found, point=point, objective=float(values[0]), slacks=values[1:]), tuple(idle)
