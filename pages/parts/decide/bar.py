"""The question at the top: measure, year and value of the target, as promised or with a chance, and the limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts import session
from pages.parts.decide import asked as question
from pages.parts.decide.asked import Asked
from pages.parts.reading import card
from pages.parts.uncertainty import target as aim
from pages.parts.uncertainty import text as uncertainty_text
from sim.decide import text as say
from sim.language import Language
from sim.model.measures import measure, periods, target_measures, whole_and_part
from sim.scenario import Scenario
from sim.scenario.default_target import default_target

METRIC, YEAR, VALUE = "decide-metric", "decide-year", "decide-value"
KIND, CHANCE = "decide-kind", "decide-chance"
BUDGET, PEOPLE, HIRES, EFFORT = "decide-budget", "decide-people", "decide-hires", "decide-effort"
DRAG = "decide-drag"
LOCK, LEAST, STYLE = "decide-lock", "decide-least", "decide-style"
MOST_EFFORT = 2.0


def show(scenario: Scenario, now: Asked, language: Language) -> None:
    """Draw the bar; the target is the scenario's and takes a step of the history, the rest belongs to the question."""
    t, target = language.text, scenario.target
    scale = aim.display_scale(target.metric, language)
    quantity = target.measure.quantity.value
    whole, _ = whole_and_part(target.metric)
    st.session_state[METRIC], st.session_state[YEAR] = whole, target.period
    st.session_state[VALUE] = round(target.value * scale, 9)
    st.session_state[KIND] = "single" if now.chance is None else "chance"
    with st.container(key="decide-bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            t("uncertainty-metric"), list(target_measures(scenario.plan)), key=METRIC, on_change=_take_measure,
            format_func=lambda id: measure(id).name(language), label_visibility="collapsed",
        )  # fmt: skip
        st.selectbox(
            t("uncertainty-year"), periods(scenario.plan, whole), key=YEAR, on_change=_take_measure,
            format_func=language.period, label_visibility="collapsed",
        )  # fmt: skip
        st.html(f'<span class="dc-word">{t("decide-at-least", sense=target.sense)}</span>')
        st.number_input(
            t("uncertainty-typed", unit=language.unit(quantity)), key=VALUE, on_change=_take_value,
            step=target.aim.step * scale, label_visibility="collapsed",
            format=f"%.{language.formats[quantity].decimals + 1}f",
        )  # fmt: skip
        st.html(f'<span class="dc-word">{language.unit(quantity)}</span>')
        kinds = {"single": t("decide-as-promised"), "chance": t("decide-with-chance")}
        st.segmented_control(
            t("decide-kind"), list(kinds), key=KIND, required=True, on_change=_take_kind, format_func=kinds.__getitem__,
            label_visibility="collapsed",
        )  # fmt: skip
        if now.chance is not None:
            st.session_state[CHANCE] = round(100 * now.chance)
            st.number_input(
                t("decide-chance"), 1, 99, key=CHANCE, step=5, on_change=_take_chance, label_visibility="collapsed"
            )
            st.html('<span class="dc-word">%</span>')
        st.toggle(t("decide-drag"), key=DRAG)
        with st.popover(t("decide-limits", count=_limit_count(now)), key="decide-limits", icon=":material/tune:"):
            _limits(scenario, now, language)
    if st.session_state[DRAG]:
        with card("decide-drag", t("decide-drag-title", goal=uncertainty_text.goal(target, language))):
            aim.handle(scenario, language)


def _limit_count(now: Asked) -> int:
    """Return how many limits differ from the usual ones."""
    usual = Asked()
    names = ("budget", "people", "quarterly_hires", "effort", "lock", "least", "style")
    return sum(getattr(now, name) != getattr(usual, name) for name in names)


def _limits(scenario: Scenario, now: Asked, language: Language) -> None:
    t, money = language.text, language.formats["money"].scale
    optional: list[tuple[str, str, float | None, str]] = [
        (BUDGET, "budget", None if now.budget is None else now.budget * money, language.unit("money")),
        (PEOPLE, "people", now.people, language.unit("people")),
        (HIRES, "quarterly_hires", now.quarterly_hires, language.unit("people")),
    ]
    for key, name, value, unit in optional:
        st.session_state[key] = value
        st.number_input(
            t(f"decide-limit-{name.replace('_', '-')}", unit=unit), min_value=0.0, key=key, value=None,
            on_change=_take_total, args=(key, name, money if name == "budget" else 1.0), placeholder=t("decide-free"),
        )  # fmt: skip
    st.session_state[EFFORT] = now.effort
    st.slider(
        t("decide-limit-effort"), 0.0, MOST_EFFORT, key=EFFORT, step=0.1, on_change=_take, args=(EFFORT, "effort"),
        help=t("decide-limit-effort.help"),
    )  # fmt: skip
    families = list(dict.fromkeys(one.family for one in scenario.plan.levers.values() if one.kind != "condition"))
    st.session_state[LOCK] = [one for one in now.lock if one in families]
    st.multiselect(
        t("decide-limit-lock"), families, key=LOCK, on_change=_take, args=(LOCK, "lock"),
        format_func=lambda id: say.family_name(scenario.plan, id, language), placeholder=t("decide-free"),
    )  # fmt: skip
    least = {"money": t("decide-least-money"), "effort": t("decide-least-effort")}
    st.session_state[LEAST] = now.least
    st.segmented_control(
        t("decide-least"), list(least), key=LEAST, required=True, on_change=_take, args=(LEAST, "least"),
        format_func=least.__getitem__,
    )  # fmt: skip
    if now.least == "effort":
        styles = {"fewest": t("decide-style-fewest"), "even": t("decide-style-even")}
        st.session_state[STYLE] = now.style
        st.segmented_control(
            t("decide-style"), list(styles), key=STYLE, required=True, on_change=_take, args=(STYLE, "style"),
            format_func=styles.__getitem__,
        )  # fmt: skip


# -- what a change does ---------------------------------------------------------------------------------------------
def _take_measure() -> None:
    plan = session.get_scenario().plan
    aim.set_target(default_target(plan, st.session_state[METRIC], st.session_state[YEAR]))


def _take_value() -> None:
    now = session.get_scenario().target
    scale = aim.display_scale(now.metric, session.language())
    aim.set_target(replace(now, value=round(float(st.session_state[VALUE]) / scale, 9)))


def _take_kind() -> None:
    wanted = st.session_state[KIND] == "chance"
    question.change(chance=(st.session_state.get(CHANCE) or 50) / 100 if wanted else None)


def _take_chance() -> None:
    question.change(chance=int(st.session_state[CHANCE]) / 100)


def _take_total(key: str, name: str, scale: float) -> None:
    value = st.session_state[key]
    question.change(**{name: None if value is None else float(value) / scale})


def _take(key: str, name: str) -> None:
    value: Any = st.session_state[key]
    question.change(**{name: tuple(value) if isinstance(value, list) else value})
