"""One source in full: what it says, and the numbers that rest on it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import reading
from pages.parts.reading import Column, table, two_lines
from pages.parts.sources.rows import Row
from sim import provenance
from sim.language import Language
from sim.plan import Plan, fact_text
from sim.scenario import Scenario
from sim.trust.sensitivity import influences, input_of


def detail(plan: Plan, scenario: Scenario, row: Row, language: Language) -> None:
    """Draw one source in full, and every number that rests on it."""
    t, source = language.text, row.source
    with st.container(key="card-detail"):
        st.html(
            reading.heading(
                row.title,
                t("sources-detail-place", id=source.id, place=row.place) if source.kind != "reason" else row.place,
            )
        )
        if source.kind == "fact":
            fact = plan.facts[source.id]
            document = plan.documents[fact.document]
            parts = [
                t(
                    "sources-detail-document",
                    title=fact_text.document_title(document, language),
                    document=fact.document,
                    section=fact.section,
                )
            ]
            parts.append(
                t("sources-detail-kind", kind=fact_text.kind(fact, language), value=fact_text.value(fact, language))
            )
            if fact.note:
                parts.append(t("sources-detail-note", note=fact_text.note(fact, language)))
            reading.listing(parts)
        elif source.kind == "publication":
            reading.listing(
                [t(plan.references[source.id].finding)] if language.has(plan.references[source.id].finding) else []
            )
        if not source.used_by:
            reading.note(t("sources-unused"))
            return
        known = influences(plan, scenario.assumption_set)
        columns = [
            Column(t("sources-column-number")),
            Column(t("sources-column-value"), "number"),
            Column(t("trust-column-elasticity-revenue"), "number"),
            Column(t("trust-column-elasticity-profit"), "number"),
        ]
        cells: list[list[Any]] = []
        for origin in source.used_by:
            item = input_of(plan, origin.kind, origin.id, origin.variant, scenario.assumption_set)
            effect = known.get(item) if item else None
            if effect is None:
                shown = [t("sources-not-an-input"), ""]
            elif effect.at_zero:
                shown = [
                    t("trust-per-step", effect=language.quantity(value, "percent", signed=True))
                    for value in (effect.revenue, effect.profit)
                ]
            else:
                shown = [
                    language.number(value, "plain", decimals=2, signed=True)
                    for value in (effect.revenue, effect.profit)
                ]
            cells.append(
                [
                    two_lines(provenance.item_name(origin, language), t(f"origin-kind-{origin.kind}")),
                    provenance.value_text(plan, origin, language),
                    *shown,
                ]
            )
        table(columns, cells, t("sources-column-number"))
