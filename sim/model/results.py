"""What the model says: quarters by region, and the measures that follow from them.

Arrays are bare inside; `frame()` puts labels and units on at the border.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.model.customers import total_over_regions
from sim.model.effects import Effects
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
    headcount, effective_reps : (quarter, region, draw) [person]
    run_rate : (quarter + 1, region, draw) [CNY_m a year]
    conversion_rate, churn_rate : (quarter, draw)
    log_market, log_capacity : (quarter, region, draw)
    elasticity : (region, draw)
    """

    plan: Plan
    draws: int
    revenue: Array
    new_share: Array
    headcount: Array
    effective_reps: Array
    run_rate: Array
    conversion_rate: Array
    churn_rate: Array
    log_market: Array
    log_capacity: Array
    elasticity: Array
    spend: tuple[Array, Array, Array] = field(repr=False)
    subsidy_rate: Array = field(repr=False)
    assumptions: dict[str, Array] = field(repr=False)
    effects: Effects = field(repr=False)

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

    @cached_property
    def total_headcount(self) -> Array:
        """(quarter, draw) [person]"""
        return total_over_regions(self.headcount)

    @cached_property
    def digital_cost(self) -> Array:
        """(quarter, draw) [CNY_m] What digital really costs, overruns included, before the subsidy."""
        cost = self.spend[0] * self.assumptions["digital_cost_ratio"]
        if self.effects.digital_cost_factor is not None:
            cost = cost * self.effects.digital_cost_factor
        if self.effects.cost_factor is not None:
            cost = cost * self.effects.cost_factor
        return cost

    @cached_property
    def programme_gross(self) -> Array:
        """(quarter, draw) [CNY_m] Programme cost before the subsidy, countermeasures included."""
        other = self.spend[1] + self.spend[2]
        if self.effects.cost_factor is not None:
            other = other * self.effects.cost_factor
        total = self.digital_cost + other
        return total if self.effects.extra_cost is None else total + self.effects.extra_cost

    @cached_property
    def programme_net(self) -> Array:
        """(quarter, draw) [CNY_m] Programme cost after the subsidy on digital spend."""
        return self.programme_gross - self.digital_cost * self.subsidy_rate

    @cached_property
    def operating_profit(self) -> Array:
        """(quarter, draw) [CNY_m] Gross margin less sales cost, overhead and net programme cost."""
        assumption = self.assumptions
        margin = assumption["margin_core"] + (assumption["margin_new"] - assumption["margin_core"]) * self.new_share
        if self.effects.margin_added is not None:
            margin = margin + self.effects.margin_added
        fixed = assumption["overhead_fixed_share"] * float(self.plan.base_revenue.sum()) / QUARTERS_A_YEAR
        variable = (1 - assumption["overhead_fixed_share"]) * self.total_revenue
        overhead = assumption["overhead_rate"] * (fixed + variable)
        sales_cost = self.total_headcount * assumption["cost_per_rep"] / QUARTERS_A_YEAR
        return self.total_revenue * margin - sales_cost - overhead - self.programme_net

    @cached_property
    def market(self) -> Array:
        """(quarter, 1) [CNY_m] The whole market: base-year revenue over base-year share, grown at the market's rate."""
        plan = self.plan
        size = float(plan.base_revenue.sum()) / plan.market_share
        growth = (1 + plan.market_growth) ** (np.arange(1.0, plan.quarter_count + 1) / QUARTERS_A_YEAR)
        return (size * growth / QUARTERS_A_YEAR * np.tile(plan.seasonality, len(plan.years)))[:, None]

    # -- by year, company -------------------------------------------------------------------------------------------
    def yearly(self, quarters: Array) -> Array:
        """Sum (quarter, …) to (year, …) in a fixed order."""
        by_year = quarters.reshape(-1, QUARTERS_A_YEAR, *quarters.shape[1:])
        return by_year[:, 0] + by_year[:, 1] + by_year[:, 2] + by_year[:, 3]

    def annual(self, metric: str) -> Array:
        """Return a measure by year.

        Parameters
        ----------
        metric : str
            One of `ANNUAL_METRICS`.

        Returns
        -------
        values : (year, draw), in the unit `ANNUAL_METRICS` names
        """
        revenue = self.yearly(self.total_revenue)
        match metric:
            case "revenue":
                return revenue
            case "operating_profit":
                return self.yearly(self.operating_profit)
            case "margin":
                return self.yearly(self.operating_profit) / revenue
            case "market_share":
                return revenue / self.yearly(self.market)
            case "headcount":
                return self.total_headcount[QUARTERS_A_YEAR - 1 :: QUARTERS_A_YEAR]
            case "programme_gross":
                return self.yearly(self.programme_gross)
            case "programme_net":
                return self.yearly(self.programme_net)
            case "revenue_per_rep":
                return revenue / self.total_headcount[QUARTERS_A_YEAR - 1 :: QUARTERS_A_YEAR]
            case "new_product_share":
                return self.yearly(total_over_regions(self.new_revenue)) / revenue
            case "cagr":
                years = np.arange(1.0, len(self.plan.years) + 1)[:, None]
                return (revenue / float(self.plan.base_revenue.sum())) ** (1 / years) - 1
        raise KeyError(metric)

    def quarterly(self, metric: str) -> Array:
        """Return a measure by quarter, shape (quarter, draw), in the unit `ANNUAL_METRICS` names."""
        match metric:
            case "revenue":
                return self.total_revenue
            case "operating_profit":
                return self.operating_profit
            case "margin":
                return self.operating_profit / self.total_revenue
            case "market_share":
                return self.total_revenue / self.market
            case "headcount":
                return self.total_headcount
            case "programme_gross":
                return self.programme_gross
            case "programme_net":
                return self.programme_net
        raise KeyError(metric)

    # -- by region --------------------------------------------------------------------------------------------------
    def people_share(self, year: int) -> Array:
        """Return how much of a region's lead growth people explain by the end of `year`. Shape (region, draw).

        The elasticity-weighted logarithm of capacity over itself plus the logarithm of demand; 0 where neither moved.
        """
        end = QUARTERS_A_YEAR * (self.plan.years.index(year) + 1) - 1
        people = np.abs(self.log_capacity[end] * self.elasticity)
        total = people + np.abs(self.log_market[end])
        return np.divide(people, total, out=np.zeros_like(total), where=total > 0)

    def binding_limit(self, year: int) -> np.ndarray:
        """Return per region what holds it back by the end of `year`: "people" or "demand". Shape (region, draw).

        People bind where productive capacity has grown less than demand, demand binds where it has grown more.
        """
        end = QUARTERS_A_YEAR * (self.plan.years.index(year) + 1) - 1
        return np.where(self.log_capacity[end] < self.log_market[end], "people", "demand")

    # -- against a baseline -----------------------------------------------------------------------------------------
    def incremental_revenue(self, baseline: Results) -> Array:
        """(year, draw) [CNY_m] Revenue above `baseline`, which must hold the same draws."""
        return self.annual("revenue") - baseline.annual("revenue")

    def roi(self, baseline: Results) -> Array:
        """(draw,) [revenue per cost] Incremental revenue of all years over net programme cost; NaN without cost."""
        cost = self.annual("programme_net").sum(axis=0) - baseline.annual("programme_net").sum(axis=0)
        gain = self.incremental_revenue(baseline).sum(axis=0)
        cost, gain = np.broadcast_arrays(cost, gain)
        return np.divide(gain, cost, out=np.full(gain.shape, np.nan), where=cost > 0)

    # -- labels -----------------------------------------------------------------------------------------------------
    def frame(self, provenance: Provenance | None = None) -> pd.DataFrame:
        """Return revenue and people by draw, quarter, region and product as a tidy table; provenance goes to `.attrs`.

        Columns: draw, quarter, region, product, revenue [CNY_m], headcount [person], effective_reps [person]; people
        are a region's and stand beside both products.
        """
        import pandas as pd  # labels are wanted at the border only; the command line starts faster without them

        plan = self.plan
        shape = (plan.quarter_count, len(plan.regions), self.draws)
        core, new, heads, effective = (
            np.broadcast_to(values, shape)
            for values in (self.core_revenue, self.new_revenue, self.headcount, self.effective_reps)
        )
        index = pd.MultiIndex.from_product(
            [range(self.draws), plan.quarters, plan.regions, plan.products],
            names=["draw", "quarter", "region", "product"],
        )
        columns: dict[str, Any] = {
            "revenue": np.stack([core, new], axis=-1).transpose(2, 0, 1, 3).ravel(),
            "headcount": np.repeat(heads.transpose(2, 0, 1)[..., None], 2, axis=-1).ravel(),
            "effective_reps": np.repeat(effective.transpose(2, 0, 1)[..., None], 2, axis=-1).ravel(),
        }
        table = pd.DataFrame(columns, index=index).reset_index()
        table.attrs["units"] = {"revenue": "CNY_m", "headcount": "persons", "effective_reps": "persons"}
        if provenance is not None:
            table.attrs["provenance"] = vars(provenance)
        return table


ANNUAL_METRICS = {
    "revenue": "CNY_m",
    "operating_profit": "CNY_m",
    "margin": "fraction",
    "market_share": "fraction",
    "headcount": "persons",
    "programme_gross": "CNY_m",
    "programme_net": "CNY_m",
    "revenue_per_rep": "CNY_m_per_person",
    "new_product_share": "fraction",
    "cagr": "fraction_per_year",
}
"""Measures by year and their units."""
