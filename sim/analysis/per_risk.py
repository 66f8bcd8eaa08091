"""What each risk case costs, and whether its countermeasure is worth its money.

Every figure is a paired difference over the same futures: the scenario as it is, against the same futures in which the
case does not happen, happens unprotected, or happens protected. Only futures in which the case happens need a second
look; in all others the difference is zero by construction. Losses are positive. Revenue is that of the target's year;
profit is summed over the horizon and includes the programme's cost.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.uncertainty import worst_count
from sim.model import Effects, evaluate
from sim.model.axes import Array
from sim.plan import Plan
from sim.risk import resolve
from sim.risk.effects import effects_of, mitigation_cost
from sim.risk.events import Event, event, typical_event
from sim.risk.settings import RiskSetting, chance_as_set
from sim.sampling.assumptions import AssumptionValues, sample_assumptions
from sim.scenario import Scenario
from sim.scenario.ensemble import CHUNK, chunks, kept_draws, parallel


@dataclass(frozen=True)
class Estimate:
    """A mean over futures and its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class RiskRow:
    """One case; money in CNY_m, losses positive.

    Attributes
    ----------
    happens : float
        Share of futures in which it happens.
    revenue_loss, profit_loss : Estimate
        Expected loss over all futures.
    revenue_loss_if, profit_loss_if : float
        Mean loss over those futures in which it happens; NaN if it happens in none.
    revenue_loss_worst, profit_loss_worst : float
        Mean loss over the tenth of futures with the worst outcome of the target's measure.
    chance_lost : Estimate
        How much it takes off the probability of reaching the target.
    typical_revenue_loss, typical_profit_loss : float
        Loss in the deterministic run if it happens at its most likely size: the impact axis of a risk map, also for
        cases that are switched off.
    mitigation_cost : float
        What the countermeasure costs over the horizon.
    mitigation_revenue, mitigation_profit : Estimate
        What it brings over all futures, before its cost.
    mitigation_net : Estimate
        Profit it brings less its cost.
    mitigation_chance : Estimate
        What it adds to the probability of reaching the target.
    """

    id: str
    category: str
    mode: str
    mitigated: bool
    probability: float
    happens: float
    revenue_loss: Estimate
    profit_loss: Estimate
    revenue_loss_if: float
    profit_loss_if: float
    revenue_loss_worst: float
    profit_loss_worst: float
    chance_lost: Estimate
    typical_revenue_loss: float
    typical_profit_loss: float
    mitigation_cost: float
    mitigation_revenue: Estimate
    mitigation_profit: Estimate
    mitigation_net: Estimate
    mitigation_chance: Estimate

    @property
    def chance(self) -> float:
        """How likely it is as it is set, which `happens` comes near to over many futures."""
        return chance_as_set(self.mode, self.probability)

    @property
    def pays(self) -> str:
        """Whether the countermeasure earns its cost: "yes", "no", or "open" where 95 % limits include zero."""
        margin = 1.96 * self.mitigation_net.error
        if self.mitigation_net.value > margin:
            return "yes"
        return "no" if self.mitigation_net.value < -margin else "open"


@dataclass(frozen=True)
class RiskTable:
    """Rows with the largest expected loss of revenue first."""

    rows: tuple[RiskRow, ...]
    draws: int

    def row(self, id: str) -> RiskRow:
        return next(row for row in self.rows if row.id == id)

    @property
    def paying(self) -> tuple[str, ...]:
        """Return the cases whose countermeasure is sure to earn its cost."""
        return tuple(row.id for row in self.rows if row.pays == "yes" and row.mode != "off")

    def frame(self) -> pd.DataFrame:
        """Return one row a case; every estimate as two columns, `name` and `name_error`."""
        records: list[dict[str, Any]] = []
        for row in self.rows:
            record = {}
            for name, value in asdict(row).items():
                if isinstance(value, dict):
                    record[name], record[f"{name}_error"] = value["value"], value["error"]
                else:
                    record[name] = value
            records.append(record | {"pays": row.pays})
        return pd.DataFrame(records)


def _part(
    assumptions: AssumptionValues, events: dict[str, Event], index: np.ndarray
) -> tuple[AssumptionValues, dict[str, Event]]:
    """Return assumptions and events of some draws only."""
    some: AssumptionValues = {
        id: value[index] if isinstance(value, np.ndarray) else value for id, value in assumptions.items()
    }
    return some, {
        id: Event(one.occurs[index], one.onset[index], None if one.severity is None else one.severity[index], one.size)
        for id, one in events.items()
    }


class _Chunk:
    """The measures of one chunk of futures: as the scenario is, and with one case changed."""

    def __init__(self, scenario: Scenario, start: int, stop: int) -> None:
        self.scenario, self.plan = scenario, scenario.plan
        self.draws = stop - start
        self.settings = resolve(self.plan, scenario.risks)
        plan, seed = self.plan, scenario.seed
        self.assumptions = sample_assumptions(
            plan, scenario.assumption_set, scenario.own_assumptions, seed, start, stop
        )
        self.events = {
            id: event(plan, self.settings, id, seed, start, stop)
            for id, setting in self.settings.items()
            if setting.mode != "off"
        }
        self.base = self.measure(self.assumptions, self.events, self.settings, self.draws)

    def measure(
        self, assumptions: AssumptionValues, events: dict[str, Event], settings: dict[str, RiskSetting], draws: int
    ) -> Array:
        """(measure, draw): revenue of the target's year, profit over the horizon, the target's outcome."""
        effects = effects_of(self.plan, settings, events, draws)
        return _measures(self.scenario, self.plan, assumptions, effects, draws)

    def row(self, id: str) -> tuple[Array, Array, np.ndarray]:
        """Return the measures without the case and with its countermeasure switched over, and where it happens."""
        occurs = self.events[id].occurs
        without, other = self.base.copy(), self.base.copy()
        index = np.flatnonzero(occurs)
        setting = self.settings[id]
        switched = {**self.settings, id: replace(setting, mitigated=not setting.mitigated)}
        cost = mitigation_cost(self.plan, self.settings) - mitigation_cost(self.plan, switched)
        other[1] += cost
        if index.size:
            assumptions, events = _part(self.assumptions, self.events, index)
            rest = {name: one for name, one in events.items() if name != id}
            without[:, index] = self.measure(assumptions, rest, self.settings, index.size)
            other[:, index] = self.measure(assumptions, events, switched, index.size)
        if self.scenario.target.metric == "operating_profit":
            year_cost = cost / len(self.plan.years)
            idle = ~occurs
            other[2, idle] += year_cost
        return without, other, occurs


def _measures(scenario: Scenario, plan: Plan, assumptions: AssumptionValues, effects: Effects, draws: int) -> Array:
    results = evaluate(plan, scenario.levers, assumptions, effects)
    year = plan.years.index(scenario.target.year)
    profit = results.annual("operating_profit")
    rows = [results.annual("revenue")[year], profit.sum(axis=0), results.annual(scenario.target.metric)[year]]
    return np.stack([np.broadcast_to(row, draws) for row in rows])


def risk_table(
    scenario: Scenario,
    draws: int | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> RiskTable:
    """Return what every case of the plan costs and what its countermeasure is worth.

    Parameters
    ----------
    draws : int
        Futures; the scenario's own number by default, as far as they are kept.

    Raises
    ------
    Cancelled
    """
    plan, count = scenario.plan, draws or kept_draws(scenario)
    settings = resolve(plan, scenario.risks)
    ids = [id for id in plan.risks if settings[id].mode != "off"]

    def one(span: tuple[int, int]) -> tuple[Array, dict[str, tuple[Array, Array, np.ndarray]]]:
        chunk = _Chunk(scenario, *span)
        return chunk.base, {id: chunk.row(id) for id in ids}

    parts = list(parallel(one, chunks(count, CHUNK), 2, progress, cancelled))
    base = np.concatenate([part[0] for part in parts], axis=1)
    target = scenario.target
    worst = np.argsort(target.sign * base[2], kind="stable")[: worst_count(count)]
    rows: list[RiskRow] = []
    for id, case in plan.risks.items():
        setting = settings[id]
        typical = _typical_loss(scenario, plan, id)
        if id in ids:
            without, other, occurs = (
                np.concatenate([part[1][id][place] for part in parts], axis=-1) for place in range(3)
            )
        else:
            without, other, occurs = base, base, np.zeros(count, dtype=bool)
        protected, bare = (base, other) if setting.mitigated else (other, base)
        bought, not_bought = (
            mitigation_cost(plan, {**settings, id: replace(setting, mitigated=choice)}) for choice in (True, False)
        )
        loss = without - base
        gain = protected - bare
        rows.append(
            RiskRow(
                id=id,
                category=case.category,
                mode=setting.mode,
                mitigated=setting.mitigated,
                probability=setting.probability,
                happens=float(occurs.mean()),
                revenue_loss=_estimate(loss[0]),
                profit_loss=_estimate(loss[1]),
                revenue_loss_if=_mean_where(loss[0], occurs),
                profit_loss_if=_mean_where(loss[1], occurs),
                revenue_loss_worst=float(loss[0][worst].mean()),
                profit_loss_worst=float(loss[1][worst].mean()),
                chance_lost=_estimate(target.is_reached(without[2]).astype(float) - target.is_reached(base[2])),
                typical_revenue_loss=typical[0],
                typical_profit_loss=typical[1],
                mitigation_cost=case.mitigation.cost,
                mitigation_revenue=_estimate(gain[0]),
                mitigation_profit=_estimate(gain[1] + bought - not_bought),
                mitigation_net=_estimate(gain[1]),
                mitigation_chance=_estimate(target.is_reached(protected[2]).astype(float) - target.is_reached(bare[2])),
            )
        )
    rows.sort(key=lambda row: -row.revenue_loss.value)
    return RiskTable(tuple(rows), count)


def _estimate(values: Array) -> Estimate:
    return Estimate(float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size)) if values.size > 1 else 0.0)


def _mean_where(values: Array, where: np.ndarray) -> float:
    return float(values[where].mean()) if where.any() else float("nan")


def _typical_loss(scenario: Scenario, plan: Plan, id: str) -> tuple[float, float]:
    """Return what the case at its most likely size takes from the deterministic run: revenue, horizon profit."""
    settings = resolve(plan, scenario.risks)
    events = {
        name: typical_event(setting, plan.risks[name])
        for name, setting in settings.items()
        if setting.mode == "on" and name != id and name not in plan.risks[id].excluded_with
    }
    assumptions: AssumptionValues = dict(scenario.central_assumptions())
    with_case = {**events, id: typical_event(settings[id], plan.risks[id])}
    before, after = (
        _measures(scenario, plan, assumptions, effects_of(plan, settings, chosen, 1), 1)
        for chosen in (events, with_case)
    )
    return float(before[0, 0] - after[0, 0]), float(before[1, 0] - after[1, 0])
