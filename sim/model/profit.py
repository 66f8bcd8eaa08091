"""What the programme costs and what is left as profit, from revenue, people and spend by quarter.

Every function takes the run's own arrays; shapes are (quarter, draw), money in CNY_m.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.model.effects import Effects
from sim.plan import Plan


def digital_cost(spend: Array, assumptions: Mapping[str, Array], effects: Effects) -> Array:
    """(quarter, draw) [CNY_m] What digital really costs, overruns included, before the subsidy."""
    return effects.on("cost.all", effects.on("cost.digital", spend * assumptions["digital_cost_ratio"]))


def programme_gross(digital: Array, marketing: Array, training: Array, effects: Effects) -> Array:
    """(quarter, draw) [CNY_m] Programme cost before the subsidy, countermeasures included.

    Parameters
    ----------
    digital : what digital really costs (`digital_cost`)
    marketing, training : what is spent on them
    """
    total = digital + effects.on("cost.all", marketing + training)
    return total if effects.extra_cost is None else total + effects.extra_cost


def programme_net(gross: Array, digital: Array, subsidy_rate: Array) -> Array:
    """(quarter, draw) [CNY_m] Programme cost after the subsidy on digital spend."""
    return gross - digital * subsidy_rate


def gross_margin(new_share: Array, assumptions: Mapping[str, Array], effects: Effects) -> Array:
    """(quarter, draw) [fraction] Margin of core and new products, weighted by their shares of revenue."""
    margin = assumptions["margin_core"] + (assumptions["margin_new"] - assumptions["margin_core"]) * new_share
    return effects.on("gross_margin", margin)


def contribution(margin: Array, assumptions: Mapping[str, Array]) -> Array:
    """(quarter, draw) [fraction] Operating profit that one more unit of revenue brings at an unchanged product mix."""
    return margin - assumptions["overhead_rate"] * (1 - assumptions["overhead_fixed_share"])


def sales_cost(headcount: Array, assumptions: Mapping[str, Array]) -> Array:
    """(quarter, draw) [CNY_m] What the sales reps cost; of reps added up over quarters (draw), all those quarters."""
    return headcount * assumptions["cost_per_rep"] / QUARTERS_A_YEAR


def overhead(plan: Plan, revenue: Array, assumptions: Mapping[str, Array]) -> Array:
    """(quarter, draw) [CNY_m] Overhead: a fixed part from base-year revenue, the rest in step with revenue."""
    fixed = assumptions["overhead_fixed_share"] * float(plan.base_revenue.sum()) / QUARTERS_A_YEAR
    variable = (1 - assumptions["overhead_fixed_share"]) * revenue
    return assumptions["overhead_rate"] * (fixed + variable)


@lru_cache(maxsize=64)
def market(plan: Plan) -> Array:
    """(quarter, 1) [CNY_m] The whole market: base-year revenue over base-year share, grown at the market's rate."""
    size = float(plan.base_revenue.sum()) / plan.market_share
    growth = (1 + plan.market_growth) ** (np.arange(1.0, plan.quarter_count + 1) / QUARTERS_A_YEAR)
    found = (size * growth / QUARTERS_A_YEAR * plan.season)[:, None]
    found.setflags(write=False)
    return found
