"""Pages of the deck that say why two scenarios differ: the bridge of a result, and that of the chance of the target."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from sim.analysis.bridge import Bar, Bridge
from sim.analysis.differences import Entrant
from sim.analysis.text import bar_name, bridge_sentence, interaction_sentence, target_amount
from sim.export.report import CHANCE_DRAWS, Report
from sim.export.slide_bars import Step, contributions, waterfall
from sim.export.slides import Cell, Page, SlideDeck
from sim.export.wording import excel_format, label_of, name_of, tone_of
from sim.model.quantities import SMALLEST

PARTS = 13
"""Rows of the table beside a bridge."""

LEAST, LEAST_CHANCE = 0.03, 0.05
"""What a picture of the steps alone spans at least: a share of the larger total; of a chance, so much of it."""

SMALL = 0.25
"""Share of the larger total below which the steps between two totals are shown without them."""


def bridge_page(deck: SlideDeck, report: Report, entrant: Entrant, bridge: Bridge) -> None:
    """Why a scenario's result differs from the base's: waterfall, and the levers inside each bar."""
    language, text = report.language, report.language.text
    change = bridge.measure.quantity.change
    page = deck.slide(
        bridge_sentence(bridge, name_of(report.base), name_of(entrant), language),
        text("export-bridge-subtitle", unit=language.unit(change), year=str(bridge.year)),
    )
    ends = [bridge.measure.format_change(language, value, signed=False) for value in (bridge.start, bridge.end)]
    _picture(page, report, entrant, bridge, ends, LEAST * max(abs(bridge.start), abs(bridge.end)))
    parts = sorted((part for bar in bridge.bars for part in bar.parts), key=lambda part: -abs(part.value))
    rows = [[bar_name(part, language), *_amounts((part.value, part.alone), bridge, report)] for part in parts[:PARTS]]
    header = [text("export-lever"), text("export-contribution"), text("export-alone")]
    page.table(page.box.part(0.69, 0, 1, 0.86), header, rows, [2.8, 1.8, 1.3], size=11.5)
    _foot(page, report, bridge)


def chance_page(deck: SlideDeck, report: Report, entrant: Entrant) -> None:
    """Why a scenario's chance of the base's target differs; no page where there is nothing to explain."""
    bridge = report.chance_bridge(entrant)
    if bridge is None or max(bridge.start, bridge.end) < SMALLEST:
        return  # two chances that are both written as under 1 % differ by nothing a board can use
    language, text = report.language, report.language.text
    change, target = bridge.measure.quantity.change, report.base.scenario.target
    draws = min(report.base.scenario.draws, CHANCE_DRAWS)
    page = deck.slide(
        bridge_sentence(bridge, name_of(report.base), name_of(entrant), language),
        text(
            "export-chance-bridge-subtitle",
            target=target_amount(target, report.plan, language, ranged=True),
            unit=language.unit(change),
            draws=language.number(draws, "count"),
        ),
    )
    ends = [bridge.format_end(language, value) for value in (bridge.start, bridge.end)]
    _picture(page, report, entrant, bridge, ends, LEAST_CHANCE)
    rows: list[list[Any]] = []
    for bar in bridge.bars:
        first, *rest = _amounts((bar.value, bar.alone, bar.last), bridge, report)
        written = text("plus-minus", value=first.text, error=language.number(bar.error, change))
        rows.append([bar_name(bar, language), Cell(written, True, first.colour), *rest])
    header = [text(one) for one in ("export-cause", "export-contribution", "export-alone", "export-last")]
    page.table(page.box.part(0.67, 0, 1, 0.86), header, rows, [2.2, 1.9, 1.2, 1.5], size=11.5)
    _foot(page, report, bridge)


def _amounts(values: Sequence[float], bridge: Bridge, report: Report) -> list[Cell]:
    """Return a contribution in its colour, and what stands beside it in grey."""
    language = report.language
    first, *rest = (bridge.measure.number_change(language, value) for value in values)
    return [
        Cell(first, True, tone_of(values[0] * _good(bridge, report), bridge.measure.quantity, language)),
        *(Cell(one, False, "muted") for one in rest),
    ]


def _good(bridge: Bridge, report: Report) -> int:
    """Return 1 where more of the measure is better, -1 where less is: a target of at most asks for less of its own."""
    target = report.base.scenario.target
    if bridge.metric == target.metric:
        return target.sign
    return -1 if bridge.measure.good < 0 else 1


def _picture(page: Page, report: Report, entrant: Entrant, bridge: Bridge, ends: Sequence[str], least: float) -> None:
    """Draw the waterfall from zero, or the changes alone where totals would dwarf them.

    `ends` are the totals, written; `least` is what the changes' axis spans at least, in the measure's unit.

    No axis is ever broken: a bar's length is its value.
    """
    language, text = report.language, report.language.text
    change = bridge.measure.quantity.change
    spec = language.formats[change]

    def step(bar: Bar) -> Step:
        return Step(bar_name(bar, language), bar.value * spec.scale, bridge.measure.number_change(language, bar.value))

    box = page.box.part(0, 0, 0.66, 0.86)
    if has_small_steps(bridge):
        line = text(
            "export-bridge-ends",
            base=label_of(report, report.base),
            start=ends[0],
            current=label_of(report, entrant),
            end=ends[1],
        )
        page.text(page.box.part(0, 0, 0.66, 0.07), line, 13, bold=True)
        names = (text("export-rises"), text("export-falls"))
        box = page.box.part(0, 0.09, 0.66, 0.86)
        written = excel_format(spec, signed=True)
        steps = list(map(step, bridge.bars))
        good = _good(bridge, report)
        contributions(page, box, steps, names, number_format=written, least=least * spec.scale, good=good)
        return
    steps = [
        Step(label_of(report, report.base), bridge.start * spec.scale, ends[0], True),
        *map(step, bridge.bars),
        Step(label_of(report, entrant), bridge.end * spec.scale, ends[1], True),
    ]
    names = (text("export-totals"), text("export-rises"), text("export-falls"), text("export-labels"))
    floor = floor_of(bridge) * spec.scale
    waterfall(page, box, steps, names, number_format=excel_format(spec), floor=floor, good=_good(bridge, report))


def _foot(page: Page, report: Report, bridge: Bridge) -> None:
    """Write below the picture how the bars were made."""
    page.text(page.box.part(0, 0.88, 1, 1), interaction_sentence(bridge, report.language), 11, colour="muted")


def floor_of(bridge: Bridge) -> float:
    """Return where the axis starts: at zero, or below the lowest total."""
    return min(0.0, 1.1 * min(_levels(bridge)))


def has_small_steps(bridge: Bridge) -> bool:
    """Tell whether the totals dwarf the steps between them, so that the steps are shown alone."""
    levels = _levels(bridge)
    return bool(bridge.bars) and min(levels) > 0 and max(levels) - min(levels) < SMALL * max(levels)


def _levels(bridge: Bridge) -> list[float]:
    return list(itertools.accumulate((bar.value for bar in bridge.bars), initial=bridge.start))
