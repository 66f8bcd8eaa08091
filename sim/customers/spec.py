"""What scoring takes for granted, as data: the program's own rules, and the usual classes for plans without any."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from sim.plan.schema import Name, Strict, Value
from sim.reading.writing import clean

FOLDER = Path(__file__).resolve().parents[2] / "data" / "customers"
COLUMNS = ("customer", "date", "amount")
COLUMN_NAMES = {
    "customer": "customers-list-customer",
    "date": "customers-list-date",
    "amount": "customers-list-amount",
}
"""What each is called, as text keys."""


class Stated(Value):
    unit: str


class Fifths(Strict):
    """A class of the usual ones: from which fifth on by recency, and by the mean of frequency and money."""

    id: Name
    recency: int
    worth: float


class Rules(Strict):
    """rules.yaml."""

    interest: Stated
    worth_years: Stated
    window: Stated
    least_group: Stated
    quantiles: list[Fifths]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the rules."""
    return Rules.model_validate(yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def column_names() -> Mapping[str, str]:
    """Return which column a heading names, by heading in one writing."""
    listed = TypeAdapter(dict[str, list[str]]).validate_python(
        yaml.safe_load((FOLDER / "columns.yaml").read_text(encoding="utf-8"))
    )
    return {clean(word): column for column in COLUMNS for word in listed[column]}
