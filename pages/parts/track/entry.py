"""Entering actuals: a table to type into, files up and down, and the history of every change."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from pages.parts.reading import Column, Html, card, note, safe, table
from sim.errors import FormatError, SimError
from sim.language import Language
from sim.plan import Plan
from sim.track.actuals import Actuals, clashing_totals
from sim.track.ledger import Change, Ledger
from sim.track.measures import Series, full_series, measures, series_name, shown_unit
from sim.track.reading import MAX_BYTES, TableError, as_csv, as_excel, read_actuals

AUTHOR = "track-author"
EDITOR = "track-editor"
ROUND = "track-round"
MESSAGE = "track-message"
HISTORY_SHOWN = 60


def show(
    plan: Plan, ledger: Ledger, actuals: Actuals, demo: bool, problem: SimError | None, language: Language
) -> None:
    """Draw the entry card and the history."""
    t = language.text
    with card("track-entry", t("track-entry-title"), t("track-entry-subtitle")):
        if problem is not None:
            st.error(problem.text(language.id))
        if message := st.session_state.pop(MESSAGE, None):
            st.success(message)
        if demo:
            note(t("track-entry-demo"))
        _editor(plan, ledger, actuals, demo or problem is not None, language)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            _downloads(plan, actuals, language)
        with right:
            if not demo and problem is None:
                _upload(plan, ledger, language)
    if problem is None:
        _history(plan, ledger, language)


# -- typing ---------------------------------------------------------------------------------------------------------


def shown_rows(plan: Plan, actuals: Actuals) -> list[Series]:
    """Return the rows of the table: everything at its finest, and totals that somebody entered."""
    rows = list(full_series(plan))
    return rows + [series for series in actuals.series if series not in rows]


def frame(plan: Plan, actuals: Actuals, language: Language) -> pd.DataFrame:
    """Return actuals as the table shows them: names, units of the language, one column a quarter."""
    rows = []
    for series in shown_rows(plan, actuals):
        unit, scale = shown_unit(measures()[series.measure], language)
        cells = [None if math.isnan(value) else float(value) * scale for value in actuals.row(plan, series)]
        rows.append([series_name(series, language), unit, *cells])
    heads = [language.text("track-column-measure"), language.text("track-column-unit"), *plan.quarters]
    table = pd.DataFrame(rows, columns=pd.Index(heads))
    return table.astype(dict.fromkeys(plan.quarters, float))


def changes(
    plan: Plan, before: Actuals, edited: pd.DataFrame, language: Language
) -> list[tuple[Series, str, float | None]]:
    """Return the cells in which the edited table differs from what was shown."""
    found: list[tuple[Series, str, float | None]] = []
    for place, series in enumerate(shown_rows(plan, before)):
        _, scale = shown_unit(measures()[series.measure], language)
        for quarter in plan.quarters:
            shown = float(edited[quarter].iloc[place])
            old = before.get(series, quarter)
            if math.isnan(shown) and math.isnan(old):
                continue
            if math.isnan(shown):
                found.append((series, quarter, None))
            elif math.isnan(old) or not math.isclose(shown, old * scale, rel_tol=1e-9, abs_tol=1e-12):
                found.append((series, quarter, shown / scale))
    return found


def check(plan: Plan, before: Actuals, wanted: list[tuple[Series, str, float | None]], language: Language) -> list[str]:
    """Return what is wrong with changes, one line a cell, named by row and column."""
    lines = []
    for series, quarter, value in wanted:
        measure = measures()[series.measure]
        _, scale = shown_unit(measure, language)
        low, high = measure.range
        if value is not None and not low <= value <= high:
            problem = language.text(
                "error-track-range", value=f"{value * scale:g}", low=f"{low * scale:g}", high=f"{high * scale:g}"
            )
            lines.append(_cell(series, quarter, problem, language))
    for series, quarter, stated, summed in clashing_totals(plan, before.with_values(wanted)):
        _, scale = shown_unit(measures()[series.measure], language)
        problem = language.text("error-track-total", stated=f"{stated * scale:g}", summed=f"{summed * scale:g}")
        lines.append(_cell(series, quarter, problem, language))
    return lines


def _cell(series: Series, quarter: str, problem: str, language: Language) -> str:
    return language.text("track-cell", row=series_name(series, language), column=quarter, problem=problem)


def _editor(plan: Plan, ledger: Ledger, actuals: Actuals, locked: bool, language: Language) -> None:
    t = language.text
    shown = frame(plan, actuals, language)
    names = list(shown.columns[:2])
    columns = {
        names[0]: st.column_config.TextColumn(width=230, pinned=True),
        names[1]: st.column_config.TextColumn(width=80, pinned=True),
    }
    columns |= {quarter: st.column_config.NumberColumn(width=78, format="%.6g") for quarter in plan.quarters}
    edited = st.data_editor(
        shown,
        key=f"{EDITOR}-{language.id}-{locked}-{st.session_state.get(ROUND, 0)}",
        hide_index=True,
        num_rows="fixed",
        disabled=True if locked else names,
        column_config=columns,
        height=316,
        width="stretch",
        row_height=29,
        placeholder="",
    )
    if locked:
        return
    wanted = changes(plan, actuals, edited, language)
    problems = check(plan, actuals, wanted, language)
    name, save, state = st.columns([1.2, 1, 3], gap="small", vertical_alignment="bottom")
    with name:
        _author(language)
    with save:
        pressed = st.button(t("track-save", count=len(wanted)), key="track-save", type="primary", disabled=not wanted)
    with state:
        if problems:
            st.error("\n".join(f"- {line}" for line in problems[:8]))
    if pressed and not problems:
        _store(lambda: ledger.record(plan, wanted, by=st.session_state.get(AUTHOR, "")), language)


def _author(language: Language) -> None:
    st.text_input(
        language.text("track-author"), key=AUTHOR, max_chars=100, placeholder=language.text("track-author.placeholder")
    )


def _store(work, language: Language) -> None:
    try:
        count = work()
    except SimError as problem:
        st.error(problem.text(language.id))
        return
    st.session_state[MESSAGE] = language.text("track-saved", count=count)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


# -- files ----------------------------------------------------------------------------------------------------------


def _downloads(plan: Plan, actuals: Actuals, language: Language) -> None:
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


def _upload(plan: Plan, ledger: Ledger, language: Language) -> None:
    t = language.text
    file = st.file_uploader(
        t("track-upload"),
        type=["csv", "txt", "xlsx"],
        key=f"track-upload-{st.session_state.get(ROUND, 0)}",
        max_upload_size=MAX_BYTES // 1_000_000,
    )
    if file is None:
        return
    try:
        found = read_actuals(plan, file.getvalue(), file.name)
        if found.demo:
            raise FormatError("error-track-demo-file")
    except TableError as problem:
        note(t("track-problems", count=len(problem.problems)))
        table(
            [Column(t("track-column-row"), "number"), Column(t("track-column-column")), Column(t("track-problem"))],
            [[str(one.row), one.column, one.text(language)] for one in problem.problems[:50]],
            t("track-problem"),
        )
        return
    except FormatError as problem:
        st.error(problem.text(language.id))
        return
    count = found.count
    if st.button(t("track-import", count=count), key="track-import", type="primary", disabled=not count):
        _store(
            lambda: ledger.import_actuals(plan, found, by=st.session_state.get(AUTHOR, ""), origin=file.name), language
        )


# -- history --------------------------------------------------------------------------------------------------------


def _history(plan: Plan, ledger: Ledger, language: Language) -> None:
    t = language.text
    found = ledger.history(plan)
    with card("track-history", t("track-history-title", count=len(found)), t("track-history-subtitle")):
        if not found:
            note(t("track-history-empty"))
            return
        table(
            [
                Column(t("track-column-when")),
                Column(t("track-column-who")),
                Column(t("track-column-what")),
                Column(t("track-column-change"), "number"),
                Column(t("track-column-origin")),
            ],
            [_history_row(one, language) for one in found[:HISTORY_SHOWN]],
            t("track-history-title", count=len(found)),
        )


def _history_row(one: Change, language: Language) -> list[str | Html]:
    unit, scale = shown_unit(measures()[one.series.measure], language) if one.series.measure in measures() else ("", 1)

    def value(number: float | None) -> str:
        return "–" if number is None else f"{number * scale:.6g}"

    name = series_name(one.series, language) if one.series.measure in measures() else one.series.measure
    return [
        language.time(one.at),
        one.by,
        language.text("track-history-cell", row=name, quarter=one.quarter.replace("Q", " Q")),
        Html(f'<span class="tk-was">{safe(value(one.old))}</span> → {safe(value(one.new))} {safe(unit)}'),
        one.origin or language.text("track-typed"),
    ]
