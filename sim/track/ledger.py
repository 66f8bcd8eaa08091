"""Actuals in the library: every change kept with who, when, old and new value; the newest of a cell counts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from sim.language.errors import FormatError
from sim.plan import Plan
from sim.store.database import Cursor, Database
from sim.store.person import author_of
from sim.store.plans import keep_version
from sim.track.actuals import Actuals
from sim.track.measures import Series, full_series, item_split, measures, members

Cells = dict[tuple[Series, str], float]

CURRENT = """
SELECT DISTINCT ON (measure, region, item, quarter) measure, region, item, quarter, new_value
FROM actual_changes WHERE plan_id = ? ORDER BY measure, region, item, quarter, change_id DESC
"""
HISTORY = """
SELECT measure, region, item, quarter, old_value, new_value, changed_at, changed_by, origin
FROM actual_changes WHERE plan_id = ? ORDER BY change_id DESC LIMIT ?
"""
INSERT = """
INSERT INTO all_actual_changes
SELECT nextval('actual_change_ids'), ?, unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::VARCHAR[]), unnest(?::DOUBLE[]), unnest(?::DOUBLE[]), ?, ?, ?, ?
"""
ORIGIN_LENGTH = 200


@dataclass(frozen=True)
class Change:
    """One edit of one cell; None stands for "no figure". `origin` is the imported file's name, empty if typed."""

    series: Series
    quarter: str
    old: float | None
    new: float | None
    at: dt.datetime
    by: str
    origin: str


class Ledger:
    """The actuals of one library. Every method may raise `StoreError`."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def actuals(self, plan: Plan) -> Actuals:
        """Return what the library holds for a plan, entered under whatever version of it.

        Figures of regions and items that this version does not have stay in the history and are left out here.
        """
        with self.database.read() as cursor:
            cells = _current(cursor, plan.id)
        known = measures()
        values: dict[Series, dict[str, float]] = {}
        for (series, quarter), value in cells.items():
            if series.measure in known and quarter in plan.quarters and _belongs(series, plan):
                values.setdefault(series, {})[quarter] = value
        order = {series: place for place, series in enumerate(full_series(plan))}
        return Actuals(dict(sorted(values.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))))

    def record(
        self, plan: Plan, changes: Iterable[tuple[Series, str, float | None]], *, by: str, origin: str = ""
    ) -> int:
        """Store changes; those that change nothing leave no trace.

        Parameters
        ----------
        changes : (row, quarter, new value)
            None takes a figure out.
        by : str
            Who did it; required, because a history without names explains nothing.
        origin : str
            Name of the file the figures came from; empty if typed.

        Returns
        -------
        count : int
            Cells that changed.

        Raises
        ------
        FormatError
            No name, or a value that is no finite number.
        """
        author = author_of(by)
        if not author:
            raise FormatError("error-track-author")
        wanted = {(series, quarter): value for series, quarter, value in changes}
        for value in wanted.values():
            if value is not None and not math.isfinite(value):
                raise FormatError("error-track-number", value=str(value))
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)

        def work(cursor: Cursor) -> int:
            held = _current(cursor, plan.id)
            rows = [(cell, held.get(cell), value) for cell, value in wanted.items() if held.get(cell) != value]
            if rows:
                columns = [
                    [series.measure for (series, _), _, _ in rows],
                    [series.region for (series, _), _, _ in rows],
                    [series.item for (series, _), _, _ in rows],
                    [quarter for (_, quarter), _, _ in rows],
                    [old for _, old, _ in rows],
                    [new for _, _, new in rows],
                ]
                cursor.execute(INSERT, [plan.id, *columns, now, author, origin[:ORIGIN_LENGTH], plan.hash])
                keep_version(cursor, plan)
            return len(rows)

        return self.database.write(work)

    def import_actuals(self, plan: Plan, actuals: Actuals, *, by: str, origin: str) -> int:
        """Store every figure of a file; what the file leaves open stays as it is. Returns how many cells changed."""
        return self.record(plan, actuals.cells, by=by, origin=origin)

    def history(self, plan: Plan, limit: int = 500) -> tuple[Change, ...]:
        """Return the changes, newest first."""
        with self.database.read() as cursor:
            rows = cursor.execute(HISTORY, [plan.id, limit]).fetchall()
        return tuple(
            Change(Series(measure, region, item), quarter, old, new, at.replace(tzinfo=dt.UTC), by, origin)
            for measure, region, item, quarter, old, new, at, by, origin in rows
        )


def _belongs(series: Series, plan: Plan) -> bool:
    split = item_split(series.measure)
    regions, items = ("", *plan.regions), ("", *(members(plan, split) if split else ()))
    return series.region in regions and series.item in items


def _current(cursor: Cursor, plan_id: str) -> Cells:
    found = cursor.execute(CURRENT, [plan_id]).fetchall()
    return {
        (Series(measure, region, item), quarter): value
        for measure, region, item, quarter, value in found
        if value is not None
    }
