"""A target worked out, spread over regions, product lines, quarters and teams: from the top, and from the bottom.

From the top, what regions are to bring goes to those that the plan wants to grow faster than the market, everything
else by their revenue; new products take what they are to bring and their share of the rest; a year is spread by the
shape that is asked for. From the bottom, customers who stay buy where and what they buy today, those who are won are
where the reps are at the end, and buy new products as the plan wants it; both buy by the plan's own season.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan.plan import Plan
from sim.track.rules import rules

SEASON = "plan"
"""Pacing by the plan's own seasonality, beside the shapes that rules.yaml takes from documents."""
KINDS = ("core", "new")
DIMENSIONS = ("region", "line", "quarter", "team")


@dataclass(frozen=True)
class Spread:
    """The target of a year in cells.

    Attributes
    ----------
    lines : ids of the plan's product lines, or of its kinds of product where it states none
    shares : (quarter,)
        Of the year, from the top.
    top, bottom : (region, line, quarter) [CNY_m]
    reps : (region,)
        Reps at the end of the plan.
    teams : (region,)
        Teams that they make.
    """

    lines: tuple[str, ...]
    shares: Array
    top: Array
    bottom: Array
    reps: Array
    teams: Array

    def parts(self, by: str, region: int | None = None) -> tuple[Array, Array]:
        """Return what each member of a dimension is to bring, from the top and from the bottom. Shape (member,) each.

        Parameters
        ----------
        by : one of `DIMENSIONS`; of "team" each member is what one team of a region is to bring
        region : place of the only region that counts
        """
        axes = {"region": (1, 2), "team": (1, 2), "line": (0, 2), "quarter": (0, 1)}[by]
        places = slice(None) if region is None else slice(region, region + 1)
        top, bottom = (cells[places].sum(axis=axes) for cells in (self.top, self.bottom))
        of = self.teams[places] if by == "team" else 1.0
        return top / of, bottom / of

    @property
    def widest(self) -> tuple[int, int, int]:
        """Return region, line and quarter in which top and bottom lie furthest apart."""
        gaps = np.abs(self.top - self.bottom)
        region, line, quarter = np.unravel_index(int(gaps.argmax()), gaps.shape)
        return int(region), int(line), int(quarter)


def spread(
    plan: Plan, top: Mapping[str, float], bottom: Mapping[str, float], pacing: str = SEASON, team: int = 10
) -> Spread:
    """Return a target in cells.

    Parameters
    ----------
    top : amounts by kind of increment [CNY_m]: history, market, channel, region, product
    bottom : amounts of customers who stay ("existing") and are won ("won") [CNY_m]
    pacing : `SEASON`, or a shape of rules.yaml
    team : reps of a team
    """
    lines, of_kind = _lines(plan)
    season, shares = _shares(plan, SEASON), _shares(plan, pacing)
    reps = _reps(plan)
    above, below = _from_top(plan, top), _from_bottom(plan, bottom, reps)
    return Spread(
        lines,
        shares,
        (above @ of_kind)[:, :, None] * shares,
        (below @ of_kind)[:, :, None] * season,
        reps,
        np.maximum(np.ceil(reps / team), 1),
    )


def _lines(plan: Plan) -> tuple[tuple[str, ...], Array]:
    """Return the lines there are, and the share of each kind that each has. Shape (kind, line)."""
    if not plan.lines:
        known = tuple(kind for kind in KINDS if kind in plan.products)
        return known, np.array([[float(kind == one) for one in known] for kind in KINDS])
    shares = [[one.share if one.kind == kind else 0.0 for one in plan.lines.values()] for kind in KINDS]
    return tuple(plan.lines), np.array(shares)


def _shares(plan: Plan, pacing: str) -> Array:
    """Return a year's shares by quarter; they sum to one."""
    shares = plan.seasonality / QUARTERS_A_YEAR if pacing == SEASON else np.array(rules().pacing[pacing].shares)
    return shares / shares.sum()


def _from_top(plan: Plan, amounts: Mapping[str, float]) -> Array:
    """Return the target from the top by region and kind of product. Shape (region, kind) [CNY_m]."""
    base = plan.base_revenue / plan.base_revenue.sum()
    wanted = np.array([plan_value(plan, f"growth.{region}", plan.market_growth) for region in plan.regions])
    faster = plan.base_revenue * np.maximum(wanted - plan.market_growth, 0)
    pushed = faster / faster.sum() if faster.sum() > 0 else base
    rest = base * math.fsum(amounts[kind] for kind in ("history", "market", "channel")) + pushed * amounts["region"]
    own = amounts["product"] if "new" in plan.products else 0.0
    core = rest * (1 - plan.base_new_share) + base * (amounts["product"] - own)
    return np.stack([core, rest * plan.base_new_share + base * own], axis=1)


def _from_bottom(plan: Plan, amounts: Mapping[str, float], reps: Array) -> Array:
    """Return the target from the bottom by region and kind of product. Shape (region, kind) [CNY_m]."""
    base, today = plan.base_revenue / plan.base_revenue.sum(), plan.base_new_share
    then = plan_value(plan, "new_product_share", today) if "new" in plan.products else 0.0
    kept, won = base * amounts["existing"], reps / reps.sum() * amounts["won"]
    return kept[:, None] * np.array([1 - today, today]) + won[:, None] * np.array([1 - then, then])


def _reps(plan: Plan) -> Array:
    """Return reps at the end of the plan by region: those of today, and the hires as the plan spreads them."""
    today = plan.base_reps
    hires = plan_value(plan, "headcount", today.sum()) - today.sum()
    shares = today / today.sum()
    if hires > 0:
        shares = np.array([plan_value(plan, f"hire_mix.{region}", 1.0) for region in plan.regions])
    return today + hires * shares


def plan_value(plan: Plan, lever: str, otherwise: float) -> float:
    """Return what the plan sets a lever to; `otherwise` where it has none."""
    return float(plan.inputs[lever].plan) if lever in plan.inputs else float(otherwise)
