"""The slide deck: five slides for the board, details behind a divider; native charts and tables, each page stamped."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sim.analysis.bridge import Bridge
from sim.analysis.differences import Entrant
from sim.export.board import Board
from sim.export.deck_board import answer_page, believable_page, breaks_page, decision_page, needs_page
from sim.export.deck_bridges import bridge_page, chance_page
from sim.export.deck_causes import claims_page, comparison_page, difference_pages, risk_pages
from sim.export.deck_inputs import assumption_pages, divider_page, lever_pages, note_pages, source_page
from sim.export.deck_results import module_pages, regions_page, trajectory_page, years_page
from sim.export.findings import finding_pages
from sim.export.progress import Progress, Steps
from sim.export.report import Report
from sim.export.slides import SlideDeck


def deck(
    report: Report,
    template: bytes | None = None,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
) -> bytes:
    """Return the report as a .pptx file.

    Parameters
    ----------
    template : bytes
        A company's own .pptx; by default the file SCENARIO_TEMPLATE names, else the house template. Rules: see
        `sim.export.template`.

    Raises
    ------
    FormatError
        A template that cannot be read or has no layout with a title.
    Cancelled
    """
    language = report.language
    name = language.join(one.name for one in report.subjects)
    slides = SlideDeck(template, language.document.tag, report.stamp(), name)
    board = Board(report)
    makers: list[Callable[[], object]] = [
        (lambda: answer_page(slides, report, board)) if report.single else (lambda: comparison_page(slides, report)),
        lambda: believable_page(slides, report, board),
        lambda: needs_page(slides, report, board),
        lambda: breaks_page(slides, report, board),
        lambda: decision_page(slides, report, board),
        lambda: divider_page(slides, report),
        lambda: trajectory_page(slides, report),
        lambda: regions_page(slides, report),
        lambda: module_pages(slides, report),
        *(make for entrant, bridge in report.bridges for make in _bridge_makers(slides, report, entrant, bridge)),
        lambda: claims_page(slides, report),
        lambda: risk_pages(slides, report),
    ]
    if report.single:
        makers += [lambda: years_page(slides, report), lambda: comparison_page(slides, report)]
    makers += [
        lambda: finding_pages(slides, report),
        lambda: note_pages(slides, report),
        lambda: difference_pages(slides, report),
        lambda: lever_pages(slides, report),
        lambda: assumption_pages(slides, report),
        lambda: source_page(slides, report),
    ]
    steps = Steps(len(makers) + 1, progress, cancelled)
    for make in makers:
        make()
        steps.step()
    content = slides.save(_title(report), report.subject.author, report.moment)
    steps.step()
    return content


def _title(report: Report) -> str:
    language = report.language
    return language.join([language.text("plan-title"), language.join(one.name for one in report.subjects)], "groups")


def _bridge_makers(
    slides: SlideDeck, report: Report, entrant: Entrant, bridge: Bridge
) -> tuple[Callable[[], object], Callable[[], object]]:
    return lambda: bridge_page(slides, report, entrant, bridge), lambda: chance_page(slides, report, entrant)
