"""The scenario library: save and reopen among 10,000 scenarios, list and search among 100,000."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.measure import figure, report, times
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore, Query

WORDS = ("west", "east", "board", "careful", "bold", "digital", "hiring", "subsidy", "draft", "final")


def fill(store: DuckStore, count: int) -> str:
    """Store `count` scenarios with runs, 120 results each and one revision; return the id of one in the middle."""
    scenario = Scenario.of(load_plan())
    seed = store.save(scenario, "seed", tags=["board"], note="a note of ordinary length, as people write them")
    words = ", ".join(f"'{word}'" for word in WORDS)
    last = seed.run_id + count - 1

    def work(cursor) -> None:
        cursor.execute(f"""
            INSERT INTO runs BY NAME SELECT * EXCLUDE (i) REPLACE (
                run_id + i AS run_id, i % 3 = 0 AS target_reached,
                map_from_entries(list_transform(
                    map_entries(headline), lambda one: {{'k': one.key, 'v': one.value * (0.8 + 0.4 * random())}}
                )) AS headline)
            FROM (SELECT * FROM runs, range(1, {count}) AS t(i) WHERE run_id = {seed.run_id})""")
        cursor.execute(f"""
            INSERT INTO results BY NAME SELECT * EXCLUDE (i)
            REPLACE (run_id + i AS run_id, revenue * (1 + i / 1e6) AS revenue)
            FROM (SELECT * FROM results, range(1, {count}) AS t(i) WHERE run_id = {seed.run_id}) ORDER BY i""")
        cursor.execute(f"""
            INSERT INTO all_revisions BY NAME SELECT * EXCLUDE (i) REPLACE (
                printf('%012x', (hash(i) % 281474976710656::UBIGINT)) AS scenario_id, run_id + i AS run_id,
                concat([{words}][1 + i % 10], ' ', i) AS name, concat([{words}][1 + i % 10], ' ', i) AS name_key,
                [[{words}][1 + i % 7]] AS tags, concat([{words}][1 + i % 10], ' ', i, ' ', note) AS search_text,
                concat('author ', i % 20) AS author, saved_at + to_seconds(i) AS saved_at)
            FROM (SELECT * FROM revisions, range(1, {count}) AS t(i) WHERE run_id = {seed.run_id})""")
        cursor.execute(f"SELECT count(nextval('run_ids')) FROM range({count})")

    store.database.write(work)
    store.close()
    with store.database.read() as cursor:
        cursor.execute("SELECT scenario_id FROM revisions WHERE run_id = ?", [(seed.run_id + last) // 2])
        return (cursor.fetchone() or ("",))[0]


def measure(count: int, folder: Path) -> None:
    """Print the figures at one size."""
    store = DuckStore(folder / f"{count}.duckdb")
    middle = fill(store, count)
    scenario = Scenario.of(load_plan())
    size = store.path.stat().st_size / 2**20
    figure(f"{count:,} scenarios, size of the file", f"{size:.0f} MB")
    names = iter(range(10_000))
    small = count <= 10_000
    report(
        f"save, {count:,} scenarios stored",
        1e3 * times(lambda: store.save(scenario, f"new {next(names)}"), 60),
        **({"p95": 60} if small else {}),
    )
    report(
        f"reopen with re-run, {count:,} stored",
        1e3 * times(lambda: store.open(middle), 60),
        **({"p95": 60} if small else {}),
    )
    queries = {
        "list, newest 50": Query(),
        "search two words": Query(text="west 77"),
        "search, nothing found": Query(text="nowhere"),
        "filter by tag, author, target": Query(tags=("board",), author="author 2", reached=True),
        "sort by revenue": Query(sort="revenue"),
        "page 1,000 by name": Query(sort="name", descending=False, offset=50 * 1000 if not small else 5000),
    }
    for name, query in queries.items():
        report(f"{name}, {count:,} stored", 1e3 * times(lambda q=query: store.find(q), 20), p95=300)
    report(f"facets, {count:,} stored", 1e3 * times(store.facets, 20), p95=300)

    def reopen_file() -> None:
        store.close()
        store.status  # noqa: B018 - opens the file

    report(f"open the library file, {count:,} stored", 1e3 * times(reopen_file, 5))
    store.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for count in (10_000, 100_000):
            measure(count, Path(folder))
