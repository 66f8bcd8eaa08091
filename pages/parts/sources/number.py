"""The number somebody asked for, and the user's own values: each with where it comes from."""

from __future__ import annotations

import streamlit as st

from pages.parts import reading, writing
from pages.parts.reading import Column, card, table
from pages.parts.sources.rows import value_text
from sim import provenance
from sim.language import Language
from sim.plan import Plan
from sim.scenario import Scenario

ABOUT = {
    "lever": "sources-number-lever",
    "assumption": "sources-number-assumption",
    "target": "sources-number-target",
    "claim": "sources-number-claim",
    "quantity": "sources-number-quantity",
    "risk": "sources-number-risk",
    "metric": "sources-number-metric",
}
"""What is said of a number of each kind."""


def number_card(plan: Plan, scenario: Scenario, asked: str, language: Language) -> None:
    """Draw where one number comes from, all its variants; nothing where `asked` is not the address of a number."""
    t = language.text
    found = list(provenance.find_origins(plan, asked))
    if not found:
        return
    kind, id = found[0].kind, found[0].id
    own = [provenance.lever_value(plan, id, scenario.levers[id])] if kind == "lever" else []
    if kind == "assumption":
        own = [provenance.assumption(plan, id, scenario.assumption_set, scenario.own_assumptions)]
    found += [origin for origin in own if origin.set_by == "user"]
    with card("number", t("sources-number-title"), t(ABOUT[kind])):
        rows: list[list[reading.Cell]] = []
        for origin in found:
            lines = [*provenance.lines(plan, origin, language)]
            rows.append(
                [provenance.item_name(origin, language), value_text(plan, origin, language), stacked_lines(lines)]
            )
        columns = [Column(t("sources-column-this")), Column(t("sources-column-value"), "number")]
        table([*columns, Column(t("sources-column-comes-from"))], rows, t("sources-number-title"))
        if kind == "metric":
            formulas = ["| | |", "|---|---|"]
            formulas += [f"| {t(f'equation-{one.id}')} | $\\displaystyle {one.latex}$ |" for one in found[0].equations]
            with st.expander(t("sources-number-equations", count=len(found[0].equations))):
                writing.marked("\n".join(formulas))
            st.page_link("pages/model.py", label=t("sources-number-model"))


def stacked_lines(lines: list[str]) -> reading.Html:
    return reading.Html("<br>".join(reading.safe(line) for line in lines))


def own_values(plan: Plan, scenario: Scenario, language: Language) -> None:
    """Draw what the scenario takes from its user instead of a source; nothing where there is none."""
    found = [provenance.lever_value(plan, id, value) for id, value in scenario.levers.items()]
    found += [
        provenance.assumption(plan, id, scenario.assumption_set, scenario.own_assumptions)
        for id in scenario.own_assumptions
    ]
    own = [origin for origin in found if origin.set_by == "user"]
    if not own:
        return
    t = language.text
    with card("own", t("sources-own-title", count=len(own)), t("sources-own-subtitle")):
        table(
            [Column(t("sources-column-number")), Column(t("sources-column-value"), "number")],
            [[provenance.item_name(origin, language), value_text(plan, origin, language)] for origin in own],
            t("sources-own-subtitle"),
        )
