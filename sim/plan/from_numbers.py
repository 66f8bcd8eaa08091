"""A plan from twelve numbers: what somebody knows of their company, and for everything else the program's own values.

Whatever was not asked for rests on `reason-not-yours`, "not yours yet", wherever its number is shown.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

from sim.language import get_language
from sim.language.errors import PlanError
from sim.plan.complaints import read_yaml
from sim.plan.facts import DOCUMENT_COLUMNS, DOCUMENTS, FACTS, Fact
from sim.plan.files import FILES
from sim.plan.plan import Plan
from sim.plan.questions import REGIONS_MOST, Basis, Entry, Numbers

NOT_YOURS = "reason-not-yours"
REASONS = {
    NOT_YOURS: "own-not-yours",
    "reason-own-measured": "own-measured",
    "reason-own-estimated": "own-estimated",
    "reason-own-guessed": "own-guessed",
}
MEMBERS = {
    "growth": ("own-growth", "own-growth-help"),
    "hire_mix": ("own-hires", "own-hires-help"),
    "budget_phasing": ("own-phasing", "own-phasing-help"),
    "growth_shock": ("own-shock", "own-shock-help"),
    "market_response": ("own-response", "own-response-help"),
}
SPREADS: Mapping[Basis, float] = {"measured": 0.0, "estimated": 0.25, "guessed": 0.6}
"""How far growth may lie from what was said, as a share of it, at least `LEAST` points; a range says it itself."""
LEAST = 0.01


def region_ids(names: Mapping[str, float] | tuple[str, ...]) -> dict[str, str]:
    """Return an id for each name: its letters where it has any that an id may have, else its number."""
    found: dict[str, str] = {}
    for place, name in enumerate(names, 1):
        id = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:30] or f"region_{place}"
        found[name] = id if id not in found.values() and not id[0].isdigit() else f"region_{place}"
    return found


def pack_from_numbers(numbers: Numbers, id: str, model: Plan, *, texts: bool = True) -> dict[str, str]:
    """Return the files of a pack.

    Parameters
    ----------
    model : a shipped plan, whose values stand in for what was not asked
    texts : whether to name its things; a first trajectory can do without

    Raises
    ------
    PlanError
        No region, or more than a plan may have.
    """
    if not 1 <= len(numbers.regions) <= REGIONS_MOST:
        raise PlanError(
            "error-plan-wrong-value", file="plan.yaml", key="regions", value=str(len(numbers.regions)), allowed="1–12"
        )
    ids = region_ids(numbers.regions)
    parts = copy.deepcopy(_parts(model))
    years = [numbers.base_year + 1 + place for place in range(numbers.years)]
    parts["plan.yaml"] = _plan(numbers, id, ids, years)
    parts["levers.yaml"] = _levers(parts["levers.yaml"], numbers, ids, years)
    parts["assumptions.yaml"] = _assumptions(parts["assumptions.yaml"], numbers, ids, years, model)
    parts["risks.yaml"] = {
        "cases": {},
        "presets": {},
        "dimensions": _dimensions(parts["risks.yaml"]["dimensions"], parts["assumptions.yaml"], ids),
    }
    written = {name: _dump(part) for name, part in parts.items()}
    written[FACTS] = ",".join(Fact.__dataclass_fields__) + "\n"
    written[DOCUMENTS] = ",".join(DOCUMENT_COLUMNS) + "\n" + "own,Own numbers,,,\n"
    return written | (_texts(numbers, ids, years, model, parts) if texts else {})


@lru_cache(maxsize=4)
def _parts(model: Plan) -> dict[str, Any]:
    """Return the plain values of a plan's files with numbers."""
    return {name: read_yaml(model.files[name], name) for name in FILES if name.endswith(".yaml")}


def _dump(content: Any) -> str:
    return yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=118)


def _own(value: float, basis: Basis) -> dict[str, Any]:
    return {"value": value, "assumption": f"reason-own-{basis}"}


def _else(value: Any) -> dict[str, Any]:
    return {"value": value, "assumption": NOT_YOURS}


def _plan(numbers: Numbers, id: str, ids: Mapping[str, str], years: list[int]) -> dict[str, Any]:
    total = sum(numbers.regions.values())
    basis = numbers.bases.get("regions", "estimated")
    growth, base = numbers.growth.value, numbers.base_year
    reps = {
        ids[name]: _own(numbers.reps.value * value / total, numbers.reps.basis)
        for name, value in numbers.regions.items()
    }
    target = _own(numbers.target.value, numbers.target.basis)
    past = {str(base - back): _else(round(total / (1 + growth) ** back, 6)) for back in (2, 1)}
    return {
        "id": id,
        "document": "own",
        "version": 1,
        "base_year": base,
        "years": years,
        "regions": list(ids.values()),
        "products": ["core", "new"],
        "revenue": {"unit": "CNY_m", **{ids[name]: _own(value, basis) for name, value in numbers.regions.items()}},
        "revenue_total": {"unit": "CNY_m", **_own(total, basis)},
        "headcount": {"unit": "persons", **reps},
        "headcount_total": {"unit": "persons", **_own(sum(one["value"] for one in reps.values()), numbers.reps.basis)},
        "seasonality": {"unit": "ratio", **{f"q{place}": _else(1) for place in (1, 2, 3, 4)}},
        "history": {"unit": "CNY_m", **past, str(base): _own(total, basis)},
        "market": {
            "share": {"unit": "fraction", **_else(0.05)},
            "growth": {"unit": "fraction_per_year", **_own(growth, numbers.growth.basis)},
        },
        "targets": [{"metric": "revenue", "year": years[-1], "unit": "CNY_m", **target}],
        "claims": {},
        "milestones": [],
    }  # fmt: skip


def _levers(entries: list[Any], numbers: Numbers, ids: Mapping[str, str], years: list[int]) -> list[Any]:
    total = sum(numbers.regions.values())
    shares = {ids[name]: _else(value / total) for name, value in numbers.regions.items()}
    growth = {id: _own(numbers.growth.value, numbers.growth.basis) for id in ids.values()}
    stated = {
        "headcount": (
            _own(numbers.reps.value, numbers.reps.basis),
            _own(numbers.reps_end.value, numbers.reps_end.basis),
        ),
        "conversion_rate": (
            _own(numbers.conversion.value, numbers.conversion.basis),
            _own(numbers.conversion_end.value, numbers.conversion_end.basis),
        ),
        "churn_rate": (_own(numbers.churn.value, numbers.churn.basis), "same"),
        "new_product_share": (
            _own(numbers.new_share.value, numbers.new_share.basis),
            _own(numbers.new_share_end.value, numbers.new_share_end.basis),
        ),
        "hire_mix": (shares, "same"),
        "growth": (growth, "same"),
        "budget_phasing": ({str(year): _else(1 / len(years)) for year in years}, "same"),
        "subsidy_rate": (_else(0), "same"),
    }
    third = _own(numbers.budget.value / 3, numbers.budget.basis)
    found = []
    for entry in copy.deepcopy(entries):
        family = entry["id"]
        entry.pop("formerly", None)
        if family == "budget":
            entry["base"] = {name: _else(0) for name in entry["range"]}
            entry["plan"] = {name: dict(third) for name in entry["range"]}
            entry["range"] = {name: [0, max(1.0, 3 * third["value"])] for name in entry["range"]}
            entry["step"] = max(0.01, round(third["value"] / 25, 2))
        elif family in stated:
            entry["base"], entry["plan"] = stated[family]
        else:
            entry["base"], entry["plan"] = _else(entry["base"]["value"]), "same"
        if isinstance(entry.get("range"), list):
            entry["range"] = _widened(entry["range"], entry)
        found.append(entry)
    return found


def _widened(span: list[float], entry: Mapping[str, Any]) -> list[float]:
    """Return a range that holds what was stated, whatever the program's own was."""
    sides = [side for side in (entry["base"], entry["plan"]) if isinstance(side, dict)]
    values = [one["value"] for side in sides for one in ([side] if "value" in side else side.values())]
    if entry["id"] == "headcount":
        return [0, max(10.0, 2.5 * max(values))]
    return [min(span[0], *values), max(span[1], *values)]


def _assumptions(
    content: dict[str, Any], numbers: Numbers, ids: Mapping[str, str], years: list[int], model: Plan
) -> dict[str, Any]:
    known = copy.deepcopy(content)
    parameters = _by_region(known["parameters"], ids)
    for entry in parameters.values():
        _rest(entry, model)
    scale = sum(numbers.regions.values()) / numbers.reps.value / float(model.base_revenue.sum() / model.base_reps.sum())
    rep = parameters["cost_per_rep"]
    rep["value"], rep["range"] = rep["value"] * scale, [end * scale for end in rep["range"]]
    evidence = known["sets"][model.likely_set]
    for entry in evidence.values():
        _rest(entry, model)
    low, high = _growth_spread(numbers.growth)
    evidence["growth_shock"] = {
        "pert": [low, 0, high],
        "assumption": f"reason-own-{numbers.growth.basis}",
        "factor": "market",
    }
    if low == high:
        evidence["growth_shock"] = {"pert": [-LEAST / 2, 0, LEAST / 2], "assumption": NOT_YOURS, "factor": "market"}
    fit = {"preset": "plan", "metric": "revenue", "year": years[-1], **_own(numbers.target.value, numbers.target.basis)}
    return {
        "parameters": parameters,
        "promise_set": model.promise_set,
        "likely_set": model.likely_set,
        "sets": {
            model.promise_set: {"realisation": {"fit": fit, "unit": "ratio", "assumption": NOT_YOURS}},
            model.likely_set: evidence,
        },
        "factors": {name: {**one, "assumption": NOT_YOURS} for name, one in known["factors"].items()},
    }


def _growth_spread(growth: Entry) -> tuple[float, float]:
    """Return how far growth may lie below and above what was said."""
    if growth.low < growth.high:
        return growth.low - growth.value, growth.high - growth.value
    spread = max(abs(growth.value) * SPREADS[growth.basis], LEAST * (growth.basis != "measured"))
    return -spread, spread


def _by_region(parameters: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters with one for each region where the program's plan has one for each of its own."""
    found: dict[str, Any] = {}
    for name, entry in parameters.items():
        family, _, member = name.partition(".")
        if not member:
            found[name] = entry
        elif f"{family}.{next(iter(ids.values()))}" not in found:
            value = 0 if family == "growth_shock" else 1.0
            found |= {f"{family}.{id}": {**copy.deepcopy(entry), "value": value} for id in ids.values()}
    return found


def _rest(entry: dict[str, Any], model: Plan) -> None:
    """Let an entry rest on publications alone, or on nothing that is the company's own."""
    sources = entry.pop("source", [])
    kept = [one for one in ([sources] if isinstance(sources, str) else sources) if one in model.references]
    entry.pop("assumption", None)
    entry["assumption"] = NOT_YOURS
    if kept:
        entry["source"] = kept


def _dimensions(names: list[str], assumptions: Mapping[str, Any], ids: Mapping[str, str]) -> list[str]:
    known = {*assumptions["parameters"], *(f"factor.{name}" for name in assumptions["factors"])}
    return [
        *(name for name in names if name in known),
        *(name for name in assumptions["parameters"] if name not in names),
    ]


def _texts(
    numbers: Numbers, ids: Mapping[str, str], years: list[int], model: Plan, parts: Mapping[str, Any]
) -> dict[str, str]:
    """Return what the plan's things are called: the program's names for what every plan has, one's own for regions."""
    needed = {
        "assumptions": parts["assumptions.yaml"]["parameters"],
        "sets": parts["assumptions.yaml"]["sets"],
        "factors": parts["assumptions.yaml"]["factors"],
    }
    found = {}
    for language in model.texts.languages:
        told = _later(read_yaml(model.files[f"texts/{language}.yaml"], language), model, years)
        text: dict[str, Any] = {} if language == model.texts.original else {"fallback": model.texts.original}
        text["title"] = numbers.title
        text["regions"] = {id: name for name, id in ids.items()}
        for kind in ("products", "budgets", "findings"):
            text[kind] = told[kind]
        alone = {"hire_mix": len(ids) == 1, "budget_phasing": len(years) == 1}
        text["families"] = {id: one for id, one in told["families"].items() if not alone.get(id)}
        text["levers"] = {id: one for id, one in told["levers"].items() if "." not in id or id.startswith("budget.")}
        for year in years[: 0 if alone["budget_phasing"] else None]:
            text["levers"][f"budget_phasing.{year}"] = _named("budget_phasing", str(year), language)
        for kind, wanted in needed.items():
            text[kind] = {id: one for id, one in told[kind].items() if id in wanted}
        for name, id in ids.items():
            for family in ("growth",) if alone["hire_mix"] else ("growth", "hire_mix"):
                text["levers"][f"{family}.{id}"] = _named(family, name, language)
            for family in ("growth_shock", "market_response"):
                text["assumptions"][f"{family}.{id}"] = _named(family, name, language)
        outside = set(re.findall(r"reason-[a-z-]+", _dump(parts["outside_view.yaml"])))
        text["reasons"] = {key: one for key, one in told["reasons"].items() if key in outside}
        text["reasons"] |= {reason: get_language(language).text(key) for reason, key in REASONS.items()}
        used = set(re.findall(r"reason-[a-z-]+", "".join(_dump(part) for part in parts.values())))
        text["reasons"] = {key: one for key, one in text["reasons"].items() if key in used}
        found[f"texts/{language}.yaml"] = _dump(text)
    return found


def _named(family: str, name: str, language: str) -> dict[str, str]:
    """Return what one member of a family is called: one a region, or one a year."""
    texts = get_language(language)
    named, explained = MEMBERS[family]
    return {"name": texts.text(named, name=name), "help": texts.text(explained, name=name)}


def _later(told: Any, model: Plan, years: list[int]) -> Any:
    """Return texts that speak of the plan's own years."""
    if isinstance(told, dict):
        return {key: _later(part, model, years) for key, part in told.items()}
    return told.replace(str(model.years[-1]), str(years[-1])).replace(str(model.years[0]), str(years[0]))
