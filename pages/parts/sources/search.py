"""The search over all sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import reading
from pages.parts.reading import card
from pages.parts.sources.detail import detail
from pages.parts.sources.download import numbers_csv, sources_csv
from pages.parts.sources.number import number_name
from pages.parts.sources.rows import Row
from sim import provenance
from sim.language import Language
from sim.plan import Plan
from sim.scenario import Scenario

QUERY, NAME, KIND, USED, PICK = "sources-query", "sources-name", "sources-kind", "sources-used", "sources-pick"
KINDS = ("fact", "publication", "reason")


def search_card(plan: Plan, scenario: Scenario, rows: tuple[Row, ...], language: Language) -> None:
    """Draw the search over all sources."""
    t = language.text
    with card("search", t("sources-search-title"), t("sources-search-subtitle")):
        search_and_table(plan, scenario, rows, language)


def _example(plan: Plan, language: Language) -> str:
    """Return what one may search for, in ids and names of the plan."""
    fact = next((id for source in plan.quantities.values() for id in source.sources if id in plan.facts), "")
    author = next((one.citation.split(",")[0].split("(")[0].split("&")[0] for one in plan.references.values()), "")
    return language.text("sources-search-example", has="fact" if fact else "none", fact=fact, author=author.strip())


def search_and_table(plan: Plan, scenario: Scenario, rows: tuple[Row, ...], language: Language) -> None:
    t = language.text
    # A number is asked for by its address and shown by its name, until somebody types something else.
    asked = st.query_params.get("q", "")
    name = number_name(plan, asked, language)
    if QUERY not in st.session_state or (name and st.session_state[QUERY] == st.session_state.get(NAME)):
        st.session_state[QUERY] = name or asked
    st.session_state[NAME] = name
    left, middle, right = st.columns([5, 4, 2], gap="small", vertical_alignment="bottom")
    query = left.text_input(t("sources-search"), key=QUERY, placeholder=_example(plan, language))
    kinds = middle.pills(
        t("sources-filter"),
        KINDS,
        selection_mode="multi",
        default=KINDS,
        key=KIND,
        format_func=lambda kind: t(f"sources-kind-{kind}"),
    )
    only_used = right.toggle(t("sources-only-used"), key=USED)
    wanted = {source.id for source in provenance.search(plan, asked if name and query == name else query, language)}
    found = [
        row
        for row in rows
        if row.source.id in wanted and row.source.kind in (kinds or KINDS) and (row.source.used_by or not only_used)
    ]
    if not found:
        reading.note(t("sources-none", query=query))
        return
    frame = pd.DataFrame(
        {
            "id": [row.source.id if row.source.kind != "reason" else "" for row in found],
            "title": [row.title for row in found],
            "place": [row.place for row in found],
            "used": [len(row.source.used_by) for row in found],
            "revenue": [round(row.revenue, 3) + 0.0 for row in found],
            "profit": [round(row.profit, 3) + 0.0 for row in found],
        }
    )
    number = st.column_config.NumberColumn
    event = st.dataframe(
        frame,
        hide_index=True,
        height=min(38 + 35 * len(found), 388),
        row_height=35,
        on_select="rerun",
        selection_mode="single-row",
        key=PICK,
        column_config={
            "id": st.column_config.TextColumn(t("sources-column-id"), width=90),
            "title": st.column_config.TextColumn(t("sources-column-source"), width=430),
            "place": st.column_config.TextColumn(t("sources-column-place"), width=210),
            "used": number(t("sources-column-used"), width="small"),
            "revenue": number(t("trust-column-elasticity-revenue"), width=155, format="%+.2f"),
            "profit": number(t("trust-column-elasticity-profit"), width=145, format="%+.2f"),
        },
    )
    picked = event["selection"]["rows"]
    place = picked[0] if picked and picked[0] < len(found) else 0
    detail(plan, scenario, found[place], language)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t("sources-download-found", count=len(found)),
            sources_csv(found, language),
            "sources.csv",
            "text/csv",
            on_click="ignore",
        )
        st.download_button(
            t("sources-download-numbers"),
            numbers_csv(plan, language),
            "numbers-and-sources.csv",
            "text/csv",
            on_click="ignore",
        )
