"""The page's charts as data, for the page and for files: one order and one colour a scenario everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.parts.charts import panels, paths, waterfall
from pages.parts.charts.base import Spec, add_title, for_export
from pages.parts.compare import answers, causes
from pages.parts.compare.selection import Choice, Field
from pages.parts.writing import plain
from sim.analysis.compare import Comparison, trajectory_measures
from sim.analysis.text import bridge_sentence, interaction_sentence
from sim.export.wording import tone_of
from sim.language import Language, key
from sim.model.measures import measure
from sim.model.quantities import MONEY

LABEL_LENGTH = 24
TONES = {"current": "up", "target": "down", "ink": "flat", "muted": "flat"}

Drawing = tuple[Spec, dict[str, list[dict[str, Any]]], dict[str, Any]]
"""A specification, its data and the values of its parameters."""


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as plain values."""
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def line_ids() -> list[str]:
    """Return the measures whose path over the years can be drawn."""
    return [one.id for one in trajectory_measures()]


def line_of(choice: Choice) -> str:
    known = line_ids()
    return choice.line if choice.line in known else known[0]


def trajectories(field: Field, comparison: Comparison, metric: str, language: Language) -> Drawing:
    """Return the chart of one measure over the years, all scenarios on one scale."""
    one = measure(metric)
    form = one.quantity.value
    scale = language.formats[form].scale
    years_only = [row for row in records(comparison.trajectories) if row["quarter"] == 0]
    known = [
        {"x": row["year"], "y": row["revenue"] * scale, "text": one.format(language, row["revenue"])}
        for row in years_only
        if metric == "revenue" and row["kind"] == "actual" and row["scenario"] == field.names[field.base]
    ]
    lines: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    for place, name in enumerate(field.names):
        points = [
            (row["year"], row[metric]) for row in years_only if row["scenario"] == name and row["kind"] == "simulated"
        ]
        if known:
            lines.append({"place": place, "base": place == field.base, "mark": False} | known[-1])
        for year, value in points:
            text = language.text("compare-point", name=name, year=str(year), value=one.format(language, value))
            lines.append({"place": place, "x": year, "y": value * scale, "text": text, "mark": True})
            lines[-1]["base"] = place == field.base
        label = f"{plain(name, LABEL_LENGTH)} {one.number(language, points[-1][1])}"
        labels.append({"place": place, "x": points[-1][0], "y": points[-1][1] * scale, "text": label})
    goal = field.entrants[field.base].scenario.target
    target: list[dict[str, Any]] = []
    if goal.metric == metric:
        target.append({"x0": goal.year - 0.3, "x1": goal.year, "y": goal.value * scale})
        text = language.text("compare-target", value=one.number(language, goal.value))
        labels.append({"place": -1, "x": goal.year, "y": goal.value * scale + 1e-9, "text": text})
    heights = [point["y"] for point in (*known, *lines, *target)]
    low, high = min(heights), max(heights)
    span = max(high - low, 0.02 * abs(high), 1e-9)
    years = sorted({point["x"] for point in (*known, *lines)})
    values = {
        "xmin": years[0] - 0.08,
        "xmax": years[-1] + 0.02,
        "ymin": min(low, 0.0) if low < 0.3 * span else low - 0.25 * span,
        "ymax": high + 0.06 * span,
        "yformat": f",.{language.formats[form].decimals}f",
    }
    ticks = [{"x": year, "text": language.year(year)} for year in years]
    return paths.spec(), {"actual": known, "lines": lines, "target": target, "labels": labels, "ticks": ticks}, values


def multiples(field: Field, comparison: Comparison, year: int, language: Language) -> Drawing:
    """Return revenue by region and product, one bar a scenario, with the difference to the base."""
    rows = records(comparison.breakdown)
    regions, products = (list(dict.fromkeys(row[name] for row in rows)) for name in ("region", "product"))
    places = {name: place for place, name in enumerate(field.names)}
    years = [entrant.scenario.plan.years for entrant in field.entrants]
    at = [year if year in known else known[-1] for known in years]
    amounts = {
        (row["region"], row["product"], places[row["scenario"]]): row["revenue"]
        for row in rows
        if row["year"] == at[places[row["scenario"]]]
    }
    values = {}
    for (region, product, place), amount in amounts.items():
        base = amounts.get((region, product, field.base))
        change, tone = "", "flat"
        if place != field.base and base is not None:
            change = language.number(amount - base, "money", signed=True)
            tone = TONES[tone_of(amount - base, MONEY, language)]
        values[regions.index(region), products.index(product), place] = (
            amount, language.number(amount, "money"), change, tone,
        )  # fmt: skip
    names = [language.text(key("region", id)) for id in regions]
    sides = [language.text(key("product", id) + ".short") for id in products]
    data = panels.rows(names, sides, values, len(field.names))
    return panels.spec(len(products), len(field.names)), data, {"columns": len(regions)}


def bridge_drawing(
    field: Field, choice: Choice, comparison: Comparison, language: Language
) -> tuple[Drawing, str, str] | None:
    """Return the waterfall as chosen on the page, with its sentence and note; None between two plans."""
    measure, year, region, cause = causes.pick(field, choice, comparison)
    base, focus = field.entrants[field.base], field.entrants[field.focus]
    if base.scenario.plan != focus.scenario.plan:
        return None
    found = answers.bridge_answer(base.scenario, focus.scenario, measure, year, region, cause)
    steps = causes.steps_of(found, cause, language)
    low, high = waterfall.domain(found.start, steps)
    drawing = waterfall.spec(len(steps)), causes.chart_data(found, field, steps, language), {"xmin": low, "xmax": high}
    return drawing, bridge_sentence(found, base.name, focus.name, language), interaction_sentence(found, language)


def for_files(field: Field, choice: Choice, comparison: Comparison, language: Language) -> Mapping[str, Spec]:
    """Return every chart of the page by file name, complete with its data, its message and the scenarios' names."""
    t = language.text
    year = causes.pick(field, choice, comparison)[1]
    line = line_of(choice)
    found: dict[str, Spec] = {}
    unit = measure(line).quantity.name_of_unit(language)
    title = t("compare-lines-title", measure=measure(line).name(language))
    found["trajectories"] = _add_title(
        for_drawing(trajectories(field, comparison, line, language), 900, 420),
        title,
        t("compare-lines-subtitle", unit=unit, base=field.names[field.base]),
    )
    drawing = multiples(field, comparison, year, language)
    found["regions-and-products"] = _add_title(
        for_drawing(drawing, 1180),
        t("compare-regions-title", year=str(year)),
        t("compare-regions-subtitle", unit=language.unit("money"), base=field.names[field.base]),
        field,
    )
    bridge = bridge_drawing(field, choice, comparison, language)
    if bridge is not None:
        found["bridge"] = _add_title(for_drawing(bridge[0], 820), bridge[1], t("compare-causes-subtitle"))
    return found


def for_drawing(drawing: Drawing, width: int, height: int | None = None) -> Spec:
    spec, data, values = drawing
    return for_export(spec, data, width=width, height=height, **values)


def _add_title(spec: Spec, title: str, subtitle: str, field: Field | None = None) -> Spec:
    """Put message and measure above a chart, and the key of colours where the chart itself names no scenario."""
    theme = next(one["value"] for one in spec["params"] if one["name"] == "theme")
    room = 58
    if field is not None:
        spec["layer"] += [
            {
                "data": {"values": [{"text": f"■ {name}"}]},
                "mark": {
                    "type": "text", "align": "left", "baseline": "bottom", "fontSize": 12, "fontWeight": 600,
                    "color": theme["series"][place], "x": 8 + place % 4 * spec["width"] / 4, "y": -26 + place // 4 * 17,
                },
                "encoding": {"text": {"field": "text"}},
            }
            for place, name in enumerate(field.names)
        ]  # fmt: skip
        room += 46
    return add_title(spec, title, subtitle, room=room)
