"""Actuals as files: templates and figures down, tables up, with every problem by row and column."""

from __future__ import annotations

import streamlit as st

from pages.parts import doubts, writing
from pages.parts.reading import Column, note, safe, table
from pages.parts.track.cells import check
from pages.parts.track.keeping import AUTHOR, ROUND, store
from sim.export.text import one_line
from sim.language import Language
from sim.language.errors import FormatError
from sim.plan import Plan
from sim.reading.problems import TableError
from sim.reading.table import MEGABYTE
from sim.track.actuals import Actuals
from sim.track.ledger import Ledger
from sim.track.reading import LIMITS, read_actuals_table
from sim.track.template import as_csv, as_excel

PROBLEMS_SHOWN = 50
CHOICES, DECIDED = "track-upload-choices", "track-upload-decided"
"""How somebody decided what could be read otherwise, and the file it is about."""


def downloads(plan: Plan, actuals: Actuals, language: Language) -> None:
    """Offer the templates, and the figures as they stand."""
    t = language.text
    st.html(f'<p class="rd-subtitle">{safe(t("track-download-title"))}</p>')
    first, second, third = st.columns(3, gap="small")
    name = t("track-file-name")
    first.download_button(
        t("track-template-excel"),
        lambda: as_excel(plan, language),
        f"{name}.xlsx",
        key="track-template-excel",
        on_click="ignore",
        width="stretch",
    )
    second.download_button(
        t("track-template-csv"),
        lambda: as_csv(plan, language),
        f"{name}.csv",
        "text/csv",
        key="track-template-csv",
        on_click="ignore",
        width="stretch",
    )
    third.download_button(
        t("track-download-filled"),
        lambda: as_excel(plan, language, actuals),
        f"{name}-demo.xlsx" if actuals.demo else f"{name}.xlsx",
        key="track-download-filled",
        on_click="ignore",
        disabled=actuals.empty,
        width="stretch",
    )


def problem_table(problem: TableError, language: Language) -> None:
    """Name every cell that cannot be used."""
    t = language.text
    note(t("track-problems", count=len(problem.problems)))
    table(
        [Column(t("track-column-row"), "number"), Column(t("track-column-column")), Column(t("track-problem"))],
        [[str(one.row), one.heading(language), one.text(language)] for one in problem.problems[:PROBLEMS_SHOWN]],
        t("track-problem"),
    )


def upload(plan: Plan, ledger: Ledger, held: Actuals, language: Language) -> None:
    """Take a file; nothing of it is stored while anything in it, or together with what is held, cannot be."""
    t = language.text
    file = st.file_uploader(
        t("track-upload"),
        type=["csv", "txt", "xlsx"],
        key=f"track-upload-{st.session_state.get(ROUND, 0)}",
        max_upload_size=LIMITS.bytes // MEGABYTE,
    )
    if file is None:
        return
    choices = st.session_state.get(CHOICES, {}) if st.session_state.get(DECIDED) == file.file_id else {}
    try:
        reading = read_actuals_table(plan, file.getvalue(), one_line(file.name), choices)
        found = reading.value
        if found.demo:
            raise FormatError("error-track-demo-file")
    except TableError as problem:
        problem_table(problem, language)
        return
    except FormatError as problem:
        writing.error(problem.text(language.id))
        return
    if reading.doubts:
        doubts.ask(reading.doubts, "track-doubts", lambda more: _decide(file.file_id, {**choices, **more}), language)
        return
    if clashes := check(plan, held, found.cells, language):
        writing.error("\n".join(f"• {line}" for line in clashes[:PROBLEMS_SHOWN]))
        return
    count = found.count
    if st.button(t("track-import", count=count), key="track-import", type="primary", disabled=not count):
        store(
            lambda: ledger.import_actuals(plan, found, by=st.session_state.get(AUTHOR, ""), origin=file.name), language
        )


def _decide(file: str, choices: dict[str, str]) -> None:
    """Keep how a file is to be read."""
    st.session_state[CHOICES], st.session_state[DECIDED] = choices, file
