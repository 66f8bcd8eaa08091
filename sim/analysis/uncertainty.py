"""How likely: the spread of outcomes of one scenario, the chance of its target, and how far it misses.

Errors of probabilities. For n independent draws the standard error of a probability p is √(p(1-p)/n). Scrambled Sobol
points spread more evenly, so their error is smaller; that formula is reported as an upper bound (`Probability.error`).
`replicated_error` measures the real one from independent scrambles; a test holds the bound against it.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.model import Results
from sim.model.axes import Array
from sim.model.measures import measure, usual_targets
from sim.plan import Plan
from sim.scenario import MAX_DRAWS, Scenario, TargetChoice
from sim.scenario.ensemble import run_ensemble
from sim.scenario.target import TOLERANCE

if TYPE_CHECKING:
    import pandas as pd

BANDS = (0.5, 0.8, 0.9)
PERCENTILES = (0.1, 0.5, 0.9)
WORST_TENTH = 0.1
CONFIDENCE = 1.959963984540054
"""Standard errors in half a 95 % interval."""
PRECISE_HALF_WIDTH = 0.01


@dataclass(frozen=True)
class Probability:
    """A probability from draws: `value`, its standard error (upper bound, see above), and the draws behind it."""

    value: float
    error: float
    draws: int

    @property
    def half_width(self) -> float:
        """Half of the 95 % interval."""
        return CONFIDENCE * self.error


@dataclass(frozen=True)
class Shortfall:
    """How far a target is missed, in the measure's unit.

    Attributes
    ----------
    mean_gap : float
        Expected gap to the target over all futures, 0 where it is reached: E[max(target - outcome, 0)].
    gap_if_missed : float
        The same over those futures that miss it; 0 if none does.
    worst_tenth_mean : float
        Mean outcome of the worst tenth of futures (expected shortfall at 10 %, also called CVaR or tail mean).
    worst_tenth_gap : float
        Target less that mean.
    """

    mean_gap: float
    gap_if_missed: float
    worst_tenth_mean: float
    worst_tenth_gap: float


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Futures of one scenario.

    Attributes
    ----------
    annual : metric -> (year, draw)
    quarterly : metric -> (quarter, draw)
    """

    scenario: Scenario
    draws: int
    annual: Mapping[str, Array]
    quarterly: Mapping[str, Array]

    def outcome(self, target: TargetChoice | None = None) -> Array:
        """Return the measure and year of a target (the scenario's by default). Shape (draw,)."""
        chosen = target or self.scenario.target
        years = self.scenario.plan.years
        return self.annual[chosen.metric][years.index(chosen.year)]


def reduce_company(results: Results, also: str = "") -> dict[str, Array]:
    """Reduce a chunk to the company's usual measures by year and quarter, and one more where it exists."""
    usual = usual_targets()
    kept = [measure(id) for id in (usual if not also or also in usual else (*usual, also))]
    parts = {f"annual.{one.id}": one.years(results) for one in kept}
    return parts | {f"quarterly.{one.id}": one.quarters(results) for one in kept if one.has_quarters}


def reduce_for(scenario: Scenario) -> Callable[[Results], dict[str, Array]]:
    """Return what keeps the company's usual measures of a chunk, and that of the scenario's target."""
    return partial(reduce_company, also=scenario.target.metric)


def simulate(scenario: Scenario, draws: int | None = None, workers: int | None = None) -> Ensemble:
    """Return an ensemble of the scenario (its own number of draws by default, as far as they are kept)."""
    parts = run_ensemble(scenario, reduce_for(scenario), draws, workers=workers)
    return _ensemble(scenario, parts)


def _ensemble(scenario: Scenario, parts: Mapping[str, Array]) -> Ensemble:
    split: dict[str, dict[str, Array]] = {"annual": {}, "quarterly": {}}
    for name, values in parts.items():
        kind, _, metric = name.partition(".")
        split[kind][metric] = values
    return Ensemble(scenario, next(iter(parts.values())).shape[-1], split["annual"], split["quarterly"])


def probability(hits: np.ndarray) -> Probability:
    """Return the share of hits with its binomial standard error.

    Where all or no draws hit, the error is that of (hits + 1)/(draws + 2): no finite ensemble is certain.
    """
    draws = hits.size
    count = int(np.count_nonzero(hits))
    value = count / draws
    inner = value if 0 < count < draws else (count + 1) / (draws + 2)
    return Probability(value, math.sqrt(inner * (1 - inner) / draws), draws)


def target_probability(ensemble: Ensemble, target: TargetChoice | None = None) -> Probability:
    """Return the probability that the target (the scenario's by default) is reached."""
    chosen = target or ensemble.scenario.target
    return probability(chosen.is_reached(ensemble.outcome(chosen)))


@lru_cache(maxsize=64)
def _plan_path(plan: Plan, metric: str) -> tuple[float, ...]:
    """Return the base year's value and the plan preset's own deterministic path after it, without risk cases."""
    path = Scenario.of(plan, "plan").run().annual(metric)[:, 0]
    base = measure(metric).base_value(plan)
    return (float(path[0]) if base is None else base, *(float(value) for value in path))


def target_path(scenario: Scenario) -> dict[int, float]:
    """Return what each year up to the target's must reach to be on the way to it.

    The way is the plan's own: its single run from the base year on, stretched so that it ends at the target. (A
    constant growth rate would ask for more in the early years than the plan itself delivers.)
    """
    plan, target = scenario.plan, scenario.target
    start, *path = _plan_path(plan, target.metric)
    end = path[plan.years.index(target.year)]
    if abs(end - start) <= TOLERANCE * abs(end):
        return {year: target.value for year in plan.years if year <= target.year}
    stretch = (target.value - start) / (end - start)
    found = {
        year: start + (value - start) * stretch
        for year, value in zip(plan.years, path, strict=True)
        if year <= target.year
    }
    return found | {target.year: target.value}


def probability_by_year(ensemble: Ensemble, targets: Mapping[int, float] | None = None) -> pd.DataFrame:
    """Return the chance of each year's value; columns year, target, probability, error.

    Parameters
    ----------
    targets : mapping year -> value
        By default the path to the scenario's target (`target_path`).
    """
    import pandas as pd  # slow to import, and a chance needs none of it

    metric = ensemble.scenario.target.metric
    rows: list[dict[str, Any]] = []
    for year, value in (target_path(ensemble.scenario) if targets is None else targets).items():
        result = target_probability(ensemble, TargetChoice(metric, year, value))
        rows.append({"year": year, "target": value, "probability": result.value, "error": result.error})
    return pd.DataFrame(rows)


def sorted_quantiles(values: Array, shares: tuple[float, ...]) -> Array:
    """Return quantiles over the last axis by linear interpolation. Shape (share, …)."""
    ordered = np.sort(values, axis=-1)
    places = np.asarray(shares) * (values.shape[-1] - 1)
    low = np.floor(places).astype(int)
    high = np.minimum(low + 1, values.shape[-1] - 1)
    part = (places - low).reshape(-1, *([1] * (values.ndim - 1)))
    before, after = np.moveaxis(ordered[..., low], -1, 0), np.moveaxis(ordered[..., high], -1, 0)
    return before + (after - before) * part


def quantiles(ensemble: Ensemble, target: TargetChoice | None = None) -> dict[str, float]:
    """Return P10, P50 and P90 of the target's measure and year."""
    values = sorted_quantiles(ensemble.outcome(target), PERCENTILES)
    return {f"p{round(100 * share)}": float(value) for share, value in zip(PERCENTILES, values, strict=True)}


def shortfall(ensemble: Ensemble, target: TargetChoice | None = None) -> Shortfall:
    """Return how far the target is missed."""
    chosen = target or ensemble.scenario.target
    outcome = ensemble.outcome(chosen)
    gap = np.where(chosen.is_reached(outcome), 0.0, chosen.missing(outcome))
    missed = int(np.count_nonzero(gap > 0))
    worst = worst_tenth(outcome, chosen)
    total = float(gap.sum())
    return Shortfall(total / gap.size, total / missed if missed else 0.0, worst, chosen.missing(worst))


def worst_tenth(outcome: Array, target: TargetChoice) -> float:
    """Return the mean of the worst tenth of outcomes of a target's measure."""
    ordered = np.sort(target.sign * outcome)
    return target.sign * float(ordered[: worst_count(outcome.size)].mean())


def worst_count(draws: int) -> int:
    """Return how many draws the worst tenth holds, at least one."""
    return max(1, round(WORST_TENTH * draws))


def bands(ensemble: Ensemble, metric: str = "revenue", step: str = "year") -> pd.DataFrame:
    """Return a fan chart's rows, actual history in front.

    Columns: period, kind ("history" or "simulated"), median, and low_50, high_50, low_80, high_80, low_90, high_90 (the
    central 50, 80 and 90 % of futures). History exists for revenue by year; its bands have no width.
    """
    import pandas as pd

    plan = ensemble.scenario.plan
    values = ensemble.annual[metric] if step == "year" else ensemble.quarterly[metric]
    periods = [str(year) for year in plan.years] if step == "year" else list(plan.quarters)
    shares = [0.5]
    for width in BANDS:
        shares += [(1 - width) / 2, (1 + width) / 2]
    table = sorted_quantiles(values, tuple(shares))
    names = ["median"]
    for width in BANDS:
        names += [f"low_{round(100 * width)}", f"high_{round(100 * width)}"]
    frame = pd.DataFrame({"period": periods, "kind": "simulated"} | dict(zip(names, table, strict=True)))
    if metric == "revenue" and step == "year":
        past = pd.DataFrame(
            [{"period": str(y), "kind": "history"} | dict.fromkeys(names, v) for y, v in plan.history.items()]
        )
        frame = pd.concat([past, frame], ignore_index=True)
    return frame


def simulate_precisely(
    scenario: Scenario,
    half_width: float = PRECISE_HALF_WIDTH,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Ensemble:
    """Return an ensemble with as many draws as the target's probability needs.

    Draws are doubled, keeping those there are, until half of the 95 % interval is below `half_width` or the limit of
    2^20 draws is reached.
    """
    ensemble = simulate(scenario)
    while target_probability(ensemble).half_width >= half_width and ensemble.draws < MAX_DRAWS:
        more = min(2 * ensemble.draws, MAX_DRAWS)
        parts = run_ensemble(
            scenario, reduce_for(scenario), more, first=ensemble.draws, progress=progress, cancelled=cancelled
        )
        new = _ensemble(scenario, parts)
        ensemble = Ensemble(
            scenario,
            more,
            {name: np.concatenate([values, new.annual[name]], axis=-1) for name, values in ensemble.annual.items()},
            {
                name: np.concatenate([values, new.quarterly[name]], axis=-1)
                for name, values in ensemble.quarterly.items()
            },
        )
    return ensemble


def replicated_error(scenario: Scenario, draws: int | None = None, replicates: int = 16) -> float:
    """Return the standard error of P(target) as measured by independent scrambles (seeds) of the same size."""
    found = []
    for number in range(replicates):
        other = replace(scenario, seed=(scenario.seed + 7919 * (number + 1)) % 2**32)
        found.append(target_probability(_outcome_only(other, draws, cache=False)).value)
    return float(np.std(found, ddof=1))


def _outcome_only(scenario: Scenario, draws: int | None, cache: bool = True) -> Ensemble:
    metric = scenario.target.metric
    parts = run_ensemble(scenario, lambda results: {f"annual.{metric}": results.annual(metric)}, draws, cache=cache)
    return _ensemble(scenario, parts)


def headline_probability(scenario: Scenario, draws: int | None = None) -> Probability:
    """Return P(target) alone, the cheapest way; for the headline while a slider moves."""
    return target_probability(_outcome_only(scenario, draws))
