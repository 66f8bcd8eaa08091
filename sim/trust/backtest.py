"""Backtest: the baseline model started two years before the base year, against what then happened.

The actual record is three yearly revenues. The model's momentum was taken from those same years, so the main run
only shows that the equations carry it forward without drift; the variants show what knowing less would have cost, and
the two naive forecasts what any model has to beat. No lever was moved in those years: nothing here tests how the model
responds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sim.assumptions.central import central_assumptions
from sim.model import evaluate
from sim.plan import Plan

CHURN_THEN = ("churn_rate", "company", "actual")
"""Metric, scope and kind of the fact that states churn in the first year of the record."""


@dataclass(frozen=True)
class Run:
    """One forecast from the first year of the record.

    Attributes
    ----------
    id : str
        Texts under `backtest-<id>`.
    kind : str
        "model", "variant" or "naive".
    values : (year,) [CNY_m]
        First year of the record (actual, where the run starts), then the forecasts.
    errors : (year - 1,)
        Forecast over actual, minus one.
    """

    id: str
    kind: str
    values: tuple[float, ...]
    errors: tuple[float, ...]

    @property
    def mean_error(self) -> float:
        """Return the mean absolute relative error."""
        return float(np.mean(np.abs(self.errors)))


@dataclass(frozen=True)
class Backtest:
    """All runs; `years` and `actual` are the record."""

    years: tuple[int, ...]
    actual: tuple[float, ...]
    runs: tuple[Run, ...]

    def run(self, id: str) -> Run:
        return next(run for run in self.runs if run.id == id)


@lru_cache(maxsize=8)
def backtest(plan: Plan, assumption_set: str = "") -> Backtest:
    """Return the backtest over the plan's history.

    Runs: `model` (all base values as today); `first-year` (momentum from the record's first step alone, so its last
    year is out of sample); `churn-then` (churn as stated for the first year, rising to today's; only where the plan's
    document states it); `unchanged` and `market` (naive).
    """
    assumption_set = assumption_set or plan.promise_set
    years = tuple(sorted(plan.history))
    actual = tuple(plan.history[year] for year in years)
    if len(years) < 2 or min(actual) <= 0:
        return Backtest(years, actual, ())
    assumptions = central_assumptions(plan, assumption_set)
    first_step = actual[1] / actual[0] - 1
    forecasts: list[tuple[str, str, tuple[float, ...]]] = [
        ("model", "model", _start(plan, years, actual[0], assumptions)),
        ("first-year", "variant", _start(plan, years, actual[0], assumptions | {"momentum": first_step})),
    ]
    churn = _churn_then(plan, years[0]) if "churn_rate" in plan.levers else None
    if churn is not None:
        forecasts.append(("churn-then", "variant", _start(plan, years, actual[0], assumptions, churn)))
    forecasts += [
        ("unchanged", "naive", _compound(years, actual[0], 0.0)),
        ("market", "naive", _compound(years, actual[0], plan.market_growth)),
    ]
    runs = tuple(
        Run(
            id,
            kind,
            values,
            tuple(value / truth - 1 for value, truth in zip(values[1:], actual[1:], strict=True)),
        )
        for id, kind, values in forecasts
    )
    return Backtest(years, actual, runs)


def _start(
    plan: Plan, years: tuple[int, ...], start: float, assumptions: dict[str, float], churn: float | None = None
) -> tuple[float, ...]:
    """Run the baseline from `start` [CNY_m] at the record's first year, regions as in the base year.

    With `churn`, the rate begins there and reaches today's base value by the end of the record.
    """
    count = len(years) - 1
    horizon = max(count, len(plan.years))
    levers = dict(plan.presets["baseline"])
    # A plan shorter than its record spends nothing in the years beyond.
    known, phases = dict(plan.levers), plan.family("budget_phasing")
    fixed = dict(plan.fixed)
    if phases:
        beyond = {
            f"beyond.{n}": replace(phases[0], id=f"beyond.{n}", base=0.0) for n in range(horizon - len(plan.years))
        }
        fixed |= beyond
    parts = {
        "base_year": years[0],
        "years": tuple(years[0] + 1 + n for n in range(horizon)),
        "quarter_count": 4 * horizon,
        "levers": known,
        "fixed": fixed,
        "entries": {},
        "base_revenue": plan.base_revenue * start / plan.base_revenue.sum(),
    }
    if churn is not None and (lever := plan.levers.get("churn_rate")) is not None:
        # The pace curve runs over the whole horizon; the end value makes it meet today's rate after `count` years.
        levers["churn_rate"] = churn + (lever.base - churn) * horizon / count
        parts["levers"] = {**known, "churn_rate": replace(lever, base=churn)}
    results = evaluate(replace(plan, **parts), levers, assumptions)
    return (start, *(float(value) for value in results.annual("revenue")[:count, 0]))


def _compound(years: tuple[int, ...], start: float, growth: float) -> tuple[float, ...]:
    return tuple(start * (1 + growth) ** n for n in range(len(years)))


def _churn_then(plan: Plan, year: int) -> float | None:
    metric, scope, kind = CHURN_THEN
    matches: Callable[..., bool] = lambda fact: (  # noqa: E731
        (fact.document, fact.metric, fact.scope, fact.kind, fact.period)
        == (plan.document, metric, scope, kind, str(year))
    )
    return next((fact.value / 100 for fact in plan.facts.values() if matches(fact)), None)
