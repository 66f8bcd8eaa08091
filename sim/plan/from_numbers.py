"""A plan from twelve numbers: what somebody knows of their company, and for everything else the program's own values.

Whatever was not asked for rests on `reason-not-yours`, "not yours yet", wherever its number is shown.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import yaml

from sim.language import get_language
from sim.language.errors import PlanError
from sim.plan.complaints import read_yaml
from sim.plan.facts import DOCUMENT_COLUMNS, DOCUMENTS, FACTS, Fact
from sim.plan.files import FILES
from sim.plan.plan import Plan
from sim.reading.numbers import read_typed

Basis = Literal["measured", "estimated", "guessed"]
BASES: tuple[Basis, ...] = ("measured", "estimated", "guessed")
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
REGIONS_MOST = 12


@dataclass(frozen=True)
class Entry:
    """A number that somebody stated: low, likely and high end (all the same where it is one number), and its basis."""

    value: float
    low: float
    high: float
    basis: Basis = "estimated"


@dataclass(frozen=True)
class Numbers:
    """Twelve numbers of a company.

    Attributes
    ----------
    regions : mapping name → revenue of the base year [CNY m]
    target : revenue of the last year [CNY m]
    growth : growth of the market, fraction a year
    reps, reps_end, conversion, conversion_end, churn, new_share, new_share_end, budget
        Today and at the end of the plan; persons, fractions, CNY m over all years.
    """

    title: str
    base_year: int
    years: int
    regions: Mapping[str, float]
    target: Entry
    growth: Entry
    reps: Entry
    reps_end: Entry
    conversion: Entry
    conversion_end: Entry
    churn: Entry
    new_share: Entry
    new_share_end: Entry
    budget: Entry
    bases: Mapping[str, Basis] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One number that is asked: its text, what stands in the field, its ends, and whether it has a basis."""

    id: str
    text: str
    usual: str
    low: float
    high: float
    has_basis: bool = True


ASKED = (
    Question("base_year", "new-base-year", "2025", 1990, 2100, False),
    Question("years", "new-years", "3", 1, 5, False),
    Question("regions", "new-regions", "", 0.001, 1e7),
    Question("target", "new-target", "1000", 0.001, 1e7),
    Question("growth", "new-growth", "4 to 8 %", -0.1, 0.4),
    Question("reps", "new-reps", "100", 1, 20_000),
    Question("reps_end", "new-reps-end", "120", 1, 20_000),
    Question("conversion", "new-conversion", "18 %", 0.05, 0.4),
    Question("conversion_end", "new-conversion-end", "21 %", 0.05, 0.4),
    Question("churn", "new-churn", "12 %", 0.02, 0.35),
    Question("new_share", "new-share", "15 %", 0.05, 0.7),
    Question("new_share_end", "new-share-end", "25 %", 0.05, 0.7),
    Question("budget", "new-budget", "20", 0, 1e6),
)
RANGE = re.compile(r"(.+?)(?:\s*(?:–|—|~|～|至|到|\bto\b|\.\.)\s*)(.+)")
REGION = re.compile(r"\s*(.+?)[\s:：=]+(\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Form:
    """What somebody typed: a title, and by question a text and its basis."""

    title: str
    said: Mapping[str, str]
    bases: Mapping[str, Basis] = field(default_factory=dict)


def numbers_of(form: Form) -> tuple[Numbers | None, tuple[PlanError, ...]]:
    """Return the numbers that a form states, or what is wrong with each that cannot be read."""
    found: dict[str, Entry] = {}
    problems = []
    for one in ASKED:
        if one.id == "regions":
            continue
        try:
            found[one.id] = read_entry(form.said.get(one.id, ""), one, form.bases.get(one.id, "estimated"))
        except PlanError as problem:
            problems.append(problem)
    try:
        regions = read_regions(form.said.get("regions", ""))
    except PlanError as problem:
        problems.append(problem)
        regions = {}
    if problems:
        return None, tuple(problems)
    year, years = (int(found.pop(name).value) for name in ("base_year", "years"))
    return Numbers(form.title.strip() or "–", year, years, regions, **found, bases=form.bases), ()


def read_regions(text: str) -> dict[str, float]:
    """Return revenue by region as somebody typed it: "North 420, South 310".

    Raises
    ------
    PlanError
        A part that is no name with an amount, a name that stands twice, no region, or too many.
    """
    parts = [part for part in re.split(r"[,;，；、\n]", text) if part.strip()]
    pairs = [(match[1], float(match[2])) for part in parts if (match := REGION.fullmatch(part))]
    found = dict(pairs)
    if len(pairs) != len(parts) or len(found) != len(parts) or not 1 <= len(found) <= REGIONS_MOST:
        raise PlanError("error-new-number", what="new-regions", value=text[:80], allowed="A 120; B 80.5 (≤ 12)")
    if min(found.values()) <= 0:
        raise PlanError("error-new-number", what="new-regions", value=text[:80], allowed="> 0")
    return found


def read_entry(text: str, question: Question, basis: Basis) -> Entry:
    """Return a number as somebody typed it: "7", "7 %", or a range, "5 to 9 %", whose middle is likely.

    Raises
    ------
    PlanError
        No number, a range whose ends are the wrong way round, or one outside what is allowed.
    """
    match = RANGE.fullmatch(text.strip())
    parts = list(match.groups()) if match else [text]
    if any("%" in part for part in parts) or "％" in text:
        parts = [f"{part.replace('%', '').replace('％', '')}%" for part in parts]
    values = [value for part in parts if (value := _typed(part)) is not None]
    inside = len(values) == len(parts) and all(question.low <= value <= question.high for value in values)
    if not inside or values != sorted(values):
        told = {"what": question.text, "value": text[:40], "allowed": f"{question.low:g} – {question.high:g}"}
        raise PlanError("error-new-number", **told)
    low, high = values[0], values[-1]
    return Entry((low + high) / 2, low, high, basis)


def _typed(text: str) -> float | None:
    text = text.strip()
    found = read_typed(text.removesuffix("%").strip(), -1e12, 1e12)
    return found[0] / (100 if text.endswith("%") else 1) if len(found) == 1 else None


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
