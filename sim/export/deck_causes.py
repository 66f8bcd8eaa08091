"""Pages of the deck that explain beside the bridges: comparison, risks, differences, the plan's own claim."""

from __future__ import annotations

import math

from sim.analysis.claims import claim_rows
from sim.analysis.text import bar_name, difference_name, difference_text
from sim.export.inputs import batches
from sim.export.notes import results_note
from sim.export.report import Report
from sim.export.slide_bars import clustered_bars
from sim.export.slides import Cell, SlideDeck
from sim.export.wording import headline_row, label_of, name_of, tone_of
from sim.language import key
from sim.model.measures import measure
from sim.model.quantities import CASE, CHANCE

ROWS_A_PAGE = 13
CLAIM_HEADER = ("compare-claims-said", "export-claimed", "compare-claims-found", "export-attributed")
RISKS_A_PAGE = 17
RISK_HEADER = (
    "export-risk-case",
    "export-risk-happens",
    "export-risk-loss",
    "export-risk-profit",
    "export-risk-if",
    "export-risk-measure",
    "export-risk-cost",
    "export-risk-net",
    "export-risk-chance",
)


def comparison_page(deck: SlideDeck, report: Report) -> None:
    """Headline numbers of all scenarios beside each other, with chances from paired futures."""
    language, text, comparison = report.language, report.language.text, report.comparison
    revenue = headline_row(report, "revenue")
    best = max(range(len(revenue.values)), key=lambda n: revenue.values[n] or float("-inf"))
    title = text(
        "export-comparison-title",
        scenario=name_of(comparison.entrants[best]),
        revenue=revenue.measure.format(language, revenue.values[best]),
        year=str(report.year),
    )
    page = deck.slide(title, text("export-comparison-subtitle", year=str(report.year), base=name_of(report.base)))
    many = len(comparison.entrants) > 4
    rows: list[list[str | Cell]] = []
    for row in comparison.headline:
        cells: list[str | Cell] = [row.measure.name(language)]
        for place, value in enumerate(row.values):
            mine = row.measure.format(language, value)
            if place == comparison.base or row.absolute[place] is None or value is None:
                cells.append(Cell(mine, place == comparison.base))
                continue
            difference = row.measure.number_change(language, row.absolute[place])
            tone = tone_of(row.absolute[place], row.measure, language)
            cells.append(Cell(mine if many else f"{mine}  ({difference})", False, tone))
        rows.append(cells)
    if comparison.chances is not None:
        chances = comparison.chances
        chance: list[str | Cell] = [measure("p_target").name(language)]
        beats: list[str | Cell] = [text("export-beats", base=name_of(report.base))]
        for place, (reach, error) in enumerate(zip(chances.reach, chances.reach_error, strict=True)):
            chance.append(CHANCE.estimate(language, float(reach), float(error)))
            itself = place == comparison.base
            better, limit = (float(one[place, comparison.base]) for one in (chances.beats, chances.beats_error))
            beats.append("–" if itself else CHANCE.estimate(language, better, limit))
        rows += [chance, beats]
    header = [text("export-measure"), *(label_of(report, one) for one in comparison.entrants)]
    widths = [2.6 if many else 3.6, *([1.6 if many else 2.7] * len(comparison.entrants))]
    page.table(page.box.part(0, 0, 1, 0.88), header, rows, widths, size=10 if many else 13, row_height=0.36)
    notes = [text(note, **arguments) for note, arguments in comparison.notes]
    page.text(page.box.part(0, 0.9, 1, 1), notes or "", 10.5, colour="muted", spacing=2)
    page.notes(results_note(report, [row.metric for row in comparison.headline]))


def risk_pages(deck: SlideDeck, report: Report) -> None:
    """What can go wrong, what it costs and what protection is worth."""
    if report.risks is None:
        return
    language, text = report.language, report.language.text
    rows = [row for row in report.risks.rows if row.mode != "off"]
    if not rows:
        return
    unit = language.unit(CASE)
    subtitle = text(
        "export-risks-subtitle",
        unit=unit,
        year=str(report.subject.scenario.target.year),
        draws=language.number(report.risks.draws, "count"),
    )
    worthwhile = sum(row.pays == "yes" for row in rows)
    title = text("export-risks-title", risk=text(key("risk", rows[0].id)), count=worthwhile)
    header = [text(one) for one in RISK_HEADER]
    for number, some in enumerate(batches(rows, RISKS_A_PAGE)):
        page = deck.slide(title if number == 0 else text("export-continued", title=title), subtitle)
        cells = [
            [
                text(key("risk", row.id)),
                language.quantity(row.chance, "percent_whole"),
                Cell(language.number(row.revenue_loss.value, CASE), True),
                language.number(row.profit_loss.value, CASE),
                language.number(row.revenue_loss_if, CASE),
                text(key("mitigation", report.plan.risks[row.id].mitigation.measure)) + (" ✓" if row.mitigated else ""),
                language.number(row.mitigation_cost, CASE),
                Cell(
                    language.number(row.mitigation_net.value, CASE, signed=True),
                    True,
                    {"yes": "current", "no": "target", "open": "muted"}[row.pays],
                ),
                language.number(row.mitigation_chance.value, "points", signed=True),
            ]
            for row in some
        ]
        widths = [1.9, 0.75, 0.95, 0.95, 1.05, 4.1, 0.6, 0.85, 0.95]
        page.table(page.box, header, cells, widths, size=10, left=(0, 5), row_height=0.27)


def difference_pages(deck: SlideDeck, report: Report) -> None:
    """Only what differs in the inputs."""
    language, text, comparison = report.language, report.language.text, report.comparison
    rows: list[list[str | Cell]] = [
        [difference_name(row, language), *(difference_text(row, one, language) for one in row.values)]
        for row in comparison.differences
    ]
    title = text("export-differences-title", count=len(rows))
    header = [text("export-input"), *(label_of(report, one) for one in comparison.entrants)]
    widths = [3, *([2.2] * len(comparison.entrants))]
    for number, some in enumerate(batches(rows, ROWS_A_PAGE + 1)):
        page = deck.slide(
            title if number == 0 else text("export-continued", title=title), text("export-differences-subtitle")
        )
        page.table(page.box, header, list(some), widths, size=11 if len(header) > 5 else 12.5, row_height=0.325)


def claims_page(deck: SlideDeck, report: Report) -> None:
    """The plan's own division of its target beside what the model attributes."""
    language, text, plan = report.language, report.language.text, report.plan
    rows = claim_rows(plan, report.subject.scenario.assumption_set)
    if not any(row.id in plan.claims for row in rows):
        return  # the plan divides nothing
    names = [text(key("claim", row.id)) if row.id in plan.claims else bar_name(row.id, language) for row in rows]
    largest = max(range(len(rows)), key=lambda place: rows[place].attributed)
    page = deck.slide(
        text("compare-claims-title", name=names[largest]),
        text(
            "compare-claims-subtitle",
            target=language.quantity(plan.targets["revenue"].value, "revenue"),
            set=text(key("set", report.subject.scenario.assumption_set)),
        ),
    )
    said = [None if math.isnan(row.claimed_share) else row.claimed_share for row in rows]
    parts = (
        (text("compare-claims-said"), said, "baseline"),
        (text("compare-claims-found"), [row.attributed_share for row in rows], "current"),
    )
    clustered_bars(page, page.box.part(0, 0, 0.54, 0.84), names, parts, number_format="0%", labels=True)
    cells: list[list[str | Cell]] = []
    for name, row, claimed in zip(names, rows, said, strict=True):
        share = text("compare-claims-none") if claimed is None else language.quantity(claimed, "percent_whole")
        amount = "–" if claimed is None else language.quantity(row.claimed, "money")
        mine = Cell(language.quantity(row.attributed_share, "percent_whole"), True, "current")
        cells.append([name, Cell(share, False, "muted" if claimed is None else "ink"), amount, mine])
        cells[-1].append(language.quantity(row.attributed, "money"))
    header = [text("compare-claims-source"), *(text(one) for one in CLAIM_HEADER)]
    page.table(page.box.part(0.57, 0.05, 1, 0.84), header, cells, [2.2, 1.2, 1.7, 1.4, 1.5], size=11.5, row_height=0.42)
    total = language.quantity(math.fsum(row.attributed for row in rows), "money")
    page.text(page.box.part(0, 0.87, 1, 1), text("claim-note", amount=total), 11, colour="muted")
