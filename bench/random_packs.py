"""Random admissible plan packs: any shape that a pack may have, made from a seed.

Regions, product lines, budget categories, quarters, fiscal year, currency, size, history, levers left out, targets and
models all vary. What a pack may leave out is left out as often as not, so that the defaults are put to use.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import yaml

REASON = {"assumption": "reason-guess"}
CURRENCIES = ("CNY", "EUR", "USD", "JPY", "VND", "INR", "XXX")
PLACES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu")
GOODS = ("pumps", "valves", "motors", "sensors", "service", "software", "spares", "rental")
LAYERS = ("gold", "silver", "bronze", "tail")
CHESTS = ("tools", "fairs", "school", "data", "press", "coaches")


def random_pack(random: Random, id: str = "random") -> dict[str, str]:
    """Return the files of an admissible pack by their names."""
    currency = random.choice(CURRENCIES)
    money = "index" if currency == "XXX" else f"{currency}_m"
    size = 10 ** random.uniform(-1, 6)
    base = random.randint(2015, 2040)
    quarters = random.randint(2, 20)
    years = list(range(base + 1, base + 1 + -(-quarters // 4)))
    regions: list[str] = list(PLACES[: random.choice((1, 1, 2, 3, 4, 5, 8, 12))])
    model = random.choice(("1.1", "1.2", "1.2"))
    entries = regions[-1:] if model == "1.2" and len(regions) > 1 and random.random() < 0.4 else []
    weights = [0.0 if region in entries else random.uniform(0.2, 1) for region in regions]
    revenue = {region: round(size * one / sum(weights), 9) for region, one in zip(regions, weights, strict=True)}
    lines = _lines(random)
    has_new = any(line["kind"] == "new" for line in lines.values())
    categories = {
        one: random.choice(("digital", "marketing", "training")) for one in CHESTS[: random.choice((0, 1, 2, 3, 6))]
    }
    target = round(sum(revenue.values()) * random.uniform(0.9, 1.8) * (quarters - 4 * (len(years) - 1)) / 4, 6)
    plan: dict[str, Any] = {
        "id": id,
        "version": 1,
        "model": model,
        "currency": currency,
        "base_year": base,
        "quarters": quarters,
        "regions": regions,
        "revenue": {"unit": money, **{region: {"value": value, **REASON} for region, value in revenue.items()}},
        "categories": categories,
        "targets": [{"metric": "revenue", "year": years[-1], "unit": money, "value": target, **REASON}],
    }
    if lines and random.random() < 0.8:
        plan["lines"] = lines
    else:
        plan["products"] = ["core", "new"] if has_new else ["core"]
    if random.random() < 0.5:
        plan["years"] = years
    if random.random() < 0.5:
        plan["fiscal_start"] = random.randint(1, 12)
    if random.random() < 0.3:
        plan["halves"] = True
    if entries:
        plan["entries"] = {
            region: {"quarter": random.randint(1, quarters), "value": round(size / 20, 9), "unit": money, **REASON}
            for region in entries
        }
    if random.random() < 0.6:
        reps = {region: random.randint(1, 60) for region in regions}
        plan["headcount"] = {"unit": "persons", **{one: {"value": value, **REASON} for one, value in reps.items()}}
    if random.random() < 0.5:
        parts = [random.uniform(0.5, 1.5) for _ in range(4)]
        shares = [4 * part / sum(parts) for part in parts]
        plan["seasonality"] = {"unit": "ratio"} | {
            f"q{place}": {"value": share, **REASON} for place, share in enumerate(shares, start=1)
        }
    if model == "1.2" and random.random() < 0.8:
        plan["history"] = _history(random, base, sum(revenue.values()), money)
    if model == "1.2" and random.random() < 0.6:  # 1.1 refuses what would leave no new business
        plan["market"] = {
            "share": {"unit": "fraction", "value": round(random.uniform(0.001, 0.9), 4), **REASON},
            "growth": {"unit": "fraction_per_year", "value": round(random.uniform(-0.03, 0.15), 4), **REASON},
        }
    facts = random.random() < 0.5
    if facts:
        plan["document"] = "OWN"
        plan["milestones"] = [
            {"fact": "OWN-1", "metric": "revenue", "scope": regions[0], "period": f"{years[0]}Q{min(2, quarters)}"}
        ]
    if random.random() < 0.3:
        headline = {"metric": "operating_profit", "year": years[-1], "unit": money, "value": round(target / 9, 6)}
        place = 0 if random.random() < 0.5 else 1
        plan["targets"].insert(place, {**headline, **REASON})
    if random.random() < 0.3:
        part = {"metric": "revenue", "year": years[0], "period": f"{years[0]}H1", "unit": money, "value": target}
        plan["targets"].append({**part, **REASON})
    files = {"plan.yaml": _yaml(plan), "levers.yaml": _yaml(_levers(random, plan, money, size, has_new, years))}
    if facts:
        files["documents.csv"] = _table(
            [["document", "title", "date", "file", "describes"], ["OWN", "Ours", "", "", ""]]
        )
        heads = ["id", "document", "section", "metric", "scope", "period", "kind", "value", "unit", "note"]
        fact = ["OWN-1", "OWN", "1", "revenue", regions[0], f"{years[0]}", "target", round(target / 4, 3), money, ""]
        files["facts.csv"] = _table([heads, fact])
    if random.random() < 0.5:
        files["risks.yaml"] = _yaml(_risks(random, regions, quarters, money))
    files["texts/en.yaml"] = _yaml(_texts(plan, files))
    if random.random() < 0.5:
        files["texts/zh.yaml"] = _yaml({"fallback": "en", "regions": {regions[0]: "甲区"}})
    if model == "1.2" and random.random() < 0.3:
        _with_tiers(random, files)
    return files


def write_pack(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a pack's files into a folder; return it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _lines(random: Random) -> dict[str, Any]:
    count = random.choice((0, 1, 2, 4, 8))
    kinds = ["core", *(random.choice(("core", "new")) for _ in range(count - 1))] if count else []
    found: dict[str, Any] = {}
    for good, kind in zip(GOODS, kinds, strict=False):
        found[good] = {"kind": kind, "value": random.uniform(0.2, 1), **REASON}
    for kind in ("core", "new"):
        members = [line for line in found.values() if line["kind"] == kind]
        total = sum(line["value"] for line in members)
        for line in members:
            line["value"] /= total
    return found


def _with_tiers(random: Random, files: dict[str, str]) -> None:
    """Switch on the module of customers, with tiers."""
    plan, levers, texts = (yaml.safe_load(files[name]) for name in ("plan.yaml", "levers.yaml", "texts/en.yaml"))
    churn = next((one["base"]["value"] for one in levers if one["id"] == "churn_rate"), 0.15)
    tiers = LAYERS[: random.randint(2, len(LAYERS))]
    customers, revenue, relative = ([random.uniform(0.1, 1) for _ in tiers] for _ in range(3))
    together = sum(one * other for one, other in zip(revenue, relative, strict=True)) / sum(revenue)
    while max(relative) / together * churn > 1:  # no tier loses more than all in a year
        relative = [(one + together) / 2 for one in relative]
    absolute = random.random() < 0.5
    plan |= {
        "model": "2",
        "modules": {
            "customers": {
                "hunting_share": {"value": 0.35, "unit": "fraction", **REASON},
                "discount_rate": {"value": 0.1, "unit": "fraction_per_year", **REASON},
            }
        },
        "tiers": {
            tier: {
                "customers": {"value": count / sum(customers), "unit": "fraction", **REASON},
                "revenue": {"value": sold / sum(revenue), "unit": "fraction", **REASON},
                "churn": {"value": lost / together * (churn if absolute else 1), **REASON}
                | {"unit": "fraction_per_year" if absolute else "ratio"},
            }
            for tier, count, sold, lost in zip(tiers, customers, revenue, relative, strict=True)
        },
    }
    nps = {"group": "conversion", "unit": "ratio", "format": "count", "path": "paced", "range": [0, 100], "step": 1}
    levers.append({"id": "nps", "direction": 1, **nps, "base": _value(40), "plan": _value(random.uniform(20, 90))})
    if random.random() < 0.5:
        ends = {tier: _value(random.uniform(0, 0.4)) for tier in tiers}
        levers.append({"id": "churn_by_tier", "plan": ends, "range": [0, 1]})
    form = {"unit": "ratio", "format": "ratio", **REASON}
    parameters = {
        "customer_count": {"range": [1, 10000], "value": 200, **form},
        "contract_years": {"range": [0.25, 10], "value": 2, **form},
        "nps_churn": {"range": [0, 0.5], "value": 0.02, **form},
    }
    texts["tiers"] = {tier: tier.capitalize() for tier in tiers}
    texts["levers"] = {
        "nps": {"name": "Satisfaction", "help": "How satisfied customers are.", "more": "more", "less": "less"}
    }
    texts["assumptions"] = {name: {"name": name, "help": "A guess."} for name in parameters}
    files |= {"plan.yaml": _yaml(plan), "levers.yaml": _yaml(levers), "texts/en.yaml": _yaml(texts)}
    files["assumptions.yaml"] = _yaml({"parameters": parameters})


def _history(random: Random, base: int, total: float, money: str) -> dict[str, Any]:
    history: dict[str, Any] = {"unit": money}
    value = total
    by_quarter = random.random() < 0.3
    for year in range(base, base - random.randint(0, 9), -1):
        if by_quarter:
            history |= {f"{year}Q{quarter}": {"value": value / 4, **REASON} for quarter in (1, 2, 3, 4)}
        else:
            history[f"{year}"] = {"value": value, **REASON}
        value /= random.uniform(0.9, 1.2)
    return history


def _value(value: Any) -> dict[str, Any]:
    return {"value": value, **REASON}


def _levers(
    random: Random, plan: Mapping[str, Any], money: str, size: float, has_new: bool, years: list[int]
) -> list[dict[str, Any]]:
    """Return entries of a random part of the families; what must be there is."""
    regions = plan["regions"]
    found: list[dict[str, Any]] = []

    def there(share: float = 0.6) -> bool:
        return random.random() < share

    if there():
        counted = plan.get("headcount", {"all": {"value": 100}})
        reps = sum(one["value"] for name, one in counted.items() if name != "unit")
        end = round(reps * random.uniform(0.6, 2))
        span = [0, max(4 * reps, end) + 1]
        found.append({"id": "headcount", "base": _value(reps), "plan": _value(end), "range": span, "step": 1})
        if there():
            shares = [random.uniform(0.1, 1) for _ in regions]
            mix = {region: _value(share / sum(shares)) for region, share in zip(regions, shares, strict=True)}
            found.append({"id": "hire_mix", "base": mix})
    for family, low, high in (
        ("attrition_rate", 0.05, 0.4), ("ramp_months", 1, 11), ("conversion_rate", 0.05, 0.7), ("churn_rate", 0.03, 0.4)
    ):  # fmt: skip
        if there():
            base = random.uniform(low, high)
            entry = {"id": family, "base": _value(base)}
            found.append(entry | {"plan": _value(random.uniform(low, high))} if there(0.8) else entry)
    if there(0.4):
        base = size / 1000
        span = [base / 2, base * 2]
        found.append(
            {"id": "deal_size", "base": _value(base), "plan": _value(base * 1.1), "range": span, "step": base / 20}
        )
    if has_new:
        base = random.choice((0, 0.1, 0.3))
        found.append({"id": "new_product_share", "base": _value(base), "plan": _value(random.uniform(0, 0.7))})
    if there():
        bases = {region: _value(random.uniform(-0.05, 0.2)) for region in regions}
        found.append(
            {"id": "growth", "base": bases, "plan": {one: _value(random.uniform(-0.1, 0.4)) for one in regions}}
        )
    if plan["categories"] and there(0.8):
        ends = {one: random.choice((0, 1, 1, 1)) * size * random.uniform(0.001, 0.05) for one in plan["categories"]}
        found.append(
            {
                "id": "budget",
                "base": {one: _value(0) for one in ends},
                "plan": {one: _value(end) for one, end in ends.items()},
                "range": {one: [0, size * 0.1] for one in ends},
                "step": size / 1000,
            }
        )
        if there():
            shares = [random.uniform(0.1, 1) for _ in years]
            phases = {f"{year}": _value(share / sum(shares)) for year, share in zip(years, shares, strict=True)}
            found.append({"id": "budget_phasing", "base": phases})
        if there(0.3):
            found.append({"id": "subsidy_rate", "base": _value(0.2)})
    if there(0.4):
        found.append({"id": "pace", "base": _value("linear"), "plan": _value(random.choice(("linear", "s_curve")))})
    if not found:
        found.append({"id": "conversion_rate", "base": _value(0.2), "plan": _value(0.25)})
    random.shuffle(found)
    return found


def _risks(random: Random, regions: list[str], quarters: int, money: str) -> dict[str, Any]:
    case = {
        "category": "market",
        "scope": "world",
        "probability": {"value": round(random.random(), 3), "unit": "fraction", **REASON},
        "onset": {"quarters": [1, random.randint(1, quarters)], "unit": "quarter", **REASON},
        "duration": {"quarters": random.choice(("rest", 1, 4)), "unit": "quarter", **REASON},
        "effects": [
            {
                "target": f"growth.{regions[0]}",
                "op": "add",
                "size": [-0.1, -0.05, 0],
                "unit": "fraction_per_year",
                **REASON,
            }
        ],
        "mitigation": {"measure": "watch", "cost": 0, "removes": 0.5, "unit": money, **REASON},
    }
    return {"cases": {"slump": case}, "presets": {"bad": {"cases": {"slump": {}}}}}


def _texts(plan: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    texts: dict[str, Any] = {
        "title": "A random plan",
        "regions": {region: region.capitalize() for region in plan["regions"]},
        "budgets": {one: one.capitalize() for one in plan["categories"] if "budget" in files["levers.yaml"]},
        "reasons": {"reason-guess": "Made up by a generator of plans."},
    }
    if "lines" in plan:
        texts["lines"] = {line: line.capitalize() for line in plan["lines"]}
    if "risks.yaml" in files:
        texts["risks"] = {"slump": {"name": "Slump", "help": "Demand falls in one region."}}
        texts["mitigations"] = {"watch": "keep watch"}
        texts["stress"] = {"bad": {"name": "Bad times", "help": "The slump comes."}}
    return texts


def _yaml(content: Any) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True)


def _table(rows: list[list[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
