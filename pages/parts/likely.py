"""What is likely rests on an assumption set: the chip in every page's header that names it, switches it, opens it.

Whatever is chosen here moves bands, middles and chances; what is promised does not move with it. Every switch is one
step of the session's history.
"""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from pages.parts import session, writing
from pages.parts.release import of_visitors
from pages.parts.writing import label
from sim.analysis.text import likely_name
from sim.assumptions.central import has_spread
from sim.language import Language, key
from sim.language.errors import SimError
from sim.plan import Plan
from sim.plan.amounts import amount
from sim.scenario import Scenario
from sim.store import AssumptionSet, open_store
from sim.store.person import State, state_of

OWN = "own:"
CHIP, CARD = "likely-chip-set", "likely-card-set"
"""Keys of the two places of the one choice: the chip, and the card of the Uncertainty page."""


def own_sets(plan: Plan) -> tuple[AssumptionSet, ...]:
    """Return the sets people saved; none where the library cannot be used."""
    try:
        return _own_sets(state_of(open_store().database), plan)
    except SimError:
        return ()  # the Library page says what is wrong with it


@of_visitors
@lru_cache(maxsize=256)
def _own_sets(state: State, plan: Plan) -> tuple[AssumptionSet, ...]:
    """Ask the library once for every state it is in: every move on the Simulator draws the chip again."""
    return open_store().assumption_sets(plan)


def current(scenario: Scenario, sets: tuple[AssumptionSet, ...]) -> str:
    """Return which set a scenario holds: one of one's own if its values agree, else a set of the plan."""
    for one in sets:
        if (
            one.base == scenario.assumption_set
            and dict(one.own_assumptions) == dict(scenario.own_assumptions)
            and one.own_assumptions
        ):
            return OWN + one.name
    return scenario.assumption_set


# -- changes --------------------------------------------------------------------------------------------------------
def change(**settings: object) -> None:
    """Take over assumptions; one step of the history. What the plan refuses changes nothing."""
    scenario = session.get_scenario()
    try:
        changed = scenario.with_settings(**settings)
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))
        return
    if changed != scenario:
        session.set_scenario(changed)


def take_set(place: str) -> None:
    """Take over what was chosen in one of the places."""
    wanted = st.session_state[place]
    scenario = session.get_scenario()
    if not wanted:
        return
    if not wanted.startswith(OWN):
        change(assumption_set=wanted, own_assumptions={})
        return
    try:
        own = open_store().assumption_set(scenario.plan, wanted.removeprefix(OWN))
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))
        return
    change(assumption_set=own.base, own_assumptions=dict(own.own_assumptions))


def reset() -> None:
    """Drop all values of one's own; one step of the history."""
    change(own_assumptions={})


# -- what is shown --------------------------------------------------------------------------------------------------
def choice(place: str, scenario: Scenario, sets: tuple[AssumptionSet, ...], language: Language) -> str:
    """Draw the choice of the likely set, each with what it assumes; return the one that holds."""
    t, plan = language.text, scenario.plan
    names = {name: label(t(key("set", name))) for name in plan.assumption_sets}
    helps = {name: _said_by(plan, name, language) for name in plan.assumption_sets}
    for one in sets:
        names[OWN + one.name] = label(one.name)
        held = scenario.with_settings(assumption_set=one.base, own_assumptions=dict(one.own_assumptions))
        helps[OWN + one.name] = label(likely_name(held, language), 120)
    now = current(scenario, sets)
    st.session_state[place] = now
    st.radio(
        t("likely-choice"), list(names), key=place, on_change=take_set, args=(place,), format_func=names.__getitem__,
        captions=list(helps.values()),
    )  # fmt: skip
    return now


def _said_by(plan: Plan, name: str, language: Language) -> str:
    """Return what a set of the plan says is likely; one without spread only says what its risks leave."""
    if not has_spread(plan, name):
        return language.text("likely-no-spread")
    return label(language.text(key("set", name) + ".help"), 400)


def own_values(scenario: Scenario, language: Language) -> str:
    """Return the values that replace those of the set, in words."""
    t, plan = language.text, scenario.plan
    return t(
        "uncertainty-own",
        count=len(scenario.own_assumptions),
        names=language.join(
            t(
                "uncertainty-own-value",
                name=t(key("assumption", id)),
                value=amount(value, plan.assumptions[id].unit, plan.assumptions[id].format, language),
            )
            for id, value in scenario.own_assumptions.items()
        ),
    )


def chip_state(scenario: Scenario) -> tuple[object, ...]:
    """Return all of a scenario that the chip shows."""
    return scenario.plan, scenario.assumption_set, dict(scenario.own_assumptions)


def chip(language: Language) -> None:
    """Draw the chip: it names the set behind every chance, switches it, and opens what it assumes."""
    scenario, t = session.get_scenario(), language.text
    name = likely_name(scenario, language)
    with (
        st.container(key="likely-chip", width="content"),
        st.popover(
            label(t("likely-chip", set=name), 80),
            key="likely-chip-open",
            icon=":material/bubble_chart:",
            type="tertiary",
        ),
    ):
        writing.caption(t("likely-moves", promise=t(key("set", scenario.plan.promise_set))))
        choice(CHIP, scenario, own_sets(scenario.plan), language)
        if scenario.own_assumptions:
            writing.caption(own_values(scenario, language))
            st.button(t("uncertainty-reset"), key="likely-chip-reset", on_click=reset, help=t("uncertainty-reset.help"))
        st.page_link("pages/uncertainty.py", label=t("likely-assumes"), icon=":material/arrow_forward:")
