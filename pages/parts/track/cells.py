"""The table of actuals to type into: what it shows, what was changed in it, and what is wrong with that."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import writing
from pages.parts.track.keeping import AUTHOR, ROUND, author, store
from sim.language import Language
from sim.plan import Plan
from sim.track.actuals import Actuals, clashing_totals
from sim.track.ledger import Ledger
from sim.track.measures import Series, full_series, measures, series_name, shown_unit

EDITOR = "track-editor"


def shown_rows(plan: Plan, actuals: Actuals) -> list[Series]:
    """Return the rows of the table: everything at its finest, and totals that somebody entered."""
    rows = list(full_series(plan))
    return rows + [series for series in actuals.series if series not in rows]


def frame(plan: Plan, actuals: Actuals, language: Language) -> pd.DataFrame:
    """Return actuals as the table shows them: names, units of the language, one column a quarter."""
    rows: list[list[Any]] = []
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
        unit, scale = shown_unit(measure, language)
        low, high = (f"{one * scale:g}" for one in measure.range)
        if value is not None and not measure.range[0] <= value <= measure.range[1]:
            problem = language.text("error-track-range", value=f"{value * scale:g}", low=low, high=high, unit=unit)
            lines.append(_cell(series, quarter, problem, language))
    for series, quarter, stated, summed in clashing_totals(plan, before.with_values(wanted)):
        unit, scale = shown_unit(measures()[series.measure], language)
        sums = {"stated": f"{stated * scale:g}", "summed": f"{summed * scale:g}", "unit": unit}
        problem = language.text("error-track-total", **sums)
        lines.append(_cell(series, quarter, problem, language))
    return lines


def _cell(series: Series, quarter: str, problem: str, language: Language) -> str:
    return language.text("track-cell", row=series_name(series, language), column=quarter, problem=problem)


def editor(plan: Plan, ledger: Ledger, actuals: Actuals, locked: bool, language: Language) -> None:
    """Draw the table; what is typed is stored under a name, as soon as nothing is wrong with it."""
    t = language.text
    shown = frame(plan, actuals, language)
    names = list(shown.columns[:2])
    columns = {
        names[0]: st.column_config.TextColumn(width=250, pinned=True),
        names[1]: st.column_config.TextColumn(width=80, pinned=True),
    }
    usual = plan.fiscal_start == 1
    columns |= {
        quarter: st.column_config.NumberColumn(
            None if usual else language.period(quarter), width=96 if usual else 124, format="%.6g"
        )
        for quarter in plan.quarters
    }
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
        author(language)
    with save:
        pressed = st.button(t("track-save", count=len(wanted)), key="track-save", type="primary", disabled=not wanted)
    with state:
        if problems:
            writing.error("\n".join(f"• {line}" for line in problems[:8]))
    if pressed and not problems:
        store(lambda: ledger.record(plan, wanted, by=st.session_state.get(AUTHOR, "")), language)
