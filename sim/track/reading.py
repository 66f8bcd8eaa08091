"""Actuals from CSV and Excel files, every problem named by row and column, every uncertain reading said.

A file has one row a series (measure, region, item, unit) and one column a quarter, with its year beside it or in a line
above; or one row a quarter, with a column a measure or a column of values. Headings, measures, regions and items may be
written as ids or as names in any of the languages. Lines that begin with # are comments;
`# demo` marks a worked example.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sim.language.errors import FormatError, reason
from sim.plan import Plan
from sim.reading.doubts import Choices, Reading
from sim.reading.headings import is_part_of_year, join_headings
from sim.reading.table import Limits, Table, read_table
from sim.reading.writing import clean
from sim.track.actuals import Actuals
from sim.track.layout import column_names, half_of, month_of, names_of, quarter_of
from sim.track.table_reader import TableReader
from sim.track.table_rows import COMMENT

LIMITS = Limits(bytes=5 * 1024 * 1024, rows=5_000, columns=200)
DEMO = "demo_actuals.csv"
"""The worked example among a plan pack's optional files."""


def read_actuals(plan: Plan, content: bytes, name: str = "actuals.csv", choices: Choices | None = None) -> Actuals:
    """Return the actuals of a CSV or Excel file of which nothing can be read otherwise, or of which `choices` say how.

    Parameters
    ----------
    name : str
        The file's name, for messages.
    choices : by kind of doubt

    Raises
    ------
    DoubtError
        Something can be read in two ways.
    TableError
        Cells that cannot be used, each by row and column.
    FormatError
        The file as a whole cannot be read.
    """
    return read_actuals_table(plan, content, name, choices).sure(name)


def read_actuals_table(
    plan: Plan, content: bytes, name: str = "actuals.csv", choices: Choices | None = None
) -> Reading[Actuals]:
    """Return the actuals of a file, with what of it could be read otherwise; see `read_actuals`."""

    def is_heading(cell: str) -> bool:
        known = clean(cell) in column_names() or clean(cell) in names_of(plan)["measure"]
        quarter, period = quarter_of(plan, cell)
        return known or bool(quarter or month_of(plan, period) or half_of(plan, period)) or is_part_of_year(cell)

    chosen = choices or {}
    table = _with_one_heading(read_table(content, name, LIMITS, is_heading, 2, chosen, COMMENT))
    return TableReader(plan, table, chosen).read()


def _with_one_heading(table: Table) -> Table:
    """Return a table whose headings stand in one line: a line of years above one of quarters is joined with it."""
    head = table.head
    if head is None:
        return table
    for upper in (head, head - 1):
        if upper >= 0 and upper + 1 < len(table.rows):
            joined = join_headings(table.rows[upper], table.rows[upper + 1])
            if joined:
                rows = [*table.rows[:upper], [], joined, *table.rows[upper + 2 :]]
                return replace(table, rows=rows, head=upper + 1)
    return table


def read_file(plan: Plan, path: Path) -> Actuals:
    """Return the actuals of a file on disk.

    Raises
    ------
    FormatError
        The file cannot be read or used.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LIMITS.bytes + 1)
    except OSError as problem:
        raise FormatError("error-track-file", path=str(path), detail=reason(problem)) from problem
    return read_actuals(plan, content, path.name)


def demo_actuals(plan: Plan) -> Actuals:
    """Return the worked example of a plan; its `demo` is always true.

    Raises
    ------
    TableError
        It speaks of other regions or years, as one does that was copied with a pack.
    FormatError
        The plan has none.
    """
    if DEMO not in plan.extras:
        raise FormatError("error-track-no-demo", plan=plan.id)
    return read_actuals(plan, plan.extras[DEMO].encode(), DEMO)
