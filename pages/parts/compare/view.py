"""What the Compare page shows, from the sentence to the tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from pages.parts import address, export, reading, session, writing
from pages.parts.compare import answers, causes, picker, pictures, selection, tables
from pages.parts.compare import text as compare_text
from pages.parts.compare.selection import PAGE, Choice, Field
from pages.parts.reading import SHEET, card, chart, listing
from pages.parts.theme import style_element
from sim.analysis.bridge import Bridge
from sim.analysis.compare import Comparison
from sim.analysis.text import target_amount
from sim.language import Language
from sim.language.errors import SimError
from sim.model.measures import measure
from sim.model.quantities import CHANCE

WIDE = 5
"""Scenarios from which the table of pairs takes the page's whole width."""


@st.cache_resource
def _styles() -> str:
    return style_element((Path(__file__).parent / "compare.css").read_text(encoding="utf-8"))


def show(language: Language) -> None:
    """Draw the page."""
    st.html(_styles())
    choice = selection.choice()
    address.keep(PAGE, choice.parameters())
    field = selection.resolve(choice, session.workspace(), language)
    try:
        comparison = answers.comparison(field.entrants, field.names[field.base])
    except SimError as problem:
        writing.error(problem.text(language.id))
        st.button(language.text("compare-reset"), on_click=selection.reset)
        return
    if choice.focus not in field.tokens:  # nothing told: the sentence explains the best, or how far it is from it
        winner, _ = compare_text.best(field, comparison, language)
        field = replace(field, focus=winner) if winner >= 0 and winner != field.base else field
    export.heading(
        compare_text.verdict(field, comparison, _bridge(field, comparison, field.focus), language),
        language,
        field.entrants,
        base=field.names[field.base],
        pictures=lambda: pictures.for_files(field, choice, comparison, language),
    )
    lines = [
        compare_text.line(place, field, comparison, _bridge(field, comparison, place), language)
        for place in range(len(field.tokens))
    ]
    picker.cards(field, comparison, lines, language)
    _notes(field, comparison, language)
    left, right = st.columns([13, 8], gap="small")
    with left:
        _lines(field, choice, comparison, language)
    with right:
        _chances(field, comparison, language)
    causes.causes(field, choice, comparison, language)
    tables.headline(field, comparison, language)
    tables.differing(field, comparison, language)
    _regions(field, choice, comparison, language)
    pairs = comparison.chances is not None and len(field.tokens) > 2
    if pairs and len(field.tokens) < WIDE:
        left, right = st.columns(2, gap="small")
        with left:
            tables.matrix(field, comparison, language)
        with right:
            tables.claims(field, language)
    else:
        if pairs:
            tables.matrix(field, comparison, language)
        tables.claims(field, language)
    export.tray(language)


def _bridge(field: Field, comparison: Comparison, place: int) -> Bridge | None:
    """Return the bridge from the base to a scenario; None between two plans."""
    base, focus = field.entrants[field.base].scenario, field.entrants[place].scenario
    year = comparison.year or base.target.year
    if base.plan != focus.plan or year not in base.plan.years:
        return None
    return answers.bridge_answer(base, focus, base.target.metric, year, "", "")


def _notes(field: Field, comparison: Comparison, language: Language) -> None:
    """Say what could not be opened or cannot be compared."""
    said = [*field.said, *(language.text(id, **arguments) for id, arguments in comparison.notes)]
    if said:
        with st.container(key="cmp-notes"):
            listing(said)


def _lines(field: Field, choice: Choice, comparison: Comparison, language: Language) -> None:
    t = language.text
    metric = pictures.line_of(choice)
    spec, data, values = pictures.trajectories(field, comparison, metric, language)
    one = measure(metric)
    row = next(row for row in comparison.headline if row.metric == metric)
    ranked = sorted((value, place) for place, value in enumerate(row.values) if value is not None)
    title = t(
        "compare-lines-message",
        count=len(ranked),
        measure=one.name(language),
        low=one.format(language, ranked[0][0]),
        first=field.names[ranked[0][1]],
        high=one.format(language, ranked[-1][0]),
        last=field.names[ranked[-1][1]],
    )
    with card(
        "cmp-lines",
        title,
        t("compare-lines-subtitle", unit=one.quantity.name_of_unit(language), base=field.names[field.base]),
    ):
        st.session_state["cmp-line"] = metric
        st.segmented_control(
            t("export-measure"),
            pictures.line_ids(),
            key="cmp-line",
            required=True,
            label_visibility="collapsed",
            format_func=lambda id: measure(id).name(language),
            on_change=lambda: selection.choose(line=str(st.session_state["cmp-line"])),
        )
        chart(spec, data, key="cmp-paths", alt=title, **values)


def _chances(field: Field, comparison: Comparison, language: Language) -> None:
    t, found = language.text, comparison.chances
    if found is None:
        return
    target = target_amount(found.target, field.entrants[field.base].scenario.plan, language, ranged=True)
    known = [(float(share), place) for place, share in enumerate(found.reach) if share == share]
    best, place = max(known)
    if sum(share == best for share, _ in known) > 1:
        title = t("compare-chances-even", chance=CHANCE.format(language, best))
    else:
        title = t("compare-chances-title", name=field.names[place], chance=CHANCE.format(language, best))
    subtitle = t(
        "compare-chances-subtitle",
        measure=found.target.measure.name(language),
        target=target,
        year=str(found.target.year),
        draws=language.number(found.draws, "count"),
    )
    with card("cmp-chances", title, subtitle):
        tables.chance_lines(field, comparison, language)


def _regions(field: Field, choice: Choice, comparison: Comparison, language: Language) -> None:
    t = language.text
    year = causes.pick(field, choice, comparison)[1]
    spec, data, values = pictures.multiples(field, comparison, year, language)
    subtitle = t("compare-regions-subtitle", unit=language.unit("money"), base=field.names[field.base])
    with card("cmp-regions", t("compare-regions-title", year=str(year)), subtitle):
        keys = "".join(
            f"<span>{tables.dot(place)}{reading.safe(name)}</span>" for place, name in enumerate(field.names)
        )
        st.html(f'<div class="cmp-key">{keys}</div>')
        size = f"{len(data['sides'])}-{len(field.names)}"
        title = t("compare-regions-title", year=str(year))
        chart(spec, data, key=f"cmp-panels-{size}", paper=SHEET, alt=title, **values)
        tables.split(field, comparison, year, language)
