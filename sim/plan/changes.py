"""What differs between two plans, or two versions of one: every value by file and key, in the order of the files.

The packs' own files are compared, so that whatever a pack may state is compared too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sim.plan.admitted import written_in
from sim.plan.facts import DOCUMENTS, FACTS
from sim.plan.files import FILES
from sim.plan.leaves import leaves
from sim.plan.plan import Plan
from sim.plan.schema import JUDGED
from sim.plan.watched import FILE as TRACKING


@dataclass(frozen=True)
class PlanChange:
    """One value that differs; None where it stands in one of the two only.

    Attributes
    ----------
    path : tuple of str
        Where it stands in the file: ("growth", "plan", "west", "value").
    unit, format : str
        Of the value, as far as the pack says.
    """

    file: str
    path: tuple[str, ...]
    before: Any
    after: Any
    unit: str = ""
    format: str = ""

    @property
    def key(self) -> str:
        return ".".join(self.path)


Leaf = tuple[Any, str, str]


def plan_changes(before: Plan, after: Plan) -> tuple[PlanChange, ...]:
    """Return every value that differs between two plans read from packs."""
    return tuple(_with_unit(one, (after, before)) for one in file_changes(before.files, after.files))


def _with_unit(change: PlanChange, plans: tuple[Plan, ...]) -> PlanChange:
    """Return a change with the unit that a plan knows of, where its pack leaves it to the defaults."""
    if change.unit or change.path[-1] not in (*JUDGED, "value"):
        return change
    unit, format = next((found for plan in plans if any(found := written_in(plan, change.file, change.path))), ("", ""))
    return replace(change, unit=unit, format=format)


def file_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[PlanChange, ...]:
    """Return every value that differs between two packs, text by file name; what things are called comes last."""
    changes: list[PlanChange] = []
    for name in (*FILES, TRACKING):
        if before.get(name) == after.get(name):
            continue
        old, new = _leaves(name, before.get(name, "")), _leaves(name, after.get(name, ""))
        for path in dict.fromkeys((*old, *new)):
            then, now = old.get(path), new.get(path)
            if then is None or now is None or then[0] != now[0]:
                _, unit, format = now or then or (None, "", "")
                changes.append(
                    PlanChange(name, path, None if then is None else then[0], now[0] if now else None, unit, format)
                )
    for name in sorted({*before, *after} - set(FILES)):
        if name.startswith("texts/"):
            old, new = _leaves(name, before.get(name, "")), _leaves(name, after.get(name, ""))
            changes += [
                PlanChange(name, path, old.get(path, (None,))[0], new.get(path, (None,))[0])
                for path in dict.fromkeys((*old, *new))
                if old.get(path) != new.get(path)
            ]
    return tuple(changes)


def _leaves(name: str, text: str) -> dict[tuple[str, ...], Leaf]:
    """Return every value of a file by its path."""
    if not text:
        return {}
    if name in (FACTS, DOCUMENTS):
        rows = csv.DictReader(io.StringIO(text))
        return {
            (next(iter(row.values())), column): (value, row.get("unit", ""), "")
            for row in rows
            for column, value in list(row.items())[1:]
        }
    values = leaves(text, name)
    return {path: (value, near(values, path, "unit"), near(values, path, "format")) for path, value in values.items()}


def near(values: Mapping[tuple[str, ...], Any], path: tuple[str, ...], name: str) -> str:
    """Return what a file says beside a value, or above it; of what a set says of an assumption, beside that."""
    places = [path[:length] for length in range(len(path) - 1, 0, -1)]
    if path[0] == "sets":
        places.append(("parameters", *path[2:3]))
    return next((str(values[*place, name]) for place in places if (*place, name) in values), "")
