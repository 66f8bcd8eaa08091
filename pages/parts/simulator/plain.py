"""The Simulator with standard controls: for assistive technology that prefers them, for old browsers, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

import streamlit as st

from pages.parts import likely, reading, session, writing
from pages.parts.charts import breakdown, bridge, trajectory
from pages.parts.charts.base import Rows
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
from sim.model.measures import measure
from sim.model.quantities import CHANCE
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
        language.text("with-note", name=label, note=unit) if unit else label,
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

    def amount(id: str) -> str:
        if id == "chance":
            return CHANCE.format(language, view.chance.value) if view.chance else "–"
        return measure(id).format(language, vectors["current"][id])

    with reading.page():
        writing.caption(language.text("plain-hint"))
        writing.mark_up(f"### {sentence_text(view, vectors, language)}")
        tools(view, language)
        items = resolve(headline(view, language), vectors, language)
        for column, item in zip(st.columns(len(items)), items, strict=True):
            with column:
                st.metric(literal(item["label"]), literal(amount(item["id"])))
                writing.caption(item["note"])
        left, right = st.columns([1, 2])
        with left, st.container(key="plain-levers"):
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
        tables(view, vectors, language)


def tables(view: View, vectors: Vectors, language: Language) -> None:
    """Draw what differs from the base: levers, and outcomes of the last year."""
    t, base = language.text, view.base_name

    def table(title: str, first: str, rows: Sequence[Mapping[str, str]]) -> None:
        heads = (base, t("moved-to"), t("moved-change"))
        cells = [[row[name] for name in ("name", "base", "current", "change")] for row in rows]
        reading.table([reading.Column(t(first)), *(reading.Column(one, "number") for one in heads)], cells, title)

    moved, title = moved_rows(view, language), t("moved-title", base=base)
    with reading.card("plain-moved", title):
        if moved:
            table(title, "moved-lever", moved)
        else:
            reading.note(t("moved-none", base=base))
    title = t("outcomes-title", year=str(view.plan.years[-1]))
    with reading.card("plain-outcomes", title):
        table(title, "outcomes-measure", resolve(outcome_rows(language), vectors, language))


def charts(view: View, vectors: Vectors, language: Language) -> None:
    """Draw trajectory, bridge and breakdown, each under the title that says what it shows, and its unit and year."""
    t, year = language.text, str(view.plan.years[-1])
    parts = resolve(stage_charts(view, vectors, reach_of(view.scenario.run()), language), vectors, language)
    axes, lines, causes, regions = (parts[name] for name in ("axes", "trajectory", "bridge", "breakdown"))

    drawn, title = lines["views"]["year"], trajectory_title(view, vectors, language)
    with reading.card("plain-trajectory", title, lines["subtitles"]["year"]):
        ends = dict(zip(("xmin", "xmax", "ymin", "ymax"), (*drawn["x"], *axes["year"]), strict=True))
        alt = t("trajectory-alt", title=title)
        _chart(trajectory, drawn["data"], 330, alt, yformat=lines["format"], **ends)
    rows = causes["rows"]
    with reading.card("plain-bridge", causes["title"], causes["subtitle"]):
        if rows is None or abs(vectors["current"]["gap"] - vectors["base"]["gap"]) < NEGLIGIBLE:
            reading.note(t("bridge-empty"))
        else:
            low, high = rows["y"]
            alt = t("bridge-alt", base=view.base_name)
            _chart(bridge, rows["data"], 210, alt, ymin=low, ymax=high, lines=rows["lines"])
    with reading.card("plain-breakdown", breakdown_title(view, vectors, language), regions["subtitle"]):
        _chart(breakdown, regions["data"], 180, t("breakdown-alt", year=year), xmax=axes["breakdown"])


def _chart(kind: ModuleType, data: Mapping[str, Rows], height: int, alt: str, **values: Any) -> None:
    reading.chart(kind.spec() | {"height": height}, data, key=f"chart-{kind.__name__}", alt=alt, **values)
