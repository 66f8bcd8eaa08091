"""The library in a few numbers, and what its thumbnails need to share one scale."""

from __future__ import annotations

from dataclasses import dataclass

from sim.store.database import Database
from sim.store.records import OfPlan

NUMBERS = """
SELECT count(*), count(*) FILTER (WHERE target_reached), count(*) FILTER (WHERE favourite), min(revenue), max(revenue),
    arg_max(s.scenario_id, revenue), arg_max(name, revenue), arg_max(kpi_year, revenue), arg_max(plan_id, revenue),
    arg_min(s.scenario_id, revenue), arg_min(name, revenue), arg_min(kpi_year, revenue), arg_min(plan_id, revenue),
    median(revenue), max(greatest(list_max(map_extract(annual, 'revenue')[1]), target_value)),
    min(list_min(map_extract(annual, 'revenue')[1])), max(saved_at)
FROM (
    SELECT *, headline['revenue'] AS revenue FROM scenarios JOIN runs USING (run_id) WHERE NOT in_bin
) AS s
"""
OF_PLANS = """
SELECT plan_id, arg_max(scenario_id, revenue), arg_max(name, revenue), arg_max(kpi_year, revenue), max(revenue)
FROM (
    SELECT *, headline['revenue'] AS revenue FROM scenarios JOIN runs USING (run_id) WHERE NOT in_bin
) AS s
GROUP BY plan_id ORDER BY plan_id
"""


@dataclass(frozen=True)
class Extreme(OfPlan):
    """The scenario with the highest or lowest revenue of its last year, in millions of its own plan's currency."""

    id: str
    name: str
    year: int
    revenue: float


@dataclass(frozen=True)
class Summary:
    """Numbers over all scenarios outside the bin; `None` where there are none.

    Attributes
    ----------
    plans : the scenario with the highest revenue of each plan; revenues of two currencies are not compared
    low, high : [CNY_m]
        Lowest and highest revenue of any year of any scenario; targets count as well.
    """

    count: int
    reached: int
    favourites: int
    in_bin: int
    best: Extreme | None
    lowest: Extreme | None
    median: float | None
    plans: tuple[Extreme, ...]
    low: float
    high: float


def summary(database: Database) -> Summary:
    """Return the library in numbers.

    Raises
    ------
    StoreError
        The library cannot be read.
    """
    with database.read() as cursor:
        row = cursor.execute(NUMBERS).fetchone()
        highest = cursor.execute(OF_PLANS).fetchall()
        (in_bin,) = cursor.execute("SELECT count(*) FROM scenarios WHERE in_bin").fetchone() or (0,)
    assert row is not None
    count, reached, favourites, low, high, *rest = row
    best, best_name, best_year, best_plan, worst, worst_name, worst_year, worst_plan, middle, top, bottom, _ = rest
    if not count:
        return Summary(0, 0, 0, in_bin, None, None, None, (), 0.0, 1.0)
    return Summary(
        count,
        reached,
        favourites,
        in_bin,
        Extreme(best_plan, best, best_name, best_year, high),
        Extreme(worst_plan, worst, worst_name, worst_year, low),
        middle,
        tuple(Extreme(*one) for one in highest),
        low=bottom,
        high=max(top, high),
    )
