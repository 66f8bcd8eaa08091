"""The sheets of a plan's workbook: which values of the pack stand where, and in which columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sim.plan.facts import DOCUMENTS, FACTS
from sim.plan.leaves import Path
from sim.plan.watched import FILE as TRACKING

ATTACHED = ("unit", "source", "assumption", "basis", "low", "high")
"""What stands beside a value in a row of its own pack entry."""
TEXTS = "texts/"
PACK = "pack"
"""The hidden sheet that holds the pack as it was written out."""


@dataclass(frozen=True)
class SheetSpec:
    """One sheet.

    Attributes
    ----------
    text : str
        Key of its name; a sheet is found by its name in any language.
    kind : "values" (a row a value), "texts" (a row a text, a column a language), "rows" (the rows of a table)
    parts : tuple of str
        First parts of the paths that stand here; empty: all of the file that no other sheet holds.
    keys : str
        Key of the text that says which keys may join, where a reader cannot tell them from the rows that are there.
    """

    text: str
    file: str
    kind: Literal["values", "texts", "rows"] = "values"
    parts: tuple[str, ...] = ()
    keys: str = ""


SHEETS = (
    SheetSpec("workbook-sheet-plan", "plan.yaml", keys="workbook-keys-plan"),
    SheetSpec(
        "workbook-sheet-regions",
        "plan.yaml",
        parts=("regions", "revenue", "revenue_total", "headcount", "headcount_total", "seasonality", "entries"),
    ),
    SheetSpec("workbook-sheet-history", "plan.yaml", parts=("history",), keys="workbook-keys-history"),
    SheetSpec(
        "workbook-sheet-targets",
        "plan.yaml",
        parts=("targets", "claims", "milestones"),
        keys="workbook-keys-targets",
    ),
    SheetSpec("workbook-sheet-levers", "levers.yaml"),
    SheetSpec("workbook-sheet-budget", "levers.yaml", parts=("budget", "budget_phasing", "subsidy_rate")),
    SheetSpec("workbook-sheet-assumptions", "assumptions.yaml", parts=("parameters",)),
    SheetSpec("workbook-sheet-likely", "assumptions.yaml"),
    SheetSpec("workbook-sheet-risks", "risks.yaml"),
    SheetSpec("workbook-sheet-outside", "outside_view.yaml"),
    SheetSpec("workbook-sheet-tracking", TRACKING),
    SheetSpec("workbook-sheet-names", TEXTS, "texts"),
    SheetSpec("workbook-sheet-facts", FACTS, "rows"),
    SheetSpec("workbook-sheet-documents", DOCUMENTS, "rows"),
    SheetSpec("workbook-sheet-references", "references.yaml"),
)
README, CHECKS = "workbook-sheet-readme", "workbook-sheet-checks"
COLUMNS = {
    "name": "workbook-column-name",
    "value": "workbook-column-value",
    "unit": "workbook-column-unit",
    "source": "workbook-column-source",
    "assumption": "workbook-column-assumption",
    "basis": "workbook-column-basis",
    "low": "workbook-column-low",
    "high": "workbook-column-high",
    "allowed": "workbook-column-allowed",
    "key": "workbook-column-key",
}
"""Columns of a sheet of values: heading by what stands there. `name` and `allowed` are for people alone."""


@dataclass(frozen=True)
class ValueRow:
    """A value with what stands beside it in its entry of the pack."""

    path: Path
    value: Any
    beside: Mapping[str, Any] = field(default_factory=dict)


def holds(sheet: SheetSpec, path: Path) -> bool:
    """Tell whether a value of the sheet's file stands on this sheet."""
    if sheet.parts:
        return path[0] in sheet.parts
    return not any(path[0] in one.parts for one in SHEETS if one.file == sheet.file and one is not sheet)


def value_rows(values: Mapping[Path, Any]) -> list[ValueRow]:
    """Return the rows of some values: units, sources and reasons stand beside the first value of their entry."""
    first: dict[Path, Path] = {}
    for path in values:
        if path[-1] not in ATTACHED:
            first.setdefault(path[:-1], path)
    rows: list[ValueRow] = []
    for path, value in values.items():
        main = first.get(path[:-1])
        if path[-1] in ATTACHED and main is not None:
            continue
        beside = {one: values[(*path[:-1], one)] for one in ATTACHED if path == main and (*path[:-1], one) in values}
        rows.append(ValueRow(path, value, beside))
    return rows


def key_of(path: Iterable[str]) -> str:
    """Return a path as it stands in the column of keys."""
    return "/".join(path)


def path_of(key: str) -> Path:
    return tuple(part.strip() for part in key.split("/"))


def cell_of(value: Any) -> str | float | int:
    """Return a value of the pack as it stands in a cell."""
    if isinstance(value, list):
        return ", ".join(str(cell_of(one)) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
