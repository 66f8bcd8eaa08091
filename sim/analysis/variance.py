"""Where the uncertainty comes from: first-order and total Sobol indices of the outcome.

Inputs that depend on each other have no unique share of a variance. So the indices are taken over the independent
sources behind them: each copula factor (execution, market), each assumption's own part, and each risk case (its
occurrence, onset and size together; cases that exclude each other count as one). A factor's index is what its inputs
have in common. Function values come from two independent sets of scrambled Sobol points by Saltelli's scheme; the
estimator is scipy's (`scipy.stats.sobol_indices`, Saltelli et al. 2010).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.uncertainty import CONFIDENCE
from sim.model import evaluate
from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.dependence import residual_mixing
from sim.risk import resolve, sample_effects
from sim.sampling.assumptions import sample_assumptions, uncertain
from sim.scenario import Scenario, TargetChoice
from sim.scenario.ensemble import chunks, parallel

POINTS = 4096
"""Base points; every index costs as many evaluations again. A power of two."""


@dataclass(frozen=True)
class Source:
    """An independent source of uncertainty: `kind` is factor, assumption or risk; `names` are its columns."""

    id: str
    kind: str
    names: frozenset[str]


@dataclass(frozen=True)
class SobolIndex:
    """Shares of the outcome's variance: by itself (`first`) and with all interactions (`total`), and 95 % intervals."""

    id: str
    kind: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class VarianceSplit:
    """Indices, largest total first.

    Attributes
    ----------
    sd : float
        Standard deviation of the outcome, in the measure's unit.
    points : int
        Base points behind the indices.
    """

    target: TargetChoice
    sd: float
    points: int
    indices: tuple[SobolIndex, ...]

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame([vars(index) for index in self.indices])


def sources(plan: Plan, scenario: Scenario) -> tuple[Source, ...]:
    """Return the independent sources of uncertainty of a scenario."""
    settings = resolve(plan, scenario.risks)
    live = [id for id, setting in settings.items() if setting.mode != "off"]
    distributions = plan.assumption_sets[scenario.assumption_set]
    assumptions = uncertain(plan, scenario.assumption_set, scenario.own_assumptions)
    loaded = [distributions[id].factor for id in assumptions] + [plan.risks[id].factor for id in live]
    used = {(factor or "").removeprefix("-") for factor in loaded}
    found = [Source(id, "factor", frozenset([f"factor.{id}"])) for id in plan.factors if id in used]
    joined = _correlated_groups(plan, scenario.assumption_set, assumptions)
    found += [Source("+".join(group), "assumption", frozenset(group)) for group in joined]
    for id in live:
        group = [other for other in plan.risks[id].excluded_with if other in live]
        if group[0] == id:
            # The occurrence draw belongs to the group's leader, which may itself be switched off.
            names = {*group, plan.risks[id].excluded_with[0]}
            found.append(Source("+".join(group), "risk", frozenset(f"risk.{name}" for name in names)))
    return tuple(found)


def _correlated_groups(plan: Plan, set_name: str, assumptions: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return assumptions in groups: those whose own parts are correlated by statement belong together."""
    groups: list[set[str]] = [{id} for id in assumptions]
    for id, weights in residual_mixing(plan, set_name).items():
        touched = [group for group in groups if group & ({id} | set(weights))]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    return [tuple(sorted(group)) for group in groups]


def variance_split(
    scenario: Scenario,
    target: TargetChoice | None = None,
    points: int = POINTS,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> VarianceSplit:
    """Return the variance split of a measure and year (the target's by default).

    Parameters
    ----------
    points : int
        A power of two.
    progress : function
        Told the share done.
    cancelled : threading.Event
        Set it to stop.

    Raises
    ------
    Cancelled
    """
    plan, chosen = scenario.plan, target or scenario.target
    year = plan.years.index(chosen.year)
    settings = resolve(plan, scenario.risks)
    parts = sources(plan, scenario)
    everything = frozenset().union(*(source.names for source in parts)) if parts else frozenset()
    variants = [frozenset[str](), everything, *(source.names for source in parts)]
    spans = chunks(points)

    def one(task: tuple[frozenset[str], tuple[int, int]]) -> Array:
        second, (start, stop) = task
        distributions = sample_assumptions(
            plan, scenario.assumption_set, scenario.own_assumptions, scenario.seed, start, stop, second=second
        )
        effects = sample_effects(plan, settings, scenario.seed, start, stop, second=second)
        outcome = evaluate(plan, scenario.levers, distributions, effects).annual(chosen.metric)[year]
        return np.broadcast_to(outcome, stop - start)

    tasks = [(variant, span) for variant in variants for span in spans]
    values = np.concatenate(list(parallel(one, tasks, 2, progress, cancelled))).reshape(len(variants), points)
    sd = float(values[:2].std())
    if sd <= 1e-9 * max(1.0, abs(float(values[0].mean()))):
        return VarianceSplit(chosen, 0.0, points, ())
    rows = [
        SobolIndex(source.id, source.kind, *numbers) for source, numbers in zip(parts, _indices(values), strict=True)
    ]
    rows.sort(key=lambda row: -row.total)
    return VarianceSplit(chosen, sd, points, tuple(rows))


def _indices(values: Array) -> list[tuple[float, ...]]:
    """Return first, its interval, total, its interval for every source, from (2 + source, point) function values.

    Both estimators are means over points divided by the variance; the intervals are those means' ±1.96 standard errors.
    """
    from scipy.stats import sobol_indices  # slow to import

    centred = values - values[:2].mean()  # the estimator's error grows with the mean
    at_a, at_b, mixed = centred[0], centred[1], centred[2:]
    result = sobol_indices(func={"f_A": at_a[None], "f_B": at_b[None], "f_AB": mixed[:, None]}, n=values.shape[1])
    scale = np.sqrt(values.shape[1]) * float(centred[:2].var())
    first_half = CONFIDENCE * np.std(at_b * (mixed - at_a), axis=1, ddof=1) / scale
    total_half = CONFIDENCE * np.std((at_a - mixed) ** 2 / 2, axis=1, ddof=1) / scale
    first, total = np.ravel(result.first_order), np.ravel(result.total_order)
    rows = zip(
        first, first - first_half, first + first_half, total, total - total_half, total + total_half, strict=True
    )
    return [tuple(float(number) for number in row) for row in rows]
