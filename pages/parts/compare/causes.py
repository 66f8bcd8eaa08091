"""Why two scenarios differ: the bridge with its controls, its drill-down and what each change does by itself."""

from __future__ import annotations

import streamlit as st

from pages.parts import reading, writing
from pages.parts.charts import waterfall
from pages.parts.charts.waterfall import Step
from pages.parts.compare import answers, selection
from pages.parts.compare.selection import Choice, Field
from pages.parts.compare.text import bar_amount
from pages.parts.reading import Cell, Column, chart, heading, table
from pages.parts.writing import literal
from sim.analysis.bridge import Bar, Bridge
from sim.analysis.chance_bridge import DRAWS
from sim.analysis.compare import Comparison
from sim.analysis.text import (
    bar_name,
    bridge_sentence,
    interaction_sentence,
)
from sim.language import Language, key
from sim.language.errors import SimError
from sim.model.measures import measure as measure_of

PARTS_SHOWN = 9
"""Parts of an opened cause drawn one by one; the smallest beyond are drawn together."""

WHOLE = "all"


def pick(field: Field, choice: Choice, comparison: Comparison) -> tuple[str, int, str, str]:
    """Return measure, year, region and opened cause; words of the address that do not fit give the usual ones."""
    base = field.entrants[field.base].scenario
    plan = base.plan
    measure = choice.measure if choice.measure in answers.MEASURES else "revenue"
    year = comparison.year or plan.years[-1]
    if choice.year.isdecimal() and int(choice.year) in plan.years:
        year = int(choice.year)
    if measure == answers.CHANCE:
        year = base.target.year
    region = choice.region if choice.region in plan.regions and answers.by_region(measure) else ""
    return measure, year, region, choice.cause


def causes(field: Field, choice: Choice, comparison: Comparison, language: Language) -> None:
    """Draw the card."""
    t = language.text
    base, focus = field.entrants[field.base], field.entrants[field.focus]
    measure, year, region, cause = pick(field, choice, comparison)
    with st.container(key="card-cmp-causes"):
        try:
            found = answers.bridge_answer(base.scenario, focus.scenario, measure, year, region, cause)
        except SimError as problem:
            st.html(heading(t("compare-causes-title", current=focus.name, base=base.name), ""))
            controls(field, measure, year, region, language)
            reading.note(problem.text(language.id))
            return
        st.html(heading(bridge_sentence(found, base.name, focus.name, language), t("compare-causes-subtitle")))
        controls(field, measure, year, region, language)
        if not found.bars:
            reading.note(t("compare-causes-none"))
            return
        left, right = st.columns([11, 8], gap="medium")
        with left:
            steps = steps_of(found, cause, language)
            low, high = waterfall.domain(found.start, steps)
            chart(
                waterfall.spec(len(steps)),
                chart_data(found, field, steps, language),
                key=f"cmp-waterfall-{len(steps)}",
                alt=bridge_sentence(found, base.name, focus.name, language),
                xmin=low,
                xmax=high,
            )
            opener(found, field, cause, language)
        with right:
            effects(found, cause, language)
        reading.note(interaction_sentence(found, language))


def chart_data(found: Bridge, field: Field, steps: list[Step], language: Language):
    """Return the data of the picture."""

    ends = [
        (field.names[place], found.format_end(language, amount), place)
        for place, amount in ((field.base, found.start), (field.focus, found.end))
    ]
    return waterfall.rows(ends[0], found.start, steps, ends[1])


def steps_of(found: Bridge, cause: str, language: Language) -> list[Step]:
    """Return the bridge's bars; the parts of the opened cause follow it."""
    steps: list[Step] = []
    for bar in found.bars:
        steps.append(Step(bar_name(bar, language), bar.value, bar_amount(bar, found, language)))
        if bar.id != cause or not bar.parts:
            continue
        parts = sorted(bar.parts, key=lambda part: -abs(part.value))
        steps += [
            Step(bar_name(part, language), part.value, bar_amount(part, found, language), part=True)
            for part in parts[:PARTS_SHOWN]
        ]
        rest = parts[PARTS_SHOWN:]
        if rest:
            amount = sum(part.value for part in rest)
            text = found.measure.format_change(language, amount)
            steps.append(Step(language.text("compare-others", count=len(rest)), amount, text, part=True))
    return steps


def controls(field: Field, measure: str, year: int, region: str, language: Language) -> None:
    """Draw what the bridge explains: to which scenario, measure, year, region."""
    t = language.text
    plan = field.entrants[field.base].scenario.plan
    with st.container(key="cmp-controls", horizontal=True, gap="medium", vertical_alignment="bottom"):
        others = [place for place in range(len(field.tokens)) if place != field.base]
        if len(others) > 1:
            _select("focus", t("compare-focus"), [field.tokens[place] for place in others], field.tokens[field.focus],
                    {field.tokens[place]: field.names[place] for place in others}, 240)  # fmt: skip
        _segments("measure", t("export-measure"), list(answers.MEASURES), measure,
                  {one: measure_of(one).name(language) for one in answers.MEASURES})  # fmt: skip
        if measure == answers.CHANCE:
            writing.caption(t("compare-chance-year", year=str(year), draws=language.number(DRAWS, "count")))
            return
        years = [str(one) for one in plan.years]
        _segments("year", t("export-year"), years, str(year), {one: language.year(one) for one in years})
        if answers.by_region(measure):
            named = {WHOLE: t("compare-whole-company")} | {id: t(key("region", id)) for id in plan.regions}
            _select("region", t("export-region"), list(named), region or WHOLE, named, 170)
        else:
            writing.caption(t("compare-no-region"))


def _on_change(field: str, widget: str) -> None:
    value = st.session_state[widget]
    selection.choose(**{field: "" if value in (None, WHOLE) else str(value)})


def _segments(field: str, label: str, options: list[str], now: str, names: dict[str, str]) -> None:
    widget = f"cmp-{field}"
    st.session_state[widget] = now
    st.segmented_control(
        label,
        options,
        key=widget,
        required=True,
        format_func=lambda one: literal(names[one]),
        on_change=_on_change,
        args=(field, widget),
    )


def _select(field: str, label: str, options: list[str], now: str, names: dict[str, str], width: int) -> None:
    widget = f"cmp-{field}"
    st.session_state[widget] = now
    st.selectbox(
        label,
        options,
        key=widget,
        format_func=names.__getitem__,
        on_change=_on_change,
        args=(field, widget),
        width=width,
    )


def opener(found: Bridge, field: Field, cause: str, language: Language) -> None:
    """Draw the causes that can be opened into their parts."""
    t = language.text
    openable = [bar.id for bar in found.bars]
    if found.metric == answers.CHANCE:
        known = answers.openable_of_chance(*(field.entrants[one].scenario for one in (field.base, field.focus)))
        openable = [id for id in openable if id in known]
    if not openable:
        return
    names = {bar.id: bar_name(bar, language) for bar in found.bars}
    st.session_state["cmp-cause"] = cause if cause in openable else None
    st.pills(
        t("compare-drill"),
        openable,
        key="cmp-cause",
        format_func=lambda one: literal(names[one]),
        on_change=_on_change,
        args=("cause", "cmp-cause"),
    )


def effects(found: Bridge, cause: str, language: Language) -> None:
    """Draw what each cause brings, does by itself, and does on top of all others."""
    t = language.text

    def cells(bar: Bar, part: bool) -> list[Cell]:
        name = bar_name(bar, language)
        amounts = [found.measure.number_change(language, value) for value in (bar.value, bar.alone, bar.last)]
        return [reading.Html(f'<span class="cmp-part">{reading.safe(name)}</span>') if part else name, *amounts]

    rows = []
    for bar in found.bars:
        rows.append(cells(bar, False))
        if bar.id == cause:
            rows += [cells(part, True) for part in bar.parts]
    total = found.measure.number_change(language, found.total)
    ends = (reading.Html(f'<span class="cmp-changed">{reading.safe(one)}</span>') for one in (t("export-total"), total))
    rows.append([*ends, "", ""])
    unit = language.unit(found.measure.quantity.change)
    table(
        [
            Column(t("with-note", name=t("export-cause"), note=unit)),
            Column(t("export-contribution"), "number"),
            Column(t("export-alone"), "number"),
            Column(t("export-last"), "number"),
        ],
        rows,
        t("compare-effects-label"),
    )
