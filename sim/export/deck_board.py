"""The board's five slides: the answer, whether to believe it, what must be true, what breaks it, what to decide."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sim.analysis.outside_view import outside_view
from sim.analysis.text import target_amount
from sim.export.board import LOSSES, Board, Choice
from sim.export.notes import results_note
from sim.export.report import Report
from sim.export.slide_bars import histogram, lying_bars
from sim.export.slides import Cell, SlideDeck
from sim.export.text import fit
from sim.export.wording import (
    LABEL_WIDTH,
    excel_format,
    headline_row,
    headlines,
    label_of,
    name_of,
    tone_of,
    verdict,
    written_change,
)
from sim.language import Language, key
from sim.model.measure_base import Level
from sim.model.measures import measure, measures
from sim.model.quantities import CASE, CHANCE, NONE, SMALLEST
from sim.plan.amounts import lever_text
from sim.plan.growth import compound_growth
from sim.risk import cost_together

LIKELY, UNLIKELY = 2 / 3, 1 / 3
"""Chances from which a target is called likely, and below which it is called unlikely."""

OTHERS = {
    "size": "export-board-others-size",
    "universe": "export-board-others-universe",
    "ordinary": "export-board-others-ordinary",
}
"""What the classes of other companies are called (`sim.analysis.outside_view`)."""

Row = list[str | Cell]


def answer_page(deck: SlideDeck, report: Report, board: Board) -> None:
    """Verdict, headline numbers, and baseline, plan and scenario as promised beside what is likely."""
    language, text = report.language, report.language.text
    title = [verdict(report)]
    if board.likely is not None:
        chance = CHANCE.format(language, board.likely.chance.value)
        title.append(text("export-board-chance", chance=chance))
    page = deck.slide(language.join(title, "groups"), text("export-board-answer-subtitle", year=str(report.year)))
    numbers = headlines(report)
    gap = 0.025
    width = (1 - gap * (len(numbers) - 1)) / len(numbers)
    for place, one in enumerate(numbers):
        left = place * (width + gap)
        page.card(page.box.part(left, 0, left + width, 0.32), one.label, one.value, one.unit, one.change, one.tone)
    header, rows, widths = answer_table(report, board)
    page.table(page.box.part(0, 0.4, 1, 0.93), header, rows, widths, size=13, row_height=0.36)
    page.text(page.box.part(0, 0.94, 1, 1), likely_note(report, board), 10.5, colour="muted")
    page.notes(results_note(report, [one.id for one in measures(Level.MAIN, needs="run")]))


def answer_table(report: Report, board: Board) -> tuple[list[str], list[Row], list[float]]:
    """Return the headline measures as a table: baseline, plan and scenario as promised, and what is likely.

    Returns
    -------
    header, rows, widths : widths are shares
    """
    language, text = report.language, report.language.text
    entrants = report.comparison.entrants
    others = sorted((one for one in entrants if one is not report.subject), key=lambda one: one is report.base)
    order = [*others, report.subject]
    rows: list[Row] = []
    for one in measures(Level.MAIN, needs="run"):
        row = headline_row(report, one.id)
        cells: Row = [one.name(language)]
        for entrant in order:
            value = one.format(language, row.values[entrants.index(entrant)])
            cells.append(Cell(value, entrant is report.subject))
        place = entrants.index(report.subject)
        tone = tone_of(row.absolute[place], one, language)
        cells.append(Cell(written_change(row, place, language), False, tone))
        if board.futures:
            found = board.range_of(one.id, report.year)
            middle = NONE if found is None else one.format(language, found[1])
            ends = NONE if found is None else _span(one.number, found[0], found[2], language)
            cells += [Cell(middle, found is not None, "ink" if found else "muted"), Cell(ends, False, "muted")]
        rows.append(cells)
    header = [text("export-measure"), *(label_of(report, one) for one in order)]
    header.append(text("export-versus-short", base=label_of(report, report.base)))
    widths = [2.7, *([1.7] * len(order)), 2.5]
    if board.futures:
        header += [text("export-board-middle"), text("export-board-range")]
        widths += [1.7, 1.7]
    return header, rows, widths


def likely_note(report: Report, board: Board) -> str:
    """Return what "as promised" and "as likely" mean here, with the set and the number of futures."""
    language, text = report.language, report.language.text
    note = [text("export-board-promised-note")]
    if board.likely is not None:
        set = text(key("set", board.scenario.assumption_set))
        draws = language.number(board.likely.chance.draws, "count")
        note.append(text("export-board-likely-note", set=set, draws=draws))
    return language.join(note, "sentences")


def _span(write: Callable[[Language, float], str], low: float, high: float, language: Language) -> str:
    return language.text("export-spread-range", low=write(language, low), high=write(language, high))


def believable_page(deck: SlideDeck, report: Report, board: Board) -> None:
    """The distribution of outcomes with the target in it, and what others have managed."""
    likely, language, text = board.likely, report.language, report.language.text
    if likely is None:
        return
    target = board.scenario.target
    one = target.measure
    title = text(
        "export-board-believable",
        kind=verdict_on(likely.chance.value),
        chance=CHANCE.format(language, likely.chance.value),
        middle=one.format(language, likely.p50),
        target=target_amount(target, board.scenario.plan, language),
    )
    spec = language.formats[one.quantity.value]
    page = deck.slide(
        title,
        text(
            "export-board-believable-subtitle",
            measure=one.name(language),
            year=str(target.year),
            unit=language.unit(one.quantity.value),
            draws=language.number(likely.chance.draws, "count"),
        ),
        board.subject.name,
    )
    bins = board.histogram
    places = max(spec.decimals, _decimals((bins[0].high - bins[0].low) * spec.scale))
    labels = [language.number(one.low, target.measure.quantity.value, decimals=places) for one in bins]
    parts = (
        (text("export-board-missed", sense=target.aim.sense), [one.missed for one in bins], "baseline"),
        (text("export-board-reached"), [one.reached for one in bins], "current"),
    )
    histogram(page, page.box.part(0, 0, 0.57, 0.9), labels, parts, number_format="0%")
    page.text(page.box.part(0, 0.92, 0.57, 1), text("export-board-bins"), 10.5, colour="muted")
    facts = believable_rows(report, board)
    rows: list[Row] = [[name, Cell(value, bold)] for name, value, bold in facts]
    header = ["", text("export-headline", measure=one.name(language), year=str(target.year))]
    page.table(page.box.part(0.6, 0.02, 1, 0.95), header, rows, [2.9, 2.1], size=13, row_height=0.4)


def verdict_on(chance: float) -> str:
    """Return what a chance means for a board: "yes", "open", "no", or "never" where it is written as under 1 %."""
    if chance < SMALLEST:
        return "never"
    return "yes" if chance >= LIKELY else "no" if chance < UNLIKELY else "open"


def _decimals(step: float) -> int:
    return max(0, math.ceil(-math.log10(step) - 1e-9)) if step > 0 else 0


def believable_rows(report: Report, board: Board) -> list[tuple[str, str, bool]]:
    """Return what speaks for and against believing a scenario: (what, written value, whether it matters most)."""
    language, text, scenario = report.language, report.language.text, board.scenario
    likely, target, plan = board.likely, scenario.target, scenario.plan
    one = target.measure
    rows = [(text("export-board-promise"), one.format(language, board.promise.value), False)]
    if likely is not None:
        rows += [
            (text("export-board-middle"), one.format(language, likely.p50), True),
            (text("export-board-range"), _span(one.format, likely.p10, likely.p90, language), False),
            (
                text("export-board-chance-of", target=target_amount(target, plan, language, ranged=True)),
                CHANCE.format(language, likely.chance.value),
                True,
            ),
        ]
    if target.metric != "revenue" or target.year <= plan.base_year or not float(plan.base_revenue.sum()):
        return rows  # growth from nothing has no rate
    view = outside_view(plan, target.value, target.year)
    asked = text("export-board-growth-asked", start=str(plan.base_year), end=str(target.year))
    rows.append((asked, measure("cagr").format(language, view.nominal), False))
    first, last = min(plan.history), max(plan.history)
    if first < last and plan.history[first] > 0:
        past = compound_growth(plan.history[last], plan.history[first], last - first)
        rows.append((text("export-board-growth-past", start=str(first), end=str(last)),
                     measure("cagr").format(language, past), False))  # fmt: skip
    for found in view.classes:
        share = language.quantity(found.share, "percent_whole")
        rows.append((text(OTHERS[found.id]), share, False))
    return rows


def needs_page(deck: SlideDeck, report: Report, board: Board) -> None:
    """What must be true: how much of each promise has to arrive, and what its absence would cost."""
    language, text = report.language, report.language.text
    target, needs = board.scenario.target, board.needs[:LOSSES]
    page = deck.slide(
        needs_sentence(report, board),
        text(
            "export-board-needs-subtitle",
            sense=target.aim.sense,
            measure=target.measure.phrase(language),
            year=str(target.year),
            unit=language.unit(target.measure.quantity.change),
        ),
        board.subject.name,
    )
    if not needs:
        page.text(page.box, text("export-board-needs-none-note"), 16)
        return
    missing = text("export-board-loss", sense=target.aim.sense)
    change = target.measure.quantity.change
    spec = language.formats[change]
    names = [text(key("lever", one.id)) for one in needs]
    losses = [one.loss * spec.scale for one in needs]
    lying_bars(
        page,
        page.box.part(0, 0, 0.5, 0.88),
        names,
        [(missing, losses, "current")],
        number_format=excel_format(spec),
        highest=scales(report, board)[0],
    )
    rows: list[Row] = []
    for one, name in zip(needs, names, strict=True):
        lever = board.scenario.plan.levers[one.id]
        today, wanted = (lever_text(lever, value, language) for value in (one.today, one.wanted))
        loss = Cell(target.measure.number_change(language, one.change), False, "target" if one.loss > 0 else "muted")
        rows.append([name, Cell(today, False, "muted"), Cell(wanted, True), loss])
    header = [text(one) for one in ("export-board-need", "export-board-today", "export-board-wanted")] + [missing]
    page.table(page.box.part(0.52, 0.02, 1, 0.88), header, rows, [2.6, 1.7, 1.7, 1.5], size=12.5, row_height=0.42)
    page.text(page.box.part(0, 0.9, 1, 1), text("export-board-needs-note"), 10.5, colour="muted")


def scales(report: Report, board: Board) -> tuple[float, float]:
    """Return the longest bars of the slides on needs and on risks; where both are money they share one scale.

    Returns
    -------
    needs, risks : each in the unit that its slide is written in
    """
    change, formats = board.scenario.target.measure.quantity.change, report.language.formats
    needs = max([0.0, *(one.loss for one in board.needs[:LOSSES])]) * formats[change].scale
    hits = [row.revenue_loss_if for row in board.risks[:LOSSES] if math.isfinite(row.revenue_loss_if)]
    risks = max([0.0, *hits]) * formats["money"].scale
    if change == "money":
        needs = risks = max(needs, risks)
    return needs or 1.0, risks or 1.0


def needs_sentence(report: Report, board: Board) -> str:
    """Return in one sentence what has to come true for a scenario to keep its promise."""
    language, text, promise = report.language, report.language.text, board.promise
    if not board.needs:
        return text("export-board-needs-none")
    first = board.needs[0]
    lever = board.scenario.plan.levers[first.id]
    given = {
        "count": len(board.needs),
        "lever": text(key("lever", first.id)),
        "wanted": lever_text(lever, first.wanted, language),
    }
    if not promise.needed:
        return text("export-board-needs", **given)
    share = language.quantity(next(iter(promise.needed.values())), "percent_whole")
    return text("export-board-needs-share", share=share, **given)


def breaks_page(deck: SlideDeck, report: Report, board: Board) -> None:
    """What breaks it: the costliest risk cases, how often they come, and what can be done."""
    rows, language, text = board.risks[:LOSSES], report.language, report.language.text
    if not rows:
        return
    year = board.scenario.target.year
    spec = language.formats["money"]  # on one scale with what improvements bring
    page = deck.slide(
        breaks_sentence(report, board),
        text("export-board-breaks-subtitle", year=str(year), unit=language.unit("money")),
        board.subject.name,
    )
    names = [text(key("risk", row.id)) for row in rows]
    hit = [row.revenue_loss_if * spec.scale if math.isfinite(row.revenue_loss_if) else 0.0 for row in rows]
    mean = [row.revenue_loss.value * spec.scale for row in rows]
    parts = [(text("export-board-if"), hit, "current_light"), (text("export-board-mean"), mean, "current")]
    lying_bars(
        page,
        page.box.part(0, 0, 0.5, 0.97),
        names,
        parts,
        number_format=excel_format(spec),
        highest=scales(report, board)[1],
    )
    cells: list[Row] = []
    for row, name in zip(rows, names, strict=True):
        tone = {"yes": "current", "no": "target", "open": "muted"}[row.pays]
        cells.append(
            [
                name,
                language.quantity(row.chance, "percent_whole"),
                language.number(-row.chance_lost.value, "points", signed=True),
                text(key("mitigation", board.scenario.plan.risks[row.id].mitigation.measure)),
                Cell(text(f"export-risk-pays-{row.pays}"), True, tone),
            ]
        )
    header = [text(one) for one in ("export-risk-case", "export-risk-happens", "export-risk-chance")]
    header += [text("export-risk-measure"), text("export-risk-pays")]
    box = page.box.part(0.52, 0.02, 1, 0.97)
    page.table(box, header, cells, [2.1, 1.1, 1.2, 3.2, 1.0], size=11.5, left=(0, 3), row_height=0.42)


def breaks_sentence(report: Report, board: Board) -> str:
    """Return in one sentence what costs most and how many countermeasures pay."""
    text = report.language.text
    return text("export-risks-title", risk=text(key("risk", board.risks[0].id)), count=len(board.worthwhile))


def decision_page(deck: SlideDeck, report: Report, board: Board) -> None:
    """The ways to go beside each other, and what the board is asked to decide."""
    language, text = report.language, report.language.text
    target, years = board.scenario.target, board.scenario.plan.years
    page = deck.slide(
        text(
            "export-board-decision", target=target_amount(target, board.scenario.plan, language), year=str(target.year)
        ),
        text("export-board-decision-subtitle", years=language.years(years[0], years[-1])),
        board.subject.name,
    )
    choices = board.choices((text("preset-baseline"), text("preset-plan"), text("export-board-protected")))
    rows = choice_rows(report, board, choices)
    header = ["", *(fit(one.name, LABEL_WIDTH + 4) for one in choices)]
    last = len(choices)
    cells: list[Row] = [[row[0], *(Cell(one, place == last) for place, one in enumerate(row[1:], 1))] for row in rows]
    page.table(page.box.part(0, 0, 1, 0.46), header, cells, [2.6, *([2.2] * last)], size=13.5, row_height=0.38)
    page.text(page.box.part(0, 0.52, 1, 0.58), text("export-board-asked"), 15, bold=True)
    asks = [f"{place}. {one}" for place, one in enumerate(ask_sentences(report, board, choices), 1)]
    page.text(page.box.part(0, 0.6, 1, 1), asks, 15, spacing=9)


def choice_rows(report: Report, board: Board, choices: Sequence[Choice]) -> list[list[str]]:
    """Return the ways to go as rows: what is promised, what is likely, the chance, profit and cost."""
    language, text = report.language, report.language.text
    one = board.scenario.target.measure
    year = str(board.scenario.target.year)
    profit, spent = measure("operating_profit"), measure("programme_net")
    rows = [[text("export-board-row-promise", measure=one.name(language), year=year)]]
    rows[0] += [one.format(language, way.promise) for way in choices]
    if board.futures:
        middle = [NONE if way.likely is None else one.format(language, way.likely.p50) for way in choices]
        chance = [NONE if way.likely is None else CHANCE.format(language, way.likely.chance.value) for way in choices]
        rows.append([text("export-board-row-middle", measure=one.name(language), year=year), *middle])
        target = target_amount(board.scenario.target, board.scenario.plan, language, ranged=True)
        rows.append([text("export-board-chance-of", target=target), *chance])
    rows.append([text("export-board-row-profit"), *(profit.format(language, way.profit) for way in choices)])
    rows.append([text("export-board-row-spent"), *(spent.format(language, way.spent) for way in choices)])
    return rows


def ask_sentences(report: Report, board: Board, choices: Sequence[Choice]) -> list[str]:
    """Return what the board is asked to decide: the ambition, the protection, the proof."""
    language, text = report.language, report.language.text
    target, likely = board.scenario.target, board.likely
    one = target.measure
    found = []
    if likely is None:
        found.append(text("export-board-ask-run", scenario=name_of(board.subject)))
    else:
        found.append(
            text(
                "export-board-ask-target",
                kind=verdict_on(likely.chance.value),
                scenario=name_of(board.subject),
                target=target_amount(target, board.scenario.plan, language),
                chance=CHANCE.format(language, likely.chance.value),
                middle=one.format(language, likely.p50),
                nine=text(
                    "export-board-nine",
                    sense=target.sense,
                    end=one.format(language, likely.p10 if target.sign > 0 else likely.p90),
                ),
            )
        )
    protected = choices[-1].likely
    if board.worthwhile and likely is not None and protected is not None:
        cost = cost_together(board.scenario.plan, board.worthwhile)
        before, after = (CHANCE.format(language, one.chance.value) for one in (likely, protected))
        said = "export-board-ask-protect"
        if before == after:
            said = "export-board-ask-protect-profit"
        elif protected.chance.value < likely.chance.value:
            said = "export-board-ask-protect-against"
        found.append(
            text(
                said,
                count=len(board.worthwhile),
                cost=language.quantity(cost, CASE),
                before=before,
                after=after,
            )
        )
    names = [text(key("lever", need.id)) for need in board.needs[:2]]
    if names:
        found.append(text("export-board-ask-proof", levers=language.join(names, "and")))
    return found
