"""Thumbnails of trajectories: actual years, simulated years and the target on one scale for the whole library."""

from __future__ import annotations

from dataclasses import dataclass

from sim.store import Entry
from sim.store.summary import Summary

WIDTH, HEIGHT = 132, 36
MARGIN = 4
HEADROOM = 0.06


@dataclass(frozen=True)
class Scale:
    """What all thumbnails share: years from left to right, revenue [CNY_m] from bottom to top."""

    first: int
    last: int
    low: float
    high: float

    def x(self, year: float) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * (year - self.first) / max(1, self.last - self.first)

    def y(self, value: float) -> float:
        part = (value - self.low) / ((self.high - self.low) or 1.0)
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * min(1.0, max(0.0, part))

    def points(self, values: dict[int, float]) -> str:
        """Return points as SVG writes them."""
        return " ".join(f"{self.x(year):.1f},{self.y(value):.1f}" for year, value in sorted(values.items()))


def history_of(entry: Entry) -> dict[int, float]:
    """Return the actual revenue of a scenario's plan by year [CNY_m]; nothing where the plan is not here."""
    return {} if entry.plan is None else dict(entry.plan.history)


def scale_of(numbers: Summary, entries: tuple[Entry, ...]) -> Scale:
    """Return the scale: the whole library's reach of revenue, the years of what is listed."""
    known = [history_of(one) for one in {entry.plan_id: entry for entry in entries}.values()]
    years = [year for entry in entries for year in entry.years] + [year for one in known for year in one]
    values = [numbers.low, numbers.high, *(value for one in known for value in one.values())]
    values += [value for entry in entries for value in entry.annual.get("revenue", ())]
    low, high = min(values), max(values)
    room = HEADROOM * (high - low)
    return Scale(min(years, default=0), max(years, default=1), low - room, high + room)


def thumbnail(entry: Entry, scale: Scale) -> dict[str, str]:
    """Return the lines of one thumbnail: actual and simulated points, end point, target as a short stroke."""
    actual = history_of(entry)
    run = dict(zip(entry.years, entry.annual.get("revenue", ()), strict=False))
    joined = run
    if actual and run:
        start = max(actual)
        joined = {start: actual[start], **run}
    target = ""
    if entry.target.metric == "revenue" and scale.first <= entry.target.year <= scale.last:
        y = scale.y(entry.target.value)
        x = scale.x(entry.target.year)
        target = f"{x - 15:.1f},{y:.1f} {x + MARGIN:.1f},{y:.1f}"
    end = scale.points({max(run): run[max(run)]}) if run else ""
    return {"actual": scale.points(actual), "run": scale.points(joined), "end": end, "target": target}
