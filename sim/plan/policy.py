"""Rules that the model plays: what they watch, when they act, what they do. Built by `sim.plan.policies`."""

from __future__ import annotations

from dataclasses import dataclass

RETURNS = {"digital_return": "digital", "marketing_return": "marketing", "campaign_return": "marketing"}
"""Measures of what money brings, and the money: revenue of a quarter against the same future without it, over it."""
GROWTH = "revenue_growth"
"""Growth on the same quarter of the year before, of the company or of regions."""
RATES = ("conversion_rate", "churn_rate")
METRICS = (GROWTH, *RATES, *RETURNS)
"""What a rule may watch where the model plays it."""


@dataclass(frozen=True)
class Move:
    """What a rule does to one thing.

    Attributes
    ----------
    what : "digital", "marketing" or "training" money of the programme, or "commission"
    op : "multiply", "add", or "take": at most `size` a quarter, as far as there is money
    size : factor, share of revenue (commission) or money a quarter [CNY_m], each step
    region : for one region; empty for all
    to : money that takes what is taken away; empty where it is saved
    """

    what: str
    op: str
    size: float
    region: str = ""
    to: str = ""


@dataclass(frozen=True)
class Policy:
    """A rule that the model plays; how it is called stands under `tracking-rule-<id>`.

    Attributes
    ----------
    regions : whose growth is watched; empty for the company
    sign : -1 acts below `value`, +1 above
    quarters : how many running it takes
    release : how far beyond `value` the measure must be before the rule lets go
    for_good : each time adds a step that stays; else it holds while its condition does
    times : how often at most
    first : the first quarter that is assessed, 1 = first of the horizon
    cost : each time it begins to act [CNY_m]
    """

    id: str
    metric: str
    regions: tuple[str, ...]
    sign: int
    value: float
    quarters: int
    release: float
    for_good: bool
    times: int
    first: int
    cost: float
    moves: tuple[Move, ...]
