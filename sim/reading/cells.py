"""Cells of a table as texts that remember what they were in a workbook."""

from __future__ import annotations


class Formula(str):
    """A cell that holds this formula and no result: no spreadsheet has computed it yet."""

    __slots__ = ()


class Figure(str):
    """A number of a workbook as its format shows it, with a point before decimals; `exact` has all its digits."""

    exact: str

    def __new__(cls, shown: str, exact: str) -> Figure:
        one = super().__new__(cls, shown)
        one.exact = exact
        return one


class Merged(str):
    """A cell of a merged range ("A2:A6"), with its text. A label may be one; a figure would count several times."""

    range: str

    def __new__(cls, text: str, range: str) -> Merged:
        one = super().__new__(cls, text)
        one.range = range
        return one
