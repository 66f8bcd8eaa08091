"""When does it fail, when does it work: scenario discovery by the patient rule induction method (PRIM).

Peels thin slices off the box of uncertain inputs, each time the slice whose loss raises the density of cases most, and
keeps at most three conditions. Coverage and density are told from fresh futures; limits carry a bootstrap range.

References
----------
bryant-2010 : B. P. Bryant and R. J. Lempert, Thinking inside the box, Technological Forecasting & Social Change 77.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sim.decide.figures import SEED_STEP, target_reduction
from sim.decide.prim import Box, Step, density_of, inside, peel, prune, trade, two_valued
from sim.decide.watch import look
from sim.language.errors import ScenarioError
from sim.model import evaluate
from sim.model.axes import Array
from sim.risk import resolve
from sim.risk.events import occurrence
from sim.sampling.assumptions import uncertain
from sim.scenario import Scenario
from sim.scenario.ensemble import chunks, inputs

DRAWS = 8192
FLIP = 0.8
"""Where failing is more common than this, the question becomes when it works."""
RARE = 0.02
"""Where fewer futures than this reach the target, or miss it, nothing sure can be said of what sets them apart."""
REPEATS = 24
"""Bootstrap samples behind the range of a limit."""
FIT, FRESH = 4, 5
SPAN = (0.01, 0.99)


@dataclass(frozen=True)
class Limit:
    """One condition.

    Attributes
    ----------
    input : assumption id, or "risk.<id>" for a case that happens (low = high = 1) or does not (0)
    low, high : ends in the assumption's unit; None where open
    span : 1 and 99 % of the input over all futures
    low_range, high_range : 10 and 90 % of the bootstrap, None where open
    without : density of the box if this condition were dropped, on fresh futures
    alone : density of this condition alone, on fresh futures
    """

    input: str
    low: float | None
    high: float | None
    low_range: tuple[float, float] | None
    high_range: tuple[float, float] | None
    without: float
    alone: float
    span: tuple[float, float]


@dataclass(frozen=True)
class Discovery:
    """The box.

    Attributes
    ----------
    works : bool
        True where the sentence says when the target is reached, because missing it is the rule.
    coverage, density, base_rate : on fresh futures: share of the cases inside the box, share of cases in the box,
        share of cases anywhere
    steps : the whole trade, loosest first; `chosen` is the place of this box in it
    """

    works: bool
    box: tuple[Limit, ...]
    coverage: float
    density: float
    base_rate: float
    steps: tuple[Step, ...]
    chosen: int
    draws: int


@dataclass(frozen=True, eq=False)
class Sample:
    """Futures as PRIM sees them: inputs (future, input) and whether the target was reached (future,)."""

    names: tuple[str, ...]
    inputs: Array
    hits: np.ndarray


def sample(scenario: Scenario, step: int, draws: int = DRAWS) -> Sample:
    """Return uncertain inputs and outcomes of futures that no other question has seen."""
    plan = scenario.plan
    other = scenario.with_settings(seed=(scenario.seed + SEED_STEP * step) % 2**32)
    spread = uncertain(plan, other.assumption_set, other.own_assumptions)
    settings = resolve(plan, other.risks)
    open_cases = [id for id, setting in settings.items() if setting.mode == "chance"]
    reduce = target_reduction(other)
    rows, outcomes = [], []
    for start, stop in chunks(draws):
        look()
        assumptions, effects = inputs(other, start, stop)
        results = evaluate(plan, other.levers, assumptions, effects)
        outcomes.append(np.broadcast_to(reduce(results)["outcome"], (stop - start,)))
        cases = [occurrence(plan, settings, id, other.seed, start, stop) for id in open_cases]
        rows.append(np.column_stack([*(assumptions[id] for id in spread), *(one.astype(float) for one in cases)]))
    names = (*spread, *(f"risk.{id}" for id in open_cases))
    values = np.concatenate(rows)
    varied = values.min(axis=0) < values.max(axis=0)
    kept = tuple(name for name, one in zip(names, varied, strict=True) if one)
    return Sample(kept, values[:, varied], other.target.is_reached(np.concatenate(outcomes)))


def _choose(steps: list[Step], strict: float | None) -> int:
    """Return the box to show: the knee of the trade, or as strict as asked (0 covers all, 1 is the densest)."""
    if strict is None:
        base = steps[0].density
        gains = [(one.density - base) / (1 - base) if base < 1 else 0.0 for one in steps]
        scores = [
            2 * one.coverage * gain / (one.coverage + gain) if gain > 0 else 0.0
            for one, gain in zip(steps, gains, strict=True)
        ]
        return int(np.argmax(scores))
    return min(round(strict * (len(steps) - 1)), len(steps) - 1)


def _ranges(values: Array, cases: np.ndarray, box: Box, place: int) -> Mapping[int, list[tuple[float, float]]]:
    """Return the ends that the box of the same strictness gets in bootstrap samples, by input."""
    generator = np.random.default_rng(11)
    found: dict[int, list[tuple[float, float]]] = {one: [] for one in box}
    columns = sorted(box)
    for _ in range(REPEATS):
        look()
        rows = generator.integers(0, len(values), len(values))
        boxes = peel(values[rows][:, columns], cases[rows], len(columns), place)
        mine = boxes[min(place, len(boxes) - 1)]
        for number, column in enumerate(columns):
            if number in mine:
                found[column].append(mine[number])
    return found


def _range(ends: list[float], open_end: bool) -> tuple[float, float] | None:
    ends = [end for end in ends if np.isfinite(end)]
    if open_end or not ends:
        return None
    low, high = np.quantile(ends, (0.1, 0.9))
    return float(low), float(high)


def _span(column: Array) -> tuple[float, float]:
    low, high = np.quantile(column, SPAN)
    return float(low), float(high)


def discover(scenario: Scenario, strict: float | None = None, draws: int = DRAWS) -> Discovery:
    """Return when the scenario's target is missed, or, where missing is the rule, when it is reached.

    Parameters
    ----------
    strict : float
        0 (covers every case) to 1 (the densest box); the knee of the trade by default.

    Raises
    ------
    ScenarioError
        Nothing is uncertain, or the outcome is the same in every future, so there is nothing to tell apart.
    """
    fit, fresh = sample(scenario, FIT, draws), sample(scenario, FRESH, draws)
    if not fit.names:
        raise ScenarioError("error-solve-certain", set=scenario.assumption_set)
    misses = 1 - float(fit.hits.mean())
    if misses in (0.0, 1.0) or fresh.hits.all() or not fresh.hits.any():
        all_reach = "yes" if fit.hits.all() else "no"
        raise ScenarioError("error-solve-same", year=scenario.target.year, all=all_reach)
    works = misses > FLIP
    rarer = min(misses, 1 - misses)
    if rarer < RARE:
        raise ScenarioError("error-solve-rare", year=scenario.target.year, share=round(100 * rarer, 1))
    cases, fresh_cases = (fit.hits, fresh.hits) if works else (~fit.hits, ~fresh.hits)
    boxes = peel(fit.inputs, cases)
    steps = trade(fit.inputs, cases, boxes)
    chosen = _choose(steps, strict)
    box = prune(fit.inputs, cases, boxes[chosen])
    cases_of = two_valued(fit.inputs)
    ranges = _ranges(fit.inputs, cases, box, chosen)
    limits: list[Limit] = []
    for place, (low, high) in box.items():
        two = bool(cases_of[place])
        below, above = low == -np.inf, high == np.inf
        without = {one: ends for one, ends in box.items() if one != place}
        limits.append(
            Limit(
                fit.names[place],
                None if below else low,
                None if above else high,
                _range([ends[0] for ends in ranges[place]], below or two),
                _range([ends[1] for ends in ranges[place]], above or two),
                density_of(fresh.inputs, fresh_cases, without),
                density_of(fresh.inputs, fresh_cases, {place: (low, high)}),
                _span(fresh.inputs[:, place]),
            )
        )
    kept = inside(fresh.inputs, box)
    total = int(fresh_cases.sum())
    hits = int(fresh_cases[kept].sum())
    limits.sort(key=lambda one: one.without)
    return Discovery(
        works,
        tuple(limits),
        hits / total,
        hits / max(int(kept.sum()), 1),
        float(fresh_cases.mean()),
        tuple(steps),
        chosen,
        draws,
    )


def with_target(scenario: Scenario, value: float) -> Scenario:
    """Return the scenario with another value to reach, all else as it is."""
    return scenario.with_settings(target=replace(scenario.target, value=value))
