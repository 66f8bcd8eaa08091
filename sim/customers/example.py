"""A worked example: purchases of nobody, drawn from a fixed seed so that they add up to the plan's base year."""

from __future__ import annotations

import datetime as dt

import numpy as np

from sim.plan import Plan

CUSTOMERS, YEARS = 213, 3
"""As many customers as follow from document D1's key accounts and their share; three years of purchases."""
EXAMPLE_TODAY = dt.date(2100, 1, 1)
"""A plan's base year may lie in the future of the machine's clock; its example is read all the same."""


def example_list(plan: Plan) -> bytes:
    """Return the example as CSV: customer, date, amount in millions of the plan's currency."""
    rng = np.random.default_rng(20231231)
    end = dt.date(plan.base_year, 12, 31)
    size = rng.lognormal(0, 1.35, CUSTOMERS)
    rate = np.clip(rng.lognormal(0.9, 0.9, CUSTOMERS), 0.4, 24)
    begins = np.where(rng.random(CUSTOMERS) < 0.55, 0, rng.integers(0, 365 * YEARS - 30, CUSTOMERS))
    stays = rng.exponential(365 / 0.2, CUSTOMERS).astype(int)
    rows: list[tuple[int, int, float]] = []
    for one in range(CUSTOMERS):
        last = min(365 * YEARS, begins[one] + stays[one] + 1)
        count = max(1, rng.poisson(rate[one] * (last - begins[one]) / 365))
        days = rng.integers(begins[one], last, count)
        rows += [(one, int(day), float(size[one] * rng.lognormal(0, 0.4))) for day in days]
    year = sum(amount for _, day, amount in rows if day >= 365 * (YEARS - 1))
    scale = float(plan.base_revenue.sum()) / year if year else 1.0
    lines = [
        f"C{one + 1:03d},{(end - dt.timedelta(days=365 * YEARS - 1 - day)).isoformat()},{amount * scale:.4f}"
        for one, day, amount in sorted(rows, key=lambda row: row[1])
    ]
    return "\n".join(["customer,date,amount", *lines]).encode() + b"\n"
