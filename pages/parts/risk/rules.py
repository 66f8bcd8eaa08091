"""Rules of the plan: a switch each, what it is worth over the same futures, and in which quarters it answers."""

from __future__ import annotations

import streamlit as st

from pages.parts import session
from pages.parts.charts import heat
from pages.parts.reading import Cell, Column, card, chart, note, table, two_lines
from pages.parts.writing import literal
from sim.analysis.rule_worth import TOGETHER, RuleTable, column_name, note_text
from sim.language import Language, key
from sim.model.quantities import CASE, CHANCE
from sim.modules.rules import OFF, ON
from sim.scenario import Scenario


def toggle(lever: str) -> None:
    """Switch a rule on or off; one step of the history."""
    scenario = session.get_scenario()
    session.set_scenario(scenario.with_levers({lever: OFF if scenario.levers[lever] == ON else ON}))


def show(scenario: Scenario, found: RuleTable | None, language: Language) -> None:
    """Draw the card; nothing for a plan whose model plays no rules."""
    if not scenario.plan.policies:
        return
    t = language.text
    with card("rules", title(found, language), t("riskpage-rules-subtitle")):
        with st.container(key="rule-switches", horizontal=True, gap="small"):
            for id in scenario.plan.policies:
                lever = f"rule.{id}"
                st.button(
                    literal(t(key("lever", lever))),
                    key=f"rule-{id}",
                    help=literal(t(key("lever", lever) + ".help")),
                    type="primary" if scenario.levers[lever] == ON else "secondary",
                    on_click=toggle,
                    args=(lever,),
                )
        _table(scenario, found, language)
        if found is not None:
            note(t("rule-worth-when"))
            draw(scenario, found, language)
            note(note_text(scenario, found, language))


def title(found: RuleTable | None, language: Language) -> str:
    """Return the message: which rule brings most profit, and what all of them bring."""
    if found is None:
        return language.text("riskpage-rules-waiting")
    best = max((row for row in found.rows if row.id != TOGETHER), key=lambda row: row.profit)
    pays = best.profit - 2 * best.profit_error > 0
    return language.text(
        "riskpage-rules-title" if pays else "riskpage-rules-title-none",
        rule=language.text(key("lever", f"rule.{best.id}")),
        profit=language.quantity(best.profit, CASE, signed=True),
    )


def _table(scenario: Scenario, found: RuleTable | None, language: Language) -> None:
    t, one = language.text, scenario.target.measure
    columns = [
        Column(t("rule-worth-rule")),
        *(
            Column(column_name(name, scenario, language), "number")
            for name in (
                "rule-worth-chance",
                "rule-worth-low",
                "rule-worth-middle",
                "rule-worth-profit",
                "rule-worth-ever",
                "rule-worth-times",
            )
        ),
    ]
    rows: list[list[Cell]] = []
    for id in (*scenario.plan.policies, TOGETHER):
        name: Cell = two_lines(t("rule-worth-all"), "")
        if id != TOGETHER:
            name = two_lines(t(key("lever", f"rule.{id}")), t(key("tracking-rule", id)))
        row = next((row for row in found.rows if row.id == id), None) if found else None
        if row is None:
            if id != TOGETHER or found is None:
                rows.append([name, *["…"] * 6])
            continue
        rows.append(
            [
                name,
                two_lines(CHANCE.format(language, row.chance.value), CHANCE.format_change(language, row.chance_change)),
                two_lines(one.format(language, row.low), one.format_change(language, row.low_change)),
                two_lines(one.format(language, row.middle), one.format_change(language, row.middle_change)),
                language.quantity(row.profit, CASE, signed=True),
                CHANCE.format(language, row.ever),
                language.number(row.times, "ratio"),
            ]
        )
    table(columns, rows, t("riskpage-rules-subtitle"))


def draw(scenario: Scenario, found: RuleTable, language: Language) -> None:
    """Draw in which quarters rules are triggered: a row a rule, a column a quarter, the share of futures in it."""
    lines = [
        (
            language.text(key("lever", f"rule.{row.id}")),
            [float(value) for value in row.fired],
            [CHANCE.number(language, float(value)) if value else "" for value in row.fired],
            [False] * len(row.fired),
        )
        for row in found.rows
        if row.id != TOGETHER
    ]
    data, count = heat.rows([label.replace("Q", " Q") for label in scenario.plan.quarters], [("", lines)])
    chart(
        heat.spec(count),
        data,
        key=f"risk-rules-{count}",
        alt=language.text("riskpage-rules-alt"),
        columns=scenario.plan.quarter_count,
    )
