"""What the Sources page shows: the sources that move results most, a search over all, and one source in full."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import streamlit as st

from pages.parts import reading
from pages.parts.amounts import amount
from pages.parts.charts import influence
from pages.parts.reading import Column, Number, card, chart, numbers, sentence, stacked, table
from sim import fact_words, provenance
from sim.language import Language, get_language, key
from sim.plan import Plan, load_plan
from sim.provenance import Origin, Source
from sim.scenario import Scenario
from sim.trust.sensitivity import influences, input_of, of_source

TOP = 12
"""Sources drawn in the picture."""

QUERY, KIND, USED, PICK = "sources-query", "sources-kind", "sources-used", "sources-pick"
KINDS = ("fact", "publication", "reason")
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


@dataclass(frozen=True)
class Row:
    """One source with what it moves: elasticities of the last year's revenue and profit under a set."""

    source: Source
    title: str
    place: str
    revenue: float
    profit: float


@lru_cache(maxsize=16)
def all_rows(plan: Plan, assumptions: str, language_id: str) -> tuple[Row, ...]:
    """Return every source, the most influential first; sources of equal influence keep the order of the plan."""
    language = get_language(language_id)
    rows = [
        Row(
            source,
            provenance.source_title(plan, source.id, language),
            provenance.source_place(plan, source.id, language),
            *of_source(plan, inputs(plan, source, assumptions), assumptions),
        )
        for source in provenance.sources(plan)
    ]
    return tuple(sorted(rows, key=lambda row: (-abs(row.revenue), -abs(row.profit), not row.source.used_by)))


def inputs(plan: Plan, source: Source, assumptions: str) -> tuple[str, ...]:
    """Return the inputs of the model that rest on a source under a set, each once."""
    found = (input_of(plan, one.kind, one.id, one.variant, assumptions) for one in source.used_by)
    return tuple(dict.fromkeys(item for item in found if item))


def show(scenario: Scenario, language: Language) -> None:
    """Draw the page."""
    plan, t = load_plan(scenario.plan_id), language.text
    rows = all_rows(plan, scenario.assumptions, language.id)
    facts = [row for row in rows if row.source.kind == "fact"]
    publications = [row for row in rows if row.source.kind == "publication"]
    judgements = [row for row in rows if row.source.kind == "reason"]
    used = [row for row in facts if row.source.used_by]
    read = [row for row in publications if plan.references[row.source.id].read in ("full", "abstract", "code")]
    # What revenue was fitted to moves it one for one; the first of the others says more.
    first = next(
        row
        for row in rows
        if not any(item.startswith("target:") for item in inputs(plan, row.source, scenario.assumptions))
    )
    sentence(
        t(
            "sources-sentence",
            facts=len(facts),
            publications=len(publications),
            judgements=len(judgements),
            first=first.title,
            effect=language.number(first.revenue, "plain", decimals=2),
        )
    )
    numbers(
        [
            Number(t("sources-count-facts"), str(len(facts)), note=t("sources-count-facts.note", used=len(used))),
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
    asked = st.query_params.get("q", "")
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
        t("sources-influence-subtitle", set=t(key("set", scenario.assumptions)), year=str(plan.years[-1])),
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


def number_card(plan: Plan, scenario: Scenario, asked: str, language: Language) -> None:
    """Draw where one number comes from, all its variants; nothing where `asked` is not the address of a number."""
    t = language.text
    found = list(provenance.named(plan, asked))
    if not found:
        return
    kind, id = found[0].kind, found[0].id
    own = [provenance.lever_value(plan, id, scenario.levers[id])] if kind == "lever" else []
    if kind == "assumption":
        own = [provenance.assumption(plan, id, scenario.assumptions, scenario.overrides)]
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
                st.markdown("\n".join(formulas))
            st.page_link("pages/model.py", label=t("sources-number-model"))


def stacked_lines(lines: list[str]) -> reading.Html:
    return reading.Html("<br>".join(reading.safe(line) for line in lines))


def search_card(plan: Plan, scenario: Scenario, rows: tuple[Row, ...], language: Language) -> None:
    """Draw the search over all sources."""
    t = language.text
    with card("search", t("sources-search-title"), t("sources-search-subtitle")):
        search_and_table(plan, scenario, rows, language)


def short_name(row: Row, language: Language) -> str:
    """Return a source's name for the picture; a judgement goes by the number that rests on it."""
    t = language.text
    if row.source.kind == "fact":
        return t("sources-named", id=row.source.id, title=row.title)
    if row.source.kind == "reason":
        return t("sources-named", id=t("model-judgement"), title=provenance.item_name(row.source.used_by[0], language))
    return row.title


# -- the user's own values ------------------------------------------------------------------------------------------


def own_values(plan: Plan, scenario: Scenario, language: Language) -> None:
    """Draw what the scenario takes from its user instead of a source; nothing where there is none."""
    found = [provenance.lever_value(plan, id, value) for id, value in scenario.levers.items()]
    found += [provenance.assumption(plan, id, scenario.assumptions, scenario.overrides) for id in scenario.overrides]
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


def value_text(plan: Plan, origin: Origin, language: Language) -> str:
    """Return the value of a number as its lever, assumption or unit writes it."""
    if origin.value is None:
        return ""
    if origin.kind == "lever":
        lever = plan.levers[origin.id]
        if lever.is_choice:
            return language.text(key("choice", str(origin.value)))
        return amount(float(origin.value), lever.unit, lever.format, language)
    if origin.kind == "assumption":
        entry = plan.parameters[origin.id]
        return amount(round(float(origin.value), 4), entry.unit, entry.format, language)
    large = origin.unit == "CNY_m" and abs(float(origin.value)) >= fact_words.FINE_MONEY
    format = {
        "CNY_m": "money" if large else "money_fine",
        "CNY_m_per_person": "money_fine",
        "persons": "people",
        "fraction": "percent",
        "fraction_per_year": "percent_year",
    }.get(origin.unit, "plain")
    return amount(float(origin.value), origin.unit, format, language)


# -- search ---------------------------------------------------------------------------------------------------------


def search_and_table(plan: Plan, scenario: Scenario, rows: tuple[Row, ...], language: Language) -> None:
    t = language.text
    if QUERY not in st.session_state:
        st.session_state[QUERY] = st.query_params.get("q", "")
    left, middle, right = st.columns([5, 4, 2], gap="small", vertical_alignment="bottom")
    query = left.text_input(t("sources-search"), key=QUERY, placeholder=t("sources-search-example"))
    kinds = middle.pills(
        t("sources-filter"),
        KINDS,
        selection_mode="multi",
        default=KINDS,
        key=KIND,
        format_func=lambda kind: t(f"sources-kind-{kind}"),
    )
    only_used = right.toggle(t("sources-only-used"), key=USED)
    wanted = {source.id for source in provenance.search(plan, query, language)}
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
            sources_csv(plan, found, language),
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
                    title=fact_words.document_title(document, language),
                    document=fact.document,
                    section=fact.section,
                )
            ]
            parts.append(
                t("sources-detail-kind", kind=fact_words.kind(fact, language), value=fact_words.value(fact, language))
            )
            if fact.note:
                parts.append(t("sources-detail-note", note=fact_words.note(fact, language)))
            reading.listing(parts)
        elif source.kind == "publication":
            reading.listing(
                [t(plan.references[source.id].finding)] if language.has(plan.references[source.id].finding) else []
            )
        if not source.used_by:
            reading.note(t("sources-unused"))
            return
        known = influences(plan, scenario.assumptions)
        columns = [
            Column(t("sources-column-number")),
            Column(t("sources-column-value"), "number"),
            Column(t("trust-column-elasticity-revenue"), "number"),
            Column(t("trust-column-elasticity-profit"), "number"),
        ]
        cells = []
        for origin in source.used_by:
            item = input_of(plan, origin.kind, origin.id, origin.variant, scenario.assumptions)
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
                    stacked(provenance.item_name(origin, language), t(f"origin-kind-{origin.kind}")),
                    value_text(plan, origin, language),
                    *shown,
                ]
            )
        table(columns, cells, t("sources-column-number"))


# -- documents ------------------------------------------------------------------------------------------------------


def documents(plan: Plan, language: Language) -> None:
    t = language.text
    used = provenance.uses(plan)
    with card("documents", t("sources-documents-title"), t("sources-documents-subtitle")):
        rows = []
        for id, document in plan.documents.items():
            facts = [fact.id for fact in plan.facts.values() if fact.document == id]
            rows.append(
                [
                    id,
                    fact_words.document_title(document, language),
                    str(len(facts)),
                    str(sum(fact in used for fact in facts)),
                ]
            )
        table(
            [
                Column(t("sources-column-id")),
                Column(t("sources-column-document")),
                Column(t("sources-count-facts"), "number"),
                Column(t("sources-column-in-use"), "number"),
            ],
            rows,
            t("sources-documents-title"),
        )


# -- downloads ------------------------------------------------------------------------------------------------------


def sources_csv(plan: Plan, rows: list[Row], language: Language) -> bytes:
    """Return the sources found; readable by Excel in either language."""
    t = language.text
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            t("sources-column-id"),
            t("sources-column-source"),
            t("sources-column-place"),
            t("sources-column-number"),
            t("trust-column-elasticity-revenue"),
            t("trust-column-elasticity-profit"),
        ]
    )
    for row in rows:
        names = t("origin-separator").join(provenance.item_name(one, language) for one in row.source.used_by)
        writer.writerow([row.source.id, row.title, row.place, names, row.revenue, row.profit])
    return text.getvalue().encode("utf-8-sig")


@lru_cache(maxsize=8)
def numbers_csv(plan: Plan, language: Language) -> bytes:
    """Return every number of the plan pack with its unit and its sources in words."""
    t = language.text
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            t("sources-column-number"),
            "id",
            t("sources-column-value"),
            t("model-csv-unit"),
            t("model-csv-sources"),
        ]
    )
    for origin in provenance.origins(plan):
        writer.writerow(
            [
                provenance.item_name(origin, language),
                origin.item,
                "" if origin.value is None else origin.value,
                origin.unit,
                " | ".join(provenance.lines(plan, origin, language)),
            ]
        )
    return text.getvalue().encode("utf-8-sig")
