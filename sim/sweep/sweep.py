"""A sweep from its points to its rows: hands out ranges, folds what comes back, keeps what is finished."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.language.errors import ScenarioError
from sim.model.axes import Array
from sim.model.measures import measure, usual_targets
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled
from sim.sweep.folder import PART_POINTS, Folder, fingerprint
from sim.sweep.pools import Pool
from sim.sweep.ranges import Range, Work, batches, files_to_send, point_ranges, scrambles
from sim.sweep.rows import Summary, make_row, summarise

MAX_SWEEP_DRAWS = 2**30


@dataclass(frozen=True)
class Sweep:
    """What is to be run.

    Attributes
    ----------
    base : Scenario
        What every point starts from: plan, assumptions, risks, target, seed.
    points : list of lever -> value
        What each point changes.
    draws : int
        Futures a point; past 2^20 they are taken from independent scrambles, and the error is measured.
    """

    base: Scenario
    points: Sequence[Mapping[str, Any]]
    draws: int

    def __post_init__(self) -> None:
        if not 1 <= self.draws <= MAX_SWEEP_DRAWS:
            raise ScenarioError("error-sweep-draws", value=str(self.draws), most=MAX_SWEEP_DRAWS)

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*usual_targets(), self.base.target.metric)))

    @property
    def lever_ids(self) -> tuple[str, ...]:
        """Levers that some point changes, in the order they are first named."""
        return tuple(dict.fromkeys(id for point in self.points for id in point))

    def scenario(self, point: int) -> Scenario:
        return self.base.with_levers(self.points[point])

    def manifest(self) -> dict[str, Any]:
        """Return what tells this sweep from every other one."""
        base = {key: value for key, value in self.base.to_dict().items() if key != "draws"}
        return {
            "format": 1,
            "plan": self.base.plan_id,
            "plan_hash": self.base.plan.hash,
            "model_version": self.base.plan.model,
            "base": base,
            "points": len(self.points),
            "points_hash": fingerprint([json.dumps(dict(one), sort_keys=True) for one in self.points]),
            "draws": self.draws,
            "measures": list(self.measures),
        }

    def units(self) -> dict[str, str]:
        """Return the unit of every column that has one."""
        found = {id: lever.unit for id, lever in self.base.plan.levers.items() if lever.unit}
        found |= {"promise": self.base.target.measure.unit, "chance": "fraction", "chance_se": "fraction"}
        for id in self.measures:
            found |= {f"{id}_{end}": measure(id).unit for end in ("mean", "p10", "p50", "p90")}
        return found


def run_sweep(
    sweep: Sweep,
    pool: Pool,
    folder: Folder | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: threading.Event | None = None,
) -> list[dict[str, Any]]:
    """Run what is missing and return its rows, in the order of the points.

    Parameters
    ----------
    folder
        Where rows are kept; parts that stand there already are not computed again and not returned.
    progress
        Told (points done, points in all) after every part of the work; called on the caller's thread.

    Raises
    ------
    Cancelled
        With whole parts kept.
    """
    total = len(sweep.points)
    parts = range(0, -(-total // PART_POINTS))
    missing = [part for part in parts if folder is None or not folder.has(part)]
    wanted = [point for part in missing for point in range(part * PART_POINTS, min((part + 1) * PART_POINTS, total))]
    rows: dict[int, dict[str, Any]] = {}
    done = total - len(wanted)
    left = {part: min(PART_POINTS, total - part * PART_POINTS) for part in missing}
    moved = sweep.lever_ids
    for point, scenario, summaries in _in_turn(sweep, pool, wanted, cancelled):
        rows[point] = {"point": point, **{id: scenario.levers[id] for id in moved}, **make_row(scenario, summaries)}
        part = point // PART_POINTS
        left[part] -= 1
        done += 1
        if folder is not None and left[part] == 0:
            first = part * PART_POINTS
            folder.write(part, [rows[one] for one in range(first, min(first + PART_POINTS, total))], sweep.units())
        if progress is not None:
            progress(done, total)
    return [rows[point] for point in sorted(rows)]


def read_rows(path: Path) -> Any:
    """Return all rows of a sweep's folder as a table, one a point, in order. Units stand in its schema."""
    from pyarrow import dataset

    return dataset.dataset(sorted(path.glob("part-*.parquet")), format="parquet").to_table()


def _in_turn(
    sweep: Sweep, pool: Pool, wanted: Sequence[int], cancelled: threading.Event | None
) -> Iterator[tuple[int, Scenario, list[Summary]]]:
    """Give each point with its scenario and summaries, one a scramble, as soon as its last range is there."""
    base, measures = sweep.base, sweep.measures
    handed: dict[int, tuple[Range, ...]] = {}
    scenarios: dict[int, Scenario] = {}

    def ranges() -> Iterator[Range]:
        for point in wanted:
            scenarios[point] = sweep.scenario(point)
            yield from point_ranges(point, scenarios[point], sweep.draws)

    def works() -> Iterator[tuple[int, Work]]:
        for place, batch in enumerate(batches(ranges())):
            handed[place] = batch
            yield place, Work(base.plan_id, base.plan.hash, measures, base.target.year, batch, files)

    files = files_to_send(base.plan)
    sizes = scrambles(sweep.draws)
    parts: defaultdict[tuple[int, int], dict[int, Array]] = defaultdict(dict)
    summaries: defaultdict[int, dict[int, Summary]] = defaultdict(dict)
    for place, found in pool.run(works()):
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        for one, outcomes in zip(handed.pop(place), found, strict=True):
            cell = (one.point, one.scramble)
            parts[cell][one.start] = outcomes
            if sum(values.shape[1] for values in parts[cell].values()) < sizes[one.scramble]:
                continue
            ordered = [values for _, values in sorted(parts.pop(cell).items())]
            summaries[one.point][one.scramble] = summarise(base, measures, ordered)
            if len(summaries[one.point]) == len(sizes):
                told = [summary for _, summary in sorted(summaries.pop(one.point).items())]
                yield one.point, scenarios.pop(one.point), told
