"""A scored list as files: classes, matrix and how they were counted as a workbook; every customer as a table."""

from __future__ import annotations

import io
import math
from typing import Any

import pyarrow as pa
import xlsxwriter
from pyarrow import csv as arrow_csv

from sim.customers import text
from sim.customers.reading import Purchases
from sim.customers.result import CustomerBook
from sim.customers.score import scored_customers
from sim.export.text import cell, csv_text
from sim.language import Language
from sim.plan import Plan

FIFTHS = (5, 4, 3, 2, 1)


def document(plan: Plan, book: CustomerBook) -> dict[str, Any]:
    """Return a scored list as plain JSON values; money in millions, unknown numbers as None."""

    def plain(value: float) -> float | None:
        return float(value) if math.isfinite(value) else None

    def line(one: Any) -> dict[str, Any]:
        numbers = {name: plain(text.value(book, one, name)) for _, name in text.COLUMNS if name != "customers"}
        return {
            "class": one.id or "all",
            "customers": one.customers,
            **numbers,
            "churn_of": "class" if one.own_churn else "all" if book.churn_from == "list" else "plan",
            "churn_factor": plain(one.churn / book.total.churn) if book.total.churn else None,
            "watched": one.watched,
        }

    facts = book.facts
    return {
        "plan": plan.id,
        "unit": plan.money,
        "classes_of": book.scheme,
        "as_of": book.as_of.isoformat(),
        "rows": facts.rows,
        "first": facts.first.isoformat(),
        "last": facts.last.isoformat(),
        "left_aside": {
            "rows_before_the_window": facts.before_window,
            "customers_without_purchase": facts.without,
            "columns": list(facts.unread),
        },
        "returns": facts.returns,
        "alike": facts.alike,
        "fits_exactly": book.exact,
        "margin": book.margin,
        "interest": book.interest,
        "worth_years": book.worth_years,
        "classes": [line(one) for one in book.lines],
        "all": line(book.total),
        "matrix": [
            {"recency": one.recency, "frequency": one.frequency, "customers": one.customers, "revenue": one.revenue}
            for one in book.matrix
        ],
    }


def as_excel(plan: Plan, book: CustomerBook, language: Language) -> bytes:
    """Return classes, matrix and notes as a workbook; no customer is named in it."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    forms = {
        "share": workbook.add_format({"num_format": "0%"}),
        "money": workbook.add_format({"num_format": "#,##0.00####"}),
        "count": workbook.add_format({"num_format": "#,##0"}),
        "often": workbook.add_format({"num_format": "0.0"}),
    }
    sheet = workbook.add_worksheet(language.text("customers-sheet-classes"))
    unit = plan.money
    heads = text.headings(book, language)
    for place, head in enumerate(heads):
        money = place > 0 and text.COLUMNS[place - 1][1] in text.AMOUNTS
        sheet.write_string(0, place, f"{head} [{unit}]" if money else head, bold)
    for number, line in enumerate((*book.lines, book.total), start=1):
        sheet.write_string(number, 0, text.class_name(book, line.id, language))
        for place, (_, name) in enumerate(text.COLUMNS, start=1):
            value = text.value(book, line, name)
            if math.isfinite(value):
                form = "money" if name in text.AMOUNTS else "share" if name in text.SHARES else name
                sheet.write_number(number, place, value, forms.get(form, forms["count"]))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, len(heads), 14)
    sheet.freeze_panes(1, 1)
    _matrix_sheet(workbook, book, bold, unit, language)
    notes = workbook.add_worksheet(language.text("customers-sheet-notes"))
    for row, one in enumerate(text.notes(plan, book, language)):
        notes.write_string(row, 0, cell(one))
    notes.set_column(0, 0, 120)
    workbook.close()
    return buffer.getvalue()


def _matrix_sheet(workbook: Any, book: CustomerBook, bold: Any, unit: str, language: Language) -> None:
    sheet = workbook.add_worksheet(language.text("customers-sheet-matrix"))
    cells = {(one.recency, one.frequency): one for one in book.matrix}
    for top, name in ((0, "customers"), (8, "revenue")):
        title = language.text("customers-column-customers" if name == "customers" else "customers-column-revenue")
        sheet.write_string(top, 0, title if name == "customers" else f"{title} [{unit}]", bold)
        for place, often in enumerate(reversed(FIFTHS), start=1):
            sheet.write_string(top, place, language.text("customers-fifth-often", fifth=str(often)), bold)
        for row, recent in enumerate(FIFTHS, start=top + 1):
            sheet.write_string(row, 0, language.text("customers-fifth-recent", fifth=str(recent)))
            for place, often in enumerate(reversed(FIFTHS), start=1):
                one = cells.get((recent, often))
                sheet.write_number(row, place, getattr(one, name) if one else 0)
    sheet.set_column(0, 5, 24)


def as_csv(plan: Plan, purchases: Purchases, book: CustomerBook, language: Language) -> bytes:
    """Return every customer with class and scores; no name of theirs becomes a formula."""
    table = scored_customers(plan, purchases, book)
    safe = pa.array([csv_text(one) for one in table.column("customer").to_pylist()], pa.string())
    called = {id: text.class_name(book, id, language) for id in dict.fromkeys(one.id for one in book.lines)}
    classes = pa.array([called[one] for one in table.column("class").to_pylist()], pa.string())
    table = table.set_column(0, "customer", safe).set_column(1, "class", classes)
    table = table.rename_columns(
        ["customer", "class", "last_purchase", "purchases", "purchases_a_year", f"amount_{plan.money}",
         f"last_12_months_{plan.money}", "recency_1_5", "frequency_1_5", "money_1_5"]
    )  # fmt: skip
    out = io.BytesIO()
    out.write(b"\xef\xbb\xbf")
    arrow_csv.write_csv(table, out)
    return out.getvalue()
