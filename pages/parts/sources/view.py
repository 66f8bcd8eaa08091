"""What the Sources page shows: the sources that move results most, a search over all, and one source in full."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import reading
from pages.parts.charts import influence
from pages.parts.reading import Column, Number, card, chart, numbers, sentence, table
from pages.parts.sources.number import number_card, number_sentence, own_values
from pages.parts.sources.rows import Row, all_rows, inputs, number_name, short_name
from pages.parts.sources.search import search_card
from sim import provenance
from sim.language import Language, key
from sim.plan import Plan, fact_text
from sim.plan.schema import READ
from sim.scenario import Scenario
from sim.track.fact_use import fact_use

TOP = 12
"""Sources drawn in the picture."""


def show(scenario: Scenario, language: Language) -> None:
    """Draw the page."""
    plan, t = scenario.plan, language.text
    rows = all_rows(plan, scenario.assumption_set, language)
    publications = [row for row in rows if row.source.kind == "publication"]
    judgements = [row for row in rows if row.source.kind == "reason"]
    use = fact_use(plan)
    read = [row for row in publications if plan.references[row.source.id].read in READ]
    # What revenue was fitted to moves it one for one; the first of the others says more.
    first = next(
        row
        for row in rows
        if not any(item.startswith("target:") for item in inputs(plan, row.source, scenario.assumption_set))
    )
    asked = st.query_params.get("q", "")
    sentence(
        number_sentence(plan, scenario, asked, language)
        or t(
            "sources-sentence",
            facts=len(use.first["model"]),
            publications=len(publications),
            judgements=len(judgements),
            first=number_name(first, language),
            effect=language.number(first.revenue, "plain", decimals=2),
        )
    )
    numbers(
        [
            Number(
                t("sources-count-facts"),
                str(use.use_count),
                note=t(
                    "sources-count-facts.note",
                    stated=use.stated,
                    model=len(use.first["model"]),
                    followed=sum(len(use.first[name]) for name in ("compared", "tracked", "classes")),
                    audited=len(use.first["audited"]),
                    read=len(use.first["read"]),
                ),
            ),
            Number(
                t("sources-count-publications"),
                str(len(publications)),
                note=t("sources-count-publications.note", read=len(read)),
                short=len(read) < len(publications),
            ),
            Number(t("sources-count-judgements"), str(len(judgements)), note=t("sources-count-judgements.note")),
            Number(
                t("sources-count-numbers"),
                str(len(provenance.origins(plan))),
                note=t("sources-count-numbers.note"),
            ),
            Number(t("sources-count-documents"), str(len(plan.documents)), note=t("sources-count-documents.note")),
        ],
        t("sources-numbers"),
    )
    if asked:  # somebody followed a number to its source: that first
        number_card(plan, scenario, asked, language)
        search_card(plan, scenario, rows, language)
    influence_card(plan, scenario, rows, language)
    own_values(plan, scenario, language)
    if not asked:
        search_card(plan, scenario, rows, language)
    documents(plan, language)


def influence_card(plan: Plan, scenario: Scenario, rows: tuple[Row, ...], language: Language) -> None:
    """Draw the sources that move results most."""
    t = language.text
    top = rows[:TOP]
    with card(
        "influence",
        t("sources-influence-title", count=TOP),
        t("sources-influence-subtitle", set=t(key("set", scenario.assumption_set)), year=str(plan.years[-1])),
    ):
        entries = [
            (
                short_name(row, language),
                row.revenue,
                row.profit,
                language.number(row.revenue, "plain", decimals=2, signed=True),
                t("sources-profit", effect=language.number(row.profit, "plain", decimals=2, signed=True)),
            )
            for row in top
        ]
        data, low, high = influence.rows(entries)
        chart(
            influence.spec(len(entries)),
            data,
            key="sources-influence",
            alt=t("sources-influence-alt"),
            xmin=low,
            xmax=high,
        )
        reading.note(t("sources-influence-note"))


def documents(plan: Plan, language: Language) -> None:
    t = language.text
    used = provenance.uses(plan)
    with card("documents", t("sources-documents-title"), t("sources-documents-subtitle")):
        rows: list[list[Any]] = []
        for id, document in plan.documents.items():
            facts = [fact.id for fact in plan.facts.values() if fact.document == id]
            rows.append(
                [
                    id,
                    fact_text.document_title(document, language),
                    str(len(facts)),
                    str(sum(fact in used for fact in facts)),
                ]
            )
        table(
            [
                Column(t("sources-column-id")),
                Column(t("sources-column-document")),
                Column(t("sources-column-facts"), "number"),
                Column(t("sources-column-in-use"), "number"),
            ],
            rows,
            t("sources-documents-title"),
        )
