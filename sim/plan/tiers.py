"""Tiers of customers: `tiers` of plan.yaml, and the lever of each that they bring.

What a tier's churn is today stands once, with the tier; its lever starts from there. levers.yaml may say where it is to
end (`plan`) and between which ends people drag it; without, it ends where it starts and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.language.errors import PlanError
from sim.plan import schema
from sim.plan.complaints import complain
from sim.plan.pack import Pack, inside, one_of
from sim.plan.plan import Lever, Tier

FILE = "plan.yaml"
LEVER = "churn_by_tier"
MODULE = "customers"
"""The module that knows tiers."""
WHOLE = "churn_rate"
FORM: Mapping[str, Any] = {
    "id": LEVER,
    "each": "tier",
    "advanced": True,
    "group": "conversion",
    "unit": "fraction_per_year",
    "format": "percent_year",
    "path": "paced",
    "step": 0.005,
    "direction": -1,
}
"""What the lever of a tier is where levers.yaml says nothing else."""
USUAL = 0.6
"""The end of the range of a tier's lever, unless a tier loses more already."""
RELATIVE = "ratio"
REASON = "reason-tier-churn"
NEAR = 5e-4
"""How far the churn of all tiers together may lie from that of all customers: what is stated is rounded."""
SHARES = 1e-6


def with_tier_lever(pack: Pack, entries: Any, left_out: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return the entries of levers.yaml with that of the tiers, which starts from their churn today.

    Parameters
    ----------
    left_out : by family, an entry for each that the model reads and the pack leaves out

    Raises
    ------
    PlanError
        The pack's own entry states what the tiers state already.
    """
    tiers = pack.file.tiers
    if not tiers or not isinstance(entries, list):
        return entries
    own = next((one for one in entries if isinstance(one, dict) and one.get("id") == LEVER), {})
    if "base" in own:
        allowed = f"tiers.*.churn ({FILE})"
        raise PlanError("error-plan-unknown-key", file="levers.yaml", key=f"{LEVER}.base", allowed=allowed)
    stated = next((one for one in entries if isinstance(one, dict) and one.get("id") == WHOLE), left_out.get(WHOLE, {}))
    base = stated.get("base")
    whole = base.get("value") if isinstance(base, dict) else None
    if not isinstance(whole, int | float):
        return entries  # whoever reads the lever says what is wrong with it
    today = {id: _today(tier.churn, float(whole)) for id, tier in tiers.items()}
    most = USUAL if all(one["value"] <= USUAL for one in today.values()) else 1
    entry = {**FORM, "range": [0, most], **own, "base": today}
    return [*(one for one in entries if one is not own), entry]


def _today(churn: schema.Quantity, whole: float) -> dict[str, Any]:
    """Return a tier's churn as the value of a lever: of one stated against the whole, times the whole."""
    part = churn.model_dump(exclude_none=True, exclude={"unit"})
    if churn.unit == RELATIVE:
        part |= {name: part[name] * whole for name in ("value", "low", "high") if name in part}
        part.setdefault("assumption", REASON)
    return part


def read_tiers(pack: Pack, levers: Mapping[str, Lever]) -> tuple[dict[str, Tier], dict[str, schema.Quantity]]:
    """Return a pack's tiers, and the items by key.

    Parameters
    ----------
    levers : all that the model reads, by id

    Raises
    ------
    PlanError
        Without the module that knows tiers; shares that are not those of a whole; tiers that together lose more or
        fewer customers than the plan says: names key, value found and what is allowed.
    """
    tiers, items = pack.file.tiers, dict[str, schema.Quantity]()
    if tiers and MODULE not in pack.file.modules:
        raise PlanError("error-plan-missing-key", file=FILE, key=f"modules.{MODULE}")
    for id, tier in tiers.items():
        for name in schema.TierEntry.model_fields:
            item, key = getattr(tier, name), f"tiers.{id}.{name}"
            one_of(
                item.unit, ("fraction_per_year", RELATIVE) if name == "churn" else ("fraction",), FILE, f"{key}.unit"
            )
            inside(item.value, 0, float("inf") if item.unit == RELATIVE else 1, FILE, key)
            pack.rests(item, item.unit, item.value, FILE, key)
            if name == "churn":  # its lever carries what is said of how well it is known
                pack.judged.pop((FILE, key), None)
            items[key] = item
    for name in ("customers", "revenue") if tiers else ():
        total = sum(getattr(tier, name).value for tier in tiers.values())
        if abs(total - 1) > SHARES:
            raise PlanError("error-plan-simplex", file=FILE, key=f"tiers.*.{name}", value=total)
    found = {id: Tier(tier.customers.value, tier.revenue.value) for id, tier in tiers.items()}
    if found:
        together = sum(tier.revenue * float(levers[f"{LEVER}.{id}"].base) for id, tier in found.items())
        whole = float(levers[WHOLE].base)
        if abs(together - whole) > NEAR:
            complain("error-plan-tier-churn", file=FILE, value=round(together, 5), whole=round(whole, 5))
    return found, items
