"""The statements that score customers. Numbers of a plan's classes stand in them; nothing of an uploaded list does."""

from __future__ import annotations

import itertools

from sim.customers.spec import rules
from sim.plan.customer_classes import Bounds, Scheme

SCORED = """
CREATE TEMP TABLE {table} AS
WITH bought AS (
    SELECT customer, max(day) FILTER (amount > 0) AS last_day, min(day) FILTER (amount > 0) AS first_day,
        count(*) FILTER (amount > 0) AS purchases, sum(amount) AS money,
        coalesce(sum(amount) FILTER (day > $year_ago), 0) AS recent
    FROM days WHERE day <= $as_of AND day > $start GROUP BY customer HAVING count(*) FILTER (amount > 0) > 0
), rated AS (
    SELECT *, greatest($least, ($as_of::DATE - first_day) / $year) AS years, $as_of::DATE - last_day AS days FROM bought
), often AS (
    SELECT *, purchases / years AS often FROM rated
), placed AS (
    SELECT *, count(*) OVER () AS n, rank() OVER (ORDER BY last_day) - 1 AS r, rank() OVER (ORDER BY often) - 1 AS f,
        rank() OVER (ORDER BY money) - 1 AS m
    FROM often
), scores AS (
    SELECT * EXCLUDE (n, r, f, m), m / greatest(n - 1, 1) AS place,
        1 + (5 * r) // n AS r5, 1 + (5 * f) // n AS f5, 1 + (5 * m) // n AS m5,
        1 + (3 * r) // n AS r3, 1 + (3 * f) // n AS f3, 1 + (3 * m) // n AS m3
    FROM placed
)
SELECT *, {classed} AS class FROM scores
"""
"""Customers as of a day. Equal customers have equal scores: the lowest of the places they share."""

LIMITS = {
    "days_most": "days <= {}",
    "days_least": "days >= {}",
    "often_least": "often >= {}",
    "often_most": "often <= {}",
    "money_from": "place >= {}",
    "money_to": "place <= {}",
}


def class_sql(scheme: Scheme | None) -> str:
    """Return the number of a customer's class as SQL; the usual classes by fifths where there is no scheme."""
    if scheme is None:
        return _cases([f"r5 >= {one.recency} AND (f5 + m5) / 2.0 >= {one.worth}" for one in rules().quantiles])
    if scheme.limits:
        return _cases([*map(_condition, scheme.limits), "TRUE"])
    nearest = [_nearest(scheme, point) for point in itertools.product((1, 2, 3), repeat=3)]
    return f"[{', '.join(map(str, nearest))}][((r3 - 1) * 9 + (f3 - 1) * 3 + m3)::INT]"


def exact_sql(scheme: Scheme | None) -> str:
    """Return as SQL whether a customer fits the class exactly."""
    if scheme is None or scheme.limits:
        return "TRUE" if scheme is None else f"class < {len(scheme.limits)}"
    return " OR ".join(f"(r3 = {one.recency} AND f3 = {one.frequency} AND m3 = {one.money})" for one in scheme.levels)


def quantile_ids() -> tuple[str, ...]:
    """Return the usual classes by fifths."""
    return tuple(one.id for one in rules().quantiles)


def _cases(conditions: list[str]) -> str:
    return "CASE " + " ".join(f"WHEN {one} THEN {place}" for place, one in enumerate(conditions)) + " END"


def _condition(one: Bounds) -> str:
    return " AND ".join(LIMITS[name].format(repr(float(limit.value))) for name, limit in one.limits.items()) or "TRUE"


def _nearest(scheme: Scheme, point: tuple[int, ...]) -> int:
    """Return the class whose levels lie nearest; of equally near ones that with the nearer recency, then the first."""

    def apart(place: int) -> tuple[int, int, int]:
        one = scheme.levels[place]
        gaps = [abs(a - b) for a, b in zip((one.recency, one.frequency, one.money), point, strict=True)]
        return sum(gap * gap for gap in gaps), gaps[0], place

    return min(range(len(scheme.levels)), key=apart)
