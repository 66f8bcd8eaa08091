"""What the model says: quarters by region, and the measures that follow from them.

Arrays are bare inside; `frame()` puts labels and units on at the border.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.model import profit
from sim.model.axes import Array, year_totals
from sim.model.customers import total_over_regions
from sim.model.effects import Effects
from sim.model.measures import measure, regional_people
from sim.modules import MODULES, Act, At, Point
from sim.plan import Plan
from sim.version import MODEL_VERSION

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Provenance:
    """Where a result comes from; travels with it into every table, file and page."""

    plan: str
    plan_hash: str
    scenario_hash: str
    seed: int
    draws: int
    model_version: str = MODEL_VERSION


@dataclass(frozen=True, eq=False)
class Results:
    """One run of the model.

    Attributes
    ----------
    revenue : (quarter, region, draw) [CNY_m]
    new_share : (quarter, draw)
        Share of new products in revenue, the same in every region.
    headcount, hired, effective_reps : (quarter, region, draw) [person]
    run_rate : (quarter + 1, region, draw) [CNY_m a year]
    conversion_rate, churn_rate : (quarter, draw)
    log_market, log_capacity : (quarter, region, draw)
    at : what the run was computed from
    """

    plan: Plan
    draws: int
    revenue: Array
    new_share: Array
    headcount: Array
    hired: Array
    effective_reps: Array
    run_rate: Array
    conversion_rate: Array
    churn_rate: Array
    log_market: Array
    log_capacity: Array
    spend: tuple[Array, Array, Array] = field(repr=False)
    subsidy_rate: Array = field(repr=False)
    assumptions: dict[str, Array] = field(repr=False)
    effects: Effects = field(repr=False)
    at: At = field(repr=False)

    # -- by quarter, company ----------------------------------------------------------------------------------------
    @cached_property
    def total_revenue(self) -> Array:
        """(quarter, draw) [CNY_m]"""
        return total_over_regions(self.revenue)

    @cached_property
    def new_revenue(self) -> Array:
        """(quarter, region, draw) [CNY_m]"""
        return self.revenue * self.new_share[:, None, :]

    @cached_property
    def core_revenue(self) -> Array:
        """(quarter, region, draw) [CNY_m]"""
        return self.revenue * (1 - self.new_share)[:, None, :]

    def product_revenue(self, product: str) -> Array:
        """(quarter, region, draw) [CNY_m] Revenue of one kind of product, "core" or "new"."""
        return self.new_revenue if product == "new" else self.core_revenue

    @cached_property
    def total_headcount(self) -> Array:
        """(quarter, draw) [person]"""
        return total_over_regions(self.headcount)

    @cached_property
    def total_core_revenue(self) -> Array:
        """(quarter, draw) [CNY_m]"""
        return total_over_regions(self.revenue, 1 - self.new_share)

    @cached_property
    def total_new_revenue(self) -> Array:
        """(quarter, draw) [CNY_m]"""
        return total_over_regions(self.revenue, self.new_share)

    # -- money: the formulas stand in sim.model.profit ---------------------------------------------------------------
    @cached_property
    def digital_cost(self) -> Array:
        """(quarter, draw) [CNY_m] What digital really costs, overruns included, before the subsidy."""
        return profit.digital_cost(self.spend[0], self.assumptions, self.effects)

    @cached_property
    def programme_gross(self) -> Array:
        """(quarter, draw) [CNY_m] Programme cost before the subsidy, countermeasures included."""
        return profit.programme_gross(self.digital_cost, self.spend[1], self.spend[2], self.effects)

    @cached_property
    def programme_net(self) -> Array:
        """(quarter, draw) [CNY_m] Programme cost after the subsidy on digital spend."""
        return profit.programme_net(self.programme_gross, self.digital_cost, self.subsidy_rate)

    @cached_property
    def sales_cost(self) -> Array:
        """(quarter, draw) [CNY_m] What the sales reps cost."""
        return profit.sales_cost(self.total_headcount, self.assumptions)

    @cached_property
    def gross_margin(self) -> Array:
        """(quarter, draw) [fraction]"""
        margin = profit.gross_margin(self.new_share, self.assumptions, self.effects)
        for act in self._acts("margin"):
            if (change := act(self, margin)) is not None:
                margin = margin + change
        return margin

    @cached_property
    def operating_profit(self) -> Array:
        """(quarter, draw) [CNY_m] Gross margin less sales cost, overhead, net programme cost and modules' costs."""
        overhead = profit.overhead(self.plan, self.total_revenue, self.assumptions)
        found = self.total_revenue * self.gross_margin - self.sales_cost - overhead - self.programme_net
        for act in self._acts("cost"):
            if (change := act(self, found)) is not None:
                found = found - change
        return found

    def _acts(self, point: Point) -> list[Act]:
        """Return what the modules that the plan switches on do at a point that needs the whole run."""
        return [MODULES[id].acts[point] for id in self.plan.modules if point in MODULES[id].acts]

    @cached_property
    def market(self) -> Array:
        """(quarter, 1) [CNY_m] The whole market."""
        return profit.market(self.plan)

    # -- any measure ------------------------------------------------------------------------------------------------
    def annual(self, metric: str) -> Array:
        """Return a measure by year; see `sim.model.measures`. Shape (year, draw)."""
        return measure(metric).years(self)

    def quarterly(self, metric: str) -> Array:
        """Return a measure by quarter. Shape (quarter, draw)."""
        return measure(metric).quarters(self)

    def yearly(self, quarters: Array) -> Array:
        """Sum (quarter, …) to (year, …)."""
        return year_totals(quarters)

    # -- by region --------------------------------------------------------------------------------------------------
    def binding_limit(self, year: int) -> np.ndarray:
        """Return per region what holds it back by the end of `year`: "people" or "demand". Shape (region, draw).

        People bind where productive capacity has grown less than demand, demand binds where it has grown more.
        """
        end = self.plan.quarters_of(year).stop - 1
        return np.where(self.log_capacity[end] < self.log_market[end], "people", "demand")

    # -- against a baseline -----------------------------------------------------------------------------------------
    def roi(self, baseline: Results) -> Array:
        """(draw,) [revenue per cost] Incremental revenue of all years over net programme cost; NaN without cost."""
        return measure("roi").value(self, self.plan.years[-1], baseline=baseline)

    # -- labels -----------------------------------------------------------------------------------------------------
    def frame(self, provenance: Provenance | None = None) -> pd.DataFrame:
        """Return revenue and people by draw, quarter, region and product as a tidy table; provenance goes to `.attrs`.

        Columns: draw, quarter, region, product, revenue [CNY_m], headcount [person], effective_reps [person]; people
        are a region's and stand beside both products.
        """
        import pandas as pd  # labels are wanted at the border only; the command line starts faster without them

        plan = self.plan
        shape = (plan.quarter_count, len(plan.regions), self.draws)
        index = pd.MultiIndex.from_product(
            [range(self.draws), plan.quarters, plan.regions, plan.products],
            names=["draw", "quarter", "region", "product"],
        )
        parts = [np.broadcast_to(self.product_revenue(product), shape) for product in plan.products]
        revenue = np.stack(parts, axis=-1)
        columns: dict[str, Any] = {"revenue": revenue.transpose(2, 0, 1, 3).ravel()}
        for one in regional_people():
            heads = np.broadcast_to(getattr(self, one.regional), shape)
            columns[one.id] = np.repeat(heads.transpose(2, 0, 1)[..., None], len(plan.products), axis=-1).ravel()
        table = pd.DataFrame(columns, index=index).reset_index()
        table.attrs["units"] = {name: plan.unit(measure(name).unit) for name in columns}
        if provenance is not None:
            table.attrs["provenance"] = vars(provenance)
        return table
