"""The files of a plan pack as they are read: parsed strictly, with every complaint naming file and key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from sim.plan import schema
from sim.plan.complaints import complain, plan_error, read_yaml
from sim.plan.facts import DOCUMENTS, FACTS, read_documents, read_facts

TOLERANCE = 1e-9
_adapter = lru_cache(TypeAdapter)  # making one costs far more than using it
BUDGET_CATEGORIES = ("digital", "marketing", "training")

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
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.documents = read_documents(texts[DOCUMENTS])
        self.facts = read_facts(texts[FACTS], self.documents)
        self.references: dict[str, schema.Reference] = self.parse("references.yaml", dict[str, schema.Reference])
        self.reasons: dict[str, None] = {}
        self.file: schema.PlanFile = self.parse("plan.yaml", schema.PlanFile)
        self.members = {
            "region": tuple(self.file.regions),
            "year": tuple(str(year) for year in self.file.years),
            "category": BUDGET_CATEGORIES,
        }

    @property
    def quarter_count(self) -> int:
        return 4 * len(self.file.years)

    def parse(self, file: str, kind: Any) -> Any:
        """Return a file's content as `kind`."""
        return self.check(kind, read_yaml(self.texts[file], file), file, "")

    def check(self, kind: Any, content: Any, file: str, prefix: str) -> Any:
        """Return a part of a file as `kind`; `prefix` is where in the file it stands."""
        try:
            return _adapter(kind).validate_python(content)
        except ValidationError as problem:
            raise plan_error(problem, file, prefix) from problem

    def rests(self, item: Any, unit: str, value: float | None, file: str, key: str) -> None:
        """Check that every source exists, and that a value resting on one fact alone equals that fact."""
        if item.assumption:
            self.reasons[item.assumption] = None
        for source in item.sources:
            if source not in self.facts and source not in self.references:
                complain("error-plan-source", file=file, key=key, value=source)
        if value is None or item.assumption or len(item.sources) != 1 or item.sources[0] not in self.facts:
            return
        fact = self.facts[item.sources[0]]
        factor = FACT_UNITS.get(unit, {}).get(fact.unit)
        if factor is None:
            complain("error-plan-unit", file=file, key=key, value=unit, fact=fact.id, allowed=fact.unit)
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

    def table(self, name: str, members: tuple[str, ...]) -> tuple[np.ndarray, dict[str, schema.Quantity]]:
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
            if items[key].value <= 0:
                complain("error-plan-range", file="plan.yaml", key=key, value=items[key].value, low=0, high="∞")
        values = np.array([item.value for item in items.values()])
        values.setflags(write=False)
        return values, items


def complete(content: Mapping[str, Any], members: tuple[str, ...], file: str, key: str = "") -> None:
    """Check that `content` has exactly these members; `key` is where it stands in the file."""
    prefix = f"{key}." if key else ""
    for name in content:
        if name not in members:
            complain("error-plan-unknown-key", file=file, key=f"{prefix}{name}", allowed=", ".join(members))
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
        told = ", ".join(str(one) for one in allowed)
        complain("error-plan-wrong-value", file=file, key=key, value=str(value)[:80], allowed=told)
