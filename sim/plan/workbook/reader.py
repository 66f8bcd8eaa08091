"""A workbook read back as the files of a pack; whatever is wrong is told by sheet and cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sim.language import FALLBACK, get_language, languages
from sim.language.errors import PlanError, SimError
from sim.plan.files import FILE_LIMIT, belongs
from sim.plan.leaf_edits import with_leaves
from sim.plan.leaves import Path, entry_names, leaves, of_entries
from sim.plan.questions import read_range
from sim.plan.schema import BASES, Basis
from sim.plan.spreads import BASIS_TEXTS
from sim.plan.workbook.cells import COULD_BE_TWO, NotAValue, exact, same, value_of
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
from sim.plan.yaml_text import read_yaml
from sim.reading.cells import Merged
from sim.reading.problems import column_letters
from sim.reading.workbook import Sheet, TooLarge, Workbook

MOST_ROWS, MOST_COLUMNS = 20_000, 14
HEAD_WITHIN = 12
NUMBERS = ("value", "low", "high")
"""Columns in which a merged cell would say the same number of several things; one reason may well hold for several."""


class CellError(PlanError):
    """What is wrong with a cell: where it stands, and what is said of it elsewhere."""

    def __init__(self, cell: str, problem: SimError) -> None:
        told = {name: problem.arguments[name] for name in ("key", "value", "allowed") if name in problem.arguments}
        super().__init__("error-workbook-cell", file=cell, **told)
        self.cell, self.problem = cell, problem

    def text(self, language: str = FALLBACK) -> str:
        return get_language(language).text(self.key, cell=self.cell, problem=self.problem.text(language))


@dataclass
class Filled:
    """What a workbook says: the files of the pack, where each value stands, and what could not be read."""

    files: dict[str, str]
    cells: dict[tuple[str, Path], str] = field(default_factory=dict)
    problems: list[SimError] = field(default_factory=list)

    def locate(self, problem: SimError) -> SimError:
        """Return a complaint about a file and key as one about the cell that it came from, where one did."""
        file = str(problem.arguments.get("file", ""))
        key = self._key_by_names(file, str(problem.arguments.get("key", "")))
        for (name, path), cell in self.cells.items():
            joined = ".".join(path)
            if name == file and key and (joined == key or joined.startswith(f"{key}.") or key.startswith(f"{joined}.")):
                return CellError(cell, problem)
        return problem

    def _key_by_names(self, file: str, key: str) -> str:
        """Return a key with the entries of lists by their names, as cells know them, not by their places."""
        node, parts = (read_yaml(self.files[file], file) if file in self.files and file.endswith(".yaml") else None), []
        for part in key.split("."):
            name = part
            if of_entries(node) and part.isdigit() and int(part) < len(node):
                name, node = entry_names(node)[int(part)], node[int(part)]
            else:
                node = node.get(part) if isinstance(node, dict) else None
            parts.append(name)
        return ".".join(parts)


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
    pages: dict[SheetSpec, Sheet] = {}
    strange: list[str] = []
    for name in book.names:
        if name in known and known[name] not in pages:
            pages[known[name]] = book.sheet(name)
        elif name in known or (name not in told and name != PACK and (name in book.visible or _is_ours(book, name))):
            strange.append(name)  # also one that is here twice, in two languages
    return pages, strange


def _is_ours(book: Workbook, name: str) -> bool:
    """Tell whether a hidden sheet is one of a plan under another name; people may keep what they like on others."""
    return _head(book.sheet(name, HEAD_WITHIN), _titles()) is not None


@cache
def _titles() -> dict[str, str]:
    """Return the columns of a sheet of values by their headings in any language."""
    return {get_language(id).text(key): name for name, key in COLUMNS.items() for id in languages()}


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
            headed = _columns(filled, pages[sheet])
            if headed is not None:
                covered |= {path for path in known if holds(sheet, path)}
                said |= dict(_values(filled, pages[sheet], sheet, known, *headed))
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


def _columns(filled: Filled, page: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of headings and the place of each column, None where that is not plain; that is told, then."""
    headed = _head(page, _titles())
    if headed is None or "value" not in headed[1]:
        filled.problems.append(PlanError("error-workbook-head", sheet=page.name))
        return None
    row = [exact(one) for one in page.rows[headed[0]]]
    twice = [one for one in dict.fromkeys(row) if one in _titles() and row.count(one) > 1]
    # what stands below a heading that is gone or renamed would be lost without a word
    gone = [name for name in ATTACHED if name not in headed[1]]
    spoken = next(get_language(id) for id in languages() if get_language(id).text(COLUMNS["key"]) in row)
    filled.problems += [PlanError("error-workbook-column-twice", sheet=page.name, column=one) for one in twice]
    filled.problems += [
        PlanError("error-workbook-column", sheet=page.name, column=spoken.text(COLUMNS[one])) for one in gone
    ]
    return None if twice or gone else headed


def _values(
    filled: Filled, page: Sheet, sheet: SheetSpec, known: Mapping[Path, Any], head: int, columns: Mapping[str, int]
) -> Iterator[tuple[Path, Any]]:
    seen: set[Path] = set()
    for number in range(head + 1, len(page.rows)):
        key = _cell(page, number, columns["key"])
        place = f"{page.name}!{column_letters(columns['value'])}{number + 1}"
        if not key:
            if any(_cell(page, number, columns[name]) for name in ("value", *ATTACHED)):
                problem = PlanError("error-plan-missing-key", file=page.name, key="key")
                filled.problems.append(CellError(place, problem))
            continue
        path = path_of(key)
        if not holds(sheet, path):
            filled.problems.append(CellError(place, _elsewhere(page, sheet, path, key[:80])))
            continue
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
            cell = f"{page.name}!{column_letters(columns[name])}{number + 1}"
            filled.cells[sheet.file, where] = cell
            if name in NUMBERS and isinstance(text, Merged) and text:
                filled.problems.append(CellError(cell, PlanError("error-workbook-merged", range=text.range)))
                continue
            if name == "basis":
                text = _bases().get(exact(text).lower(), text)
            if not exact(text) and not (name == "value" and known.get(where) == ""):
                continue
            numeric = isinstance(known.get(where), int | float)
            if name == "value" and numeric and not COULD_BE_TWO.search(text) and (ends := read_range(exact(text))):
                for part, value in (("value", sum(ends) / 2), ("low", ends[0]), ("high", ends[1])):
                    filled.cells[sheet.file, (*path[:-1], part)] = cell
                    yield (*path[:-1], part), value
                ranged = True
                continue
            try:
                yield where, value_of(text, known.get(where), where[-1])
            except NotAValue as problem:
                told = {"file": sheet.file, "key": key[:80], "value": str(text)[:80], "allowed": problem.args}
                filled.problems.append(CellError(cell, PlanError("error-plan-wrong-value", **told)))
                if where in known:
                    yield where, known[where]


def _elsewhere(page: Sheet, sheet: SheetSpec, path: Path, key: str) -> PlanError:
    """Return what is wrong with a key that does not belong on a sheet: where it does, or what keys here begin with."""
    other = next((one for one in SHEETS if path[0] in one.parts and one.file == sheet.file), None)
    if other is None:
        allowed = [f"{part}/…" for part in sheet.parts]
        return PlanError("error-workbook-place", key=key, of="keys", allowed=allowed)
    spoken = next(get_language(id) for id in languages() if get_language(id).text(sheet.text)[:31] == page.name)
    return PlanError("error-workbook-place", key=key, of="sheet", allowed=spoken.text(other.text))


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
    ids = [exact(title) for title in page.rows[head]]
    for id in (name.removeprefix(TEXTS).removesuffix(".yaml") for name in own):
        if ids.count(id) != 1:
            key = "error-workbook-column-twice" if id in ids else "error-workbook-column"
            filled.problems.append(PlanError(key, sheet=page.name, column=id))
            return
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
                cell = f"{page.name}!{column_letters(place)}{number + 1}"
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
    amounts = columns.index("value") if "value" in columns else None
    for number, row in enumerate(page.rows[head + 1 :], head + 2):
        if row and exact(row[0]):
            filled.cells[file, (exact(row[0]),)] = f"{page.name}!A{number}"
        read = rows[number - head - 1]
        if amounts is not None and amounts < len(row) and any(read) and read not in known:
            _check_amount(filled, row[amounts], f"{page.name}!{column_letters(amounts)}{number}", file, read[0])
    rows = [row for row in rows if any(row)]
    if rows != [[one.strip() for one in row] for row in known if any(row)]:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        filled.files[file] = text.getvalue()


def _check_amount(filled: Filled, text: str, cell: str, file: str, id: str) -> None:
    """Tell of an amount in a table that could be two, or is none."""
    try:
        value_of(text, 1.0, "value")
    except NotAValue as problem:
        told = {"file": file, "key": f"{id}.value"[:80], "value": str(text)[:80], "allowed": problem.args}
        filled.problems.append(CellError(cell, PlanError("error-plan-wrong-value", **told)))


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
