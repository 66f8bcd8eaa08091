"""The Simulator with standard controls: for assistive technology that prefers them, for old browsers, for tests."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import session
from pages.parts.charts import breakdown, trajectory
from pages.parts.charts.base import for_export
from pages.parts.charts.live import Vectors, resolve
from pages.parts.stage.live import current_view
from pages.parts.stage.outcomes import column_names, outcome_matrix
from pages.parts.stage.payload import (
    View,
    axis_ranges,
    breakdown_data,
    headline,
    moved_rows,
    outcome_rows,
    revenue_goal,
    sentence,
    trajectory_views,
    vectors_of,
)
from sim.language import Language, key
from sim.plan import Lever
from sim.response import move_lever


def widget_key(id: str) -> str:
    return f"plain-{id}"


def moved(id: str) -> None:
    """Take over the lever that was just moved."""
    lever = session.current_plan().levers[id]
    value = st.session_state[widget_key(id)]
    value = value if lever.is_choice else value / scale_of(lever)
    scenario = session.get_scenario()
    levers = move_lever(session.current_plan(), scenario.levers, id, value)
    session.set_scenario(scenario.with_levers(levers))


def scale_of(lever: Lever) -> float:
    """Fractions are dragged as percent; everything else in its own unit."""
    return 100.0 if lever.format.startswith("percent") else 1.0


def lever_widget(lever: Lever, value: Any, language: Language) -> None:
    label = language.text(key("lever", lever.id))
    widget = widget_key(lever.id)
    if lever.is_choice:
        st.session_state[widget] = value
        st.segmented_control(
            label,
            lever.choices,
            key=widget,
            required=True,
            format_func=lambda choice: language.text(key("choice", choice)),
            on_change=moved,
            args=(lever.id,),
        )
        return
    scale = scale_of(lever)
    st.session_state[widget] = round(float(value) * scale, 6)
    unit = "%" if scale == 100 else language.unit(lever.format) if lever.format != "money_fine" else ""
    st.slider(
        f"{label} ({unit})" if unit else label,
        lever.low * scale,
        lever.high * scale,
        step=lever.step * scale,
        key=widget,
        on_change=moved,
        args=(lever.id,),
    )


def sentence_text(view: View, vectors: Vectors, language: Language) -> str:
    """Return the sentence in words, as Markdown."""
    words = sentence(view, language)
    gap = words["on"].amount(vectors)
    spec = language.formats["revenue"]
    shown = round(gap * spec.scale, spec.decimals)
    text = words["short" if shown < 0 else "over" if shown > 0 else "met"].replace("⟦opening⟧", words["opening"])
    text = text.replace("⟦futures⟧", words["futures"])
    for name, number in words["numbers"].items():
        text = text.replace(f"⟦{name}⟧", number.text(vectors, language))
    for mark in ("b", "em"):
        text = text.replace(f"<{mark}>", "**").replace(f"</{mark}>", "**")
    return text


def show(language: Language) -> None:
    """Draw the page."""
    view = current_view(language)
    vectors = vectors_of(view)
    with st.container(key="page"):
        st.caption(language.text("plain-hint"))
        st.markdown(sentence_text(view, vectors, language))
        for column, item in zip(st.columns(5), resolve(headline(view, language), vectors, language), strict=True):
            column.metric(item["label"], f"{item['value']} {item['unit']}".strip(), help=item["note"])
            column.caption(item["note"])
        left, right = st.columns([1, 2])
        with left:
            for group in dict.fromkeys(lever.group for lever in view.plan.levers.values()):
                levers = [lever for lever in view.plan.levers.values() if lever.group == group]
                st.markdown(f"**{language.text(key('lever-group', group))}**")
                for lever in levers:
                    if not lever.advanced:
                        lever_widget(lever, view.scenario.levers[lever.id], language)
                folded = [lever for lever in levers if lever.advanced]
                if folded:
                    with st.expander(language.text("rail-more", count=len(folded))):
                        for lever in folded:
                            lever_widget(lever, view.scenario.levers[lever.id], language)
        with right:
            charts(view, vectors, language)
        st.subheader(language.text("moved-title", base=view.base_name))
        rows = moved_rows(view, language)
        if rows:
            st.dataframe(rows, hide_index=True)
        else:
            st.caption(language.text("moved-none", base=view.base_name))
        st.subheader(language.text("outcomes-title", year=str(view.plan.years[-1])))
        st.dataframe(resolve(outcome_rows(view.plan, language), vectors, language), hide_index=True)


def charts(view: View, vectors: Vectors, language: Language) -> None:
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    names = column_names(view.plan)
    matrix = outcome_matrix(view.scenario.run(), revenue_goal(view.scenario, view.plan))
    assert len(matrix) == len(names)
    axes = axis_ranges(view, vectors, matrix, language)
    year = trajectory_views(view, vectors, language)["year"]
    spec = for_export(
        trajectory.spec(),
        resolve(year["data"], vectors, language),
        scheme=scheme,
        width=640,
        height=330,
        xmin=year["x"][0],
        xmax=year["x"][1],
        ymin=axes["year"][0],
        ymax=axes["year"][1],
    )
    st.vega_lite_chart(spec, theme=None, width="content", alt=language.text("trajectory-alt", title=""))
    spec = for_export(
        breakdown.spec(),
        resolve(breakdown_data(view, language), vectors, language),
        scheme=scheme,
        width=640,
        height=180,
        xmax=axes["breakdown"],
    )
    st.vega_lite_chart(
        spec, theme=None, width="content", alt=language.text("breakdown-alt", year=str(view.plan.years[-1]))
    )
