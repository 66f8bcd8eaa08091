"""Findings to take away: CSV, Excel and JSON, with their effects. No text of a table ever becomes a formula."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts.audit.board import Board
from sim.audit import AuditReport
from sim.export.sheet import Book
from sim.export.text import cell
from sim.language import Language, key
from sim.plan import Plan

WIDTHS = {"sentence": 110, "subject": 52, "identity": 40, "places": 26, "facts": 26}


def buttons(plan: Plan, board: Board, listed: Sequence[int], language: Language) -> None:
    """Draw the downloads of the findings listed; a file is made when somebody asks for it."""
    t = language.text
    with st.container(key="audit-export", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<span class="au-take">{t("audit-page-export")}</span>')
        for form, mime in (
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("csv", "text/csv"),
            ("json", "application/json"),
        ):
            st.download_button(
                t(f"audit-page-export-{form}"),
                lambda form=form: export(form, plan, board, listed, language),
                f"audit.{form}",
                mime,
                key=f"audit-export-{form}",
                on_click="ignore",
            )


def export(form: str, plan: Plan, board: Board, listed: Sequence[int], language: Language) -> bytes:
    """Return the findings listed as a file of one form: "csv", "xlsx" or "json"."""
    makers = {"csv": csv_file, "xlsx": workbook, "json": json_file}
    return makers[form](plan, board, listed, language)


def part(board: Board, listed: Sequence[int]) -> AuditReport:
    """Return the report with only the findings listed, in their order."""
    return replace(board.report, findings=tuple(board.finding(place) for place in listed))


def frame(plan: Plan, board: Board, listed: Sequence[int], language: Language):
    """Return the findings listed as a table with headings in words; revenue in CNY_m."""
    found = part(board, listed).to_frame(language)
    sides = [
        {side.side: side.revenue for side in board.effects[place].sides} if place in board.effects else {}
        for place in listed
    ]
    found["revenue_stated"] = [_round(one.get("stated")) for one in sides]
    found["revenue_implied"] = [_round(one.get("implied")) for one in sides]
    found["effect"] = [_round(board.effects[place].spread) if place in board.effects else None for place in listed]
    year = str(plan.years[-1])
    return found.rename(columns={name: language.text(key("audit-page-export", str(name)), year=year) for name in found})


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def csv_file(plan: Plan, board: Board, listed: Sequence[int], language: Language) -> bytes:
    """Return CSV with a byte-order mark, so that spreadsheet programs show Chinese."""
    return frame(plan, board, listed, language).to_csv(index=False).encode("utf-8-sig")


def workbook(plan: Plan, board: Board, listed: Sequence[int], language: Language) -> bytes:
    """Return an Excel workbook: one row a finding, texts as texts, numbers in the unit of the document."""
    t = language.text
    found = frame(plan, board, listed, language)
    file = io.BytesIO()
    moment = language.date(dt.datetime.now(dt.UTC).date())
    book = Book(file, language, t("audit-page-export-stamp", plan=plan.id, date=moment))
    sheet = book.sheet(t("audit-page-export-sheet"), t("audit-page-export-title", count=len(listed)))
    names = part(board, []).to_frame(language).columns
    widths = [WIDTHS.get(name, 13) for name in names] + [16] * (len(found.columns) - len(names))
    heading = book.style(bold=True, text_wrap=True, bottom=2)
    for column, (name, width) in enumerate(zip(found.columns, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, cell(str(name)), heading)
    style = book.style("General", text_wrap=True, valign="top")
    for row, values in enumerate(found.itertuples(index=False, name=None), start=4):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, cell(value), style)
            elif value is not None and value == value:
                sheet.write_number(row, column, float(value), style)
    sheet.freeze_panes(4, 1)
    sheet.autofilter(3, 0, 3 + len(found), len(found.columns) - 1)
    book.book.close()
    return file.getvalue()


def json_file(plan: Plan, board: Board, listed: Sequence[int], language: Language) -> bytes:
    """Return JSON: the findings listed with effects, and everything that holds."""
    content: dict[str, Any] = part(board, listed).to_json(language)
    for place, finding in zip(listed, content["findings"], strict=True):
        effect = board.effects.get(place)
        finding["effect"] = (
            None
            if effect is None
            else {
                "metric": "revenue",
                "year": plan.years[-1],
                "unit": "CNY_m",
                "spread": _round(effect.spread),
                **{side.side: _round(side.revenue) for side in effect.sides},
            }
        )
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False).encode()
