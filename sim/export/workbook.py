"""The workbook: inputs, results, comparison, bridge, risks and sources as tables, with native charts."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

from sim.export.book_bridges import bridge_sheet, chance_sheet
from sim.export.book_charts import summary_charts
from sim.export.book_tables import (
    assumptions_sheet,
    claims_sheet,
    comparison_sheet,
    differences_sheet,
    inputs_sheet,
    modules_sheet,
    quarters_sheet,
    risks_sheet,
    sources_sheet,
    split_sheet,
    summary_sheet,
    years_sheet,
)
from sim.export.findings import findings_sheet
from sim.export.progress import Progress, Steps
from sim.export.report import Report
from sim.export.sheet import Book


def workbook(report: Report, progress: Progress | None = None, cancelled: threading.Event | None = None) -> bytes:
    """Return the report as an .xlsx file.

    Numbers are stored at full precision in the unit that their heading names, percentages as fractions.

    Raises
    ------
    Cancelled
    """
    file = io.BytesIO()
    book = Book(file, report.language, report.stamp())
    makers: list[Callable[[], object]] = [
        lambda: summary_charts(book, report, summary_sheet(book, report)),
        lambda: inputs_sheet(book, report),
        lambda: assumptions_sheet(book, report),
        lambda: years_sheet(book, report),
        lambda: quarters_sheet(book, report),
        lambda: modules_sheet(book, report),
        lambda: split_sheet(book, report),
        lambda: comparison_sheet(book, report),
        lambda: differences_sheet(book, report),
        lambda: bridge_sheet(book, report),
        lambda: chance_sheet(book, report),
        lambda: findings_sheet(book, report),
        lambda: claims_sheet(book, report),
        lambda: risks_sheet(book, report),
        lambda: sources_sheet(book, report),
    ]
    steps = Steps(len(makers) + 1, progress, cancelled)
    for make in makers:
        make()
        steps.step()
    book.book.set_properties({"title": report.stamp()[:250], "comments": ""})
    book.book.close()
    steps.step()
    return file.getvalue()
