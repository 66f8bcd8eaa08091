"""Pages of the deck that show results: years, trajectory, regions and products."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from sim.analysis.differences import Entrant
from sim.analysis.text import target_amount
from sim.export.inputs import batches
from sim.export.notes import results_note
from sim.export.report import Report
from sim.export.slide_bars import clustered_bars, stacked_bars
from sim.export.slide_charts import SERIES, Line
from sim.export.slide_lines import trajectory
from sim.export.slides import Cell, Page, SlideDeck
from sim.export.wording import (
    excel_format,
    headline_row,
    label_of,
    name_of,
    tone_of,
    written_change,
)
from sim.language import key
from sim.model.measure_base import Level
from sim.model.measures import measures, module_measures
from sim.model.quantities import CHANCE, MONEY, NONE
from sim.plan.growth import compound_growth

MODULE_ROWS = 15
"""Rows of what modules say that fit on a slide."""

RegionValue = Callable[..., float]
"""(scenario, region, product or None) -> revenue [CNY_m]"""


def years_page(deck: SlideDeck, report: Report) -> None:
    """The headline measures of every year, as promised."""
    language, text = report.language, report.language.text
    title = text("export-years-title", scenario=name_of(report.subject))
    page = deck.slide(title, text("export-headline-subtitle", base=name_of(report.base)))
    plan, results = report.plan, report.results
    rows: list[list[Any]] = []
    for one in measures(Level.MAIN, needs="run"):
        cells: list[str | Cell] = [one.name(language)]
        cells += [one.format(language, float(value)) for value in one.years(results)[:, 0]]
        row = headline_row(report, one.id)
        place = report.comparison.entrants.index(report.subject)
        tone = tone_of(row.absolute[place], one, language)
        rows.append([*cells, Cell(written_change(row, place, language), True, tone)])
    header = [
        name_of(report.subject),
        *map(language.year, plan.years),
        text("export-versus-year", base=name_of(report.base), year=str(report.year)),
    ]
    page.table(page.box.part(0, 0.02, 1, 1), header, rows, [3, *([2] * len(plan.years)), 3], size=14, row_height=0.42)
    page.notes(results_note(report, [one.id for one in measures(Level.MAIN, needs="run")]))


def trajectory_page(deck: SlideDeck, report: Report) -> None:
    """Revenue over the years: actual, subjects, plan, baseline, target, and the fan of the single subject."""
    language, text, plan = report.language, report.language.text, report.plan
    spec = language.formats["revenue"]
    past = [year for year in plan.history if year not in plan.years]
    years = [*past, *plan.years]
    gaps: list[float | None] = [None] * len(past)

    def shown_values(values: Sequence[float]) -> list[float | None]:
        joined = plan.history[past[-1]]
        return [*gaps[:-1], joined * spec.scale, *(float(one) * spec.scale for one in values)]

    def annual(entrant: Entrant) -> Sequence[float]:
        return [float(one) for one in entrant.scenario.run().annual("revenue")[:, 0]]

    actual: list[float | None] = [plan.history[year] * spec.scale for year in past]
    lines = [Line(text("export-actual"), [*actual, *([None] * len(plan.years))], "ink", marker="circle", label=False)]
    for place, entrant in enumerate(report.comparison.entrants):
        if load_years(entrant) != plan.years:
            continue
        if entrant in report.subjects:
            colour = "current" if report.single else SERIES[report.subjects.index(entrant)]
            lines.append(Line(label_of(report, entrant), shown_values(annual(entrant)), colour, 3, marker="circle"))
        else:
            is_plan = dict(entrant.scenario.levers) == plan.presets["plan"]
            look = ("ink", 1.75, "sysDot") if is_plan else ("baseline", 1.75, None)
            lines.insert(place, Line(label_of(report, entrant), shown_values(annual(entrant)), *look))
    target = report.subject.scenario.target
    if target.metric == "revenue":
        mark: list[float | None] = [None] * len(years)
        mark[years.index(target.year)] = target.value * spec.scale
        lines.append(Line(text("export-target"), mark, "target", 0, marker="dash"))
    fan = _fan(report, [plan.history[year] for year in past], spec.scale) if report.single else []
    everything = [one for line in lines for one in line.values if one is not None]
    everything += [one for _, edge, _ in fan for one in edge]
    low, high, unit = round_axis(min(0.0, *everything), max(everything))
    page = deck.slide(
        _trajectory_title(report), text("export-trajectory-subtitle", unit=language.unit("revenue"), last=str(past[-1]))
    )
    trajectory(
        page,
        page.box.part(0, 0, 1, 0.9),
        list(map(language.year, years)),
        lines,
        fan,
        low=low,
        high=high,
        unit=unit,
        number_format=excel_format(spec),
        bands=_band_names(report, len(past), spec.scale) if fan else (),
    )
    note = text("export-fan-note", draws=language.number(report.subject.scenario.draws, "count")) if fan else ""
    page.text(page.box.part(0, 0.915, 1, 1), note, 10.5, colour="muted")


def module_pages(deck: SlideDeck, report: Report) -> None:
    """What the modules of the plan say: one scenario year by year, several beside each other; none without modules."""
    language, text, plan = report.language, report.language.text, report.plan
    subjects = [one for one in report.subjects if one.scenario.plan.modules == plan.modules]
    runs = [one.scenario.run() for one in subjects]
    rows: list[list[str | Cell]] = []
    for module in plan.modules:
        found = module_measures(plan, module)
        heading: list[str | Cell] = [Cell(text(f"module-{module}"), True)]
        rows += [heading] if found else []
        for one in found:
            values = [one.years(run)[:, 0] for run in runs]
            shown = values[0] if report.single else [each[plan.years.index(report.year)] for each in values]
            rows.append([one.name(language), *(one.format(language, float(value)) for value in shown)])
    columns = list(map(language.year, plan.years)) if report.single else [label_of(report, one) for one in subjects]
    rows = [[*row, *([""] * (1 + len(columns) - len(row)))] for row in rows]
    size = math.ceil(len(rows) / max(1, math.ceil(len(rows) / MODULE_ROWS)))  # pages of about the same length
    for number, page_rows in enumerate(batches(rows, max(1, size))):
        title = text("export-modules-title")
        page = deck.slide(
            text("export-continued", title=title) if number else title,
            text("export-modules-subtitle", scenario=name_of(report.subject), year=str(report.year)),
        )
        header = [name_of(report.subject) if report.single else "", *columns]
        page.table(page.box.part(0, 0.02, 1, 1), header, page_rows, [4, *([1.5] * len(columns))], size=12)


def load_years(entrant: Entrant) -> tuple[int, ...]:
    """Return the years of an entrant's plan."""
    return entrant.scenario.run().plan.years


def round_axis(low: float, high: float) -> tuple[float, float, float]:
    """Return ends and gridline distance of an axis, all round numbers, for four to eight gridlines."""
    span = high - low or abs(high) or 1.0
    unit = 10.0 ** math.floor(math.log10(span / 4))
    unit *= next(factor for factor in (1, 2, 2.5, 5, 10) if span / (unit * factor) <= 6)
    return unit * math.floor(low / unit), unit * math.ceil(high / unit), unit


def _band_names(report: Report, before: int, scale: float) -> list[Line]:
    """Return invisible lines at the end of the fan that carry the bands' percentages."""
    assert report.fan is not None
    p10, p25, _, p75, _ = (float(edge[-1]) * scale for edge in report.fan)
    gaps: list[float | None] = [None] * (before + len(report.plan.years) - 1)
    heights = (("80 %", (p10 + p25) / 2), ("50 %", (p25 + p75) / 2))
    return [Line(name, [*gaps, height], "muted", 0, label=False) for name, height in heights]


def _fan(report: Report, past: Sequence[float], scale: float) -> list[tuple[str, list[float], str]]:
    """Return the upper edges of the fan's layers; before the horizon they lie on the actual values."""
    if report.fan is None:
        return []
    text = report.language.text
    p10, p25, _, p75, p90 = report.fan
    layers = ((" ", p10, "none"), ("export-band-80-low", p25, "EAF2F8"), ("export-band-50", p75, "CFE2F0"))
    layers += (("export-band-80-high", p90, "EAF2F8"),)
    return [
        (name if name == " " else text(name), [one * scale for one in [*past, *map(float, edge)]], colour)
        for name, edge, colour in layers
    ]


def _trajectory_title(report: Report) -> str:
    language, chances = report.language, report.comparison.chances
    row = headline_row(report, "cagr")
    place = report.comparison.entrants.index(report.subject)
    revenue = headline_row(report, "revenue")
    words = {
        "scenario": name_of(report.subject),
        "growth": row.measure.format(language, row.values[place]),
        "revenue": revenue.measure.format(language, revenue.values[place]),
        "year": str(report.year),
    }
    if not report.single:
        values = [revenue.values[report.comparison.entrants.index(one)] or 0.0 for one in report.subjects]
        return language.text(
            "export-trajectory-title-many",
            count=len(values),
            low=revenue.measure.format(language, min(values)),
            high=revenue.measure.format(language, max(values)),
            year=str(report.year),
        )
    if chances is None:
        return language.text("export-trajectory-title", **words)
    words["chance"] = CHANCE.format(language, float(chances.reach[place]))
    words["target"] = target_amount(chances.target, report.plan, language)
    return language.text("export-trajectory-title-chance", **words)


def regions_page(deck: SlideDeck, report: Report) -> None:
    """Where revenue comes from: regions and products."""
    language, text, plan = report.language, report.language.text, report.plan
    spec = language.formats["money"]
    table = report.comparison.breakdown
    table = table[table["year"] == report.year]

    def value(name: str, region: str, product: str | None = None) -> float:
        mine = table[(table["scenario"] == name) & (table["region"] == region)]
        if product is not None:
            mine = mine[mine["product"] == product]
        return float(mine["revenue"].sum())

    subject, base = report.subject.name, report.base.name
    regions = [text(key("region", one)) for one in plan.regions]
    total = sum(value(subject, one) for one in plan.regions)
    largest = max(plan.regions, key=lambda one: value(subject, one))
    share_new = sum(value(subject, one, "new") for one in plan.regions) / total
    title = text(
        "export-regions-title",
        region=text(key("region", largest)),
        share=language.quantity(value(subject, largest) / total, "percent_whole"),
        new=language.quantity(share_new, "percent_whole"),
        year=str(report.year),
    )
    unit = language.unit("money")
    page = deck.slide(
        title, text("export-regions-subtitle", unit=unit, year=str(report.year), scenario=name_of(report.subject))
    )
    if report.single:
        parts = [
            (text(key("product", product)), [value(subject, one, product) * spec.scale for one in plan.regions], colour)
            for product, colour in zip(plan.products, ("current", "current_light"), strict=False)
        ]
        stacked_bars(
            page,
            page.box.part(0, 0, 0.52, 1),
            regions,
            parts,
            total=text("export-total"),
            number_format=excel_format(spec),
            horizontal=True,
        )
    else:
        _regions_of_many(page, report, regions, value)
        return
    rows: list[list[Any]] = []
    for region, name in zip([*plan.regions, None], [*regions, text("export-total")], strict=True):
        one = (region,) if region else plan.regions
        mine, other = (sum(value(which, part) for part in one) for which in (subject, base))
        past = sum(float(plan.base_revenue[plan.regions.index(part)]) for part in one) * plan.base_part(report.year)
        change = mine - other
        bold = region is None
        rows.append(
            [
                Cell(name, bold),
                Cell(language.number(past, "money"), bold, "muted"),
                Cell(language.number(mine, "money"), bold),
                Cell(language.number(change, "money", signed=True), bold, tone_of(change, MONEY, language)),
                Cell(
                    language.number(compound_growth(mine, past, report.year - plan.base_year), "percent")
                    if past
                    else NONE,
                    bold,
                ),
            ]
        )
    header = [
        text("export-region"),
        language.year(plan.base_year),
        language.year(report.year),
        text("export-versus-short", base=name_of(report.base)),
        text("export-growth-a-year"),
    ]
    page.table(page.box.part(0.56, 0.08, 1, 0.9), header, rows, [2.2, 1.5, 1.5, 2.2, 1.7], size=13, row_height=0.42)


def _regions_of_many(page: Page, report: Report, regions: Sequence[str], value: RegionValue) -> None:
    """Put all subjects beside each other: columns by region, and the numbers below."""
    language, plan = report.language, report.plan
    spec = language.formats["money"]
    groups = [
        (label_of(report, one), [value(one.name, region) * spec.scale for region in plan.regions], SERIES[place])
        for place, one in enumerate(report.subjects)
    ]
    clustered_bars(
        page, page.box.part(0, 0, 1, 0.55), regions, groups, number_format=excel_format(spec), labels=len(groups) <= 4
    )
    rows: list[list[str | Cell]] = []
    for region, name in zip([*plan.regions, None], [*regions, language.text("export-total")], strict=True):
        parts = (region,) if region else plan.regions
        past = sum(float(plan.base_revenue[plan.regions.index(part)]) for part in parts)
        cells = [Cell(name, region is None), Cell(language.number(past, "money"), region is None, "muted")]
        for one in report.subjects:
            amount = sum(value(one.name, part) for part in parts)
            cells.append(Cell(language.number(amount, "money"), region is None))
        rows.append(list(cells))
    header = [
        language.text("export-region"),
        language.year(plan.base_year),
        *(label_of(report, one) for one in report.subjects),
    ]
    size = 11 if len(groups) > 4 else 12.5
    page.table(
        page.box.part(0, 0.58, 1, 1), header, rows, [1.6, 1.1, *([1.6] * len(groups))], size=size, row_height=0.29
    )
