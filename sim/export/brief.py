"""The brief: one scenario on one page of A4, as PDF; what the board's slides say, in their words and numbers."""

from __future__ import annotations

import math
from typing import Any

from sim.analysis.bridge import bridge
from sim.analysis.text import bar_name
from sim.export.board import Board
from sim.export.deck_board import answer_table, ask_sentences, breaks_sentence, likely_note, needs_sentence
from sim.export.deck_results import round_axis
from sim.export.page import HEIGHT, WIDTH, Drawing, cut, fit_size
from sim.export.report import Report
from sim.export.slide_lines import spread_labels
from sim.export.slides import Cell
from sim.export.wording import label_of, verdict
from sim.language import key
from sim.model.quantities import CASE, CHANCE
from sim.provenance.catalogue import uses

MARGIN = 42.0
INNER = WIDTH - 2 * MARGIN
PICTURE = 178.0
DRIVERS, RISKS, NEEDS = 6, 7, 5
"""Bars of what drives a scenario, rows of what breaks it, and needs in a line, at most."""


def brief(report: Report) -> bytes:
    """Return a report's scenario as a PDF file of one page.

    Raises
    ------
    FormatError
        Chinese characters on a machine that has no font for them.
    """
    return drawing(report, Board(report)).pdf()


def drawing(report: Report, board: Board) -> Drawing:
    """Return the page before it becomes a file."""
    page = Drawing()
    language, text = report.language, report.language.text
    page.text(MARGIN, 46, cut(text("plan-title"), INNER * 0.6, 9.5), 9.5, ink="muted")
    page.text(WIDTH - MARGIN, 46, language.date(report.moment.date()), 9.5, ink="muted", align="right")
    page.line([(MARGIN, 53), (WIDTH - MARGIN, 53)], "ink", 1)
    title = [verdict(report)]
    if board.likely is not None:
        title.append(text("export-board-chance", chance=CHANCE.format(language, board.likely.chance.value)))
    y = page.paragraph(MARGIN, 57, INNER, language.join(title, "groups"), 16, bold=True, most=3)
    y = _table(page, report, board, y + 6)
    y += 12
    _fan(page, report, y, INNER * 0.56, PICTURE)
    _drivers(page, report, board, MARGIN + INNER * 0.62, y, INNER * 0.38, PICTURE)
    y += PICTURE + 24
    y = _needs(page, report, board, y)
    y = _breaks(page, report, board, y + 6)
    _decision(page, report, board, y + 6)
    _foot(page, report, board)
    return page


def _heading(page: Drawing, x: float, y: float, width: float, content: str, note: str = "") -> float:
    y = page.paragraph(x, y, width, content, 10.5, bold=True, most=2)
    return page.paragraph(x, y - 3, width, note, 8, ink="muted", most=1) if note else y


def _table(page: Drawing, report: Report, board: Board, y: float) -> float:
    header, rows, widths = answer_table(report, board)
    ends: list[float] = []
    for width in widths:
        ends.append((ends[-1] if ends else 0.0) + INNER * width / sum(widths))
    for number, row in enumerate([[Cell(one, True, "muted") for one in header], *rows]):
        y += 15
        for place, one in enumerate(row):
            cell = one if isinstance(one, Cell) else Cell(one)
            room = ends[place] - (ends[place - 1] if place else 0) - 5
            size = fit_size(cell.text, room, 7.8 if number == 0 else 8.8, cell.bold)
            x, align = (MARGIN, "left") if place == 0 else (MARGIN + ends[place], "right")
            shown = cut(cell.text, room, size, cell.bold)
            page.text(x, y, shown, size, bold=cell.bold, ink=cell.colour, align=align)
        strong = number == 0
        page.line([(MARGIN, y + 4.5), (WIDTH - MARGIN, y + 4.5)], "ink" if strong else "line", 0.9 if strong else 0.5)
    return y + 6


def _fan(page: Drawing, report: Report, y: float, width: float, height: float) -> None:
    """Draw revenue over the years: actual, the fan, the scenario as promised, plan, baseline and target."""
    language, text, plan = report.language, report.language.text, report.plan
    scale = language.formats["revenue"].scale
    top = _heading(page, MARGIN, y - 8, width, text("export-chart-trajectory", unit=language.unit("revenue"))) + 6
    past = [year for year in plan.history if year not in plan.years]
    years = [*past, *plan.years]
    lines: list[tuple[str, list[float], tuple[str, float, str]]] = []
    for entrant in report.comparison.entrants:
        run = entrant.scenario.run()
        if run.plan.years != plan.years:
            continue
        values = [plan.history[past[-1]], *(float(one) for one in run.annual("revenue")[:, 0])] if past else []
        own = entrant is report.subject
        is_plan = dict(entrant.scenario.levers) == plan.presets["plan"]
        look = ("current", 2.4, "") if own else ("ink", 1.1, "1.5 2.5") if is_plan else ("baseline", 1.2, "")
        lines.append((label_of(report, entrant), values, look))
    lines.sort(key=lambda line: line[2][1])
    target = report.subject.scenario.target
    goal = [target.value] if target.metric == "revenue" else []
    fan = [] if report.fan is None else [float(one) for edge in report.fan for one in edge]
    shown = [*goal, *fan, *plan.history.values(), *(one for _, values, _ in lines for one in values)]
    _, highest, unit = (one / scale for one in round_axis(0.0, max(shown) * scale))
    left, right, floor = MARGIN + 22, MARGIN + width - 74, y + height
    step = (right - left) / max(1, len(years) - 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return left + step * place, floor - (floor - top) * value / highest

    for part in range(round(highest / unit) + 1):
        value = unit * part
        page.line([at(0, value), (right, at(0, value)[1])], "line", 0.5)
        page.text(left - 4, at(0, value)[1] + 2.5, language.number(value, "revenue_axis"), 7.5, ink="muted",
                  align="right")  # fmt: skip
    for place, year in enumerate(years):
        page.text(at(place, 0)[0], floor + 11, language.year(year), 8, ink="muted", align="center")
    join = len(past) - 1
    if report.fan is not None and past:
        for (low, high), opacity in (((0, 4), 0.14), ((1, 3), 0.22)):
            start = at(join, plan.history[past[-1]])
            upper = [at(len(past) + n, float(one)) for n, one in enumerate(report.fan[high])]
            lower = [at(len(past) + n, float(one)) for n, one in enumerate(report.fan[low])]
            page.area([start, *upper, *reversed(lower)], "current", opacity)
    labels: list[tuple[Any, ...]] = []
    for name, values, (ink, weight, dash) in lines:
        points = [at(join + n, value) for n, value in enumerate(values)]
        page.line(points, ink, weight, dash)
        labels.append((f"{name} {language.number(values[-1], 'revenue')}", values[-1], ink))
    actual = [at(place, plan.history[year]) for place, year in enumerate(past)]
    page.line(actual, "ink", 1.8)
    for x, height_of in actual:
        page.dot(x, height_of, 2.2, "ink", "ink")
    if goal and target.year in years:
        x, height_of = at(years.index(target.year), target.value)
        page.line([(x - 7, height_of), (x + 7, height_of)], "target", 2.2)
        labels.append((f"{text('export-target')} {language.number(target.value, 'revenue')}", target.value, "target"))
    heights = spread_labels([value for _, value, _ in labels], 0, highest, 11 / (floor - top))
    for (name, _, ink), place in zip(labels, heights, strict=True):
        tone = "muted" if ink == "baseline" else ink
        page.text(right + 9, at(0, place or 0)[1] + 3, cut(name, 76, 8), 8, bold=ink == "current", ink=tone)


def _drivers(page: Drawing, report: Report, board: Board, x: float, y: float, width: float, height: float) -> None:
    """Draw what makes the difference to the company without a programme, as bars from zero."""
    language, text, scenario = report.language, report.language.text, board.scenario
    target = scenario.target
    levers = scenario.plan.presets["baseline"]
    steps = bridge(scenario.with_settings(levers=levers, risks={}), scenario, target.metric, year=target.year)
    change = steps.measure.quantity.change
    note = text(
        "export-brief-drivers-note",
        measure=steps.measure.name(language),
        year=str(target.year),
        unit=language.unit(change),
    )
    top = _heading(page, x, y - 8, width, text("export-brief-drivers"), note) + 4
    bars = sorted(steps.bars, key=lambda bar: -abs(bar.value))[:DRIVERS]
    if not bars:
        page.paragraph(x, top, width, text("export-brief-drivers-none"), 9, ink="muted")
        return
    low, high = min(0.0, *(bar.value for bar in bars)), max(0.0, *(bar.value for bar in bars))
    names = width * 0.36
    scale = (width - names - 34) / ((high - low) or 1.0)
    zero = x + names - low * scale
    room = min(24.0, (y + height - top) / len(bars))
    for place, bar in enumerate(bars):
        line = top + room * place + room / 2
        page.text(x, line + 3, cut(bar_name(bar, language), names - 4, 8.5), 8.5)
        page.bar(zero, line - room * 0.3, bar.value * scale, room * 0.6, "current" if bar.value >= 0 else "target")
        written = steps.measure.number_change(language, bar.value)
        page.text(zero + max(bar.value, 0.0) * scale + 4, line + 3, written, 8.5, ink="muted")
    page.line([(zero, top), (zero, top + room * len(bars))], "baseline", 0.7)


def _needs(page: Drawing, report: Report, board: Board, y: float) -> float:
    """Write what must be true, and what each absence would cost."""
    language, text = report.language, report.language.text
    y = page.paragraph(MARGIN, y, INNER, needs_sentence(report, board), 10.5, bold=True, most=2)
    if not board.needs:
        return page.paragraph(MARGIN, y - 3, INNER, text("export-board-needs-none-note"), 9.5, most=2)
    one = board.scenario.target.measure
    lost = [f"{text(key('lever', need.id))} {one.number_change(language, need.change)}" for need in board.needs[:NEEDS]]
    unit = language.unit(one.quantity.change)
    sentence = text("export-brief-lost", unit=unit, list=language.join(lost, "groups"))
    return page.paragraph(MARGIN, y - 3, INNER, sentence, 9.5, most=2)


def _breaks(page: Drawing, report: Report, board: Board, y: float) -> float:
    """Write what breaks the scenario: a sentence, and the costliest cases in a table."""
    language, text = report.language, report.language.text
    y = _heading(page, MARGIN, y, INNER, text("export-brief-breaks"))
    if not board.risks:
        asked = board.scenario.plan.risks
        why = text("export-brief-no-futures") if asked else text("riskpage-no-cases", named=0)
        return page.paragraph(MARGIN, y - 3, INNER, why, 9.5, ink="muted")
    y = page.paragraph(MARGIN, y - 3, INNER, breaks_sentence(report, board), 9.5, most=1)
    unit = language.unit(CASE)
    hits = text("with-note", name=text("export-board-if"), note=unit)
    header = [text("export-risk-case"), text("export-risk-happens"), hits]
    header += [text("export-risk-chance"), text("export-risk-measure")]
    columns = (0.0, 0.26, 0.45, 0.655, 0.67)
    aligned = ("left", "right", "right", "right", "left")
    rows = [[(one, "muted", True) for one in header]]
    for row in board.risks[:RISKS]:
        hit = row.revenue_loss_if if math.isfinite(row.revenue_loss_if) else 0.0
        tone = {"yes": "current", "no": "muted", "open": "muted"}[row.pays]
        rows.append(
            [
                (text(key("risk", row.id)), "ink", False),
                (language.quantity(row.chance, "percent_whole"), "ink", False),
                (language.number(-hit, CASE), "ink", False),
                (language.number(-row.chance_lost.value, "points", signed=True), "ink", False),
                (text(key("mitigation", board.scenario.plan.risks[row.id].mitigation.measure)), tone, False),
            ]
        )
    for number, row in enumerate(rows):
        y += 13.2
        for place, (content, ink, bold) in enumerate(row):
            x = MARGIN + INNER * columns[place]
            room = INNER * (0.2, 0.1, 0.185, 0.2, 0.33)[place]
            size = max(fit_size(content, room, 8.3, bold), 7.3)
            page.text(x, y, cut(content, room, size, bold), size, bold=bold, ink=ink, align=aligned[place])
        page.line([(MARGIN, y + 3.6), (WIDTH - MARGIN, y + 3.6)], "line" if number else "ink", 0.5 if number else 0.8)
    return y + 5


def _decision(page: Drawing, report: Report, board: Board, y: float) -> None:
    text = report.language.text
    y = _heading(page, MARGIN, y, INNER, text("export-board-asked"))
    choices = board.choices((text("preset-baseline"), text("preset-plan"), text("export-board-protected")))
    for place, one in enumerate(ask_sentences(report, board, choices), 1):
        y = page.paragraph(MARGIN, y - 3, INNER, f"{place}. {one}", 9.5, most=2)


def _foot(page: Drawing, report: Report, board: Board) -> None:
    language, text, plan = report.language, report.language.text, report.plan
    page.line([(MARGIN, HEIGHT - 66), (WIDTH - MARGIN, HEIGHT - 66)], "line", 0.75)
    y = page.paragraph(MARGIN, HEIGHT - 66, INNER, likely_note(report, board), 7.5, ink="muted", most=2)
    used = len(uses(plan).keys() & plan.facts.keys())
    sources = text("export-brief-sources", facts=used, documents=len(plan.documents), publications=len(plan.references))
    page.paragraph(
        MARGIN, y - 3, INNER, language.join([sources, report.stamp()], "sentences"), 7.5, ink="muted", most=2
    )
