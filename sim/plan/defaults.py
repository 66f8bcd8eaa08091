"""What the program assumes where a pack says nothing, filled in before the pack is read.

Everything filled in rests on `reason-default` ("not yours yet"), whose text stands wherever the number is shown; its
place is kept in `Pack.defaults`: `quantity:seasonality.q1`, `lever:deal_size`, `assumption:elasticity`, `set:evidence`.
The defaults themselves are data: `data/plans/defaults/`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

REASON = "reason-default"
SUM = "reason-default-sum"
MOMENTUM = "reason-default-momentum"
FOLDER = Path(__file__).resolve().parents[2] / "data" / "plans" / "defaults"
FILES = ("levers.yaml", "assumptions.yaml", "references.yaml", "outside_view.yaml")
MARKET = {"share": {"unit": "fraction", "value": 0.05}, "growth": {"unit": "fraction_per_year", "value": 0.03}}
REPS = 100
"""Reps of a plan that counts none: they decide nothing but the cost of a rep, which is scaled with them."""
OWN_REGION = "{region}"

Content = dict[str, Any]


@lru_cache
def defaults() -> Mapping[str, Any]:
    """Return the content of each file of defaults by its name."""
    return {name: yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.CSafeLoader) for name in FILES}


@lru_cache
def defaults_text() -> str:
    """Return the text of all files of defaults: a plan that uses one is another plan when it changes."""
    return "\0".join((FOLDER / name).read_text(encoding="utf-8") for name in FILES)


def fill_plan(content: Any, money: str) -> tuple[Any, set[str]]:
    """Return what plan.yaml says with what it leaves out filled in, and the places of what was filled in.

    Parameters
    ----------
    money : the unit of the plan's money
    """
    if not isinstance(content, dict) or not isinstance(content.get("regions"), list):
        return content, set()
    content, found = {"products": ["core"], "claims": {}, "milestones": [], **content}, set[str]()
    regions, years = content["regions"], content.get("years")
    if "quarters" not in content:  # where both are missing, it is the years that are
        content["quarters"] = 4 * len(years) or 4 if isinstance(years, list) else 4
    elif "years" not in content and _whole(content.get("base_year")):  # no number is told by its key
        count = content["quarters"] if _whole(content["quarters"]) else 4
        content["years"] = [content["base_year"] + 1 + year for year in range(-(-min(count, 20) // 4) or 1)]
    if "lines" in content and isinstance(content["lines"], dict):
        kinds = {line.get("kind") for line in content["lines"].values() if isinstance(line, dict)}
        content["products"] = [kind for kind in ("core", "new") if kind in kinds]
    content.setdefault("categories", {one: one for one in ("digital", "marketing", "training")})
    if "headcount" not in content:
        content["headcount"] = _spread(content.get("revenue"), regions, REPS)
        found |= {f"quantity:headcount.{region}" for region in regions}
    for table, unit in (("revenue", money), ("headcount", "persons")):
        if f"{table}_total" not in content and isinstance(content[table], dict):  # what is no number is told by its key
            readable = [_number(content[table].get(region)) or 0.0 for region in regions]
            content[f"{table}_total"] = {"unit": unit, "value": sum(readable), "assumption": SUM}
    if "seasonality" not in content:
        quarters = ("q1", "q2", "q3", "q4")
        content["seasonality"] = {"unit": "ratio", **{one: {"value": 1, "assumption": REASON} for one in quarters}}
        found |= {f"quantity:seasonality.{one}" for one in quarters}
    history = content.get("history", {"unit": money})
    base, total = str(content.get("base_year")), content.get("revenue_total")
    if isinstance(history, dict) and isinstance(total, dict) and not any(str(one).startswith(base) for one in history):
        rests = {name: total[name] for name in ("value", "source", "assumption") if name in total}
        content["history"] = {**history, base: rests}
    content["market"] = market = dict(content["market"]) if isinstance(content.get("market"), dict) else {}
    for name, value in MARKET.items():
        if name not in market:
            market[name] = {**value, "assumption": REASON}
            found.add(f"quantity:market.{name}")
    return content, found


def fill_levers(content: Any) -> tuple[Any, set[str], dict[str, Content]]:
    """Return the entries of levers.yaml with what each leaves out of itself, and the families that it leaves out.

    Returns
    -------
    entries : the pack's own
    places : of what was filled in, for families left out
    fixed : by family, an entry for each that the model reads and the pack leaves out
    """
    if not isinstance(content, list):
        return content, set(), {}
    known, entries, stated = defaults()["levers.yaml"], [], set()
    for entry in content:
        family = entry.get("id") if isinstance(entry, dict) else None
        rest = {name: value for name, value in known.get(family, {}).items() if name != "fixed"}
        if isinstance(entry, dict) and not _is_dragged(entry, rest):
            rest.pop("range", None)  # one value and no range: the pack states it, and nobody drags it
        entries.append({**copy.deepcopy(rest), **entry} if rest else entry)
        stated.add(family)
    fixed = {
        family: {
            "id": family,
            **{name: value for name, value in entry.items() if name not in ("fixed", "range")},
            "base": {"value": entry["fixed"], "assumption": REASON},
        }
        for family, entry in known.items()
        if "fixed" in entry and family not in stated
    }
    return entries, {f"lever:{family}" for family in fixed}, fixed


def _is_dragged(entry: Content, rest: Content) -> bool:
    return "range" in entry or "choices" in entry or "plan" in entry or bool(rest.get("simplex"))


def fill_assumptions(
    content: Any,
    regions: Iterable[str],
    years: Iterable[int],
    target: Mapping[str, Any] | None,
    cost: float,
    momentum: float | None,
) -> tuple[Any, set[str]]:
    """Return what assumptions.yaml says with what it leaves out filled in.

    Parameters
    ----------
    target : the plan's headline target
    cost : base revenue a rep, in money; the cost of a rep is a share of it
    momentum : growth a year in the plan's own history, where it has one
    """
    if content is None:
        content = {}
    if not isinstance(content, dict):
        return content, set()
    known, found = copy.deepcopy(defaults()["assumptions.yaml"]), set[str]()
    assumptions: Content = known["parameters"]
    rep = assumptions["cost_per_rep"]
    rep["value"], rep["range"] = cost * rep["value"], [cost * end for end in rep["range"]]
    if momentum is not None:
        low, high = assumptions["momentum"]["range"]
        assumptions["momentum"] |= {"value": min(max(momentum, low), high), "assumption": MOMENTUM}
    for name in [name for name in assumptions if OWN_REGION in name]:
        entry = assumptions.pop(name)
        assumptions |= {name.replace(OWN_REGION, str(region)): dict(entry) for region in regions}
    own = content.get("parameters", {})
    if not isinstance(own, dict):
        return content, set()
    missing = {name: entry for name, entry in assumptions.items() if name not in own}
    own = formed_assumptions(own, assumptions)
    found |= {f"assumption:{name}" for name in missing}
    content = {**content, "parameters": {**own, **missing}}
    if "sets" not in content:
        content["sets"] = _sets(known["sets"], content["parameters"], tuple(years), target)
        found |= {f"set:{name}" for name in content["sets"]}
        content.setdefault("factors", known["factors"])
    content.setdefault("factors", {})
    return content, found


def formed_assumptions(own: Content, known: Content | None = None) -> Content:
    """Return the assumptions that a pack states, each with the unit, format and range that the program gives it.

    Parameters
    ----------
    known : the program's own, one a region; by default as the file of defaults has them
    """
    forms: Content = defaults()["assumptions.yaml"]["parameters"] if known is None else known
    found: Content = {}
    for name, entry in own.items():
        form = forms.get(name) or forms.get(f"{name.partition('.')[0]}.{OWN_REGION}")
        rest = {} if form is None else {part: form[part] for part in ("unit", "format", "range")}
        found[name] = {**rest, **entry} if isinstance(entry, dict) else entry
    return found


def _sets(sets: Content, assumptions: Content, years: tuple[int, ...], target: Mapping[str, Any] | None) -> Content:
    fit = None
    if target is not None and target.get("metric") == "revenue" and target.get("year") in years:
        rests = {name: target[name] for name in ("source", "assumption") if name in target}
        rests |= {"period": target["period"]} if str(target.get("period", ""))[4:] else {}
        fit = {"preset": "plan", "metric": "revenue", "year": target["year"], "value": target.get("value"), **rests}
    calibrated = {"realisation": {"fit": fit, "unit": "ratio", "assumption": REASON}} if fit else {}
    value = assumptions["momentum"].get("value") if isinstance(assumptions["momentum"], dict) else None
    evidence: Content = sets["evidence"]
    if isinstance(value, int | float):
        low, middle, high = evidence["momentum"]["pert"]
        evidence["momentum"]["pert"] = [value + low - middle, value, value + high - middle]
    return {
        "calibrated": calibrated,
        "evidence": {id: one for id, one in evidence.items() if _fits(one, assumptions[id])},
    }


def _fits(stated: Content, entry: Any) -> bool:
    """Tell whether a default distribution lies in the range that the pack gives its assumption."""
    span = entry.get("range") if isinstance(entry, dict) else None
    if "pert" not in stated or not isinstance(span, list) or len(span) != 2:
        return True
    low, high = span
    numbers = stated["pert"]
    if all(isinstance(end, int | float) for end in span):
        return low <= numbers[0] and numbers[2] <= high
    return True


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999


def _number(entry: Any) -> float | None:
    value = entry.get("value") if isinstance(entry, dict) else entry
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)  # "30" in quotes is a number, too
    except ValueError:
        return None


def _total(table: Any, regions: list[Any]) -> float | None:
    values = [_number(table.get(region)) for region in regions] if isinstance(table, dict) else [None]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _spread(revenue: Any, regions: list[Any], reps: float) -> Content:
    total = _total(revenue, regions)
    sizes = [(_number(revenue[region]) or 0) / total if total else 0 for region in regions]
    sizes = [size or 1 / len(regions) for size in sizes]  # a region that starts from zero has people, too
    shares = [size / sum(sizes) for size in sizes]
    return {
        "unit": "persons",
        **{
            region: {"value": reps * share, "assumption": REASON} for region, share in zip(regions, shares, strict=True)
        },
    }
