"""A list of purchases from a file: customer, day and amount of each, in memory, with nothing read in silence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sim.customers.amounts import amounts_of, shapes_of, trim
from sim.customers.cells import LIMITS, Cells, read_cells
from sim.customers.days import days_of
from sim.customers.layout import Layout
from sim.customers.spec import COLUMNS
from sim.language.errors import FormatError
from sim.plan import Plan
from sim.reading.doubts import Choices, Doubt, Reading
from sim.reading.problems import Problem, TableError
from sim.reading.table import MEGABYTE

__all__ = ["LIMITS", "Purchases", "memory_database", "read_list"]

SETTINGS = {
    "enable_external_access": "false",  # no file and no address can be reached, whatever a cell says
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "temp_directory": "",  # what does not fit into memory is refused, not written to a disk
    "memory_limit": "2GB",
    "preserve_insertion_order": "false",
}
LONGEST_NAME = 200
MOST_TOLD = 50


@dataclass(frozen=True, eq=False)
class Purchases:
    """Purchases as read: table with customer (string), day (date32) and amount (millions of the plan's currency)."""

    table: pa.Table
    name: str
    layout: Layout


def memory_database() -> duckdb.DuckDBPyConnection:
    """Return a database in memory that reaches nothing outside; whoever opens it closes it."""
    return duckdb.connect(":memory:", config=dict(SETTINGS))


def read_list(
    plan: Plan, source: bytes, name: str = "customers.csv", choices: Choices | None = None, today: dt.date | None = None
) -> Reading[Purchases]:
    """Return the purchases of a CSV or Excel file, with what of it could be read otherwise.

    Parameters
    ----------
    choices : by kind of doubt: decimal, encoding, sheet, hidden, money, days
    today : the last day that can have passed; the machine's by default

    Raises
    ------
    TableError
        Cells that cannot be used, each by row and column.
    FormatError
        The file as a whole cannot be read.
    """
    chosen = choices or {}
    cells = read_cells(source, name, chosen)
    if not cells.table.num_rows:
        raise FormatError("error-customers-empty", name=name)
    with memory_database() as database:
        try:
            return _with_types(database, plan, cells, name, chosen, today or dt.date.today())
        except duckdb.OutOfMemoryException:
            raise FormatError("error-table-size", name=name, most=LIMITS.bytes // MEGABYTE) from None


def _with_types(
    database: duckdb.DuckDBPyConnection, plan: Plan, cells: Cells, name: str, choices: Choices, today: dt.date
) -> Reading[Purchases]:
    heads = dict(zip(COLUMNS, cells.layout.headings, strict=True))
    customers, amounts = (trim(cells.table.column(one)) for one in ("customer", "amount"))
    columns = [customers, cells.table.column("date"), amounts, cells.table.column("place"), shapes_of(amounts)]
    database.register("cells", pa.table(columns, ["customer", "date", "amount", "place", "shape"]))
    doubts: list[Doubt] = list(cells.doubts)
    days, problems, doubt = days_of(database, cells, heads["date"], choices, today, name)
    doubts += doubt
    amount, more, doubt = amounts_of(database, plan, cells, heads["amount"], choices, name)
    doubts += doubt
    problems = [*_names(cells, customers, heads["customer"]), *problems, *more]
    if problems:
        raise TableError(name, problems)
    database.register("days", days)
    joined = " JOIN amounts USING (place)" if amount.startswith("amounts.") else ""
    found = database.sql(
        f"SELECT customer, day, {amount} AS amount FROM cells "  # noqa: S608 - no cell is in it
        f"JOIN days ON cells.date = days.written{joined}"
    ).to_arrow_table()
    return Reading(Purchases(found, name, cells.layout), tuple(doubts))


def _names(cells: Cells, customers: pa.ChunkedArray, heading: str) -> list[Problem]:
    """Return rows without a customer, or with a name that is none."""
    lengths = np.asarray(pc.call_function("utf8_length", [cells.table.column("customer")]))
    wrong = (np.asarray(pc.call_function("binary_length", [customers])) == 0) | (lengths > LONGEST_NAME)
    places = np.asarray(cells.table.column("place"))[wrong][:MOST_TOLD].tolist()
    return [
        Problem.at(
            cells.row(place), heading, "error-customers-name" if length <= LONGEST_NAME else "error-customers-long",
            most=LONGEST_NAME,
        )
        for place, length in zip(places, lengths[wrong].tolist(), strict=False)
    ]  # fmt: skip
