"""Reading a table of facts (CSV or Excel) strictly.

Columns: `metric`, `scope`, `period`, `kind`, `value`, `unit` must be there; `id`, `document`, `section`, `note` may be.
Every problem is named by row and column, all of them at once (up to a limit), and nothing is read if there is one. What
can be read in two ways is a doubt, and is read only when somebody confirms it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.audit.registry import get_registry, read_yaml
from sim.audit.statements import STATUS, StatedFact
from sim.language.errors import FormatError, Listed
from sim.reading.cells import Figure, Formula, Merged
from sim.reading.doubts import Choices, Doubt, Reading, decimal_doubt
from sim.reading.numbers import STYLES, Amount, Style, decimals_of, read_number
from sim.reading.problems import Problem, TableError, address
from sim.reading.table import HEADING_WITHIN, MEGABYTE, MOST_LISTED, Limits, Table, read_table
from sim.reading.units import joint_unit, read_unit
from sim.reading.writing import clean

REQUIRED = ("metric", "scope", "period", "kind", "value", "unit")
MOST_BYTES = 8 * MEGABYTE
MOST_ROWS = 50_000
MOST_COLUMNS = 40
MOST_CHARACTERS = 300
LIMITS = Limits(MOST_BYTES, MOST_ROWS + HEADING_WITHIN, MOST_COLUMNS)
FILLED = ("document", "period")
"""Columns whose cells may be empty, so that an empty cell below a filled one can mean the same or nothing."""


def read_facts(source: str | Path | bytes, name: str = "", choices: Choices | None = None) -> list[StatedFact]:
    """Read a table of facts of which nothing can be read otherwise, or of which `choices` say how.

    Parameters
    ----------
    source : path or bytes
        A CSV file or an Excel workbook; see `sim.reading.table`.
    name : str
        The file's name, for messages.
    choices : by kind of doubt

    Raises
    ------
    DoubtError
        Something can be read in two ways.
    TableError
        Columns missing, unknown or doubled; a value that is no finite number; an unknown kind; an empty or overlong
        cell; two rows with one id: by row and column.
    FormatError
        Not a table, too large, or empty.
    """
    name = name or (Path(source).name if not isinstance(source, bytes) else "facts.csv")
    return read_fact_table(source, name, choices).sure(name)


def read_fact_table(source: str | Path | bytes, name: str, choices: Choices | None = None) -> Reading[list[StatedFact]]:
    """Read a table of facts, with what of it could be read otherwise; see `read_facts`."""
    if not isinstance(source, bytes):
        path = Path(source)
        if not path.is_file():
            raise FormatError("error-facts-missing", name=str(source))
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    chosen = choices or {}
    table = read_table(source, name, LIMITS, lambda cell: clean(cell) in _names("columns"), 3, chosen)
    return _Facts(table, chosen).read()


@lru_cache
def _names(of: str) -> dict[str, str]:
    """Return the words for the columns or the kinds of a table, each with what it names."""
    return {clean(word): name for name, words in read_yaml("columns.yaml")[of].items() for word in words}


class _Facts:
    """A table on its way to facts."""

    def __init__(self, table: Table, choices: Choices) -> None:
        self.table = table
        self.choices = choices
        self.doubts = list(table.doubts)
        self.problems: list[Problem] = []

    def read(self) -> Reading[list[StatedFact]]:
        name, rows, head = self.table.name, self.table.rows, self.table.head
        if head is None:
            raise FormatError("error-facts-empty", name=name)
        if len(rows) - head - 1 > MOST_ROWS:
            raise FormatError("error-table-rows", name=name, most=MOST_ROWS)
        columns = self.columns(rows[head], head + 1)
        self.raise_problems()
        heads = {column: rows[head][i].strip() for column, i in columns.items()}
        lines = list(self.lines(columns, head))
        self.fill(lines, heads)
        style = self.style([(place, cells["value"]) for place, cells, _ in lines], columns["value"], heads["value"])
        facts = self.facts(lines, columns, heads, style, len(rows[head]))
        self.raise_problems()
        if not facts:
            raise FormatError("error-facts-empty", name=name)
        return Reading(self.in_points(facts), tuple(self.doubts))

    def raise_problems(self) -> None:
        if self.problems:
            raise TableError(self.table.name, self.problems, self.table.sheet)

    def columns(self, header: list[str], row: int) -> dict[str, int]:
        names = _names("columns")
        columns: dict[str, int] = {}
        for i, cell in enumerate(header):
            if not cell.strip():
                continue
            column = names.get(clean(cell))
            if column is None:
                self.problems.append(Problem.at(row, cell.strip(), "error-facts-unknown-column", i))
            elif column in columns:
                self.problems.append(Problem.at(row, cell.strip(), "error-facts-doubled-column", i))
            else:
                columns[column] = i
        missing = [column for column in REQUIRED if column not in columns]
        self.problems += [Problem.at(row, column, "error-facts-missing-column") for column in missing]
        return columns

    def lines(self, columns: dict[str, int], head: int) -> Iterator[tuple[int, dict[str, str], list[str]]]:
        """Yield the filled rows: the row's number, its cells by column, and all of its cells."""
        for place, row in enumerate(self.table.rows[head + 1 :], start=head + 2):
            if any(cell.strip() for cell in row):
                yield place, {column: row[i] if i < len(row) else "" for column, i in columns.items()}, row

    def fill(self, lines: list[tuple[int, dict[str, str], list[str]]], heads: dict[str, str]) -> None:
        """Fill empty cells below filled ones, where an empty cell could be meant as such: what a merged cell leaves."""
        for column in FILLED:
            if column not in heads:
                continue
            above, empty = "", []
            for place, cells, _ in lines:
                if cells[column].strip():
                    above = cells[column]
                elif above:
                    empty.append(place)
                    if self.choices.get("blank", "fill") == "fill":
                        cells[column] = above
            if empty and "blank" not in self.choices:
                shown = Listed(tuple(empty), MOST_LISTED)
                self.doubts.append(Doubt.of("blank", "fill", ("fill", "empty"), column=heads[column], rows=shown))

    def style(self, values: list[tuple[int, str]], column: int, head: str) -> Style:
        """Return the style of the numbers that stand as somebody wrote them; those of a workbook have a point."""
        chosen = self.choices.get("decimal")
        written = {place: one for place, one in values if not isinstance(one, Figure | Formula)}
        found = decimals_of(written.values(), self.table.separator)
        if chosen in STYLES:
            return "comma" if chosen == "comma" else "point"
        if found.doubtful:
            row = next(place for place, one in written.items() if one == found.doubtful[0])
            where = {"row": str(row), "column": head, "cell": address(self.table.sheet, row, column) or "none"}
            self.doubts.append(decimal_doubt(found.style, found.doubtful, self.table.separator, where))
        return found.style

    def facts(
        self,
        lines: list[tuple[int, dict[str, str], list[str]]],
        columns: dict[str, int],
        heads: dict[str, str],
        style: Style,
        width: int,
    ) -> list[StatedFact]:
        facts: list[StatedFact] = []
        ids: dict[str, int] = {}
        for place, cells, row in lines:
            reader = _Row(place, columns, heads, cells, style)
            fact = reader.fact()
            beyond = next((cell for cell in row[width:] if cell.strip()), "")
            if beyond:  # a separator too many shifts every cell after it
                at = row.index(beyond, width)
                reader.problems.append(Problem.at(place, str(at + 1), "error-table-no-column", at, found=beyond))
            self.problems += reader.problems
            if fact is None or beyond:
                continue
            if fact.id in ids:
                found = f"{fact.id} ({ids[fact.id]})"
                said = heads.get("id", "id"), "error-facts-doubled-id", columns.get("id")
                self.problems.append(Problem.at(place, *said, found=found))
            ids.setdefault(fact.id, place)
            facts.append(fact)
        return facts

    def in_points(self, facts: list[StatedFact]) -> list[StatedFact]:
        """Return facts in which a change of a share in % is in points or in per cent of it, as somebody chose.

        It is asked only where the table states that share, so that the answer matters.
        """
        registry = get_registry()
        levels = {(registry.metric(fact.metric, fact.unit).id, clean(fact.scope)) for fact in facts}
        doubtful = [
            fact for fact in facts if (registry.points_or_percent(fact.metric, fact.unit), clean(fact.scope)) in levels
        ]
        chosen = self.choices.get("points", "points")
        if doubtful and "points" not in self.choices:
            one = doubtful[0]
            rows = [fact.row for fact in doubtful[:MOST_LISTED]]
            example = {"metric": one.metric, "value": f"{one.value:g}", "unit": one.unit}
            self.doubts.append(Doubt.of("points", "points", ("points", "percent"), rows=rows, **example))
        unclear = {fact.row for fact in doubtful} if chosen == "points" else set()
        return [fact.in_unit("pct_points") if fact.row in unclear else fact for fact in facts]


class _Row:
    """One row on its way to a fact; `problems` tells what is wrong with it, by the columns' own names."""

    def __init__(
        self, row: int, columns: dict[str, int], heads: dict[str, str], cells: dict[str, str], style: Style
    ) -> None:
        self.row = row
        self.columns = columns
        self.heads = heads
        self.problems: list[Problem] = []
        self.uncomputed: set[str] = set()
        self.value = cells["value"]
        self.style: Style = "point" if isinstance(self.value, Figure) else style
        for column, cell in cells.items():
            if isinstance(cell, Formula):
                self.problem(column, "error-table-formula", formula=cell)
                self.uncomputed.add(column)
            elif len(cell.strip()) > MOST_CHARACTERS:
                self.problem(column, "error-facts-long-cell", found=cell.strip()[:40], most=MOST_CHARACTERS)
        if isinstance(self.value, Merged):
            self.problem("value", "error-table-merged", range=self.value.range, found=self.value.strip())
        self.cells = {column: "" if column in self.uncomputed else cell.strip() for column, cell in cells.items()}

    def problem(self, column: str, key: str, **arguments: Any) -> None:
        at = self.columns.get(column)
        self.problems.append(Problem.at(self.row, self.heads.get(column, column), key, at, **arguments))

    def fact(self) -> StatedFact | None:
        """Return the fact, None where something is wrong with it."""
        cells = self.cells
        amount = read_number(cells["value"], self.style)
        for column in REQUIRED:
            missing = not cells[column] and column not in self.uncomputed
            if missing and column != "period" and not (column == "unit" and amount and read_unit(amount.unit).known):
                self.problem(column, "error-table-empty-cell")
        kind = _names("kinds").get(clean(cells["kind"]), "")
        if cells["kind"] and not kind:
            self.problem("kind", "error-facts-kind", found=cells["kind"][:40], kinds=[*STATUS])
        if cells["value"] and amount is None:
            self.problem("value", "error-facts-number", found=cells["value"][:40])
        measured = self.in_column(amount) if amount else None
        if self.problems or measured is None:
            return None
        return StatedFact(
            id=cells.get("id") or f"row-{self.row}",
            document=cells.get("document", ""),
            section=cells.get("section", ""),
            metric=cells["metric"],
            scope=cells["scope"],
            period=cells["period"],
            kind=kind,
            value=measured.value,
            unit=cells["unit"] or measured.unit,
            note=cells.get("note", ""),
            text=measured.text,
            row=self.row,
        )

    def in_column(self, amount: Amount) -> Amount | None:
        """Return a number in the unit of its column, whatever stands beside it; None, and a problem, if they clash."""
        column = self.cells["unit"]
        if not amount.unit or not column:
            return amount
        unit = joint_unit(amount.unit, column)
        if unit is None:
            percent = read_unit(amount.unit).dimension == "fraction"
            self.problem(
                "unit" if percent else "value",
                "error-facts-percent" if percent else "error-facts-unit-number",
                found=column[:40] if percent else self.cells["value"][:40],
                **({} if percent else {"unit": column[:40]}),
            )
            return None
        power = round(math.log10(unit.factor / read_unit(column).factor))
        if not power:
            return Amount(amount.value, amount.text)
        return Amount(float(f"{amount.text}e{power}"), f"{amount.text}e{power}")
