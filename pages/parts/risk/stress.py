"""Stress presets: one click each, their results side by side, and what is in force."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts import session
from pages.parts.reading import Cell, Column, Html, card, note, safe, table, two_lines
from pages.parts.uncertainty import text as uncertainty_text
from pages.parts.writing import literal
from sim.analysis.stress import UNSTRESSED, StressRow, apply_stress, in_force, release
from sim.language import Language, key
from sim.model.measures import PROFIT
from sim.model.quantities import CHANCE
from sim.scenario import Scenario


def toggle(preset: str) -> None:
    """Put a preset in force, or take it back; one step of the history."""
    scenario = session.get_scenario()
    session.set_scenario(release(scenario, preset) if in_force(scenario, preset) else apply_stress(scenario, preset))


def buttons(scenario: Scenario, language: Language) -> None:
    with st.container(key="stress-buttons", horizontal=True, gap="small"):
        for preset in scenario.plan.stress:
            active = in_force(scenario, preset)
            st.button(
                literal(language.text(key("stress", preset))),
                key=f"stress-{preset}",
                help=literal(language.text(key("stress", preset) + ".help")),
                type="primary" if active else "secondary",
                on_click=toggle,
                args=(preset,),
            )


def results(scenario: Scenario, rows: Sequence[StressRow] | None, language: Language) -> None:
    """Draw the table; dots where the figures are still being worked out."""
    t, target = language.text, scenario.target
    measure = target.measure.name(language)
    columns = [
        Column(t("riskpage-stress-case")),
        Column(t("riskpage-stress-outcome", measure=measure, year=str(target.year)), "number"),
        Column(t("riskpage-stress-bar"), "text"),
        Column(t("riskpage-stress-gap"), "number"),
        Column(t("riskpage-stress-chance"), "number"),
        Column(t("riskpage-stress-profit"), "number"),
    ]
    if rows is None:
        names = (UNSTRESSED, *scenario.plan.stress)
        body: list[list[Cell]] = [[case_cell(id, scenario, language), *["…"] * 5] for id in names]
    else:
        body = [line(row, rows[0], scenario, language) for row in rows]
    table(columns, body, t("riskpage-stress-title"))
    note(t("riskpage-stress-note"))


def case_cell(id: str, scenario: Scenario, language: Language) -> Cell:
    name = language.text(key("stress", id))
    if id != UNSTRESSED and in_force(scenario, id):
        name = language.text("riskpage-stress-active", name=name)
    return two_lines(name, language.text(key("stress", id) + ".help"))


def line(row: StressRow, first: StressRow, scenario: Scenario, language: Language) -> list[Cell]:
    metric = scenario.target.metric
    reached = row.gap <= 1e-9 * abs(scenario.target.value)
    gap = language.text("riskpage-stress-met") if reached else uncertainty_text.change(row.gap, metric, language)
    profit = PROFIT.format(language, sum(row.profit))
    change = "" if row is first else PROFIT.format_change(language, row.profit_change)
    return [
        case_cell(row.id, scenario, language),
        uncertainty_text.value(row.outcome, metric, language),
        bar(row.outcome, max(first.outcome, scenario.target.value), scenario.target.value),
        Html(f'<span class="{"rd-yes" if reached else "rd-no"}">{safe(gap)}</span>'),
        CHANCE.format(language, row.chance.value),
        two_lines(profit, change),
    ]


def bar(value: float, top: float, target: float) -> Html:
    """Return a bar up to the outcome with a stroke at the target."""
    share, mark = (100 * max(0.0, amount) / (1.04 * top) if top > 0 else 0.0 for amount in (value, target))
    inside = f'<i style="width:{share:.1f}%"></i><b style="left:{mark:.1f}%"></b>'
    return Html(f'<div class="rk-bar" aria-hidden="true">{inside}</div>')


def show(scenario: Scenario, rows: Sequence[StressRow] | None, language: Language) -> None:
    """Draw the card."""
    t = language.text
    title = t("riskpage-stress-title")
    if rows and len(rows) > 1:
        worst = max(rows[1:], key=lambda row: row.gap)
        title = t(
            "riskpage-stress-message",
            name=t(key("stress", worst.id)),
            value=uncertainty_text.value(worst.outcome, scenario.target.metric, language),
        )
    with card("stress", title, t("riskpage-stress-subtitle")):
        buttons(scenario, language)
        results(scenario, rows, language)
