"""Pages of the deck that say why two scenarios differ: the bridge of a result, and that of the chance of the target."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.bridge import Bar, Bridge
from sim.analysis.differences import Entrant
from sim.analysis.text import bar_name, bridge_sentence, interaction_sentence
from sim.export.report import CHANCE_DRAWS, Report
from sim.export.slide_bars import Step, waterfall
from sim.export.slides import Cell, Page, SlideDeck
from sim.export.wording import excel_format, label_of, name_of, tone_of

PARTS = 13
"""Rows of the table beside a bridge."""


def bridge_page(deck: SlideDeck, report: Report, entrant: Entrant, bridge: Bridge) -> None:
    """Why a scenario's result differs from the base's: waterfall, and the levers inside each bar."""
    language, text = report.language, report.language.text
    change = bridge.measure.quantity.change
    page = deck.slide(
        bridge_sentence(bridge, name_of(report.base), name_of(entrant), language),
        text("export-bridge-subtitle", unit=language.unit(change), year=str(bridge.year)),
    )
    ends = [language.number(value, change) for value in (bridge.start, bridge.end)]
    _picture(page, report, entrant, bridge, ends)
    parts = sorted((part for bar in bridge.bars for part in bar.parts), key=lambda part: -abs(part.value))
    rows = [[bar_name(part, language), *_amounts((part.value, part.alone), bridge, report)] for part in parts[:PARTS]]
    header = [text("export-lever"), text("export-contribution"), text("export-alone")]
    page.table(page.box.part(0.69, 0, 1, 0.86), header, rows, [2.8, 1.8, 1.3], size=11.5)
    _foot(page, report, bridge)


def chance_page(deck: SlideDeck, report: Report, entrant: Entrant) -> None:
    """Why a scenario's chance of the base's target differs; no page where there is nothing to explain."""
    bridge = report.chance_bridge(entrant)
    if bridge is None:
        return
    language, text = report.language, report.language.text
    change, target = bridge.measure.quantity.change, report.base.scenario.target
    draws = min(report.base.scenario.draws, CHANCE_DRAWS)
    page = deck.slide(
        bridge_sentence(bridge, name_of(report.base), name_of(entrant), language),
        text(
            "export-chance-bridge-subtitle",
            target=target.measure.format(language, target.value),
            unit=language.unit(change),
            draws=language.number(draws, "count"),
        ),
    )
    _picture(
        page, report, entrant, bridge, [bridge.format_end(language, value) for value in (bridge.start, bridge.end)]
    )
    rows = []
    for bar in bridge.bars:
        first, *rest = _amounts((bar.value, bar.alone, bar.last), bridge, report)
        written = text("export-plus-minus", value=first.text, error=language.number(bar.error, change))
        rows.append([bar_name(bar, language), Cell(written, True, first.colour), *rest])
    header = [text(one) for one in ("export-cause", "export-contribution", "export-alone", "export-last")]
    page.table(page.box.part(0.67, 0, 1, 0.86), header, rows, [2.2, 1.9, 1.2, 1.5], size=11.5)
    _foot(page, report, bridge)


def _amounts(values: Sequence[float], bridge: Bridge, report: Report) -> list[Cell]:
    """Return a contribution in its colour, and what stands beside it in grey."""
    language = report.language
    first, *rest = (bridge.measure.number_change(language, value) for value in values)
    return [
        Cell(first, True, tone_of(values[0], bridge.measure.quantity, language)),
        *(Cell(one, False, "muted") for one in rest),
    ]


def _picture(page: Page, report: Report, entrant: Entrant, bridge: Bridge, ends: Sequence[str]) -> None:
    """Draw the waterfall; `ends` are its first and last number, written."""
    language, text = report.language, report.language.text
    change = bridge.measure.quantity.change
    spec = language.formats[change]

    def step(bar: Bar) -> Step:
        return Step(bar_name(bar, language), bar.value * spec.scale, bridge.measure.number_change(language, bar.value))

    steps = [
        Step(label_of(report, report.base), bridge.start * spec.scale, ends[0], True),
        *map(step, bridge.bars),
        Step(label_of(report, entrant), bridge.end * spec.scale, ends[1], True),
    ]
    names = (text("export-totals"), text("export-rises"), text("export-falls"), text("export-labels"))
    floor = floor_of(bridge) * spec.scale
    box = page.box.part(0, 0, 0.66, 0.86)
    waterfall(page, box, steps, names, number_format=excel_format(spec), floor=floor)


def _foot(page: Page, report: Report, bridge: Bridge) -> None:
    """Write below the picture how the bars were made, and that the axis is broken where it is."""
    language = report.language
    notes = [interaction_sentence(bridge, language)]
    floor = floor_of(bridge)
    if floor:
        value = bridge.measure.format_change(language, floor, signed=False)
        notes.insert(0, language.text("export-axis-broken", value=value))
    page.text(page.box.part(0, 0.88, 1, 1), language.join(notes, "sentences"), 11, colour="muted")


def floor_of(bridge: Bridge) -> float:
    """Return where the axis starts: zero where that is near, else so that the steps can be seen."""
    levels = [bridge.start]
    for bar in bridge.bars:
        levels.append(levels[-1] + bar.value)
    low, high = min(levels), max(levels)
    if low <= 0:
        return min(0.0, low * 1.1)
    span = max(high - low, 0.02 * high)
    floor = low - 0.9 * span
    return 0.0 if floor < 0.25 * high else floor
