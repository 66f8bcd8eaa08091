"""The library page as a whole: the list with its numbers, or one scenario in full; empty, waiting and broken."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts import address, export, session
from pages.parts.library import actions, detail, files, listing, state
from pages.parts.library.state import view
from pages.parts.reading import Number, card, note, numbers, sentence
from pages.parts.theme import style_element
from pages.parts.writing import plain
from sim.language import Language
from sim.language.errors import SimError, StoreError
from sim.plan.pack import INDEX
from sim.store import open_store
from sim.store.person import State, state_of
from sim.store.summary import Extreme, Summary

SEEN, DRAWN, JOBS = "library-seen", "library-drawn", "library-jobs"
WAITING_ROWS = 6


@lru_cache
def _styles() -> str:
    return style_element((Path(__file__).parent / "library.css").read_text(encoding="utf-8"))


def show(language: Language) -> None:
    """Draw the page."""
    st.html(_styles())
    shown = view()
    waiting = st.empty()
    if SEEN not in st.session_state:
        waiting.html(_waiting(language))
    try:
        if (problem := open_store().status.problem) is not None:
            raise problem
        if shown.scenario:
            _one(shown.scenario, language, waiting)
        else:
            _all(language, waiting)
    except StoreError as problem:
        waiting.empty()
        _draw_broken(problem, language)
    st.session_state[SEEN] = True
    export.tray(language)


def _one(id: str, language: Language, waiting: Any) -> None:
    address.keep(state.PAGE, view().parameters())
    _go()
    detail.show(id, language, waiting)


def _all(language: Language, waiting: Any) -> None:
    found = state.numbers()
    st.session_state[DRAWN] = _mark()
    if not found.count and not found.in_bin:
        waiting.empty()
        address.keep(state.PAGE, view().parameters())
        _new(language)
        return
    with st.container(key="lib-head", horizontal=True, vertical_alignment="top", gap="small"):
        sentence(_sentence(found, language))
        files.menus(language)
    numbers(_numbers(found, language), language.text("library-numbers"))
    waiting.empty()
    _list()


@st.fragment
def _list() -> None:
    """Draw the list; a search or a filter runs only this again, whatever changes more draws the whole page."""
    _go()
    if view().scenario or st.session_state.get(DRAWN) != _mark() or export.jobs() != st.session_state.get(JOBS):
        st.session_state[JOBS] = list(export.jobs())
        st.session_state[DRAWN] = _mark()
        st.rerun()
    address.keep(state.PAGE, view().parameters())
    try:
        data = listing.payload(view(), session.language())
    except StoreError:
        st.rerun()  # the page says what is wrong
    listing.draw(data)


def _mark() -> State:
    """Return what the sentence and the numbers on top depend on."""
    return state_of(open_store().database)


def _go() -> None:
    """Turn to another page where a button asked for one."""
    go = st.session_state.pop(listing.GO, None)
    if go in ("simulator", "compare"):
        st.switch_page(f"pages/{go}.py")


# -- words and numbers ----------------------------------------------------------------------------------------------
def _highest(found: Summary) -> dict[str, Extreme]:
    """Return the scenario with the highest revenue by what revenue is counted in: a currency, or a plan's own index."""
    highest: dict[str, Extreme] = {}
    for one in found.plans:
        money = one.plan_id if one.plan is None or one.plan.currency == INDEX else one.plan.currency
        if money not in highest or one.revenue > highest[money].revenue:
            highest[money] = one
    return highest


def _sentence(found: Summary, language: Language) -> str:
    t = language.text
    if found.best is None:
        return t("library-sentence-bin", count=found.in_bin)
    if len(_highest(found)) > 1:
        return t("library-sentence-mixed", reached=found.reached, count=found.count)
    best = {
        "count": found.count,
        "name": plain(found.best.name, 40),
        "revenue": found.best.vocabulary(language).quantity(found.best.revenue, "revenue"),
        "year": str(found.best.year),
    }
    if found.count == 1:
        return t("library-sentence-one", **best)
    if not found.reached:
        return t("library-sentence-none", **best)
    return t("library-sentence", reached=found.reached, **best)


def _numbers(found: Summary, language: Language) -> list[Number]:
    t = language.text
    notes = [t("library-number-favourites", count=found.favourites)] if found.favourites else []
    notes += [t("library-number-bin", count=found.in_bin)] if found.in_bin else []
    items = [Number(t("library-number-count"), language.number(found.count, "count"), note=" · ".join(notes))]
    if found.best is None or found.lowest is None or found.median is None:
        return items
    share = language.quantity(found.reached / found.count, "percent_whole")

    def revenue(label: str, one: Extreme, value: float, below: str) -> Number:
        own = one.vocabulary(language)
        money = own.unit("revenue")
        return Number(
            t(label, year=str(one.year), money=money), own.number(value, "revenue"), own.unit("revenue"), below
        )

    reached = language.number(found.reached, "count")
    note = t("library-number-share", share=share)
    items.append(Number(t("library-number-reached"), reached, note=note, short=not found.reached))
    best, lowest, highest = found.best, found.lowest, _highest(found)
    if len(highest) > 1:  # of several currencies there is no highest, no lowest and no median
        for one in highest.values():
            plan = one.vocabulary(language).text("plan-title")
            of = t("library-number-of", name=plain(one.name, 30), plan=plain(plan, 30))
            items.append(revenue("library-number-best-in", one, one.revenue, of))
        return items
    items.append(revenue("library-number-best", best, best.revenue, plain(best.name, 30)))
    items.append(revenue("library-number-median", best, found.median, t("library-number-median-note")))
    items.append(revenue("library-number-lowest", lowest, lowest.revenue, plain(lowest.name, 30)))
    return items


# -- states ---------------------------------------------------------------------------------------------------------
def _waiting(language: Language) -> str:
    rows = '<div class="lib-bone lib-row"></div>' * WAITING_ROWS
    return (
        f'<div class="lib-waiting" role="status" aria-label="{language.text("library-waiting")}">'
        f'<div class="lib-bone lib-line"></div><div class="lib-bone lib-block"></div>{rows}</div>'
    )


def _new(language: Language) -> None:
    """Draw the page of a library that holds nothing yet."""
    t = language.text
    sentence(t("library-sentence-new"))
    row: dict[str, Any] = {"horizontal": True, "gap": "small", "vertical_alignment": "center"}
    with card("lib-new", t("library-new-title"), t("library-new-text")), st.container(**row):
        if st.button(t("library-new-go"), type="primary", icon=":material/tune:", key="lib-new-go"):
            st.switch_page("pages/simulator.py")
        files.menus(language)
    files.notices()


def _draw_broken(problem: SimError, language: Language) -> None:
    """Draw the page of a library that cannot be used: what is wrong, what to do, what works all the same."""
    t = language.text
    if problem.key in ("error-store-unknown", "error-store-revision"):
        sentence(t("library-sentence-unknown"))
        with card("lib-broken", problem.text(language.id), t("library-unknown-text")):
            st.button(t("library-back"), icon=":material/arrow_back:", key="lib-back", on_click=actions.back)
        return
    sentence(t("library-sentence-broken"))
    with card("lib-broken", t("library-broken-title"), t("library-broken-subtitle")):
        note(plain(problem.text(language.id), 1200))
        with st.container(horizontal=True, gap="small"):
            st.button(t("library-again"), type="primary", icon=":material/refresh:", key="lib-again")
            if st.button(t("library-to-simulator"), icon=":material/tune:", key="lib-to-simulator"):
                st.switch_page("pages/simulator.py")
