"""The files of a plan pack as they are read: parsed strictly, with every complaint naming file and key."""

# No postponed annotations: pydantic would parse the text of each again, whenever a command starts.
from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from pydantic import ValidationError

from sim.language.errors import Listed
from sim.plan import schema
from sim.plan.complaints import adapter, complain, plan_error
from sim.plan.defaults import REASON, defaults, fill_plan
from sim.plan.facts import DOCUMENTS, FACTS, read_documents, read_facts
from sim.plan.yaml_text import read_yaml

TOLERANCE = 1e-9
QUARTERS_A_YEAR = 4
MOST_TOLD = 800
"""Characters of what is allowed that a complaint names; a message takes no more than a thousand of one value."""
Place = tuple[str, str]
"""A file of the pack, and a key in it."""
MONEY = "CNY_m"
"""What the program calls a million of a plan's currency, whichever that is; packs and files name the currency."""
INDEX = "XXX"
"""ISO 4217 for no currency: the plan's amounts are points of an index, and its unit is `index`."""

# Fact units that state the same quantity as a unit of the model, and the factor between them.
FACT_UNITS: dict[str, dict[str, float]] = {
    "fraction": {"pct": 0.01},
    "fraction_per_year": {"pct_per_year": 0.01, "pct": 0.01},
    "CNY_m": {"CNY_m": 1},
    "CNY_m_per_person": {"CNY_m": 1},
    "persons": {"persons": 1},
    "months": {"months": 1},
    "revenue_per_cost": {"revenue_per_cost": 1},
    "ratio": {"ratio": 1},
}


class Pack:
    """The files of a pack, and what everything else in it rests on.

    Attributes
    ----------
    facts, documents, references : by id
    file : what plan.yaml says
    members : the names along each axis that a lever or a value table may run over
    reasons : keys of the reasoning that numbers rest on, as far as they have been read
    defaults : places of what the pack leaves out and the program fills in; see `sim.plan.defaults`
    money : what the pack calls the unit of its money
    judged : numbers that say how well they are known, by file and key; see `sim.plan.spreads`
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.money = MONEY
        self.reasons: dict[str, None] = {}
        self.defaults: set[str] = set()
        self.judged: dict[Place, schema.Value] = {}
        self.documents = read_documents(texts[DOCUMENTS])
        self.facts = read_facts(texts[FACTS], self.documents)
        self.references: dict[str, schema.Reference] = self.check(
            dict[str, schema.Reference], self.content("references.yaml") or {}, "references.yaml", ""
        )
        content = _with_names(self.content("plan.yaml"))
        self.money = money_unit(str(content.get("currency", "CNY"))) if isinstance(content, dict) else MONEY
        filled, self.defaults = fill_plan(self.in_model_units(content, "plan.yaml"), MONEY)
        self.file: schema.PlanFile = self.check(schema.PlanFile, filled, "plan.yaml", "")
        self.members = {
            "region": tuple(self.file.regions),
            "year": tuple(str(year) for year in self.file.years),
            "category": tuple(self.file.categories),
            "tier": tuple(self.file.tiers),
        }

    @property
    def quarter_count(self) -> int:
        return self.file.quarters

    def periods(self, year: int) -> tuple[str, ...]:
        """Return a year of the horizon, and the halves and quarters of it that the horizon has as a whole."""
        count = self.quarter_count - QUARTERS_A_YEAR * self.file.years.index(year)
        last = {f"H{half}": 2 * half for half in (1, 2)} | {f"Q{quarter}": quarter for quarter in (1, 2, 3, 4)}
        return (str(year), *(f"{year}{part}" for part, end in last.items() if end <= count))

    def parse(self, file: str, kind: Any) -> Any:
        """Return a file's content as `kind`."""
        return self.check(kind, self.in_model_units(self.content(file), file), file, "")

    def in_model_units(self, content: Any, file: str, key: str = "") -> Any:
        """Return the content of a file with what the pack calls its money in the words of the model."""
        if self.money == MONEY:
            return content
        if isinstance(content, list):
            return [self.in_model_units(one, file, f"{key}.{place}".strip(".")) for place, one in enumerate(content)]
        if not isinstance(content, dict):
            return content
        found = {name: self.in_model_units(one, file, f"{key}.{name}".strip(".")) for name, one in content.items()}
        unit = found.get("unit")
        if isinstance(unit, str):
            if unit.startswith(MONEY):
                complain(
                    "error-plan-wrong-value",
                    file=file,
                    key=f"{key}.unit".strip("."),
                    value=unit[:80],
                    allowed=unit.replace(MONEY, self.money),
                )
            if unit == self.money or unit.startswith(f"{self.money}_"):
                found["unit"] = MONEY + unit.removeprefix(self.money)
        return found

    def content(self, file: str) -> Any:
        """Return what a file says as plain values; None where the pack has no such file."""
        return read_yaml(self.texts[file], file)

    def check(self, kind: Any, content: Any, file: str, prefix: str) -> Any:
        """Return a part of a file as `kind`; `prefix` is where in the file it stands."""
        try:
            return adapter(kind).validate_python(content)
        except ValidationError as problem:
            own = self.money
            raise plan_error(problem, file, prefix, lambda told: told.replace(MONEY, own)) from problem

    def rests(self, item: Any, unit: str, value: float | None, file: str, key: str) -> None:
        """Check that every source exists, and that a value resting on one fact alone equals that fact."""
        if item.assumption:
            self.reasons[item.assumption] = None
        if isinstance(item, schema.Value) and (item.basis or item.low is not None):
            self.judged[file, key] = item
        for source in item.sources:
            if source not in self.facts and source not in self.references:
                if item.assumption == REASON and source in default_references():
                    self.references[source] = default_references()[source]
                    continue
                complain("error-plan-source", file=file, key=key, value=source)
        if value is None or item.assumption or len(item.sources) != 1 or item.sources[0] not in self.facts:
            return
        fact = self.facts[item.sources[0]]
        stated = fact.unit if self.money == MONEY else fact.unit.replace(MONEY, "–").replace(self.money, MONEY)
        factor = FACT_UNITS.get(unit, {}).get(stated)
        if factor is None:
            found = unit.replace(MONEY, self.money)
            complain("error-plan-unit", file=file, key=key, value=found, fact=fact.id, allowed=fact.unit)
        elif abs(fact.value * factor - value) > TOLERANCE * max(1, abs(value)):
            complain(
                "error-plan-fact-value",
                file=file,
                key=key,
                value=value,
                fact=fact.id,
                stated=fact.value,
                unit=fact.unit,
            )

    def table(
        self, name: str, members: tuple[str, ...], may_be_zero: Container[str] = ()
    ) -> tuple[np.ndarray, dict[str, schema.Quantity]]:
        """Return a value table of plan.yaml (`unit` and one sourced value a member): read-only values, and items."""
        content = dict(getattr(self.file, name))
        unit = content.pop("unit", None)
        complete(content, members, "plan.yaml", name)
        items: dict[str, schema.Quantity] = {}
        for member in members:
            key = f"{name}.{member}"
            entry = content[member] if isinstance(content[member], dict) else {"value": content[member]}
            items[key] = self.check(schema.Quantity, {"unit": unit, **entry}, "plan.yaml", key)
            self.rests(items[key], items[key].unit, items[key].value, "plan.yaml", key)
            if items[key].value < 0 or (items[key].value == 0 and member not in may_be_zero):
                complain("error-plan-range", file="plan.yaml", key=key, value=items[key].value, low=0, high="∞")
        values = np.array([item.value for item in items.values()])
        values.setflags(write=False)
        return values, items


def _with_names(content: Any) -> Any:
    """Return what plan.yaml says with regions that are called by numbers called as their entries are: 1 is "1"."""
    if not isinstance(content, dict) or not isinstance(content.get("regions"), list):
        return content
    return {**content, "regions": [str(one) if type(one) is int else one for one in content["regions"]]}


@lru_cache
def default_references() -> dict[str, schema.Reference]:
    """Return the publications that the defaults rest on."""
    return adapter(dict[str, schema.Reference]).validate_python(defaults()["references.yaml"])


def money_unit(currency: str) -> str:
    """Return what packs and files call a million of a currency."""
    return "index" if currency == INDEX else f"{currency}_m"


def complete(content: Mapping[str, Any], members: tuple[str, ...], file: str, key: str = "") -> None:
    """Check that `content` has exactly these members; `key` is where it stands in the file."""
    prefix = f"{key}." if key else ""
    for name in content:
        if name not in members:
            complain("error-plan-unknown-key", file=file, key=f"{prefix}{name}", allowed=members)
    for name in members:
        if name not in content:
            complain("error-plan-missing-key", file=file, key=f"{prefix}{name}")


def inside(value: float, low: float, high: float, file: str, key: str) -> None:
    """Check that a number lies in its range."""
    if not low <= value <= high:
        complain("error-plan-range", file=file, key=key, value=value, low=low, high=high)


def one_of(value: Any, allowed: Any, file: str, key: str) -> None:
    """Check that a value is one of those allowed."""
    if value not in allowed:
        told = Listed(tuple(allowed), letters=MOST_TOLD)
        complain("error-plan-wrong-value", file=file, key=key, value=str(value)[:80], allowed=told)
