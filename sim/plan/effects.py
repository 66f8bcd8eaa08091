"""What a risk case may do: every quantity of the model that an effect can act on, and how. One entry each.

The model asks `sim.model.effects.Effects.on` where a quantity is computed; risks.yaml names it as a target. To add one,
add its entry here and ask where the model computes the quantity.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np


@dataclass(frozen=True)
class EffectKind:
    """How an effect may act on one quantity.

    Attributes
    ----------
    quantity : its name; a regional one is followed by `.<region>` or `.all` in risks.yaml
    op : "add" or "multiply"; or "set", a limit: it replaces a value only where that is worse for the company
    unit : unit of the effect's size
    low, high : sizes that are not helpful, in that unit
    worse : +1 where a larger size is worse for the company, -1 where a smaller one is
    responses : what the company may do about it instead of bearing it, the default first
    module : the module that knows the quantity; only plans that switch it on have cases of it
    """

    quantity: str
    op: Literal["add", "multiply", "set"]
    unit: str
    low: float
    high: float
    worse: Literal[-1, 1]
    regional: bool = False
    responses: tuple[str, ...] = ()
    module: str = ""

    @property
    def neutral(self) -> float:
        """Return the size that changes nothing: the harmless end of those allowed."""
        return self.low if self.worse > 0 else self.high

    @property
    def combine(self) -> np.ufunc:
        """Return what makes one value of a value and an effect; for a limit whichever of the two is worse."""
        worst = np.maximum if self.worse > 0 else np.minimum
        return {"add": np.add, "multiply": np.multiply, "set": worst}[self.op]


HOLD_NET_SPEND = "hold_net_spend"
"""The response to a lost subsidy that shrinks the digital programme; the other one is to pay more."""

_ENTRIES = (
    EffectKind("subsidy_rate", "set", "fraction", 0, 1, -1, responses=("pay_more", HOLD_NET_SPEND)),
    EffectKind("growth", "add", "fraction_per_year", -0.5, 0, -1, regional=True),
    EffectKind("revenue", "multiply", "ratio", 0, 1, -1, regional=True),
    EffectKind("new_product_uplift", "multiply", "ratio", 0, 1, -1),  # the rise of the new-product share
    EffectKind("digital_enablement", "multiply", "ratio", 0, 1, -1),  # what digital funding enables
    EffectKind("cost.digital", "multiply", "ratio", 1, 10, 1),
    EffectKind("cost.all", "multiply", "ratio", 1, 10, 1),
    EffectKind("conversion_rate", "multiply", "ratio", 0, 1, -1),
    EffectKind("churn_rate", "add", "fraction_per_year", 0, 1, 1),
    EffectKind("attrition_rate", "set", "fraction_per_year", 0, 1, 1),
    EffectKind("headcount_added", "multiply", "ratio", 0, 1, -1),
    # a one-off change of the run-rate at the start of a quarter, spread over regions in proportion
    EffectKind("customer_base", "add", "CNY_m", -1e6, 0, -1),
    EffectKind("churn_improvement", "multiply", "ratio", 0, 1, -1),
    EffectKind("gross_margin", "add", "fraction", -1, 0, -1),
    EffectKind("rival_level", "multiply", "ratio", 0.3, 1, -1, module="price"),  # what rivals' prices fall to
    EffectKind("partner_rise", "multiply", "ratio", 0, 1, -1, module="channels"),  # the rise of partners' share
    EffectKind("usage_rise", "multiply", "ratio", 0, 1, -1, module="adoption"),
    EffectKind("service_rise", "multiply", "ratio", 0, 1, -1, module="lines"),
    EffectKind("penetration_gain", "multiply", "ratio", 0, 1, -1, regional=True, module="markets"),
    EffectKind("pay_reform", "multiply", "ratio", 0, 1, -1, module="pay"),  # how far the reform of pay is delivered
    EffectKind("satisfaction_rise", "multiply", "ratio", 0, 1, -1, module="customers"),
    EffectKind("payment_wait", "add", "months", 0, 12, 1, module="money"),
)

EFFECTS: dict[str, EffectKind] = {one.quantity: one for one in _ENTRIES}
"""Every kind of effect by its quantity."""


def targets(regions: tuple[str, ...], modules: Collection[str]) -> dict[str, tuple[EffectKind, str]]:
    """Return what a risk case may name as a target: target → (kind, region, "all" or "" where it has none)."""
    known = [one for one in EFFECTS.values() if not one.module or one.module in modules]
    whole = {one.quantity: (one, "") for one in known if not one.regional}
    regional = [one for one in known if one.regional]
    return whole | {f"{one.quantity}.{place}": (one, place) for one in regional for place in (*regions, "all")}
