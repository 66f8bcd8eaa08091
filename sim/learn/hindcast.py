"""What the model's own equations say of the quarters of a history: the mean that the data are held against.

Levers take the paths that they really took; the level of every region and the season are left to the error model, which
knows them only from the data. Quarters beyond the history keep what was known last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.learn.history import History
from sim.model import people, programme
from sim.model.axes import QUARTERS_A_YEAR, Array, column
from sim.model.effects import NO_EFFECTS
from sim.model.evaluate import demand, sales
from sim.model.funding import Funding
from sim.model.inputs import Inputs
from sim.model.steps import LeverPaths, SalesForce
from sim.plan import Plan
from sim.plan.schema import MECHANISMS

MOVED = 0.02
"""A lever counts as moved from this coefficient of variation on: below it nothing can be told from noise."""


def moving_inputs(history: History) -> tuple[str, ...]:
    """Return the inputs that took more than one value: "reps", "conversion_rate", "marketing" …"""
    found = []
    rows: dict[str, Array | None] = {"reps": history.reps, "new_share": history.new_share, **history.rates}
    rows |= {mechanism: spend for mechanism, spend in _spend(history).items() if spend.any()}
    for id, row in rows.items():
        if row is not None and (row.std(axis=0) > MOVED * np.abs(row.mean(axis=0))).any():
            found.append(id)
    return tuple(found)


def _spend(history: History) -> dict[str, Array]:
    """Return money spent by mechanism. Shape (quarter,)."""
    found: dict[str, Array] = {mechanism: np.zeros(history.count) for mechanism in MECHANISMS}
    for category, row in history.spend.items():
        found[history.plan.categories[category]] += row
    return found


def _extend(row: Array, count: int) -> Array:
    """Return a row with its last value kept up to `count` quarters."""
    return np.concatenate([row, np.repeat(row[-1:], max(count - len(row), 0), axis=0)])


def with_first_regions(plan: Plan, count: int) -> Plan:
    """Return the plan with its first regions only, each with its own levers."""
    gone = set(plan.regions[count:])
    if not gone:
        return plan
    levers = {id: lever for id, lever in plan.levers.items() if lever.member not in gone}
    fixed = {id: lever for id, lever in plan.fixed.items() if lever.member not in gone}
    return replace(plan, regions=plan.regions[:count], levers=levers, fixed=fixed)


class Hindcast:
    """The model over a history and some quarters beyond it."""

    def __init__(self, history: History, beyond: int = 0) -> None:
        self.history = history
        self.count = count = history.count + beyond
        plan = history.plan
        year = history.revenue[:QUARTERS_A_YEAR]
        base = year.sum(axis=0)
        reps = np.ones(len(base)) if history.reps is None else history.reps[0]
        self.plan: Plan = replace(
            with_first_regions(plan, len(base)), base_revenue=base, base_reps=reps,
            seasonality=np.ones(QUARTERS_A_YEAR), modules={}, quarter_count=count,
            years=tuple(range(plan.years[0], plan.years[0] + -(-count // QUARTERS_A_YEAR))),
        )  # fmt: skip
        regions = self.plan.regions
        self.levers = {id: lever.base for id, lever in self.plan.inputs.items()}
        if len(base) < len(plan.regions):  # the company alone: its market grows as its regions' do
            growth = [float(lever.base) for lever in plan.family("growth")]
            if growth:
                weights = plan.base_revenue / plan.base_revenue.sum()
                self.levers[f"growth.{regions[0]}"] = float(np.dot(growth, weights))
        known = {id: _extend(row, count)[:, None] for id, row in history.rates.items()}
        start = {id: float(row[:1].mean()) for id, row in history.rates.items()}
        self.base = {**self.levers, **start}
        new = np.zeros((count, 1)) if history.new_share is None else _extend(history.new_share, count)[:, None]
        if history.new_share is not None:
            self.base["new_product_share"] = float(new[0, 0])
        elif "new_product_share" in self.base:
            self.base["new_product_share"] = 0.0

        def rate(id: str) -> Array:
            return known.get(id, np.full((count, 1), float(self.base[id])))

        self.paths = LeverPaths(
            conversion_rate=rate("conversion_rate"),
            churn_rate=rate("churn_rate"),
            new_share=new,
            deal_size=rate("deal_size"),
            attrition_rate=rate("attrition_rate"),
            ramp_months=rate("ramp_months"),
        )
        self.force = self._force(reps)
        self.spend = {id: _extend(row, count)[:, None] for id, row in _spend(history).items() if row.any()}
        self.reference = self._reference()

    def _force(self, base: Array) -> SalesForce:
        """Return the people that were there, weighted by their ramp-up."""
        if self.history.reps is None:
            steady = people.base_effective_reps(base, self.base["attrition_rate"], self.base["ramp_months"])
            reps = np.broadcast_to(base[:, None], (self.count, len(base), 1))
            return SalesForce(reps, reps, np.broadcast_to(steady[:, None], reps.shape).copy())
        reps = _extend(self.history.reps, self.count)[:, :, None]
        attrition = np.full((self.count, 1), float(self.base["attrition_rate"]))
        hired = people.hires(reps, base, attrition)
        before = self.base["attrition_rate"] / QUARTERS_A_YEAR * base
        ramp = np.full((self.count, 1), float(self.base["ramp_months"]))
        return SalesForce(reps, hired, people.effective_reps(reps, hired, before, ramp))

    def _reference(self) -> dict[str, float]:
        """Return what the plan would spend a quarter by mechanism: what a full effect is measured against."""
        plan = self.history.plan
        budgets = plan.family("budget")
        found: dict[str, float] = dict.fromkeys(MECHANISMS, 0.0)
        for lever in budgets:
            found[plan.categories[lever.member]] += float(lever.plan) / max(plan.quarter_count, 1)
        usual = {id: float(row.mean()) for id, row in self.spend.items()}
        return {id: found[id] or usual.get(id, 0.0) or 1.0 for id in MECHANISMS}

    def log_revenue(self, values: Mapping[str, Array]) -> Array:
        """Return the logarithm of revenue under assumptions of shape (draw,) each. Shape (quarter, region, draw)."""
        assumption = {id: column(values[id]) for id in self.history.plan.assumptions}
        at = Inputs(
            self.plan, self.levers, assumption, self.base, assumption, NO_EFFECTS,
            np.ones((1, 1)), np.ones((1, 1)), {}, {},
        )  # fmt: skip
        sold = sales(at, self.paths, demand(at, self._funding(assumption), self.force))
        return np.log(np.maximum(sold.revenue, 1e-12))

    def _funding(self, assumption: Mapping[str, Array]) -> Funding:
        """Return what money that was spent does: to leads at once and after, to productivity as it is spent."""
        constant, flat = assumption["saturation_constant"], np.ones((1, 1))

        def share(id: str) -> Array:
            ratio = self.spend[id] / self.reference[id]
            return programme.saturation(ratio, constant)

        lift: Array = flat
        if "marketing" in self.spend:
            ratio = self.spend["marketing"] / self.reference["marketing"]
            usual = np.broadcast_to(
                ratio[:QUARTERS_A_YEAR].mean(), (QUARTERS_A_YEAR * 2, 1)
            )  # carried over from before
            stock = programme.adstock(np.concatenate([usual, ratio]), assumption["adstock"])[len(usual) :]
            lift = 1 + assumption["marketing_lift"] * programme.saturation(stock, constant)
        productivity: Array = flat
        for id in ("digital", "training"):
            if id in self.spend:
                productivity = productivity * (1 + assumption[f"{id}_productivity"] * share(id))
        none = np.zeros((1, 1))
        return Funding((none, none, none), none, flat, lift, productivity)
