"""When does it fail, when does it work: scenario discovery by the patient rule induction method (PRIM).

Peels thin slices off the box of uncertain inputs, each time the slice whose loss raises the density of cases most, and
keeps at most three conditions. Coverage and density are told from fresh futures; limits carry a bootstrap range.

References
----------
friedman-1999 : J. H. Friedman and N. I. Fisher, Bump hunting in high-dimensional data, Statistics and Computing 9.
bryant-2010 : B. P. Bryant and R. J. Lempert, Thinking inside the box, Technological Forecasting & Social Change 77.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sim.analysis.uncertainty import reaches
from sim.decide.figures import SEED_STEP, target_reduction
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
PEEL = 0.05
SMALLEST = 0.05
"""Share of futures that a box must hold at least."""
CONDITIONS = 3
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
class Step:
    """One point of the trade between coverage and density, in the futures the box was found in."""

    coverage: float
    density: float
    conditions: int


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
    return Sample(kept, values[:, varied], reaches(np.concatenate(outcomes), other.target.value))


Box = dict[int, tuple[float, float]]
"""Input -> ends; inputs that are not in it are free."""


def inside(values: Array, box: Mapping[int, tuple[float, float]]) -> np.ndarray:
    """Return which futures lie in a box. Shape (future,)"""
    found = np.ones(len(values), dtype=bool)
    for place, (low, high) in box.items():
        found &= (values[:, place] >= low) & (values[:, place] <= high)
    return found


def _slices(column: Array, ends: tuple[float, float], two: bool) -> list[tuple[float, float]]:
    """Return the ends that remain after a thin slice is cut off the bottom or the top of an input.

    Parameters
    ----------
    ends : where the box ends now, infinite where it is open
    two : the input is a case that happens (1) or not (0)
    """
    if two:
        return [] if ends[0] == ends[1] else [(1.0, 1.0), (0.0, 0.0)]
    low, high = _two_quantiles(column)
    return [(low, ends[1]), (ends[0], high)]


def _two_quantiles(column: Array) -> tuple[float, float]:
    """Return what `np.quantile` says at PEEL and 1 - PEEL, to the last bit and in half the time."""
    last = column.size - 1
    places = [share * last for share in (PEEL, 1 - PEEL)]
    floors = [int(place) for place in places]
    ordered = np.partition(column, sorted({one for floor in floors for one in (floor, min(floor + 1, last))}))
    found = []
    for place, floor in zip(places, floors, strict=True):
        low, high, part = float(ordered[floor]), float(ordered[min(floor + 1, last)]), place - floor
        found.append(high - (high - low) * (1 - part) if part >= 0.5 else low + (high - low) * part)
    return found[0], found[1]


OPEN = (-np.inf, np.inf)
WORTH = 0.02
"""Density that a condition must add to be told."""


def peel(values: Array, cases: np.ndarray, conditions: int = CONDITIONS) -> list[Box]:
    """Return the boxes of one peeling, the whole space first, each at most `conditions` inputs narrow.

    Parameters
    ----------
    values : (future, input)
    cases : (future,) bool
    """
    box: Box = {}
    found: list[Box] = [box]
    here = np.ones(len(values), dtype=bool)
    least = max(int(SMALLEST * len(values)), 20)
    two = _two_valued(values)
    while True:
        rows, hits = values[here], cases[here]
        density, size = hits.mean(), len(rows)
        best: tuple[float, int, tuple[float, float]] | None = None
        for place in range(values.shape[1]):
            if len(box) >= conditions and place not in box:
                continue
            column = rows[:, place]
            for low, high in _slices(column, box.get(place, OPEN), bool(two[place])):
                kept = (column >= low) & (column <= high)
                count = int(kept.sum())
                if count < least or count == size:
                    continue
                # Gain of density for each future given up (Friedman and Fisher's lenient criterion).
                gain = (hits[kept].mean() - density) / (size - count)
                if best is None or gain > best[0]:
                    best = float(gain), place, (low, high)
        if best is None or best[0] <= 0:
            return found
        box = {**box, best[1]: best[2]}
        found.append(box)
        here = inside(values, box)


def _two_valued(values: Array) -> np.ndarray:
    """Return which inputs are cases that happen or not. Shape (input,)"""
    return ((values == 0) | (values == 1)).all(axis=0)


def prune(values: Array, cases: np.ndarray, box: Box) -> Box:
    """Return the box without conditions that add next to nothing."""
    while len(box) > 1:
        density = _density(values, cases, box)
        without = {
            place: _density(values, cases, {one: ends for one, ends in box.items() if one != place}) for place in box
        }
        least = max(without, key=without.__getitem__)
        if density - without[least] >= WORTH:
            return box
        box = {one: ends for one, ends in box.items() if one != least}
    return box


def trade(values: Array, cases: np.ndarray, boxes: list[Box]) -> list[Step]:
    """Return coverage and density of each box."""
    total = max(int(cases.sum()), 1)
    steps: list[Step] = []
    for box in boxes:
        kept = inside(values, box)
        hits = int(cases[kept].sum())
        steps.append(Step(hits / total, hits / max(int(kept.sum()), 1), len(box)))
    return steps


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


def _density(values: Array, cases: np.ndarray, box: Mapping[int, tuple[float, float]]) -> float:
    kept = inside(values, box)
    return float(cases[kept].mean()) if kept.any() else float("nan")


def _ranges(values: Array, cases: np.ndarray, box: Box, place: int) -> Mapping[int, list[tuple[float, float]]]:
    """Return the ends that the box of the same strictness gets in bootstrap samples, by input."""
    generator = np.random.default_rng(11)
    found: dict[int, list[tuple[float, float]]] = {one: [] for one in box}
    columns = sorted(box)
    for _ in range(REPEATS):
        look()
        rows = generator.integers(0, len(values), len(values))
        boxes = peel(values[rows][:, columns], cases[rows], len(columns))
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
        raise ScenarioError("error-solve-same", year=scenario.target.year)
    works = misses > FLIP
    rarer = min(misses, 1 - misses)
    if rarer < RARE:
        raise ScenarioError("error-solve-rare", year=scenario.target.year, share=round(100 * rarer, 1))
    cases, fresh_cases = (fit.hits, fresh.hits) if works else (~fit.hits, ~fresh.hits)
    boxes = peel(fit.inputs, cases)
    steps = trade(fit.inputs, cases, boxes)
    chosen = _choose(steps, strict)
    box = prune(fit.inputs, cases, boxes[chosen])
    two_valued = _two_valued(fit.inputs)
    ranges = _ranges(fit.inputs, cases, box, chosen)
    limits: list[Limit] = []
    for place, (low, high) in box.items():
        two = bool(two_valued[place])
        below, above = low == -np.inf, high == np.inf
        without = {one: ends for one, ends in box.items() if one != place}
        limits.append(
            Limit(
                fit.names[place],
                None if below else low,
                None if above else high,
                _range([ends[0] for ends in ranges[place]], below or two),
                _range([ends[1] for ends in ranges[place]], above or two),
                _density(fresh.inputs, fresh_cases, without),
                _density(fresh.inputs, fresh_cases, {place: (low, high)}),
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
