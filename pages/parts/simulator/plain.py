"""The Simulator with standard controls: for assistive technology that prefers them, for old browsers, for tests."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import likely, session, writing
from pages.parts.charts import breakdown, bridge, trajectory
from pages.parts.charts.base import as_table, for_export
from pages.parts.charts.live import Vectors, resolve
from pages.parts.library import chooser
from pages.parts.save import open_save
from pages.parts.simulator.live import current_view
from pages.parts.stage.outcomes import reach_of
from pages.parts.stage.pictures import charts as stage_charts
from pages.parts.stage.rail import family_name, handle_help, handle_name
from pages.parts.stage.tables import moved_rows, outcome_rows
from pages.parts.stage.text import headline, sentence
from pages.parts.stage.titles import NEGLIGIBLE, breakdown_title, trajectory_title
from pages.parts.stage.view import View, vectors_of
from pages.parts.writing import bold, literal
from sim.language import Language, key
from sim.plan import Lever
from sim.plan.amounts import slider_places
from sim.scenario.joint import joint_position, joints
from sim.scenario.response import move_lever

BASE = "plain-base"


def widget_key(id: str) -> str:
    return f"plain-{id}"


def take_move(id: str, scale: float | None = None) -> None:
    """Take over the lever that was just moved; numbers are dragged in what people read, `scale` to one of the model."""
    value = st.session_state[widget_key(id)]
    value = value if scale is None else value / scale
    scenario = session.get_scenario()
    levers = move_lever(session.current_plan(), scenario.levers, id, value)
    session.set_scenario(scenario.with_levers(levers))


def lever_widget(lever: Lever, value: Any, language: Language) -> None:
    label = literal(language.text(key("lever", lever.id)))
    widget = widget_key(lever.id)
    if lever.is_choice:
        st.session_state[widget] = value
        st.segmented_control(
            label,
            lever.choices,
            key=widget,
            required=True,
            format_func=lambda choice: literal(language.text(key("choice", choice))),
            on_change=take_move,
            args=(lever.id,),
        )
        return
    _slider(lever.id, label, float(value), (lever.low, lever.high), lever.step, lever.format, language)


def family_widgets(family: str, view: View, language: Language) -> None:
    """Draw the handle of a large family, where it has one, and its levers folded below."""
    plan, levers, joint = view.plan, view.scenario.levers, joints(view.plan).get(family)
    name = family_name(plan, family, language)
    if joint is not None:
        now = joint_position(joint, levers)
        if now.low < now.high:
            label = literal(handle_name(joint, plan, language))
            _slider(family, label, now.value, (now.low, now.high), joint.step, joint.format, language)
        writing.caption(handle_help(joint, language))
    members = plan.large_families[family]
    with st.expander(literal(f"{name}: {language.text('rail-all', count=len(members))}")):
        for lever in members:
            lever_widget(lever, levers[lever.id], language)


def _slider(
    id: str, label: str, value: float, ends: tuple[float, float], step: float, format: str, language: Language
) -> None:
    """Draw a slider in what people read."""
    scale, unit, widget = language.formats[format].scale, language.unit(format), widget_key(id)
    st.session_state[widget] = round(value * scale, 6)
    low, high = (round(end * scale, 6) for end in ends)
    places = slider_places(value, step, format, language)
    st.slider(
        f"{label} ({unit})" if unit else label,
        low,
        high,
        step=step * scale,
        format=f"%.{places}f",
        key=widget,
        on_change=take_move,
        args=(id, scale),
    )


def sentence_text(view: View, vectors: Vectors, language: Language) -> str:
    """Return the sentence in words, as Markdown."""
    words = sentence(view, language)
    gap = words["on"].amount(vectors)
    spec = language.formats[words["on"].format]
    shown = round(gap * spec.scale, spec.decimals)
    text = words["short" if shown < 0 else "over" if shown > 0 else "met"].replace("⟦opening⟧", words["opening"])
    text = text.replace("⟦futures⟧", words["futures"]) + words["aside"]
    for name, number in words["numbers"].items():
        text = text.replace(f"⟦{name}⟧", number.text(vectors, language))
    return bold(text)


def compare_with() -> None:
    """Take over the base of comparison that was just chosen."""
    session.set_workspace(chooser.as_base(st.session_state[BASE], session.workspace()))


def tools(view: View, language: Language) -> None:
    """Draw undo, redo, save, where to start from, what changes are measured against, and what is likely."""
    t = language.text
    names = dict(view.bases)
    st.session_state[BASE] = view.base_id
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="plain-tools"):
        st.button(
            t("action-undo"), key="undo", icon=":material/undo:", on_click=session.undo, disabled=not view.can_undo
        )
        st.button(
            t("action-redo"), key="redo", icon=":material/redo:", on_click=session.redo, disabled=not view.can_redo
        )
        for preset in view.plan.presets:
            label = f"{t('rail-start')} {t(key('preset', preset))}"
            st.button(literal(label), key=f"plain-start-{preset}", on_click=session.start_from, args=(preset,))
        if st.button(t("action-save"), key="plain-save", icon=":material/bookmark:"):
            open_save()
        st.selectbox(
            t("against-help"), list(names), key=BASE, on_change=compare_with, format_func=names.__getitem__, width=320
        )
        likely.chip(language)


def show(language: Language) -> None:
    """Draw the page."""
    view = current_view(language)
    vectors = vectors_of(view)
    with st.container(key="page"):
        writing.caption(language.text("plain-hint"))
        writing.mark_up(f"### {sentence_text(view, vectors, language)}")
        tools(view, language)
        items = resolve(headline(view, language), vectors, language)
        for column, item in zip(st.columns(len(items)), items, strict=True):
            with column:
                note = item["note"]
                st.metric(literal(item["label"]), f"{item['value']} {item['unit']}".strip(), help=literal(note))
                writing.caption(note)
        left, right = st.columns([1, 2])
        with left:
            for group in dict.fromkeys(lever.group for lever in view.plan.levers.values()):
                levers = [lever for lever in view.plan.levers.values() if lever.group == group]
                writing.strong(language.text(key("lever-group", group)))
                for family in dict.fromkeys(lever.family for lever in levers):
                    if family in view.plan.large_families:
                        family_widgets(family, view, language)
                single = [lever for lever in levers if lever.family not in view.plan.large_families]
                for lever in single:
                    if not lever.advanced:
                        lever_widget(lever, view.scenario.levers[lever.id], language)
                folded = [lever for lever in single if lever.advanced]
                if folded:
                    with st.expander(language.text("rail-more", count=len(folded))):
                        for lever in folded:
                            lever_widget(lever, view.scenario.levers[lever.id], language)
        with right:
            charts(view, vectors, language)
        writing.subheading(language.text("moved-title", base=view.base_name))
        rows = moved_rows(view, language)
        if rows:
            st.dataframe(rows, hide_index=True)
        else:
            writing.caption(language.text("moved-none", base=view.base_name))
        writing.subheading(language.text("outcomes-title", year=str(view.plan.years[-1])))
        st.dataframe(resolve(outcome_rows(language), vectors, language), hide_index=True)


def charts(view: View, vectors: Vectors, language: Language) -> None:
    """Draw trajectory, bridge and breakdown, each under the title that says what it shows, and its unit and year."""
    t, year = language.text, str(view.plan.years[-1])
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    parts = resolve(stage_charts(view, vectors, reach_of(view.scenario.run()), language), vectors, language)
    axes, lines, causes, regions = (parts[name] for name in ("axes", "trajectory", "bridge", "breakdown"))
    drawn = lines["views"]["year"]
    title = trajectory_title(view, vectors, language)
    spec = for_export(
        trajectory.spec(),
        drawn["data"],
        scheme=scheme,
        width=640,
        height=330,
        xmin=drawn["x"][0],
        xmax=drawn["x"][1],
        ymin=axes["year"][0],
        ymax=axes["year"][1],
        yformat=lines["format"],
    )
    _chart(spec, title, lines["subtitles"]["year"], t("trajectory-alt", title=title))
    rows = causes["rows"]
    if rows is None or abs(vectors["current"]["gap"] - vectors["base"]["gap"]) < NEGLIGIBLE:
        writing.strong(causes["title"])
        writing.caption(t("bridge-empty"))
    else:
        low, high = rows["y"]
        spec = for_export(
            bridge.spec(),
            rows["data"],
            scheme=scheme,
            width=640,
            height=210,
            ymin=low,
            ymax=high,
            lines=rows["lines"],
        )
        _chart(spec, causes["title"], causes["subtitle"], t("bridge-alt", base=view.base_name))
    spec = for_export(breakdown.spec(), regions["data"], scheme=scheme, width=640, height=180, xmax=axes["breakdown"])
    title = breakdown_title(view, vectors, language)
    _chart(spec, title, regions["subtitle"], t("breakdown-alt", year=year))


def _chart(spec: dict[str, Any], title: str, subtitle: str, alt: str) -> None:
    writing.strong(title)
    writing.caption(subtitle)
    tables = {name: as_table(rows) for name, rows in spec["datasets"].items()}
    st.vega_lite_chart(spec | {"datasets": tables}, theme=None, width="content", alt=alt)
