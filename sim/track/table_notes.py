"""What is noticed while a table is read: problems by their cell, and doubts that somebody may settle."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.reading.doubts import Choices, Doubt
from sim.reading.problems import Problem, TableError, address
from sim.reading.table import Table
from sim.track.layout import COLUMN_TEXTS, Layout


class Notes:
    """What is wrong with a table, and what is doubtful about it.

    Attributes
    ----------
    choices : doubt -> what somebody has chosen
    problems, doubts : what was noticed so far
    """

    def __init__(self, table: Table, layout: Layout, choices: Choices) -> None:
        self.table = table
        self.layout = layout
        self.choices = choices
        self.doubts = list(table.doubts)
        self.problems: list[Problem] = list(layout.problems)

    def problem(self, row: int, column: str, key: str, /, **arguments: Any) -> None:
        """Note a problem; the column is named as the file heads it."""
        layout = self.layout
        head, place = layout.written.get(column, column), layout.place(column)
        called = "" if column in layout.written else COLUMN_TEXTS.get(column, "")
        one = replace(Problem.at(row, head, key, place, **arguments), called=called)
        if self.problems[-1:] != [one]:  # a figure of a half-year is taken once a quarter
            self.problems.append(one)

    def raise_problems(self) -> None:
        """Raise TableError where there is a problem."""
        if self.problems:
            raise TableError(self.table.name, self.problems, self.table.sheet)

    def choice(self, kind: str, usual: str, ways: tuple[str, ...], /, **said: str) -> str:
        """Return the way that somebody has chosen, else the usual one: then it is noted as a doubt, once a table."""
        if kind not in self.choices and not any(one.kind == kind for one in self.doubts):
            self.doubts.append(Doubt.of(kind, usual, ways, **said))
        return self.choices.get(kind, usual)

    def where(self, row: int, column: str) -> dict[str, str]:
        """Return where a figure stands, as a doubt names it."""
        place = self.layout.place(column)
        cell = "" if place is None else address(self.table.sheet, row, place)
        return {"row": str(row), "column": self.layout.written.get(column, column), "cell": cell or "none"}
