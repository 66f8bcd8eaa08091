"""How fast and how steady the risk answers are, against what was promised. `python -m bench.bench_uncertainty`.

"new seed" draws everything anew; "new lever" is what a moving slider needs, with assumptions and events of the same
futures at hand. A process keeps what it has drawn for its last few seeds: with each of its first ones it grows by some
ten megabytes, which the system hands it page by page. Those are told apart; every other seed of a service comes after.
"""

from __future__ import annotations

import itertools
import resource
import time
from collections.abc import Callable

import numpy as np

from bench.measure import figure, report, times
from sim.analysis.per_risk import risk_table
from sim.analysis.streaming import stream
from sim.analysis.stress import stress_table
from sim.analysis.tornado import tornado
from sim.analysis.uncertainty import (
    headline_probability,
    quantiles,
    replicated_error,
    simulate,
    simulate_precisely,
    target_probability,
)
from sim.analysis.variance import variance_split
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.ensemble import CACHED_BLOCKS

PLAN = load_plan("growth-2026")
SCENARIO = Scenario.of(PLAN, assumption_set="evidence")
BIG = 10**6


def answer(scenario: Scenario) -> None:
    ensemble = simulate(scenario)
    target_probability(ensemble)
    quantiles(ensemble)


def fresh(
    task: Callable[[int], object], repeats: int, clock: Callable[[], float] = time.perf_counter, warm: int = 3
) -> np.ndarray:
    """Return the milliseconds of `task(number)` for ever new numbers, after `warm` of them that do not count."""
    numbers = itertools.count()
    return 1000 * times(lambda: task(next(numbers)), repeats, warm, clock)


def main() -> None:
    seeds = fresh(lambda n: answer(SCENARIO.with_settings(seed=n + 10)), CACHED_BLOCKS + 30, time.process_time, warm=1)
    report("4,096 draws, a process's first new seeds, processor", seeds[:CACHED_BLOCKS])
    report("4,096 draws, 17 risks, quantiles, new seed, processor", seeds[CACHED_BLOCKS:], p95=60)
    report(
        "4,096 draws, 17 risks, quantiles, new lever, processor",
        fresh(lambda n: answer(SCENARIO.with_levers({"headcount": 300 + n})), 30, time.process_time),
        p95=60,
    )
    report(
        "headline probability alone, new lever",
        fresh(lambda n: headline_probability(SCENARIO.with_levers({"headcount": 300 + n})), 30),
    )
    report("per-risk table and tornado", fresh(lambda n: (risk_table(SCENARIO), tornado(SCENARIO)), 7), p95=3_000)
    report("variance split, all sources, 4,096 points", fresh(lambda n: variance_split(SCENARIO), 5), p95=10_000)
    report("stress table with chances", fresh(lambda n: stress_table(SCENARIO), 7))
    report("precise: 95 % half-width below 1 point", fresh(lambda n: simulate_precisely(SCENARIO), 7))

    stream(SCENARIO, 2**15)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    found = stream(SCENARIO, BIG)
    figure("10^6 draws", f"{time.perf_counter() - start:.1f} s")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    figure("10^6 draws: peak memory above 32,768 draws", f"{grown:.0f} MiB", "constant")
    figure("10^6 draws: chance of the target", f"{found.chance.value:.5f} ± {found.chance.error:.5f}")

    error = target_probability(simulate(SCENARIO)).error
    ratio = replicated_error(SCENARIO, replicates=16) / error
    figure("standard error really found / stated, 4,096 draws", f"{ratio:.2f}", "≤ 1")


if __name__ == "__main__":
    main()
