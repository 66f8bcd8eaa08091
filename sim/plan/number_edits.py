"""Numbers of a pack that somebody edits: what was typed, the pack that follows from it, and what is wrong with that.

A number that is changed no longer rests on what its source states. It keeps the source, as where it came from, and
rests on `reason-edited`, whose words stand wherever the number is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.language import FALLBACK, get_language
from sim.language.errors import PlanError, SimError
from sim.plan.change_text import change_value
from sim.plan.check import check_pack
from sim.plan.defaults import REASON as NOT_YOURS
from sim.plan.leaf_edits import with_leaves
from sim.plan.leaves import Path, leaves
from sim.plan.number_rows import RESTING, NumberRow, number_rows
from sim.plan.plan import Plan
from sim.plan.schema import JUDGED
from sim.plan.workbook.tables import TEXTS

EDITED = "reason-edited"
REASON = re.compile(r"reason-[a-z0-9-]+")
TOTAL = ("value", "allowed")
"""What a complaint about a total names: the sum of the parts, and the total."""
Place = tuple[str, Path]


@dataclass(frozen=True)
class Edits:
    """What was changed of a pack so far; a value by its place, None where a source is taken away.

    Attributes
    ----------
    said : tuple of (place, value)
        In the order in which they were typed.
    """

    said: tuple[tuple[Place, Any], ...] = ()

    @property
    def by_place(self) -> dict[Place, Any]:
        return dict(self.said)

    def with_value(self, place: Place, value: Any) -> Edits:
        kept = {where: old for where, old in self.said if where != place}
        return Edits((*kept.items(), (place, value)))

    def with_judgement(self, row: NumberRow, **said: Any) -> Edits:
        """Return them with what is said of how well a number is known: its basis, its low and high end, or None."""
        edits = self
        for name, value in said.items():
            place, first = (row.file, (*row.path[:-1], name)), row.judgement[name]
            edits = edits.without(place) if value == first else edits.with_value(place, value)
        return edits

    def without(self, place: Place) -> Edits:
        return Edits(tuple((where, old) for where, old in self.said if where != place))


class RowError(PlanError):
    """What is wrong with a row of the table: its name, and what is said of it elsewhere."""

    def __init__(self, row: NumberRow, plan: Plan, problem: SimError) -> None:
        told = {name: problem.arguments[name] for name in ("file", "key", "value") if name in problem.arguments}
        super().__init__("error-plan-row", **told)
        self.row, self.plan, self.problem = row, plan, problem

    def text(self, language: str = FALLBACK) -> str:
        said = self.plan.vocabulary(get_language(language))
        if self.problem.key == "error-plan-total":
            sums = (change_value(float(str(self.problem.arguments[name])), self.row.change, said) for name in TOTAL)
            return said.text("error-plan-row-total", row=self.row.name(said), **dict(zip(TOTAL, sums, strict=True)))
        return said.text(self.key, row=self.row.name(said), problem=self.problem.text(language))


@dataclass(frozen=True)
class Edited:
    """What came of edits: the files, the plan where it is one, and what is wrong."""

    files: Mapping[str, str]
    plan: Plan | None
    problems: tuple[SimError, ...]


def edited_files(files: Mapping[str, str], edits: Edits) -> dict[str, str]:
    """Return a pack's files with edits; every file that nothing was changed in stays as it stands."""
    found = dict(files)
    for file in dict.fromkeys(place[0] for place, _ in edits.said):
        known = leaves(files.get(file, ""), file)
        said = {path: value for (name, path), value in edits.said if name == file and value is not None}
        gone = {path for (name, path), value in edits.said if name == file and value is None and path in known}
        for path in tuple(said):
            rests = [(*path[:-1], part) for part in ("source", "assumption")]
            stated = path[-1] in RESTING and not set(rests).isdisjoint(known) and not {*said, *gone} & {rests[0]}
            own = path[-1] in JUDGED and known.get(rests[1]) == NOT_YOURS  # whoever judges it has made it their own
            if stated or own:
                said[rests[1]] = EDITED
        for path in gone:  # nothing is left that it rests on
            if path[-1] == "source" and (*path[:-1], "assumption") not in {*known, *said}:
                said[(*path[:-1], "assumption")] = EDITED
        found[file] = with_leaves(found.get(file, ""), file, said, frozenset(gone))
    return _without_unused_reasons(files, found)


def _without_unused_reasons(before: Mapping[str, str], found: dict[str, str]) -> dict[str, str]:
    """Take the words of reasons that nothing rests on any more out of the texts, where a pack may name no others."""
    old, new = (_reasons(files) for files in (before, found))
    for name in (one for one in found if one.startswith(TEXTS)):
        gone = {path for path in leaves(found[name], name) if path[0] == "reasons" and path[1] in old - new}
        if gone:
            found[name] = with_leaves(found[name], name, {}, frozenset(gone))
    return found


def _reasons(files: Mapping[str, str]) -> set[str]:
    """Return the keys of reasoning that a pack's files name."""
    return {word for name, text in files.items() if not name.startswith(TEXTS) for word in REASON.findall(text)}


def check_edits(plan: Plan, edits: Edits) -> Edited:
    """Return what a plan's pack becomes by edits; whatever is wrong names the row that it is wrong with."""
    files = edited_files(plan.files, edits)
    found, problems = check_pack(files)
    if not problems:
        return Edited(files, found, ())
    rows = number_rows(plan, files)
    return Edited(files, None, tuple(_locate(one, rows, edits, plan) for one in problems))


def _locate(problem: SimError, rows: tuple[NumberRow, ...], edits: Edits, plan: Plan) -> SimError:
    """Return a complaint about a file and key as one about a row: the one that was edited, where several fit."""
    file, key = str(problem.arguments.get("file", "")), str(problem.arguments.get("key", ""))
    near = [row for row in rows if row.file == file and key and _meets(row.path, key)]
    near.sort(key=lambda row: row.place not in edits.by_place)
    return RowError(near[0], plan, problem) if near else problem


def _meets(path: Path, key: str) -> bool:
    joined, key = ".".join(path), key.removesuffix(".low")  # ends and basis stand in the row of their number
    return joined == key or joined.startswith(f"{key}.") or key.startswith(f"{joined}.")


def sum_offered(problem: SimError, files: Mapping[str, str]) -> tuple[NumberRow, float] | None:
    """Return the total that would fit what its parts now sum to, where a complaint is that it does not."""
    found = problem.problem if isinstance(problem, RowError) else problem
    if found.key != "error-plan-total":
        return None
    path = (f"{found.arguments['key']}_total", "value")
    if path not in leaves(files.get("plan.yaml", ""), "plan.yaml"):
        return None
    unit = str(leaves(files["plan.yaml"], "plan.yaml").get((path[0], "unit"), ""))
    row = NumberRow("", "plan.yaml", path, 0.0, unit)
    return row, float(f"{float(str(found.arguments['value'])):.12g}")
