"""What we assume: the assumption set, single assumptions with their source beside them, sets of one's own."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import reading, session, spaces, writing
from pages.parts.likely import CARD, OWN, change, choice, own_sets, own_values, reset
from pages.parts.model import density_cell, origin_cell, stated_distribution
from pages.parts.reading import Column, card, listing, note, table, two_lines
from pages.parts.source_link import source_link
from pages.parts.writing import plain
from sim import provenance
from sim.assumptions.central import central_assumptions
from sim.language import Language, key
from sim.language.errors import SimError
from sim.plan import Assumption, Plan
from sim.plan.amounts import amount, span
from sim.sampling.assumptions import uncertain
from sim.scenario import Scenario
from sim.store import AssumptionSet, open_store
from sim.store.spaces import EVERYONE

PICK, VALUE, NAME = "assumption-pick", "assumption-value", "assumption-name"
SPACE = "assumption-space"
NAME_LIMIT = 80


# -- changes --------------------------------------------------------------------------------------------------------
def value_key(id: str, set_name: str) -> str:
    """Return the editor's key: one slider each for every assumption of every set, so that no value passes over."""
    return f"{VALUE}-{set_name}-{id}"


def take_value(id: str, set_name: str) -> None:
    """Take over the editor's value, unless it says nothing new or speaks of a set that is no longer chosen.

    A run that is cut short has set the slider's value without showing it; the next one then takes it for a wish.
    """
    scenario, entry = session.get_scenario(), session.current_plan().assumptions[id]
    scale = shown_scale(entry)
    shown = float(st.session_state[value_key(id, set_name)])
    if scenario.assumption_set != set_name or shown == shown_value(scenario, id):
        return
    set_own(id, min(max(shown / scale, entry.low), entry.high))


def shown_value(scenario: Scenario, id: str) -> float:
    """Return an assumption's central value as the editor shows it: scaled, and rounded to the slider's steps."""
    plan = scenario.plan
    scale = shown_scale(plan.assumptions[id])
    central = central_assumptions(plan, scenario.assumption_set, scenario.own_assumptions)[id]
    return round(central * scale, shown_places(scale))


def shown_places(scale: float) -> int:
    return 1 if scale == 100 else 2


def set_own(id: str, value: float | None) -> None:
    own_assumptions = {**session.get_scenario().own_assumptions, id: value}
    change(own_assumptions={name: number for name, number in own_assumptions.items() if number is not None})


def save() -> None:
    """Keep the values shown as a set of one's own."""
    scenario, name = session.get_scenario(), str(st.session_state.get(NAME, "")).strip()
    if not name:
        return
    language = session.language()
    try:
        open_store().save_assumption_set(
            scenario.plan,
            name,
            scenario.assumption_set,
            dict(scenario.own_assumptions),
            space=st.session_state.get(SPACE),
        )
    except SimError as problem:
        writing.toast(problem.text(language.id))
        return
    st.session_state[NAME] = ""
    writing.toast(language.text("uncertainty-set-saved", name=plain(name)), icon=":material/bookmark_added:")


def forget(name: str) -> None:
    try:
        open_store().delete_assumption_set(session.get_scenario().plan, name)
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))


# -- what is shown --------------------------------------------------------------------------------------------------
def shown_scale(entry: Assumption) -> float:
    """Fractions are edited in per cent or points, everything else in its own unit."""
    return 100.0 if entry.format.startswith("percent") or entry.format == "points" else 1.0


def show(scenario: Scenario, language: Language) -> None:
    """Draw the card of the sets, the editor, and the table of what is uncertain."""
    t, plan = language.text, scenario.plan
    sets = own_sets(plan)
    with card("assumptions", t("uncertainty-assumptions-title"), t("uncertainty-assumptions-subtitle")):
        left, right = st.columns([1.1, 1], gap="medium")
        with left:
            switch(scenario, sets, language)
        with right:
            editor(plan, scenario, language)
        spread_table(plan, scenario, language)


def switch(scenario: Scenario, sets: tuple[AssumptionSet, ...], language: Language) -> None:
    """Draw the choice of the chip once more, with what to do with values of one's own."""
    t = language.text
    now = choice(CARD, scenario, sets, language)
    if not scenario.own_assumptions:
        note(t("uncertainty-own-none"))
        return
    note(own_values(scenario, language))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.button(t("uncertainty-reset"), key="assumption-reset", on_click=reset, help=t("uncertainty-reset.help"))
        if now.startswith(OWN):
            st.button(t("uncertainty-forget"), key="assumption-forget", on_click=forget, args=(now.removeprefix(OWN),))
        else:
            st.text_input(
                t("uncertainty-name"),
                key=NAME,
                max_chars=NAME_LIMIT,
                placeholder=t("uncertainty-name"),
                label_visibility="collapsed",
                width=230,
            )
            spaces.choose(None, EVERYONE, SPACE, language)
            st.button(t("uncertainty-save"), key="assumption-save", on_click=save)


def editor(plan: Plan, scenario: Scenario, language: Language) -> None:
    """Draw one assumption to edit, with what it rests on beside it."""
    t = language.text
    spread = uncertain(plan, scenario.assumption_set)
    order = [*spread, *(id for id in plan.assumptions if id not in spread)]
    id = st.selectbox(t("uncertainty-edit"), order, key=PICK, format_func=lambda one: t(key("assumption", one)))
    entry = plan.assumptions[id]
    scale = shown_scale(entry)
    places, place = shown_places(scale), value_key(id, scenario.assumption_set)
    st.session_state[place] = shown_value(scenario, id)
    unit = t("uncertainty-points") if entry.format == "points" else "%" if scale == 100 else language.unit(entry.format)
    label = t("uncertainty-edit-value", unit=unit) if unit else t("uncertainty-edit-plain")
    st.slider(
        label, entry.low * scale, entry.high * scale, step=10.0**-places, key=place, on_change=take_value,
        args=(id, scenario.assumption_set), format=f"%.{places}f",
    )  # fmt: skip
    own = id in scenario.own_assumptions
    distribution = stated_distribution(plan, scenario.assumption_set, id)
    note(t(key("assumption", id) + ".help"))
    if own:
        note(t("uncertainty-edit-own"))
        st.button(t("uncertainty-edit-back"), key="assumption-back", on_click=set_own, args=(id, None))
    elif distribution is not None:
        note(t("uncertainty-edit-spread", range=span(entry.low, entry.high, entry.unit, entry.format, language)))
    else:
        note(t("uncertainty-edit-fixed", range=span(entry.low, entry.high, entry.unit, entry.format, language)))
    origin = provenance.assumption(plan, id, scenario.assumption_set)
    listing(provenance.lines(plan, origin, language))
    reading.link(t("source-open"), source_link(origin.address, language))


def spread_table(plan: Plan, scenario: Scenario, language: Language) -> None:
    """Draw what is uncertain, or changed by hand: value, density, and where it comes from."""
    t = language.text
    central = central_assumptions(plan, scenario.assumption_set, scenario.own_assumptions)
    promised = scenario.promised_assumptions()  # the diamond of every density
    ids = [*uncertain(plan, scenario.assumption_set, scenario.own_assumptions), *scenario.own_assumptions]
    if not ids:
        note(t("uncertainty-spread-none"))
        return
    columns = [
        Column(t("uncertainty-column-assumption")),
        Column(t("uncertainty-column-value"), "number"),
        Column(t("uncertainty-column-spread")),
        Column(t("uncertainty-column-source")),
    ]
    rows: list[list[Any]] = []
    for id in ids:
        entry = plan.assumptions[id]
        own = id in scenario.own_assumptions
        distribution = stated_distribution(plan, scenario.assumption_set, id)
        origin = provenance.assumption(plan, id, scenario.assumption_set, scenario.own_assumptions)
        spread: reading.Cell = (
            t("uncertainty-spread-own")
            if own or distribution is None
            else density_cell(entry, distribution, promised[id], language)
        )
        rows.append(
            [
                two_lines(t(key("assumption", id)), t(key("assumption", id) + ".help")),
                amount(central[id], entry.unit, entry.format, language),
                spread,
                origin_cell(plan, origin, language),
            ]
        )
    table(columns, rows, t("uncertainty-spread-title"))
