"""A plan from twelve numbers: what somebody knows of their company, and for everything else the program's own values.

Whatever was not asked for is left to `sim.plan.defaults` and is "not yours yet" wherever its number is shown. Attrition
and ramp-up stand there as wide ranges, so that what is asked next can be found among them, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sim.language import FALLBACK, get_language, languages
from sim.language.errors import PlanError
from sim.plan.defaults import REASON
from sim.plan.facts import DOCUMENT_COLUMNS, DOCUMENTS, FACTS, Fact
from sim.plan.ids import name_ids
from sim.plan.pack import money_unit
from sim.plan.questions import ANSWERED_LEVERS, HALVES, REGIONS_MOST, Basis, Entry, Numbers
from sim.plan.usual_risks import usual_risks
from sim.plan.yaml_text import dump_yaml

NOT_YOURS = REASON
REASONS = {
    "reason-own-measured": "own-measured",
    "reason-own-estimated": "own-estimated",
    "reason-own-guessed": "own-guessed",
}
USUAL = {"attrition_rate": (0.15, 0.08, 0.22), "ramp_months": (6.0, 3.0, 9.0)}
"""What a lever is where nobody said: its value, and its ends in eight companies of ten (a judgement, not a study)."""
ANY_LINE = {"core": "own-line-core", "new": "own-line-new"}
KINDS = tuple(ANY_LINE)
CATEGORIES = ("digital", "marketing", "training")


def pack_from_numbers(numbers: Numbers, id: str) -> dict[str, str]:
    """Return the files of a pack.

    Raises
    ------
    PlanError
        No region, or more than a plan may have.
    """
    if not 1 <= len(numbers.regions) <= REGIONS_MOST:
        raise PlanError(
            "error-plan-wrong-value", file="plan.yaml", key="regions", value=str(len(numbers.regions)), allowed="1–12"
        )
    ids = name_ids(numbers.regions, "region")
    lines = name_ids([name for members in numbers.lines.values() for name in members], "line")
    plan = _plan(numbers, id, ids, lines)
    levers = _levers(numbers, ids, plan["years"])
    assumptions = {"parameters": _assumptions(numbers)} if _assumptions(numbers) else None
    written = {"plan.yaml": dump_yaml(plan), "levers.yaml": dump_yaml(levers)}
    written["risks.yaml"] = dump_yaml(usual_risks(sum(numbers.regions.values()), money_unit(numbers.currency)))
    if assumptions:
        written["assumptions.yaml"] = dump_yaml(assumptions)
    used = set(re.findall(r"reason-own-[a-z]+", "".join(written.values())))
    for language in languages():
        texts: dict[str, Any] = {} if language == FALLBACK else {"fallback": FALLBACK}
        texts["title"] = numbers.title
        texts["regions"] = {id: name for name, id in ids.items()}
        if lines:
            texts["lines"] = {id: name for name, id in lines.items()}
            rest = [kind for kind in KINDS if not numbers.lines.get(kind)]
            texts["lines"] |= {f"any_{kind}": get_language(language).text(ANY_LINE[kind]) for kind in rest}
        texts["documents"] = {"own": get_language(language).text("own-document")}
        texts["reasons"] = {one: get_language(language).text(key) for one, key in REASONS.items() if one in used}
        written[f"texts/{language}.yaml"] = dump_yaml(texts)
    written[FACTS] = ",".join(Fact.__dataclass_fields__) + "\n"
    written[DOCUMENTS] = ",".join(DOCUMENT_COLUMNS) + "\nown,Own numbers,,,\n"
    return written


def _own(value: float, basis: Basis, entry: Entry | None = None) -> dict[str, Any]:
    """Return a number with its basis and reason, and with the ends of its range where it has one."""
    ends = {"low": entry.low, "high": entry.high} if entry is not None and entry.low < entry.high else {}
    return {"value": value, **ends, "basis": basis, "assumption": f"reason-own-{basis}"}


def _of(entry: Entry) -> dict[str, Any]:
    return _own(entry.value, entry.basis, entry)


def _else(value: Any) -> dict[str, Any]:
    return {"value": value, "assumption": NOT_YOURS}


def _plan(numbers: Numbers, id: str, ids: Mapping[str, str], lines: Mapping[str, str]) -> dict[str, Any]:
    money, base = money_unit(numbers.currency), numbers.base_year
    years = [base + 1 + place for place in range(numbers.years)]
    total = sum(numbers.regions.values())
    basis, reps = numbers.bases.get("regions", "estimated"), numbers.reps
    target, unit = _own(numbers.target.value, numbers.target.basis), {"unit": money}
    plan: dict[str, Any] = {
        "id": id, "document": "own", "version": 1, "model": "1.2", "currency": numbers.currency,
        "fiscal_start": numbers.fiscal_start, "base_year": base, "years": years, "regions": list(ids.values()),
        "products": ["core", "new"],
    }  # fmt: skip
    if any(period[4:] in HALVES for period in numbers.parts):
        plan["halves"] = True
    if numbers.lines:
        plan["lines"] = {}
        for kind in KINDS:
            own = {lines[name]: _own(share, "estimated") for name, share in numbers.lines.get(kind, {}).items()}
            plan["lines"] |= {line: {"kind": kind, **one} for line, one in (own or {f"any_{kind}": _else(1)}).items()}
    plan["revenue"] = {**unit, **{ids[name]: _own(value, basis) for name, value in numbers.regions.items()}}
    plan["headcount"] = {
        "unit": "persons",
        **{ids[name]: _own(reps.value * value / total, reps.basis) for name, value in numbers.regions.items()},
    }
    plan["market"] = {"growth": {"unit": "fraction_per_year", **_of(numbers.growth)}}
    plan["targets"] = [{"metric": "revenue", "year": years[-1], **unit, **target}]
    plan["targets"] += [
        {"metric": "revenue", "year": int(period[:4]), "period": period, **unit, **_own(value, numbers.target.basis)}
        for period, value in sorted(numbers.parts.items())
    ]
    return plan


def _levers(numbers: Numbers, ids: Mapping[str, str], years: list[int]) -> list[dict[str, Any]]:
    total = sum(numbers.regions.values())
    reps = max(numbers.reps.value, numbers.reps_end.high)
    growth = {id: _own(numbers.growth.value, numbers.growth.basis) for id in ids.values()}
    third = numbers.budget.times(1 / len(CATEGORIES))
    most = max(third.high, total / 100)
    found: list[dict[str, Any]] = [
        {
            "id": "headcount", "base": _own(numbers.reps.value, numbers.reps.basis), "plan": _of(numbers.reps_end),
            "range": [0, round(max(10.0, 2.5 * reps))], "step": 1,
        },
        {"id": "hire_mix", "base": {ids[name]: _else(value / total) for name, value in numbers.regions.items()}},
        *(_asked_later(numbers, assumption, lever) for assumption, lever in ANSWERED_LEVERS.items()),
        {"id": "conversion_rate", "base": _of(numbers.conversion), "plan": _of(numbers.conversion_end)},
        {"id": "churn_rate", "base": _of(numbers.churn), "plan": "same", "range": [0, 0.6], "step": 0.005},
        {"id": "new_product_share", "base": _of(numbers.new_share), "plan": _of(numbers.new_share_end)},
        {"id": "growth", "base": growth, "range": [-0.2, 0.6], "step": 0.005},
        {
            "id": "budget", "base": {one: _else(0) for one in CATEGORIES},
            "plan": {one: _of(third) for one in CATEGORIES},
            "range": {one: [0, 3 * most] for one in CATEGORIES}, "step": most / 25,
        },
        {"id": "budget_phasing", "base": {str(year): _else(1 / len(years)) for year in years}},
        {"id": "pace", "base": _else("linear"), "plan": "same"},
    ]  # fmt: skip
    return found


def _asked_later(numbers: Numbers, assumption: str, lever: str) -> dict[str, Any]:
    """Return a lever that stands at the program's own value, with a wide range, until somebody says it."""
    answer = numbers.answers.get(assumption)
    if answer is not None:
        return {"id": lever, "base": _own(answer.value, answer.basis), "plan": _of(answer)}
    value, low, high = USUAL[lever]
    return {"id": lever, "base": _else(value), "plan": {**_else(value), "low": low, "high": high}}


def _assumptions(numbers: Numbers) -> dict[str, Any]:
    return {id: _of(one) for id, one in numbers.answers.items() if id not in ANSWERED_LEVERS}
