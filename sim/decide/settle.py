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
from sim.model.axes import Array
from sim.scenario import Scenario

TRIED = 8
"""Roundings whose chance is simulated at most."""
CHECK, CHECK_DRAWS = 2, 8192
"""The stream of futures that says whether a rounding holds, and how many of them; they take no part in the search."""
TOLD = 3
"""The stream on which an answer is told; it too has to hold there. A search has a third."""
NO_MATTER = 1e-5
"""Relative change of the objective below which a lever does not matter."""


@dataclass(frozen=True)
class Told:
    """What two streams of other futures say of an answer: the one it is told on, and the one that checks it.

    The second is asked only where the first is enough.
    """

    told: Probability
    checked: Probability | None = None

    @property
    def least(self) -> float:
        """The chance that both bear out: what is told, and what the check does not contradict by two standard errors.

        Asked for in both, an answer would be dearer by what the two happen to lie apart.
        """
        if self.checked is None:
            return self.told.value
        return min(self.told.value, self.checked.value + 2 * self.checked.error)

    def holds(self, wanted: float) -> bool:
        return self.checked is not None and self.least >= wanted


def objective_of(question: Question, space: Space, levers: Mapping[str, Any]) -> float:
    if question.least == "money":
        return float(figures.total_cost(Promised(space.scenario).run(levers))[0])
    units = [max(value, 0.0) for value in efforts(space.plan, levers).values()]
    return sum(units) if question.style == "fewest" else max(units, default=0.0)


def meets(question: Question, scenario: Scenario, levers: Mapping[str, Any]) -> bool:
    """Tell whether lever values meet every constraint of the single run."""
    results = Promised(scenario).run(levers)
    return all(bool(one.holds(one.of(results))[0]) for one in question.figures)


def checks_of(scenario: Scenario) -> tuple[Nearby, Nearby]:
    """Return the two streams of other futures on which an answer has to hold."""
    return Nearby(scenario, TOLD), Nearby(scenario, CHECK, CHECK_DRAWS)


def round_point(
    question: Question,
    space: Space,
    found: Found,
    wanted: float | None = None,
    checks: tuple[Nearby, Nearby] | None = None,
) -> tuple[Mapping[str, Any] | None, Told | None]:
    """Return the best rounding of a point that meets every constraint, or None; and what other futures say of it.

    Parameters
    ----------
    wanted, checks : chance that two streams of other futures must give it, and those; where none has it, what each
        says of the rounding that it likes best comes back
    """
    candidates = roundings(space, found.point, np.abs(found.gradient) * space.width)
    many, count = together(space.plan, candidates), len(candidates)
    results = Promised(space.scenario).run(many)
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
    # Only a few are simulated: the cheapest that the slope says will hold, given by how much those before it did not.
    lead = (space.points(many, count) - found.point) @ found.jacobian[-1]
    telling, checking = checks or checks_of(space.scenario)
    held: tuple[int, Told] | None = None
    best: Told | None = None
    need, tried = -max(float(found.slacks[-1]), 0.0), set[int]()  # where another aim binds, chance is left over
    for _ in range(TRIED):
        cheaper = order if held is None else order[: order.index(held[0])]
        place = next((one for one in cheaper if lead[one] >= need and one not in tried), None)
        if place is None and order and not tried:
            place = int(max(order, key=lambda one: lead[one]))  # it may hold all the same, and says how much is missing
        if place is None:
            break
        tried.add(place)
        levers = candidates[place]
        now = Told(telling.chance(levers))
        if now.told.value >= wanted:
            now = replace(now, checked=checking.chance(levers))
        if now.holds(wanted):
            held = place, now
        best = now if best is None or now.least > best.least else best
        need = lead[place] + (wanted - now.least) / telling.density
    return (None, best) if held is None else (candidates[held[0]], held[1])


def settle(space: Space, found: Found, problem: Evaluator) -> tuple[Found, tuple[str, ...]]:
    """Lead levers that do not matter back to where the scenario has them; return the point and those levers."""
    here = space.point(space.scenario.levers)
    point, idle = found.point.copy(), []
    groups: dict[str, list[int]] = {}
    for place, variable in enumerate(space.variables):
        groups.setdefault(variable.lever.family if variable.lever.simplex else variable.lever.id, []).append(place)
    room = NO_MATTER * max(abs(found.objective), 1.0)

    def same(values: Array) -> bool:
        return bool(values[0] <= found.objective + room and (values[1:] >= np.minimum(found.slacks, 0.0) - 1e-7).all())

    asked: dict[str, list[int]] = {}
    for name, places in groups.items():
        back = point.copy()
        back[places] = here[places]
        if np.abs(back - point).max() < 1e-9:
            trial = found.gradient[places]
            if len(places) > 1 or np.abs(trial).max() * 1e-1 > room or np.abs(found.jacobian[:, places]).max() > 1e-6:
                continue
            idle.append(name)
        elif all(abs(float(row @ back) - total) <= 1e-9 for row, total in space.families):
            asked[name] = places
    # One call tells of each alone; those that change nothing alone go back one after the other, or all where they may.
    rows = np.tile(point, (len(asked), 1))
    for row, places in zip(rows, asked.values(), strict=True):
        row[places] = here[places]
    alone = problem.around(point, rows)[1:] if asked else np.empty((0, 1))
    likely = {name: places for (name, places), values in zip(asked.items(), alone, strict=True) if same(values)}
    whole = [place for places in likely.values() for place in places]
    back = point.copy()
    back[whole] = here[whole]
    if likely and same(problem(back[None])[0]):
        point, idle = back, [*idle, *likely]
    else:
        for name, places in likely.items():
            back = point.copy()
            back[places] = here[places]
            if same(problem(back[None])[0]):
                point = back
                idle.append(name)
    if np.array_equal(point, found.point):
        return found, tuple(idle)
    values = problem(point[None])[0]
    return replace(found, point=point, objective=float(values[0]), slacks=values[1:]), tuple(idle)
