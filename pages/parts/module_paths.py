"""What a module finds of a scenario over time, results of one kind in one picture: customers won and lost, cash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.parts import launches
from pages.parts.charts import paths, waterfall
from pages.parts.reading import chart, heading
from sim.language import Language
from sim.model import Results
from sim.model.axes import QUARTERS_A_YEAR
from sim.model.measure_base import Measure
from sim.model.measures import measure, picture_measures
from sim.modules import MODULES

HEAD_ROOM, FOOT_ROOM = 0.08, 0.22
"""Room above the highest and below the lowest point, as shares of the span."""


def draw(results: Results, module: str, language: Language) -> None:
    """Draw the pictures of a module, one below the other, but none of what is nought throughout."""
    for number, found in enumerate(picture_measures(results.plan, module)):
        _draw(results, found, f"module-{module}-{number}", language)
    draw_flow(results, module, language)
    if "launch_delay" in MODULES[module].levers:
        launches.draw(results, language)


def draw_flow(results: Results, module: str, language: Language) -> None:
    """Draw how a module's stock came about: from the base year's end through what comes and goes each year."""
    flow = MODULES[module].flow
    if flow is None:
        return
    stock, gain, loss = (measure(f"{module}.{name}") for name in flow)
    t, plan = language.text, results.plan
    gained, lost = (one.years(results)[:, 0] for one in (gain, loss))
    end = float(stock.years(results)[-1, 0])
    start = end - float((gained - lost).sum())
    steps = [
        waterfall.Step(
            t("flow-step", name=one.name(language), year=str(year)), sign * value, one.format(language, value)
        )
        for year, *both in zip(plan.years, map(float, gained), map(float, lost), strict=True)
        for one, sign, value in zip((gain, loss), (1, -1), both, strict=True)
    ]
    words = {"before": stock.format(language, start), "after": stock.format(language, end)}
    ends = (
        (t("flow-start", year=str(year)), stock.format(language, value), place)
        for place, (year, value) in enumerate(((plan.base_year, start), (plan.years[-1], end)))
    )
    first, last = ends
    low, high = waterfall.domain(start, steps)
    title = t("flow-title", **words)
    st.html(heading(title, t("flow-subtitle", gain=gain.name(language), loss=loss.name(language))))
    chart(
        waterfall.spec(len(steps)),
        waterfall.rows(first, start, steps, last),
        key=f"module-flow-{module}",
        alt=title,
        xmin=low,
        xmax=high,
    )


def points(results: Results, one: Measure, language: Language) -> list[tuple[float, str, float]]:
    """Return (year, what the time is called, value): what there is by quarter, what comes in by year."""
    plan = results.plan
    if one.kind == "flow":
        values = one.years(results)[:, 0]
        return [(year, language.year(year), float(value)) for year, value in zip(plan.years, values, strict=True)]
    values = one.quarters(results)[:, 0]
    first = plan.years[0] - 1
    return [
        (first + (place + 1) / QUARTERS_A_YEAR, language.period(quarter), float(value))
        for place, (quarter, value) in enumerate(zip(plan.quarters, values, strict=True))
    ]


def _draw(results: Results, found: Sequence[Measure], place: str, language: Language) -> None:
    t, years = language.text, results.plan.years
    form = language.formats[found[0].quantity.value]
    lines: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    for number, one in enumerate(found):
        drawn = points(results, one, language)
        for at, time, value in drawn:
            text = t("path-point", year=time, value=one.format(language, value))
            lines.append({"place": number, "base": False, "mark": True, "x": at, "y": value * form.scale, "text": text})
        at, _, value = drawn[-1]
        text = t("path-end", name=one.name(language), value=one.number(language, value))
        labels.append({"place": number, "x": at, "y": value * form.scale, "text": text})
    heights = [line["y"] for line in lines]
    if not any(heights):  # as of rules that are off: an axis of noughts shows no more than the table beside it
        return
    low, high = min(heights), max(heights)
    span = max(high - low, 0.02 * abs(high), 1e-9)
    chart(
        paths.spec(),
        {
            "actual": [],
            "lines": lines,
            "target": [],
            "labels": labels,
            "ticks": [{"x": year, "text": language.year(year)} for year in years],
        },
        key=place,
        alt=language.join([one.name(language) for one in found]),
        xmin=min(line["x"] for line in lines) - 0.08,
        xmax=years[-1] + 0.02,
        ymin=low - FOOT_ROOM * span if low < 0 else max(0.0, low - FOOT_ROOM * span),
        ymax=high + HEAD_ROOM * span,
        yformat=f",.{form.decimals}f",
    )
