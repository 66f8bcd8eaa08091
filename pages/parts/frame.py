"""The frame every page opens first: title, styles, top bar, language."""

from __future__ import annotations

import datetime as dt
import html
from contextlib import nullcontext
from pathlib import Path

import streamlit as st

from pages.parts import address, likely, login, navigation, session, writing
from pages.parts.plans.picker import picker
from pages.parts.theme import css_variables, style_element
from sim.analysis.risk_text import opening
from sim.assumptions.calibration import missed_fit_text, missed_fits
from sim.export.text import one_line
from sim.language import Language, get_language, languages
from sim.store.person import asking


@st.cache_resource
def styles(name: str) -> str:
    """Return the page styles as one style element; on paper the name of the application stands at the foot."""
    sheets = ("frame.css", "print.css", "forced.css")
    css = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in sheets)
    return style_element(css_variables() + css.replace('"app-name"', f'"{name}"'))


def switch_language(other: str) -> None:
    session.set_language(other)


def visitor_language() -> Language:
    """Return the session's language; the first thing any run asks, so what the address says is taken over here."""
    address.read()
    return session.language()


def open_frame(page: str) -> Language:
    """Draw what all pages share and return the session's language.

    Parameters
    ----------
    page : str
        The page's id, as in `navigation.PAGES`.
    """
    language = visitor_language()
    t = language.text
    st.set_page_config(page_title=f"{t(f'page-{page}')} – {t('app-name')}", layout="wide")
    st.html(styles(t("app-name")))
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap=None):
        st.html(f'<span class="product">{t("app-name")}</span>')
        picker(language)
        navigation.bar(page, language)
        with st.container(key="topbar-language", width="content"):
            _languages(language)
        _person(language)
        if page != "simulator":  # there the chip stands on the stage, which has buttons of its own
            likely.chip(language)
            _actions(language)
    navigation.section(page, language)
    elsewhere = address.landing(page, navigation.page_ids())
    if elsewhere:
        st.switch_page(f"pages/{elsewhere}.py")
    st.html(_print_head(page, language))
    _link_notes(language)
    _fit_notes(language)
    if not navigation.BY_ID[page].own_address:
        address.keep(page)
    return language


def _print_head(page: str, language: Language) -> str:
    """Return what stands at the head of a printed page and nowhere else: page, scenario, plan and date."""
    work = session.workspace()
    preset = opening(work.scenario)
    name = work.name or language.text("compare-now" if preset == "own" else f"preset-{preset}")
    words = work.scenario.plan.vocabulary(language)
    about = language.join([words.text("plan-title"), language.date(dt.date.today())], "groups")
    title = html.escape(f"{language.text(f'page-{page}')} · {one_line(name)}")
    return f'<div class="print-head"><b>{title}</b><span>{html.escape(about)}</span></div>'


def _languages(language: Language) -> None:
    """Draw a button for every other language; where there are several, behind one that names the present one."""
    others = [get_language(id) for id in languages() if id != language.id]
    with st.popover(language.label, type="tertiary") if len(others) > 1 else nullcontext():
        for other in others:
            st.button(
                other.label if len(others) == 1 else other.name,
                key=f"language-{other.id}",
                help=language.text("language-switch-help", language=other.name),
                on_click=switch_language,
                args=(other.id,),
                type="tertiary",
            )


def _person(language: Language) -> None:
    """Name who has logged in, with the way out; nothing where nobody is asked who they are."""
    person = asking()
    if not person.id:
        return
    with st.popover(writing.label(person.name, 24), type="tertiary"):
        writing.caption(language.text("login-name", name=writing.plain(person.name), role=person.role))
        if (way := login.way_out()) is not None:
            leave = html.escape(language.text("login-leave"))
            st.html(f'<a class="leave" href="{html.escape(way)}" target="_self">{leave}</a>')


def announce() -> None:
    """Say what the run before this one did; last of all, so that a run cut short leaves it to the next."""
    announcement = session.announcement()
    if announcement is not None:
        writing.toast(announcement.text, icon=announcement.icon, duration="long")


def open_bare(page: str) -> Language:
    """Open a page that fills the screen by itself, and return the session's language."""
    language = visitor_language()
    st.set_page_config(page_title=f"{language.text(f'page-{page}')} – {language.text('app-name')}", layout="wide")
    st.html(styles(language.text("app-name")))
    return language


def _link_notes(language: Language) -> None:
    """Say what a link could not restore, until the visitor closes it."""
    notes = address.notes(language.id)
    if not notes:
        return
    with st.container(key="link-notes"):
        writing.listing(address.heading(language), notes)
        st.button(language.text("link-notes-close"), key="link-notes-close", on_click=address.forget_notes)


def _fit_notes(language: Language) -> None:
    """Say what the levers do reach where the assumption set is fitted to a result that they cannot."""
    scenario = session.get_scenario()
    missed = missed_fits(scenario.plan, scenario.plan.promise_set, scenario.own_assumptions)
    if missed:
        with st.container(key="fit-notes"):
            for one in missed:
                writing.caption(missed_fit_text(scenario.plan, one, language))


def _actions(language: Language) -> None:
    """Draw undo and redo; on the Simulator the stage draws them, where they answer within a frame."""
    now = session.history()
    with st.container(key="topbar-actions", horizontal=True, width="content", gap="small"):
        st.button(
            language.text("action-undo"),
            key="undo",
            icon=":material/undo:",
            help=language.text("action-undo"),
            on_click=session.undo,
            disabled=not now.can_undo,
        )
        st.button(
            language.text("action-redo"),
            key="redo",
            icon=":material/redo:",
            help=language.text("action-redo"),
            on_click=session.redo,
            disabled=not now.can_redo,
        )
