"""A plan written as a workbook: what is to be filled in is tinted, what is checked checks itself."""

from __future__ import annotations

import csv
import io
from typing import Any

import xlsxwriter

from sim.language import Language, languages
from sim.plan.admitted import limits_of
from sim.plan.change_text import change_name
from sim.plan.changes import PlanChange
from sim.plan.files import FORMER
from sim.plan.leaves import Path, leaves
from sim.plan.pack import money_unit
from sim.plan.plan import Plan
from sim.plan.schema import BASES
from sim.plan.spreads import BASIS_TEXTS
from sim.plan.workbook.tables import (
    ATTACHED,
    CHECKS,
    COLUMNS,
    PACK,
    README,
    SHEETS,
    TEXTS,
    SheetSpec,
    ValueRow,
    cell_of,
    holds,
    key_of,
    value_rows,
)

HEAD = 3
"""The row of headings, from 0; a title and a line of help stand above."""
INK, MUTED, TINT, LINE, GOOD, BAD = "#141D2B", "#5D6877", "#FFF6DA", "#E2DFD7", "#2E7D4F", "#C7461F"
WIDTHS = {
    "name": 44, "value": 20, "unit": 20, "source": 22, "assumption": 26, "basis": 12, "low": 12, "high": 12,
    "allowed": 20, "key": 34,
}  # fmt: skip
ROOM = 60
"""Rows below a sheet's own in which the choices of a basis are offered, too."""
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
SUMS = {("revenue", "plan.yaml"): "revenue_total", ("headcount", "plan.yaml"): "headcount_total"}


def plan_workbook(plan: Plan, language: Language) -> bytes:
    """Return a plan as an .xlsx file that `read_workbook` gives back."""
    return _Writer(plan, language).write()


class _Writer:
    def __init__(self, plan: Plan, language: Language) -> None:
        self.plan, self.language = plan, plan.vocabulary(language)
        self.files = {name: text for name, text in plan.files.items() if name != FORMER}
        self.target = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.target, SAFE)
        font = {"font_name": language.document.font, "font_size": 10, "font_color": INK, "valign": "vcenter"}
        self.plain = self.book.add_format({**font, "text_wrap": True})
        self.muted = self.book.add_format({**font, "font_color": MUTED, "text_wrap": True})
        self.aside = self.book.add_format({**font, "font_color": MUTED})  # one line, over the empty cells beside it
        self.title = self.book.add_format({**font, "font_size": 15, "bold": True})
        self.head = self.book.add_format({**font, "bold": True, "bottom": 1, "bottom_color": INK, "text_wrap": True})
        self.entry = self.book.add_format(
            {**font, "bg_color": TINT, "border": 1, "border_color": LINE, "text_wrap": True}
        )
        self.good = self.book.add_format({"font_color": GOOD, "bold": True})
        self.bad = self.book.add_format({"font_color": BAD, "bold": True})
        self.cells: dict[tuple[str, Path], str] = {}

    def write(self) -> bytes:
        readme = self.book.add_worksheet(self._name(README))
        checks = self.book.add_worksheet(self._name(CHECKS))
        for sheet in SHEETS:
            self._sheet(sheet)
        self._checks(checks)
        self._readme(readme)
        hidden = self.book.add_worksheet(PACK)
        row = 0
        for name, text in self.files.items():
            for line in text.split("\n"):
                hidden.write_row(row, 0, [name, f"|{line}"])
                row += 1
        hidden.very_hidden()
        self.book.close()
        return self.target.getvalue()

    def _name(self, key: str) -> str:
        return self.language.text(key)[:31]

    def _sheet(self, sheet: SheetSpec) -> None:
        t, page = self.language.text, self.book.add_worksheet(self._name(sheet.text))
        page.write_string(0, 0, self._name(sheet.text), self.title)
        page.write_string(1, 0, t("workbook-help", kind=sheet.kind), self.aside)
        if sheet.keys:
            told = {"before": str(self.plan.base_year - 1), "next": str(self.plan.years[0])}
            page.write_string(2, 0, t(sheet.keys, unit=money_unit(self.plan.currency), **told), self.aside)
        page.freeze_panes(HEAD + 1, 1)
        page.hide_gridlines(2)
        if sheet.kind == "values":
            self._values(page, sheet)
        elif sheet.kind == "texts":
            self._texts(page)
        else:
            self._rows(page, sheet.file)

    # -- values -----------------------------------------------------------------------------------------------------
    def _values(self, page: Any, sheet: SheetSpec) -> None:
        for place, (column, key) in enumerate(COLUMNS.items()):
            page.set_column(place, place, WIDTHS[column])
            page.write_string(HEAD, place, self.language.text(key), self.head)
        values = leaves(self.files.get(sheet.file, ""), sheet.file)
        shown = {path: value for path, value in values.items() if holds(sheet, path)}
        order = list(COLUMNS)
        basis = order.index("basis")
        words = {one: self.language.text(BASIS_TEXTS[one]) for one in BASES}
        rows = (HEAD + 1, basis, HEAD + len(shown) + ROOM, basis)
        page.data_validation(*rows, {"validate": "list", "source": list(words.values())})
        for number, row in enumerate(value_rows(shown), HEAD + 1):
            named = change_name(PlanChange(sheet.file, row.path, None, None), self.language)
            page.write_string(number, 0, named.removeprefix(f"{sheet.file}: "), self.plain)
            self._write(page, number, order.index("value"), row.value)
            for part in ATTACHED:
                value = row.beside.get(part, "")
                self._write(page, number, order.index(part), words.get(value, value) if part == "basis" else value)
            self._guard(page, number, row, sheet)
            page.write_string(number, order.index("key"), key_of(row.path), self.muted)
            self.cells[sheet.file, row.path] = f"'{self._name(sheet.text)}'!$B${number + 1}"

    def _write(self, page: Any, row: int, column: int, value: Any) -> None:
        value = cell_of(value)
        if isinstance(value, str):
            page.write_string(row, column, value, self.entry)
        else:
            page.write_number(row, column, value, self.entry)

    def _guard(self, page: Any, number: int, row: ValueRow, sheet: SheetSpec) -> None:
        """Say what is allowed in a cell, and let the office program refuse the rest as it is typed."""
        place = list(COLUMNS).index("allowed")
        span = limits_of(self.plan, sheet.file, row.path)
        if isinstance(span, tuple):
            page.write_string(number, place, f"{span[0]:g} – {span[1]:g}", self.muted)
            rule = {"validate": "decimal", "criteria": "between", "minimum": span[0], "maximum": span[1]}
            page.data_validation(number, 1, number, 1, rule)
        elif isinstance(span, list):
            page.write_string(number, place, ", ".join(span), self.muted)
            page.data_validation(number, 1, number, 1, {"validate": "list", "source": span})
        else:
            page.write_string(number, place, "", self.muted)

    # -- texts and tables -------------------------------------------------------------------------------------------
    def _texts(self, page: Any) -> None:
        held = {name: leaves(text, name) for name, text in self.files.items() if name.startswith(TEXTS)}
        columns = list(dict.fromkeys((*(name[6:-5] for name in held), *languages())))
        page.set_column(0, 0, 34)
        page.set_column(1, len(columns), 52)
        page.write_string(HEAD, 0, self.language.text(COLUMNS["key"]), self.head)
        for place, id in enumerate(columns, 1):
            page.write_string(HEAD, place, id, self.head)
        paths = dict.fromkeys(path for values in held.values() for path in values)
        for number, path in enumerate(paths, HEAD + 1):
            page.write_string(number, 0, key_of(path), self.muted)
            for place, id in enumerate(columns, 1):
                value = held.get(f"{TEXTS}{id}.yaml", {}).get(path, "")
                page.write_string(number, place, str(value), self.entry)

    def _rows(self, page: Any, file: str) -> None:
        rows = list(csv.reader(io.StringIO(self.files.get(file, ""))))
        page.set_column(0, max(map(len, rows), default=1), 22)
        for number, row in enumerate(rows, HEAD):
            for place, text in enumerate(row):
                page.write_string(number, place, text, self.head if number == HEAD else self.entry)

    # -- help -------------------------------------------------------------------------------------------------------
    def _checks(self, page: Any) -> None:
        t = self.language.text
        page.set_column(0, 0, 60)
        page.set_column(1, 1, 12)
        page.write_string(0, 0, self._name(CHECKS), self.title)
        page.write_string(1, 0, t("workbook-checks-help"), self.muted)
        for number, (name, terms, total) in enumerate(self._sums(), HEAD):
            page.write_string(number, 0, t("workbook-check-sum", name=name), self.plain)
            left = "+".join(terms)
            formula = f'=IF(ABS({left}-({total}))<=0.000001*MAX(1,ABS({total})),"✓","✗")'
            page.write_formula(number, 1, formula, self.plain, "✓")
        span = (HEAD, 1, HEAD + 60, 1)
        page.conditional_format(*span, {"type": "cell", "criteria": "==", "value": '"✓"', "format": self.good})
        page.conditional_format(*span, {"type": "cell", "criteria": "==", "value": '"✗"', "format": self.bad})

    def _sums(self) -> list[tuple[str, list[str], str]]:
        """Return what must sum to what: its name, the cells, and the total as a cell or a number."""
        found: list[tuple[Any, ...]] = []
        for (part, file), total in SUMS.items():
            cells = [
                cell for (name, path), cell in self.cells.items() if name == file and path[0] == part and len(path) == 3
            ]
            whole = self.cells.get((file, (total, "value")))
            if cells and whole:
                found.append((part, cells, whole))
        season = [cell for (_, path), cell in self.cells.items() if path[0] == "seasonality" and path[-1] == "value"]
        if season:
            found.append(("seasonality", season, "4"))
        for family in self.plan.simplexes:
            for side in ("base", "plan"):
                cells = [
                    cell
                    for (name, path), cell in self.cells.items()
                    if name == "levers.yaml" and path[:2] == (family, side) and path[-1] == "value"
                ]
                if cells:
                    found.append((f"{family} ({side})", cells, "1"))
        return found

    def _readme(self, page: Any) -> None:
        t = self.language.text
        page.set_column(0, 0, 100)
        page.hide_gridlines(2)
        page.write_string(0, 0, t("plan-title"), self.title)
        page.write_string(1, 0, t("workbook-readme-plan", id=self.plan.id, hash=self.plan.hash), self.muted)
        lines = ("workbook-readme-fill", "workbook-readme-key", "workbook-readme-more", "workbook-readme-back")
        for number, key in enumerate(lines, HEAD):
            page.write_string(number, 0, t(key), self.entry if key == "workbook-readme-fill" else self.plain)
