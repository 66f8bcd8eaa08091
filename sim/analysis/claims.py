"""What the plan says its sources contribute, beside what the model attributes to them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sim.analysis.bridge import bridge
from sim.plan import Plan
from sim.scenario import Scenario

CLAIMED_BY = {
    "contribution_regions": ("region",),
    "contribution_new_products": ("product",),
    "contribution_customers": ("conversion",),
}
"""Which lever group delivers what the plan claims by that name; headcount and budget have no claim of their own."""


@dataclass(frozen=True)
class ClaimRow:
    """What the plan says a source contributes, beside what the model attributes to it.

    Attributes
    ----------
    claimed_share : fraction of revenue; NaN where the plan claims nothing
    claimed : [CNY_m] that share of the target
    attributed : [CNY_m] Shapley value in the bridge from no programme to the plan
    attributed_share : fraction of the whole difference between plan and no programme
    """

    id: str
    claimed_share: float
    claimed: float
    attributed: float
    attributed_share: float


def claim_rows(plan: Plan, assumption_set: str = "") -> tuple[ClaimRow, ...]:
    """Return the plan's own division of its target beside the model's attribution of what the plan adds.

    The plan divides its *whole* revenue, the model can only attribute the *difference* the programme makes; the two
    shares have different wholes, and texts beside this table say so.
    """
    assumption_set = assumption_set or plan.promise_set
    target = plan.targets.get("revenue")
    if target is None:
        return ()  # nothing of a year that could be divided
    steps = bridge(
        Scenario.of(plan, "baseline", assumption_set), Scenario.of(plan, "plan", assumption_set), year=target.year
    )
    by_group: Mapping[str, float] = {bar.id: bar.value for bar in steps.bars}
    whole = steps.total or math.nan  # a plan that changes nothing has nothing to divide
    rows: list[ClaimRow] = []
    for claim, groups in CLAIMED_BY.items():
        if claim not in plan.claims:
            continue
        share, amount = plan.claims[claim], math.fsum(by_group.get(group, 0.0) for group in groups)
        rows.append(ClaimRow(claim, share, share * target.value, amount, amount / whole))
    claimed = {group for claim, groups in CLAIMED_BY.items() if claim in plan.claims for group in groups}
    for group, amount in by_group.items():
        if group not in claimed:
            rows.append(ClaimRow(group, math.nan, math.nan, amount, amount / whole))
    return tuple(rows)
