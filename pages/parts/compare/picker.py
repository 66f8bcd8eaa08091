"""Choosing scenarios: a row of cards, one a scenario and in its colour, and a search over the library to add more."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.parts import bookmarks, session, writing
from pages.parts.compare import selection
from pages.parts.compare.selection import NOW, Field
from pages.parts.reading import safe
from pages.parts.writing import label, literal
from sim.analysis.compare import LEAST, Comparison
from sim.export.wording import tone_of
from sim.language import Language
from sim.language.errors import SimError
from sim.model.measures import REVENUE, measure
from sim.model.quantities import CHANCE
from sim.store import Query, open_store

FOUND = 8
"""Scenarios a search shows at once."""

TONES = {"current": "cmp-up", "target": "cmp-down"}


def cards(field: Field, comparison: Comparison, lines: Sequence[str], language: Language) -> None:
    """Draw one card a scenario: name with what can be done to it, result, difference, chance of target, its verdict."""
    with st.container(key="cmp-field", horizontal=True, gap=None):
        for place in range(len(field.tokens)):
            with st.container(key=f"cmp-one-{place}", gap=None):
                _menu(field, place, language)
                st.html(_figures(comparison, place, lines[place], language))
        if not field.full:
            with st.container(key="cmp-add", gap=None):
                _add(field, language)


def _menu(field: Field, place: int, language: Language) -> None:
    t, token, tokens = language.text, field.tokens[place], field.tokens
    with st.popover(label(field.names[place]), key=f"cmp-menu-{place}", width="stretch", type="tertiary"):
        st.button(
            t("compare-make-base"),
            key=f"cmp-base-{place}",
            icon=":material/flag:",
            on_click=selection.choose,
            kwargs={"base": token},
            disabled=place == field.base,
            width="stretch",
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("compare-move-left"),
                key=f"cmp-left-{place}",
                icon=":material/arrow_back:",
                on_click=selection.move,
                args=(token, -1, tokens),
                disabled=place == 0,
            )
            st.button(
                t("compare-move-right"),
                key=f"cmp-right-{place}",
                icon=":material/arrow_forward:",
                on_click=selection.move,
                args=(token, 1, tokens),
                disabled=place == len(tokens) - 1,
            )
        if token != NOW and st.button(
            t("compare-open"), key=f"cmp-open-{place}", icon=":material/tune:", width="stretch"
        ):
            entrant = field.entrants[place]
            saved = token not in entrant.scenario.plan.presets
            session.set_scenario(entrant.scenario, entrant.name if saved else None)
            st.switch_page("pages/simulator.py")
        st.button(
            t("compare-drop"),
            key=f"cmp-drop-{place}",
            icon=":material/close:",
            on_click=selection.drop,
            args=(token, tokens),
            disabled=len(tokens) <= LEAST,
            width="stretch",
        )


def _figures(comparison: Comparison, place: int, line: str, language: Language) -> str:
    t = language.text
    base = comparison.entrants[comparison.base]
    metric = base.scenario.target.metric
    row = next(row for row in comparison.headline if row.metric == metric)
    value, gap = row.values[place], row.absolute[place]
    year = comparison.year or comparison.entrants[place].scenario.plan.years[-1]
    digits = row.measure.number(language, value)
    if place == comparison.base:
        below = f'<span class="cmp-tag">{safe(t("compare-base"))}</span>'
    else:
        tone = TONES.get(tone_of(gap, row.measure, language), "")
        written = row.measure.format_change(language, gap)
        below = f'<span class="{tone}">{safe(written)}</span>'
    chance = "–"
    if comparison.chances is not None and comparison.chances.reach[place] == comparison.chances.reach[place]:
        chance = CHANCE.format(language, float(comparison.chances.reach[place]))
    return (
        f'<div class="cmp-figures"><div class="rd-label">'
        f"{safe(t('export-headline', measure=row.measure.name(language), year=str(year)))}</div>"
        f"<div><b>{safe(digits)}</b> <span>{safe(row.measure.quantity.name_of_unit(language))}</span></div>"
        f'<div class="cmp-below">{below}<span title="{html.escape(measure("p_target").name(language))}">'
        f"{safe(t('compare-card-chance', chance=chance))}</span></div>"
        f'<div class="cmp-verdict">{safe(line)}</div></div>'
    )


def _add(field: Field, language: Language) -> None:
    t = language.text
    work = session.workspace()
    with st.popover(t("compare-add"), icon=":material/add:", key="cmp-more", width="stretch", type="tertiary"):
        text = st.text_input(
            t("compare-search"),
            key="cmp-search",
            type="search",
            placeholder=t("compare-search-hint"),
            icon=":material/search:",
            live=True,
            label_visibility="collapsed",
            max_chars=120,
        )
        offered: list[tuple[Any, ...]] = []
        named = {NOW: t("compare-now-named", name=work.name) if work.name else t("compare-now")}
        named |= {id: t(f"preset-{id}") for id in work.scenario.plan.presets}
        marks = bookmarks.base_names(work.scenario.plan_id)
        words = (text or "").casefold().split()
        for token, name in (named | marks).items():
            if token not in field.tokens and all(word in name.casefold() for word in words):
                offered.append((token, name, t("compare-bookmark") if token in marks else ""))
        try:
            page = open_store().find(Query(text=text or "", limit=FOUND + len(field.tokens)))
        except SimError as problem:
            writing.caption(problem.text(language.id))
            page = None
        entries = [] if page is None else [entry for entry in page.entries if entry.id not in field.tokens][:FOUND]
        for entry in entries:
            reach = REVENUE.format(entry.vocabulary(language), entry.kpis["revenue"])
            offered.append((entry.id, entry.name, f"{reach} · {language.date(entry.updated_at.date())}"))
        for token, name, note in offered:
            st.button(
                _button_text(name, note),
                key=f"cmp-take-{token}",
                on_click=selection.add,
                args=(token, field.tokens),
                width="stretch",
                type="tertiary",
            )
        left = 0 if page is None else page.total - len(page.entries)
        if not offered:
            writing.caption(t("compare-search-none") if words else t("compare-library-empty"))
        elif left > 0:
            writing.caption(t("compare-search-more", count=left))
        elif page is not None and page.total == 0 and not words:
            writing.caption(t("compare-library-empty"))


def _button_text(name: str, note: str) -> str:
    """Return a label whose name is not read as Markdown."""
    return f"{label(name, 48)}  \n:small[{literal(note)}]" if note else label(name, 48)
