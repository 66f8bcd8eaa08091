"""How long one waits for what it would take. `python -m bench decide`.

Every question is asked anew (a new seed, so that no futures are at hand), of the plan that everybody starts with. A
target of half a second is 1,000 units on a machine with half a millisecond a unit. What is told is time of the
processor: one question keeps one core busy, so that is what one waits where nobody else works.
"""

from __future__ import annotations

import itertools
import time
import warnings
from collections.abc import Callable

import numpy as np

from bench.measure import figure, report, times, unit
from sim.decide.allocate import allocate, cuts
from sim.decide.cheapest import solve_cheapest
from sim.decide.discover import discover, with_target
from sim.decide.frontier import frontier
from sim.decide.lever import confirm, lever_answers
from sim.decide.problem import Problem
from sim.decide.question import Question
from sim.decide.search import search
from sim.decide.space import Bounds, Space
from sim.plan import load_plan
from sim.scenario import Scenario

PLAN = load_plan("growth-2026")
SCENARIO = Scenario.of(PLAN)
AS_PLANNED = Bounds(lock=("pace",))
CHANCE = 0.2


def anew(task: Callable[[Scenario], object], repeats: int) -> np.ndarray:
    """Return the milliseconds of a question to a scenario whose futures nobody has seen."""
    seeds = itertools.count(1)

    def ask() -> object:
        return task(SCENARIO.with_settings(seed=next(seeds)))

    return 1000 * times(ask, repeats, warm=1, clock=time.process_time)


def evolution(problem: Problem, space: Space, begin: np.ndarray) -> float:
    """Return the seconds that an evolution strategy takes to the same answer; `cma` comes with the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import cma

    def penalty(points: np.ndarray) -> np.ndarray:
        inside = np.clip(points, 0, space.top)
        for row, total in space.families:
            family = row > 0
            weights = inside[:, family] + 1e-12
            inside[:, family] = np.clip(weights / (weights @ row[family])[:, None] * total, 0, 1)
        values = problem(inside)
        return values[:, 0] + 1e4 * np.maximum(-values[:, 1:], 0).sum(axis=1) + ((points - inside) ** 2).sum(axis=1)

    start = time.process_time()
    strategy = cma.CMAEvolutionStrategy(begin, 0.2, {"seed": 1, "verbose": -9, "maxfevals": 6000})
    while not strategy.stop():
        points = strategy.ask()
        strategy.tell(points, list(penalty(np.array(points))))
    return time.process_time() - start


def main() -> None:
    report("every lever alone, single run", anew(lever_answers, 15), p95=100)
    report("every lever alone, chance from a table", anew(lambda one: lever_answers(one, chance=CHANCE), 5), p95=2_000)
    (share,) = lever_answers(SCENARIO, ["new_product_share"], CHANCE)
    report("one lever solved, 16,384 fresh futures", anew(lambda one: confirm(one, share, CHANCE), 5), p95=1_000)
    report("cheapest, single run", anew(lambda one: solve_cheapest(Question(one, AS_PLANNED)), 5), p95=600)
    report("cheapest, chance", anew(lambda one: solve_cheapest(Question(one, AS_PLANNED, CHANCE)), 5), p95=4_000)
    report("cheapest, chance, any pace", anew(lambda one: solve_cheapest(Question(one, chance=CHANCE)), 3))
    report("allocation", anew(allocate, 5), p95=2_000)
    report("cuts in order", anew(cuts, 5))
    report("conditions of failure, 8,192 futures", anew(lambda one: discover(with_target(one, 2200.0)), 5), p95=1_000)

    start, came = time.process_time(), []
    for _ in frontier(Question(SCENARIO.with_settings(seed=99), chance=CHANCE)):
        came.append(1000 * (time.process_time() - start))
    report("frontier, first of 11 points", np.array(came[:1]), p95=2_000)
    report("frontier, all 11 points, any pace", np.array(came[-1:]), p95=30_000)

    space = Space.of(SCENARIO, AS_PLANNED)
    begin = space.point(PLAN.presets["plan"])
    for name, problem, most in (
        ("single run", Problem(Question(SCENARIO, AS_PLANNED), space), "at most a tenth"),
        ("chance", Problem(Question(SCENARIO, AS_PLANNED, CHANCE), space, 256, CHANCE), "at most a third"),
    ):
        start = time.process_time()
        search(space, problem, begin)
        mine = time.process_time() - start
        figure(
            f"time of an evolution strategy's, one search, {name}",
            f"1/{evolution(problem, space, begin) / mine:.0f}",
            most,
        )
    figure("a unit", f"{unit():.3f} ms")
