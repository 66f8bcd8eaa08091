"""What is wrong with a table: every place to mend, by sheet, row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.language import FALLBACK, Language, get_language
from sim.language.errors import MOST_LETTERS, FormatError, Listed, Names, short, spell

MOST_PROBLEMS = 20
"""Problems that one message lists; more are counted."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the row as the spreadsheet counts it, the column as the file heads it, and the message.

    `place` is the column's number from 0, where the file has that column; `called` the text key of one it lacks. What
    is wrong with a whole row has no column.
    """

    row: int
    column: str
    key: str
    arguments: tuple[tuple[str, str | Names | Listed], ...] = ()
    place: int | None = None
    called: str = ""

    @classmethod
    def at(
        cls, row: int, column: str, key: str, /, place: int | None = None, *, called: str = "", **arguments: Any
    ) -> Problem:
        """Return a problem whose arguments are cut to a length that fits a message."""
        cut = tuple((name, short(one, MOST_LETTERS if name == "allowed" else 120)) for name, one in arguments.items())
        return cls(row, column[:40], key, cut, place, called)

    def heading(self, language: Language) -> str:
        """Return the column as the file heads it, or what one that is missing is called."""
        return language.text(self.called) if self.called else self.column

    def cell(self, sheet: str) -> str:
        """Return the address of the cell as a workbook names it ("E2"), "" in a text file or for a missing column."""
        return "" if self.place is None else address(sheet, self.row, self.place)

    def text(self, language: Language) -> str:
        """Return what is wrong and what is allowed, without its place."""
        told = spell(dict(self.arguments), language)
        if "count" in told:  # a number chooses the plural; its digits as a text would say "1 rows"
            told["count"] = int(str(told["count"]))
        return language.text(self.key, **told)


def column_letters(place: int) -> str:
    """Return a column as a workbook names it, by its number from 0."""
    from openpyxl.utils import get_column_letter  # slow to import, and only cells of a workbook are named so

    return get_column_letter(place + 1)


def address(sheet: str, row: int, place: int) -> str:
    """Return a cell as a workbook names it, by its row from 1 and its column from 0; "" where there is no sheet."""
    return f"{column_letters(place)}{row}" if sheet else ""


class TableError(FormatError):
    """A table that cannot be used; `problems` names every row and column to mend, in reading order."""

    def __init__(self, name: str, problems: Sequence[Problem], sheet: str = "") -> None:
        super().__init__("error-table-problems", name=name, count=len(problems))
        self.problems = tuple(sorted(problems, key=lambda one: one.row))
        self.sheet = sheet

    def text(self, language: str = FALLBACK) -> str:
        texts = get_language(language)
        name = self.arguments["name"]
        if self.sheet:
            name = texts.text("table-name-sheet", name=name, sheet=self.sheet)
        lines = [texts.text(self.key, name=name, count=len(self.problems))]
        for one in self.problems[:MOST_PROBLEMS]:
            said = {"column": one.heading(texts), "message": one.text(texts)}
            cell = one.cell(self.sheet)
            if cell:
                lines.append(texts.text("table-problem-cell", cell=cell, **said))
            elif said["column"]:
                lines.append(texts.text("table-problem", row=one.row, **said))
            else:
                lines.append(texts.text("table-problem-row", row=one.row, message=said["message"]))
        if len(self.problems) > MOST_PROBLEMS:
            lines.append(texts.text("table-problems-more", count=len(self.problems) - MOST_PROBLEMS))
        return "\n".join(lines)
