"""Which columns of a list are customer, date and amount, and in which unit amounts stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sim.customers.spec import COLUMN_NAMES, COLUMNS, column_names
from sim.language.errors import FormatError, Names
from sim.reading.problems import Problem, TableError
from sim.reading.writing import clean, narrow

UNIT_BEHIND = re.compile(r"(.+?)\s*[(\[]\s*([^)\]]+)\s*[)\]]|(.+?),\s+(.+)")


@dataclass(frozen=True)
class Layout:
    """The place of each column, its heading, what else is in the table, and the unit in the heading of the amounts.

    `width` is how many cells the row of headings has.
    """

    places: dict[str, int]
    headings: tuple[str, ...]
    unread: tuple[str, ...]
    unit: str
    width: int


def is_heading(cell: str) -> bool:
    """Tell whether a cell heads one of the three columns."""
    return bool(_column(cell)[0])


def _column(cell: str) -> tuple[str, str]:
    """Return which column a heading names, and the unit behind it."""
    if found := column_names().get(clean(cell)):
        return found, ""
    if match := UNIT_BEHIND.fullmatch(narrow(cell)):
        name, unit = match[1] or match[3], match[2] or match[4]
        return column_names().get(clean(name), ""), unit
    return "", ""


def read_headings(cells: Sequence[str], name: str, row: int) -> Layout:
    """Return the layout that a row of headings says.

    Raises
    ------
    TableError
        A column is missing or stands twice.
    FormatError
        The row heads nothing.
    """
    places: dict[str, int] = {}
    unread, problems, unit = [], [], ""
    for place, cell in enumerate(cells):
        column, behind = _column(cell)
        if column and column in places:
            first = cells[places[column]]
            problems.append(Problem.at(row, cell, "error-customers-column-twice", first=first))
        elif column:
            places[column] = place
            unit = behind if column == "amount" else unit
        elif cell.strip():
            unread.append(narrow(cell)[:40])
    if not places:
        raise FormatError("error-customers-headings", name=name, columns=Names(tuple(COLUMN_NAMES.values())))
    for column in COLUMNS:
        if column not in places:
            allowed = [word for word, id in column_names().items() if id == column]
            problems.append(
                Problem.at(
                    row, column, "error-customers-column", column=column, allowed=allowed, called=COLUMN_NAMES[column]
                )
            )
    if problems:
        raise TableError(name, problems)
    return Layout(places, tuple(narrow(cells[places[one]])[:40] for one in COLUMNS), tuple(unread), unit, len(cells))
