"""How well the company knows its own numbers, as spread in the likely set.

A number may say its `basis` (measured, estimated or guessed), and between which ends it lies in eight cases of ten
(`low`, `high`: its 10th and 90th per cent; a normal distribution has them). What the likely set states follows:

- an assumption takes the stated ends; with a basis alone, the width of the set times `WIDTHS`, round its value;
- the growth of the market does the same to the shock that all regions share;
- what a lever is today or at the end becomes an assumption of its own, `off_today.<lever>` or `off_end.<lever>`: how
  far the truth may lie from what is stated. Of today's numbers a basis alone says how far: `SHARES` of the value.

No other number of a plan moves the model by a distribution; ends stated there are refused, a basis is kept and shown.
A pack that says neither is as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sim.language.errors import PlanError
from sim.plan import schema
from sim.plan.assumptions import FILE as ASSUMPTIONS
from sim.plan.assumptions import Assumptions
from sim.plan.complaints import complain
from sim.plan.defaults import REASON
from sim.plan.levers import FILE as LEVERS
from sim.plan.pack import Pack, Place, inside
from sim.plan.plan import Assumption, Lever, Offset, Plan, Side
from sim.plan.schema import Basis
from sim.plan.tiers import LEVER as TIER_CHURN

WIDTHS: Mapping[Basis, float] = {"measured": 0.5, "estimated": 1.0, "guessed": 1.6}
"""Width of a distribution of the likely set, times what the set states."""
SHARES: Mapping[Basis, float] = {"measured": 0.0, "estimated": 0.1, "guessed": 0.3}
"""How far today's number may lie to either side in eight cases of ten, as a share of it."""
TENTH = 1.2815515655446004
"""Standard deviations from the middle of a normal distribution to its 10th or 90th per cent."""
TODAY = ("conversion_rate", "churn_rate", "new_product_share", TIER_CHURN)
"""Families whose value today the model can spread; of others the base year is taken as known."""
GROWTH = ("plan.yaml", "market.growth")
SHOCK = "growth_shock"
BASIS_TEXTS = {
    "measured": "basis-measured",
    "estimated": "basis-estimated",
    "guessed": "basis-guessed",
    "default": "basis-default",
    "stated": "basis-stated",
}
"""What a basis is called, and what stands where there is none; see `basis_of`."""
SIDES: Mapping[str, Side] = {"base": "off_today", "plan": "off_end"}
BEYOND = 6
"""How many times its tenth an offset may reach."""


def spread_out(pack: Pack, levers: Mapping[str, Lever], stated: Assumptions) -> tuple[Offset, ...]:
    """Write what the pack says of its own numbers into the likely set; return the assumptions that this adds.

    Raises
    ------
    PlanError
        Ends stated for a number that no distribution follows from.
    """
    left = dict(pack.judged)
    likely = stated.assumption_sets[stated.likely_set]
    for id, assumption in stated.assumptions.items():
        item = left.pop((ASSUMPTIONS, f"parameters.{id}"), None)
        if item is not None and (ends := _ends(item, likely.get(id), item.value)):
            if item.low is not None:
                for end in ends:
                    inside(end, assumption.low, assumption.high, ASSUMPTIONS, f"parameters.{id}")
            likely[id] = _normal(ends, item, likely.get(id))
    item = left.pop(GROWTH, None)
    if item is not None and (ends := _ends(item, likely.get(SHOCK), None, item.value)):
        likely[SHOCK] = _normal(ends, item, likely.get(SHOCK))
    offsets = tuple(_offsets(levers, left, stated))
    for (file, key), other in left.items():
        if other.low is not None and not key.endswith(".fit"):
            complain("error-plan-no-spread", file=file, key=f"{key}.low", value=f"{other.low:g} – {other.high:g}")
    return offsets


def _ends(
    item: schema.Value, before: schema.StatedAssumption | None, centre: float | None, value: float = 0.0
) -> tuple[float, float] | None:
    """Return the 10th and 90th per cent of an assumption; None where it stays as the set states it.

    Parameters
    ----------
    centre : what a basis alone centres the distribution on; None: on what it is centred on
    value : what stated ends are counted from
    """
    if item.low is not None and item.high is not None:
        return item.low - value, item.high - value
    if before is None or not before.uncertain or item.basis is None:
        return None
    import numpy as np

    low, middle, high = before.distribution.quantile(np.array([0.1, 0.5, 0.9]))
    half = WIDTHS[item.basis] * float(high - low) / 2
    middle = float(middle) if centre is None else centre
    return middle - half, middle + half


def _normal(
    ends: tuple[float, float], item: schema.Value, before: schema.StatedAssumption | None
) -> schema.StatedAssumption:
    """Return the normal distribution with these tenths, with the source of the number and the factor it had."""
    middle, half = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / 2
    spread: dict[str, Any] = {"normal": [middle, half / TENTH]} if half > 0 else {"value": middle}
    factor = None if before is None else before.factor
    return schema.StatedAssumption(**spread, source=item.source, assumption=item.assumption, factor=factor)


def _offsets(levers: Mapping[str, Lever], left: dict[Place, schema.Value], stated: Assumptions) -> Iterator[Offset]:
    likely = stated.assumption_sets[stated.likely_set]
    for id, lever in levers.items():
        for name, side in SIDES.items():
            key = ".".join(part for part in (lever.family, name, lever.member) if part)
            item = left.get((LEVERS, key))
            today = side == "off_today"
            if item is None or lever.is_choice or lever.simplex or (today and lever.family not in TODAY):
                continue
            del left[LEVERS, key]
            half = abs(item.value) * SHARES[item.basis or "measured"] if today else 0.0
            away = (-half, half)
            if item.low is not None and item.high is not None:
                away = (item.low - item.value, item.high - item.value)
            if away[0] == away[1]:
                continue
            most = BEYOND * max(-away[0], away[1])
            format = "points" if lever.unit.startswith("fraction") else lever.format
            name = f"{side}.{id}"
            stated.assumptions[name] = Assumption(
                name, lever.unit, format, -most, most, 0.0, item.sources, item.assumption
            )
            likely[name] = _normal(away, item, None)
            yield Offset(name, id, side)


def check_offsets(offsets: tuple[Offset, ...], model: str, modules: Mapping[str, object]) -> None:
    """Refuse what the equations of a plan cannot spread: model 1.1, and today's numbers beside modules but a tier's."""
    for one in offsets:
        family, _, member = one.lever.partition(".")
        if model == "1.1" or (modules and one.side == "off_today" and family != TIER_CHURN):
            side = next(name for name, known in SIDES.items() if known == one.side)
            key = ".".join(part for part in (family, side, member) if part)
            raise PlanError("error-plan-no-offset", file=LEVERS, key=key)


def basis_of(plan: Plan, assumption: str) -> str:
    """Return what an assumption rests on: its basis, "default" where it is not the company's own yet, else "stated"."""
    offset = next((one for one in plan.offsets if one.id == assumption), None)
    file, key, reason = ASSUMPTIONS, f"parameters.{assumption}", plan.assumptions[assumption].reason
    if offset is not None:
        lever = plan.levers[offset.lever]
        side = "base" if offset.side == "off_today" else "plan"
        file, key = LEVERS, ".".join(part for part in (lever.family, side, lever.member) if part)
    elif assumption == SHOCK and ":".join(GROWTH) in plan.bases:
        file, key = GROWTH
    stated = plan.assumption_sets[plan.likely_set].get(assumption)
    reason = stated.assumption if stated is not None and stated.assumption else reason
    return plan.bases.get(f"{file}:{key}", "default" if reason == REASON else "stated")
