"""A workbook read back as the files of a pack; whatever is wrong is told by sheet and cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from openpyxl.utils import get_column_letter

from sim.language import get_language, languages
from sim.language.errors import PlanError, SimError
from sim.plan.files import FILE_LIMIT, belongs
from sim.plan.leaf_edits import with_leaves
from sim.plan.leaves import Path, leaves
from sim.plan.questions import read_range
from sim.plan.schema import BASES, Basis
from sim.plan.spreads import BASIS_TEXTS
from sim.plan.workbook.cells import NotAValue, exact, same, value_of
from sim.plan.workbook.tables import (
    ATTACHED,
    CHECKS,
    COLUMNS,
    PACK,
    README,
    SHEETS,
    TEXTS,
    SheetSpec,
    holds,
    path_of,
)
from sim.reading.workbook import Sheet, TooLarge, Workbook

MOST_ROWS, MOST_COLUMNS = 20_000, 14
HEAD_WITHIN = 12


class CellError(PlanError):
    """What is wrong with a cell: where it stands, and what is said of it elsewhere."""

    def __init__(self, cell: str, problem: SimError) -> None:
        told = {name: problem.arguments[name] for name in ("key", "value", "allowed") if name in problem.arguments}
        super().__init__("error-workbook-cell", file=cell, **told)
        self.cell, self.problem = cell, problem

    def text(self, language: str = "en") -> str:
        return get_language(language).text(self.key, cell=self.cell, problem=self.problem.text(language))


@dataclass
class Filled:
    """What a workbook says: the files of the pack, where each value stands, and what could not be read."""

    files: dict[str, str]
    cells: dict[tuple[str, Path], str] = field(default_factory=dict)
    problems: list[SimError] = field(default_factory=list)

    def locate(self, problem: SimError) -> SimError:
        """Return a complaint about a file and key as one about the cell that it came from, where one did."""
        file, key = str(problem.arguments.get("file", "")), str(problem.arguments.get("key", ""))
        for (name, path), cell in self.cells.items():
            joined = ".".join(path)
            if name == file and key and (joined == key or joined.startswith(f"{key}.") or key.startswith(f"{joined}.")):
                return CellError(cell, problem)
        return problem


def read_workbook(content: bytes) -> Filled:
    """Return the pack that a workbook holds, with what its cells say.

    Raises
    ------
    PlanError
        No workbook, too large, or none that was made for a plan.
    """
    try:
        with Workbook(content, MOST_ROWS, MOST_COLUMNS) as book:
            if PACK not in book.names:
                raise PlanError("error-workbook-foreign")
            filled = Filled(_pack(book.sheet(PACK)))
            pages, strange = _pages(book)
            filled.problems += [PlanError("error-workbook-sheet", sheet=name[:40]) for name in strange]
    except PlanError:
        raise
    except TooLarge:
        raise PlanError("error-pack-size-total", limit=80) from None
    except Exception:  # noqa: BLE001 - the libraries raise whatever a broken file makes them trip over
        raise PlanError("error-workbook-broken") from None
    _take(filled, pages)
    return filled


def _pages(book: Workbook) -> tuple[dict[SheetSpec, Sheet], list[str]]:
    """Return the sheets that a plan has, by whatever language they are called in, and the names of others."""
    known = {get_language(id).text(sheet.text)[:31]: sheet for sheet in SHEETS for id in languages()}
    told = {get_language(id).text(key)[:31] for key in (README, CHECKS) for id in languages()}
    pages = {known[name]: book.sheet(name) for name in book.names if name in known}
    return pages, [name for name in book.visible if name not in known and name not in told]


def _pack(page: Sheet) -> dict[str, str]:
    """Return the pack as it was written out."""
    lines: dict[str, list[str]] = {}
    for row in page.rows:
        if len(row) >= 2 and str(row[0]):
            lines.setdefault(str(row[0]), []).append(str(row[1]).removeprefix("|"))
    files = {name: "\n".join(parts) for name, parts in lines.items()}
    for name, text in files.items():
        if not belongs(name) or len(text) > FILE_LIMIT:
            raise PlanError("error-workbook-foreign")
    return files


def _take(filled: Filled, pages: Mapping[SheetSpec, Sheet]) -> None:
    """Apply what the sheets say to the pack, file by file; a sheet that is gone changes nothing."""
    for file in dict.fromkeys(sheet.file for sheet in SHEETS if sheet.kind == "values"):
        known = leaves(filled.files.get(file, ""), file)
        said: dict[Path, Any] = {}
        covered: set[Path] = set()
        for sheet in (one for one in pages if one.file == file):
            covered |= {path for path in known if holds(sheet, path)}
            said |= dict(_values(filled, pages[sheet], sheet, known))
        _change(filled, file, known, said, covered)
    for sheet, page in pages.items():
        if sheet.kind == "texts":
            _texts(filled, page)
        elif sheet.kind == "rows":
            _table(filled, page, sheet.file)


def _change(filled: Filled, file: str, known: Mapping[Path, Any], said: Mapping[Path, Any], covered: set[Path]) -> None:
    changed = {path: value for path, value in said.items() if path not in known or not same(value, known[path])}
    gone = frozenset(path for path in covered if path not in said and known[path] not in ([], None))
    if changed or gone:
        filled.files[file] = with_leaves(filled.files.get(file, ""), file, changed, gone)


def _values(filled: Filled, page: Sheet, sheet: SheetSpec, known: Mapping[Path, Any]) -> Iterator[tuple[Path, Any]]:
    headed = _head(page, {get_language(id).text(key): name for name, key in COLUMNS.items() for id in languages()})
    if headed is None or not {"key", "value"} <= headed[1].keys():
        filled.problems.append(PlanError("error-workbook-head", sheet=page.name))
        return
    head, columns = headed
    seen: set[Path] = set()
    for number in range(head + 1, len(page.rows)):
        key = _cell(page, number, columns["key"])
        place = f"{page.name}!{get_column_letter(columns['value'] + 1)}{number + 1}"
        if not key:
            if _cell(page, number, columns["value"]):
                problem = PlanError("error-plan-missing-key", file=page.name, key="key")
                filled.problems.append(CellError(place, problem))
            continue
        path = path_of(key)
        if path in seen:
            filled.problems.append(CellError(place, PlanError("error-plan-duplicate", file=page.name, key=key[:80])))
            continue
        seen.add(path)
        ranged = False  # a range typed as the value says its ends itself
        for name in ("value", *ATTACHED):
            if name not in columns or (name != "value" and path[-1] in ATTACHED):
                continue
            if ranged and name in ("low", "high"):
                continue
            where = path if name == "value" else (*path[:-1], name)
            text = page.rows[number][columns[name]] if columns[name] < len(page.rows[number]) else ""
            cell = f"{page.name}!{get_column_letter(columns[name] + 1)}{number + 1}"
            filled.cells[sheet.file, where] = cell
            if name == "basis":
                text = _bases().get(exact(text).lower(), text)
            if not exact(text) and not (name == "value" and known.get(where) == ""):
                continue
            if name == "value" and isinstance(known.get(where), int | float) and (ends := read_range(exact(text))):
                for part, value in (("value", sum(ends) / 2), ("low", ends[0]), ("high", ends[1])):
                    filled.cells[sheet.file, (*path[:-1], part)] = cell
                    yield (*path[:-1], part), value
                ranged = True
                continue
            try:
                yield where, value_of(text, known.get(where), where[-1])
            except NotAValue as problem:
                told = {"file": sheet.file, "key": key[:80], "value": str(text)[:80], "allowed": str(problem)}
                filled.problems.append(CellError(cell, PlanError("error-plan-wrong-value", **told)))
                if where in known:
                    yield where, known[where]


@cache
def _bases() -> dict[str, Basis]:
    """Return what a number rests on, by its word in any language."""
    return {get_language(id).text(BASIS_TEXTS[one]): one for id in languages() for one in BASES}


def _texts(filled: Filled, page: Sheet) -> None:
    """Take over what things are called; a language without any text is left out."""
    headed = _head(page, {get_language(id).text(COLUMNS["key"]): "key" for id in languages()})
    if headed is None:
        filled.problems.append(PlanError("error-workbook-head", sheet=page.name))
        return
    head, columns = headed
    own = [name for name in filled.files if name.startswith(TEXTS)]
    for place, title in enumerate(page.rows[head]):
        name = f"{TEXTS}{exact(title)}.yaml"
        if place == columns["key"] or not exact(title) or not belongs(name):
            continue
        known = leaves(filled.files.get(name, ""), name)
        said: dict[Path, Any] = {}
        for number in range(head + 1, len(page.rows)):
            key, text = _cell(page, number, columns["key"]), _cell(page, number, place)
            if key and text:
                said[path_of(key)] = text
                cell = f"{page.name}!{get_column_letter(place + 1)}{number + 1}"
                filled.cells[name, path_of(key)] = cell
        if said and name not in filled.files and own and ("fallback",) not in said:
            original = next((one for one in own if ("fallback",) not in leaves(filled.files[one], one)), own[0])
            said[("fallback",)] = original.removeprefix(TEXTS).removesuffix(".yaml")
        known = {path: str(value) if not isinstance(value, str) else value for path, value in known.items()}
        _change(filled, name, known, said, set(known) if name in filled.files else set())


def _table(filled: Filled, page: Sheet, file: str) -> None:
    """Take over the rows of a table."""
    known = list(csv.reader(io.StringIO(filled.files.get(file, ""))))
    columns = known[0] if known else []
    head = next(
        (n for n, row in enumerate(page.rows[:HEAD_WITHIN]) if [exact(one) for one in row][: len(columns)] == columns),
        None,
    )
    if head is None:
        filled.problems.append(PlanError("error-workbook-head", sheet=page.name))
        return
    rows = [[exact(one) for one in (*row, *[""] * len(columns))][: len(columns)] for row in page.rows[head:]]
    rows = [row for row in rows if any(row)]
    for number, row in enumerate(page.rows[head + 1 :], head + 2):
        if row and exact(row[0]):
            filled.cells[file, (exact(row[0]),)] = f"{page.name}!A{number}"
    if rows != [[one.strip() for one in row] for row in known if any(row)]:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        filled.files[file] = text.getvalue()


def _head(page: Sheet, titles: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """Return the row of headings and the place of each column in it."""
    for number, row in enumerate(page.rows[:HEAD_WITHIN]):
        found: dict[str, int] = {}
        for place, one in enumerate(row):
            if exact(one) in titles:
                found.setdefault(titles[exact(one)], place)
        if "key" in found:
            return number, found
    return None


def _cell(page: Sheet, row: int, column: int) -> str:
    cells = page.rows[row]
    return exact(cells[column]) if column < len(cells) else ""
