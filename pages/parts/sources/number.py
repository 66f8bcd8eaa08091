"""The number somebody asked for, and the user's own values: each with where it comes from."""

from __future__ import annotations

import streamlit as st

from pages.parts import reading, writing
from pages.parts.reading import Column, card, table
from sim import provenance
from sim.language import Language, key
from sim.model.measures import measure
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
    "futures": "sources-number-futures",
}
"""What is said of a number of each kind."""
NAMED = ("lever", "assumption", "risk")
"""Kinds whose names need no word on a variant."""


def number_name(plan: Plan, asked: str, language: Language) -> str:
    """Return what the number with an address is called; empty where `asked` is the address of none."""
    found = provenance.find_origins(plan, asked)
    if not found:
        return ""
    one = found[0]
    return language.text(key(one.kind, one.id)) if one.kind in NAMED else provenance.item_name(one, language)


def number_sentence(plan: Plan, scenario: Scenario, asked: str, language: Language) -> str:
    """Return in a sentence what one number rests on; empty where `asked` is not the address of a number."""
    found, t = provenance.find_origins(plan, asked), language.text
    if not found:
        return ""
    name = number_name(plan, asked, language)
    if found[0].kind == "metric":
        return t("sources-sentence-model", name=name, equations=len(found[0].equations))
    if found[0].kind == "futures":
        differs = provenance.origins_of_spread(plan, scenario.assumption_set)
        cases = sum(one.kind == "risk" for one in differs)
        set_name = t(key("set", scenario.assumption_set))
        name = t(key("fact-metric", measure(found[0].id).fact_word))
        return t("sources-sentence-futures", name=name, set=set_name, assumptions=len(differs) - cases, cases=cases)
    return t(
        "sources-sentence-rests",
        name=name,
        facts=len({fact.id for one in found for fact in one.facts}),
        publications=len({id for one in found for id, _ in one.references}),
        judgements=len({one.reason for one in found if one.reason}),
    )


def number_card(plan: Plan, scenario: Scenario, asked: str, language: Language) -> None:
    """Draw where one number comes from, all its variants; nothing where `asked` is not the address of a number."""
    t = language.text
    found = list(provenance.find_origins(plan, asked))
    if not found:
        return
    kind, id = found[0].kind, found[0].id
    about: dict[str, str] = {}
    if kind == "futures":
        about["set"] = t(key("set", scenario.assumption_set))
        found[0] = provenance.futures(plan, id, scenario.assumption_set)
        found += provenance.origins_of_spread(plan, scenario.assumption_set)
    own = [provenance.lever_value(plan, id, scenario.levers[id])] if kind == "lever" else []
    if kind == "assumption":
        own = [provenance.assumption(plan, id, scenario.assumption_set, scenario.own_assumptions)]
    found += [origin for origin in own if origin.set_by == "user"]
    with card("number", t("sources-number-title"), t(ABOUT[kind], **about)):
        rows: list[list[reading.Cell]] = []
        for origin in found:
            lines = [*provenance.lines(plan, origin, language)]
            rows.append(
                [
                    provenance.item_name(origin, language),
                    provenance.value_text(plan, origin, language),
                    stacked_lines(lines),
                ]
            )
        columns = [Column(t("sources-column-this")), Column(t("sources-column-value"), "number")]
        table([*columns, Column(t("sources-column-comes-from"))], rows, t("sources-number-title"))
        if found[0].equations:
            formulas = ["| | |", "|---|---|"]
            formulas += [f"| {t(f'equation-{one.id}')} | $\\displaystyle {one.latex}$ |" for one in found[0].equations]
            with st.expander(t("sources-number-equations", count=len(found[0].equations))):
                writing.mark_up("\n".join(formulas))
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
            [[provenance.item_name(origin, language), provenance.value_text(plan, origin, language)] for origin in own],
            t("sources-own-subtitle"),
        )
