"""Where the documents contradict each other: the readings side by side, and one click to take another than the pack."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.parts import reading, session, writing
from pages.parts.reading import card
from pages.parts.source_link import source_link
from pages.parts.theme import style_element
from pages.parts.writing import label
from sim import provenance
from sim.audit.alternatives import Choice, choices
from sim.language import Language, get_language, key
from sim.model.measures import measure
from sim.plan import Plan
from sim.plan.alternatives import name_key
from sim.plan.amounts import amount
from sim.provenance.origin import origin_of
from sim.scenario import Scenario


@st.cache_resource
def _styles() -> str:
    return style_element(Path(__file__).with_suffix(".css").read_text(encoding="utf-8"))


def show(scenario: Scenario, language: Language) -> None:
    """Draw the questions of the scenario's plan; nothing for a plan whose documents leave none open."""
    found, t, target = choices(scenario), language.text, scenario.target
    if not found:
        return
    st.html(_styles())
    with card(
        "alternatives",
        t("alternative-title", count=len(found)),
        t("alternative-subtitle", measure=measure(target.metric).name(language), year=str(target.year)),
    ):
        for readings in found:
            _question(scenario, readings, language)


def _question(scenario: Scenario, readings: tuple[Choice, ...], language: Language) -> None:
    t, id = language.text, readings[0].question.id
    with st.container(key=f"alternative-q-{id}"):
        name, why = (t(key("alternative", id) + part) for part in ("", ".help"))
        st.html(f'<h3 class="al-name">{reading.safe(name)}</h3><p class="al-why">{reading.safe(why)}</p>')
        for column, one in zip(st.columns(len(readings), gap="small"), readings, strict=True):
            with column, st.container(key=f"alternative-r-{id}-{one.reading.id}"):
                st.html(_reading(scenario, one, language))
                if one.in_force:
                    st.html(f'<p class="al-force">{reading.safe(t("audit-page-in-force"))}</p>')
                else:
                    st.button(
                        label(t("alternative-take")),
                        key=f"alternative-take-{id}-{one.reading.id}",
                        on_click=_take,
                        args=(one, language.id),
                    )


def _reading(scenario: Scenario, one: Choice, language: Language) -> str:
    t, plan, text = language.text, scenario.plan, name_key(one.question, one.reading)
    origin = origin_of(plan, "quantity", "", one.reading.sources, one.reading.assumption)
    chosen = t("alternative-pack") if one.reading is one.question.own_reading else ""
    mark = reading.source_mark(
        provenance.brief(plan, origin, language),
        provenance.lines(plan, origin, language),
        source_link(origin.facts[0].id, language) if origin.facts else "",
    )
    lines = [f"<small>{reading.safe(part)}</small>" for part in (chosen, t(f"{text}.help")) if part]
    return (
        f'<div class="al-reading"><b>{reading.safe(t(text))}</b>{"".join(lines)}<small>{mark.markup}</small>'
        f'<div class="al-effect">{reading.safe(effect(scenario, one, language))}</div>{also(one, language)}</div>'
    )


def effect(scenario: Scenario, one: Choice, language: Language) -> str:
    """Return what the target's measure comes to under a reading, and how that differs from the scenario."""
    aimed = measure(scenario.target.metric)
    value = aimed.format(language, one.value)
    if one.in_force:
        return value
    if aimed.is_nothing(language, one.change):
        return language.text("alternative-effect-none", value=value)
    return language.text("alternative-effect", value=value, change=aimed.format_change(language, one.change))


def also(one: Choice, language: Language) -> str:
    """Return what else a reading moves most, as mark-up; empty where it moves nothing."""
    if one.also is None:
        return ""
    moved, before, after = one.also
    values = {"before": moved.format(language, before), "value": moved.format(language, after)}
    return f"<small>{reading.safe(language.text('alternative-also', name=moved.name(language), **values))}</small>"


def settings(plan: Plan, one: Choice, language: Language) -> str:
    """Return what a reading sets, in words."""
    parts = []
    for id, value in one.reading.set.items():
        kind, entry = ("lever", plan.levers[id]) if id in plan.levers else ("assumption", plan.assumptions[id])
        shown = amount(value, entry.unit, entry.format, language)
        parts.append(language.text("alternative-set", name=language.text(key(kind, id)), value=shown))
    return language.join(parts, "groups")


def _take(one: Choice, language_id: str) -> None:
    """Make the scenario take a reading; one step that undo takes back."""
    plan = one.scenario.plan
    language = plan.vocabulary(get_language(language_id))
    session.set_scenario(one.scenario)
    said = language.text(
        "alternative-taken",
        name=language.text(name_key(one.question, one.reading)),
        settings=settings(plan, one, language),
        measure=measure(one.scenario.target.metric).name(language),
        effect=effect(one.scenario, one, language),
    )
    writing.toast(said, icon=":material/check:", duration="long")
