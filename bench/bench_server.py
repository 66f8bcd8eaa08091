"""The library on a PostgreSQL server among 10,000 scenarios: save, list, search, and the notice to another process."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from bench.bench_store import fill
from bench.measure import figure, report, times
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore, Query, Store
from sim.store.carry import copy_library
from sim.store.postgres import PostgresDatabase

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

COUNT = 10_000
NOTICES = 60
DURABLE = ""
"""Every save is forced to the disk, as on a server that people use."""


class Listening(PostgresDatabase):
    """Another process's view of the library, which notes when it is told of a change."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.told = threading.Event()

    def _note_change(self) -> None:
        super()._note_change()
        self.told.set()


def notices(store: Store, other: Listening, id: str) -> np.ndarray:
    """Return the seconds from the end of each save to the notice of it. Shape (notice,)."""
    taken = np.empty(NOTICES)
    for place in range(NOTICES):
        other.told.clear()
        store.set_favourite(id, place % 2 == 0)
        saved = time.perf_counter()
        assert other.told.wait(10), "no notice"
        taken[place] = time.perf_counter() - saved
    return taken


def main() -> None:
    from postgres_server import running_server  # pyright: ignore[reportMissingImports]

    with tempfile.TemporaryDirectory() as folder, running_server(DURABLE) as server:
        file = DuckStore(Path(folder) / "library.duckdb")
        middle = fill(file, COUNT)
        url = server.new_database()
        store, other = Store(PostgresDatabase(url)), Listening(url)
        start = time.perf_counter()
        carried = copy_library(file.database, store.database)
        seconds = time.perf_counter() - start
        figure("copy to the server and compare", f"{sum(carried.rows.values()):,} rows, {seconds:.0f} s")
        scenario, names = Scenario.of(load_plan()), iter(range(10_000))
        report("save", 1e3 * times(lambda: store.save(scenario, f"new {next(names)}"), 60), p95=60)
        report("reopen with re-run", 1e3 * times(lambda: store.open(middle), 60))
        for name, query, most in (
            ("list, newest 50", Query(), 100),
            ("search two words", Query(text="west 77"), 300),
            ("sort by revenue", Query(sort="revenue"), 300),
            ("page 200 by name", Query(sort="name", descending=False, offset=10_000 - 50), 300),
        ):
            report(name, 1e3 * times(lambda q=query: store.find(q), 20), p95=most)
        report("facets", 1e3 * times(store.facets, 20), p95=300)
        assert other.problem() is None
        report("notice to another process after a save", 1e3 * notices(store, other, middle), p95=400)
        for one in (store, other, file):
            one.close()
