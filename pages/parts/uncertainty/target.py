"""The target that can be dragged: one table of chances for every value it can take, and what a release does."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from pages.parts import scripts, session, writing
from pages.parts.charts import dots, exceedance
from pages.parts.charts.base import compile_spec, with_parameters
from pages.parts.reading import CSS_THEME
from pages.parts.uncertainty import answers
from pages.parts.uncertainty import text as uncertainty_text
from sim.language import Language
from sim.language.errors import SimError
from sim.model.measures import measure, usual_targets, whole_and_part
from sim.model.quantities import CHANCE
from sim.scenario import Scenario, TargetChoice
from sim.scenario.default_target import default_target

KEY = "target"
SEQ = "target-seq"
METRIC, YEAR, TYPED = "target-metric", "target-year", "target-typed"
DOTS = 20
FEW = 0.095
"""Below this chance, and above its mirror, a hundred dots are drawn: twenty could not show it."""


def filled_dots(chance: float) -> tuple[int, int]:
    """Return how many dots of how many are filled."""
    of = DOTS if FEW <= chance <= 1 - FEW else 100
    return round(chance * of), of


# -- changes --------------------------------------------------------------------------------------------------------
def set_target(target: TargetChoice) -> None:
    """Aim at something else; one step of the history. A value the plan refuses changes nothing."""
    scenario = session.get_scenario()
    try:
        changed = scenario.with_settings(target=target)
    except SimError:
        language = session.language()
        aim = target.aim
        low, high = (uncertainty_text.value(end, target.metric, language) for end in (aim.low, aim.high))
        writing.toast(language.text("uncertainty-target-refused", low=low, high=high), icon=":material/block:")
        return
    if changed != scenario:
        session.set_scenario(changed)


def take_release() -> None:
    """Take over the value at which the finger let go."""
    change = st.session_state[KEY].target
    if not change or change["seq"] <= st.session_state.get(SEQ, 0):
        return
    st.session_state[SEQ] = change["seq"]
    now = session.get_scenario().target
    set_target(replace(now, value=float(change["value"])))


def take_choice() -> None:
    """Take over another measure or year, with a target that makes sense there."""
    now = session.get_scenario()
    metric, period = st.session_state[METRIC] or now.target.metric, st.session_state[YEAR] or now.target.period
    set_target(default_target(now.plan, metric, period))


def take_text() -> None:
    now = session.get_scenario().target
    scale = display_scale(now.metric, session.language())
    set_target(replace(now, value=round(float(st.session_state[TYPED]) / scale, 9)))


def display_scale(metric: str, language: Language) -> float:
    """Return by what a value is multiplied where it is typed: in the unit in which the page says it."""
    return language.formats[measure(metric).quantity.value].scale


# -- what is shown --------------------------------------------------------------------------------------------------
@lru_cache(maxsize=2)
def specs() -> dict[str, Any]:
    """Return the compiled specifications; their colours are the page's CSS variables."""
    return {
        "curve": compile_spec(with_parameters(exceedance.spec(), theme=CSS_THEME)),
        "dots": compile_spec(with_parameters(dots.spec(), theme=CSS_THEME)),
    }


def payload(scenario: Scenario, seq: int, language: Language) -> dict[str, Any]:
    """Return what the component shows: every place of the target with its chance, in numbers and in words."""
    target = scenario.target
    outcome = answers.futures(scenario).outcome()
    alone = answers.single(scenario)
    grid = answers.places(outcome, target, alone, target.aim.step)
    chances = answers.attainment(outcome, grid, target.sign)
    at = int(abs(grid - target.value).argmin())
    counts = [filled_dots(float(chance)) for chance in chances]
    ticks = answers.ladder(float(grid[0]), float(grid[-1]), 7)
    marked = ticks[1:-1] if len(ticks) > 3 else []
    labels = [target.measure.number(language, value) for value in marked[:-1]]
    labels += [
        uncertainty_text.value(value, target.metric, language) for value in marked[-1:]
    ]  # the last one says the unit
    data = exceedance.rows(
        grid.tolist(),
        chances.tolist(),
        at,
        target.sign < 0,
        (alone, language.text("uncertainty-single-mark")),
        list(zip(marked, labels, strict=True)) or [(float(grid[at]), "")],
    )
    return {
        "language": language.id,
        "seq": seq,
        "places": [round(value, 9) for value in grid.tolist()],
        "chances": [round(value, 6) for value in chances.tolist()],
        "shown": [uncertainty_text.value(value, target.metric, language) for value in grid.tolist()],
        "percents": [CHANCE.format(language, float(chance)) for chance in chances],
        "futures": [uncertainty_text.in_futures(float(chance), language) for chance in chances],
        "hits": [count for count, _ in counts],
        "ofs": [of for _, of in counts],
        "wide": {str(of): wide for of, wide in dots.WIDE.items()},
        "at": at,
        "most": target.sign < 0,
        "single": data["single"],
        "ticks": data["ticks"],
        "margins": {"left": exceedance.LEFT, "right": exceedance.RIGHT},
        "specs": specs(),
        "texts": {
            "target": language.text("uncertainty-target"),
            "label": language.text("uncertainty-target-label", goal=uncertainty_text.goal(target, language)),
        },
    }


def component() -> Any:
    """Return the component's mounting command."""
    return scripts.component("uncertainty_target", "uncertainty")


def handle(scenario: Scenario, language: Language) -> None:
    """Draw the curve of chances with the target on it, which can be dragged; a release is one step of the history."""
    component()(key=KEY, data=payload(scenario, st.session_state.get(SEQ, 0), language), on_target_change=take_release)


def show(scenario: Scenario, language: Language) -> None:
    """Draw measure and year, the chance with its futures, the curve, the slider, and a box to type into."""
    plan, target, t = scenario.plan, scenario.target, language.text
    whole, _ = whole_and_part(target.metric)
    st.session_state[METRIC], st.session_state[YEAR] = whole, target.period
    with st.container(key="target-what", horizontal=True, gap="small", vertical_alignment="center"):
        st.selectbox(  # as on Decide: five names side by side ran out of every window
            t("uncertainty-metric"),
            list(dict.fromkeys((*usual_targets(), whole))),  # Decide offers all
            key=METRIC,
            on_change=take_choice,
            format_func=lambda metric: measure(metric).name(language),
            label_visibility="collapsed",
        )
        st.selectbox(
            t("uncertainty-year"),
            list(dict.fromkeys((*map(str, plan.years), target.period))),  # halves and quarters, too
            key=YEAR,
            on_change=take_choice,
            format_func=language.period,
            label_visibility="collapsed",
        )
    handle(scenario, language)
    format = target.measure.quantity.value
    scale = display_scale(target.metric, language)
    st.session_state[TYPED] = round(target.value * scale, 9)
    with st.container(key="target-typed-box", horizontal=True, vertical_alignment="center", gap="small"):
        st.number_input(
            t("uncertainty-typed", unit=language.unit(format)),
            key=TYPED,
            step=target.aim.step * scale,
            format=f"%.{language.formats[format].decimals + 1}f",  # one digit more than is said: 2,505 stays 2,505
            on_change=take_text,
        )
