"""The plan audit: the shipped 503 facts, and 20,000 facts in shapes that would hurt a careless index."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bench.measure import report, times
from sim.audit import StatedFact, audit, read_facts
from sim.plan import load_plan
from sim.plan.catalogue import SHIPPED

MANY = 20_000


def make_fact(id: int, metric: str, scope: str, period: str, kind: str, value: float, unit: str) -> StatedFact:
    text = f"{value:.2f}"
    return StatedFact(f"B-{id}", "B", "1", metric, scope, period, kind, float(text), unit, "", text)


def one_company() -> list[StatedFact]:
    """One document: 100 regions by quarter and year over ten years, revenue, shares, growth, headcount, per rep."""
    rng = np.random.default_rng(0)
    facts: list[StatedFact] = []
    revenue = rng.uniform(50, 150, 100)
    for year in range(2016, 2026):
        revenue = revenue * rng.uniform(1.01, 1.1, 100)
        season = np.array([0.2, 0.24, 0.26, 0.3])
        total = revenue.sum()
        rows: list[tuple[str, str, str, float, str]] = [("revenue", "company", str(year), total, "CNY_m")]
        for place, value in enumerate(revenue):
            name = f"region {place}"
            rows.append(("revenue", name, str(year), value, "CNY_m"))
            rows.append(("revenue_share", name, str(year), 100 * value / total, "pct"))
            rows += [("revenue", name, f"{year}Q{q}", value * s, "CNY_m") for q, s in enumerate(season, start=1)]
            rows += [("revenue_share", name, f"{year}Q{q}", 100 * value / total, "pct") for q in range(1, 5)]
            rows += [("headcount", name, str(year), 10 + place, "persons")]
            rows += [("revenue_per_rep", name, str(year), value / (10 + place), "CNY_m")]
            rows += [("churn_rate", name, str(year), 12.0, "pct"), ("retention_rate", name, str(year), 88.0, "pct")]
            rows += [(f"other_measure_{k}", name, str(year), value * k, "CNY_m") for k in range(1, 7)]
        for metric, scope, period, value, unit in rows:
            facts.append(make_fact(len(facts), metric, scope, period, "actual", value, unit))
    return facts[:MANY]


def forty_documents(facts: list[StatedFact]) -> list[StatedFact]:
    """The shipped facts again and again, each time as documents of their own."""
    copies = (
        replace(fact, id=f"{fact.id}/{copy}", document=f"{fact.document}/{copy}")
        for copy in range(40)
        for fact in facts
    )
    return [fact for fact, _ in zip(copies, range(MANY), strict=False)]


def one_quantity() -> list[StatedFact]:
    """One quantity, stated 20,000 times with 200 different figures."""
    return [make_fact(i, "revenue", "company", "2024", "actual", 1000 + i % 200, "CNY_m") for i in range(MANY)]


def one_list() -> list[StatedFact]:
    """20,000 parts of one whole, and their shares, nested by name."""
    half = MANY // 2
    amounts = [
        make_fact(i, "revenue", f"unit {i % 100}: item {i}", "2024", "actual", 1.0, "CNY_m") for i in range(half)
    ]
    shares = [
        make_fact(i + half, "revenue_share", f"unit {i % 100}: item {i}", "2024", "actual", 0.01, "pct")
        for i in range(half)
    ]
    return [*amounts, *shares]


def one_series() -> list[StatedFact]:
    """Targets, rates and spans of one scope over 400 years."""
    facts: list[StatedFact] = []
    for year in range(1800, 2200):
        for k in range(50):
            metric = ("nps", "revenue", "revenue_growth", "revenue_growth_gap_to_industry", "market_share")[k % 5]
            kind = "actual" if year < 2000 else "target"
            period = str(year) if k < 40 else f"{year}-{year + k - 35}"
            facts.append(make_fact(len(facts), metric, "company", period, kind, 10.0, "pct"))
    return facts


def once(name: str, run: Callable[[], object], most: float) -> None:
    """Time a long task three times."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        taken.append(1e3 * (time.perf_counter() - start))
    report(name, np.array(taken), worst=most)


def main() -> None:
    source = (SHIPPED / "growth-2026" / "facts.csv").read_bytes()
    documents = list(load_plan().documents.values())
    facts = read_facts(source, "facts.csv")
    found = audit(facts, documents)
    report("read 503 facts", 1e3 * times(lambda: read_facts(source, "facts.csv"), 20))
    report("audit 503 facts", 1e3 * times(lambda: audit(facts, documents), 20), p95=4_000)
    report("all sentences and JSON, one language", 1e3 * times(lambda: found.to_json("zh"), 10))
    for name, table in (
        ("one company", one_company()),
        ("the shipped facts as 40 sets of documents", forty_documents(facts)),
        ("one quantity stated 20,000 times", one_quantity()),
        ("one list of 10,000 parts and shares", one_list()),
        ("one scope over 400 years", one_series()),
    ):
        once(f"audit {len(table):,} facts: {name}", lambda table=table: audit(table), 60_000)


if __name__ == "__main__":
    main()
