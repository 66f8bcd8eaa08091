"""The amounts of a list: each way of writing one is understood once, by the one reader of numbers, then applied to all.

A million amounts have some dozen shapes ("1000.00", "1,000.00", "¥ 100"): digits replaced by noughts. The reader
takes one of each; where it does not take a shape whole, every different text of that shape is read by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sim.customers.cells import Cells
from sim.language.errors import FormatError
from sim.plan import Plan
from sim.reading.doubts import Choices, Doubt, decimal_doubt
from sim.reading.numbers import Amount, Style, decimals_of, read_number
from sim.reading.problems import Problem
from sim.reading.units import read_unit

MOST_SHAPES = 5_000
MOST_SINGLE = 50_000
"""Different texts that are read one by one."""
MOST_TOLD = 50
SCALES = {"ones": 1e-6, "thousands": 1e-3, "ten-thousands": 1e-2, "millions": 1.0}
"""Millions in what amounts may be stated in; as the doubt `money` names them."""
PLAIN = "TRY_CAST(amount AS DOUBLE)"


@dataclass(frozen=True)
class _Shape:
    """One way of writing: an example, the first row, how many rows, and the factor of what stands beside the digits."""

    text: str
    example: str
    place: int
    count: int
    amount: Amount | None

    @property
    def is_plain(self) -> bool:
        """Whether the database itself reads it the same way."""
        digits = self.text.removeprefix("-")
        return digits.replace(".", "", 1).isdigit() and digits[:1] == "0" and digits[-1:] == "0"


def trim(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts without the blanks around them, as the database is given them."""
    return pc.call_function("utf8_trim", [texts], pc.TrimOptions(" "))


def shapes_of(amounts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return trimmed amounts with every digit a nought. A digit is one byte of UTF-8 and stands in no other letter."""
    return pa.chunked_array([_noughts(one) for one in amounts.chunks], pa.string())


def _noughts(texts: pa.Array) -> pa.Array:
    valid, ends, letters = texts.buffers()
    if letters is None:
        return texts
    written = np.frombuffer(letters, np.uint8)
    digits = (written >= ord("1")) & (written <= ord("9"))
    shapes = pa.py_buffer(np.where(digits, np.uint8(ord("0")), written))
    return pa.Array.from_buffers(pa.string(), len(texts), [valid, ends, shapes], offset=texts.offset)


def amounts_of(
    database: duckdb.DuckDBPyConnection, plan: Plan, cells: Cells, heading: str, choices: Choices, name: str
) -> tuple[str, list[Problem], list[Doubt]]:
    """Return the amount of a row in millions of the plan's currency as SQL, what is none, and what could be another.

    Where not every amount is plain, a table `amounts` (place, amount) is made that the SQL refers to.
    """
    rows = database.execute(
        "SELECT shape, min(amount), min(place), count(*) FROM cells GROUP BY 1 ORDER BY 3 LIMIT ?",
        [MOST_SHAPES + 1],
    ).fetchall()
    if len(rows) > MOST_SHAPES:
        raise FormatError("error-customers-amounts", name=name, most=MOST_SHAPES)
    style, doubts = _style(database, [example for _, example, _, _ in rows], cells, heading, choices)
    shapes = [_Shape(text, example, place, count, read_number(example, style)) for text, example, place, count in rows]
    factor, problems, doubt = _unit(plan, cells, heading, shapes, choices)
    doubts += doubt
    if style == "point" and all(one.is_plain for one in shapes):
        return f"{PLAIN} * {factor!r}", problems, doubts
    more = _read_apart(database, plan, cells, heading, shapes, style, factor, name)
    return "amounts.amount", [*problems, *more], doubts


def _style(
    database: duckdb.DuckDBPyConnection, examples: list[str], cells: Cells, heading: str, choices: Choices
) -> tuple[Style, list[Doubt]]:
    chosen = choices.get("decimal")
    if chosen in ("point", "comma"):
        return chosen, []
    found = decimals_of(examples, cells.separator or ",")  # figures of a workbook have points
    if not found.doubtful:
        return found.style, []
    first = database.execute("SELECT min(place) FROM cells WHERE amount = ?", [found.doubtful[0]]).fetchall()
    where = {"row": str(cells.row(first[0][0])), "column": heading, "cell": "none"}
    return found.style, [decimal_doubt(found.style, found.doubtful, cells.separator, where)]


def _unit(
    plan: Plan, cells: Cells, heading: str, shapes: list[_Shape], choices: Choices
) -> tuple[float, list[Problem], list[Doubt]]:
    """Return millions of the plan's currency in one of what bare amounts are stated in."""
    if plan.currency == "XXX":  # an index has no unit
        return 1.0, [], []
    stated = cells.layout.unit
    if stated:
        factor = money_factor(stated, plan)
        if factor is None:
            problem = Problem.at(cells.head, heading, "error-customers-unit", value=stated, currency=plan.currency)
            return 1.0, [problem], []
        return factor, [], []
    if choices.get("money") in SCALES:
        return SCALES[choices["money"]], [], []
    if all(one.amount is not None and one.amount.unit for one in shapes):
        return 1.0, [], []  # every amount says its own
    return SCALES["ones"], [], [Doubt.of("money", "ones", tuple(SCALES), heading=heading, currency=plan.currency)]


def money_factor(unit: str, plan: Plan) -> float | None:
    """Return millions of the plan's currency in a unit; None for what is none."""
    found = read_unit(unit)
    return found.factor if found.known and found.dimension == f"money {plan.currency}" else None


def _read_apart(
    database: duckdb.DuckDBPyConnection, plan: Plan, cells: Cells, heading: str, shapes: list[_Shape], style: Style,
    factor: float, name: str,
) -> list[Problem]:  # fmt: skip
    """Make the table `amounts`; return what is no amount."""
    whole: dict[str, float] = {}
    apart: list[str] = []
    for one in shapes:
        scale = _scale(one.amount, plan, factor)
        if one.amount is not None and scale is not None and _digits(one.example, style) == abs(one.amount.value):
            whole[one.text] = scale * (-1 if "-" in one.amount.text else 1)
        else:
            apart.append(one.text)
    keep = "0-9." if style == "point" else "0-9,"
    digits = f"replace(regexp_replace(amount, '[^{keep}]', '', 'g'), ',', '.')"
    database.register("shapes", _table({"shape": list(whole), "scale": list(whole.values())}))
    database.execute(
        f"CREATE TEMP TABLE amounts AS SELECT place, TRY_CAST({digits} AS DOUBLE) * scale AS amount "  # noqa: S608
        f"FROM cells JOIN shapes USING (shape)"
    )
    return _read_singly(database, plan, cells, heading, apart, style, factor, name) if apart else []


def _read_singly(
    database: duckdb.DuckDBPyConnection, plan: Plan, cells: Cells, heading: str, apart: list[str], style: Style,
    factor: float, name: str,
) -> list[Problem]:  # fmt: skip
    """Read every different text of some shapes by itself, and add it to the table `amounts`."""
    database.register("apart", _table({"shape": apart}))
    rows = database.execute(
        "SELECT amount, min(place), count(*) FROM cells JOIN apart USING (shape) GROUP BY 1 ORDER BY 2 LIMIT ?",
        [MOST_SINGLE + 1],
    ).fetchall()
    if len(rows) > MOST_SINGLE:
        raise FormatError("error-customers-amounts", name=name, most=MOST_SINGLE)
    values: dict[str, float] = {}
    problems = []
    for text, place, count in rows:
        amount = read_number(text, style)
        scale = _scale(amount, plan, factor)
        if amount is not None and scale is not None:
            values[text] = amount.value * scale
        elif len(problems) < MOST_TOLD:
            key = "error-customers-amount" if amount is None else "error-customers-unit"
            if not text:
                key = "error-customers-amount-blank"
            told = text if amount is None else amount.unit
            problems.append(Problem.at(cells.row(place), heading, key, value=told, count=count, currency=plan.currency))
    database.register("single", _table({"written": list(values), "value": list(values.values())}))
    database.execute("INSERT INTO amounts SELECT place, value FROM cells JOIN single ON cells.amount = single.written")
    return problems


def _scale(amount: Amount | None, plan: Plan, factor: float) -> float | None:
    """Return what one of an amount is in millions of the plan's currency: its own unit, or the column's."""
    if amount is None:
        return None
    return money_factor(amount.unit, plan) if amount.unit else factor


def _digits(text: str, style: Style) -> float | None:
    """Return what the database makes of an example once everything but its digits is gone."""
    mark = "." if style == "point" else ","
    kept = "".join(one for one in text if one.isascii() and (one.isdigit() or one == mark)).replace(",", ".")
    try:
        return float(kept)
    except ValueError:
        return None


def _table(columns: dict[str, list]) -> pa.Table:
    kinds = {"scale": pa.float64(), "value": pa.float64()}
    return pa.table({name: pa.array(values, kinds.get(name, pa.string())) for name, values in columns.items()})
