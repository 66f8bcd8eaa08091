"""Who computes a sweep: threads of this process, processes of this machine, or a Dask cluster of several machines.

Each takes work in any number and gives (place, outcomes) as they are done, in any order. What fell with a worker is
computed again; what the work itself refuses is raised.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Protocol

from sim.language.errors import ScenarioError
from sim.model.axes import Array
from sim.plan import Plan
from sim.sweep.ranges import Work, compute

AHEAD = 3
"""Work that waits for each worker: enough that none idles, little enough that memory stays small."""
MOST_FALLS = 5
"""Times that processes may die before a sweep gives up: by then it is no accident."""
POOLS = ("threads", "processes")
SCHEMES = ("tcp://", "tls://")

Done = tuple[int, list[Array]]


class Pool(Protocol):
    """Computes work; closing it ends its workers."""

    def run(self, works: Iterable[tuple[int, Work]]) -> Iterator[Done]: ...

    def close(self) -> None: ...


def make_pool(name: str, plan: Plan, workers: int | None = None) -> Pool:
    """Return the pool of a name: `threads`, `processes`, or the address of a Dask scheduler (`tcp://host:8786`).

    Raises
    ------
    ScenarioError
        Another name, or a scheduler that does not answer.
    """
    count = workers or os.cpu_count() or 1
    if name == "threads":
        return Threads(plan, count)
    if name == "processes":
        return Processes(count)
    if name.startswith(SCHEMES):
        return Cluster(name)
    raise ScenarioError("error-sweep-pool", value=name[:80], allowed=[*POOLS, "tcp://HOST:PORT"])


class Threads:
    """Threads of this process: no start, no copies. NumPy lets them overlap."""

    def __init__(self, plan: Plan, workers: int):
        self.plan, self.workers = plan, workers
        self.executor = ThreadPoolExecutor(workers, thread_name_prefix="sweep")

    def run(self, works: Iterable[tuple[int, Work]]) -> Iterator[Done]:
        yield from _drain(self.executor, works, self.workers, self.plan)

    def close(self) -> None:
        self.executor.shutdown(cancel_futures=True)


class Processes:
    """Processes of this machine, started afresh; where one dies, its work is done again by others."""

    def __init__(self, workers: int):
        self.workers = workers
        self.executor = self._start()

    def run(self, works: Iterable[tuple[int, Work]]) -> Iterator[Done]:
        left = dict(works)
        for fall in range(MOST_FALLS + 1):
            try:
                for place, found in _drain(self.executor, tuple(left.items()), self.workers, None):
                    del left[place]
                    yield place, found
                return
            except BrokenProcessPool:
                if fall == MOST_FALLS:
                    raise
                self.executor.shutdown(cancel_futures=True)
                self.executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))

    def close(self) -> None:
        self.executor.shutdown(cancel_futures=True)


class Cluster:
    """A Dask cluster: workers on any machine that has this product and its plans. A lost one's work moves to others."""

    def __init__(self, address: str):
        try:
            from distributed import Client
        except ImportError as problem:
            raise ScenarioError("error-sweep-dask") from problem
        try:
            self.client: Any = Client(address, timeout="10s", set_as_default=False)
        except (OSError, ValueError, TimeoutError) as problem:
            raise ScenarioError("error-sweep-cluster", address=address[:80]) from problem

    def run(self, works: Iterable[tuple[int, Work]]) -> Iterator[Done]:
        from distributed import as_completed

        rest = iter(works)
        places: dict[str, int] = {}

        def submit(work: tuple[int, Work]) -> Any:
            future = self.client.submit(compute, work[1], pure=False)
            places[future.key] = work[0]
            return future

        width = AHEAD * max(1, sum(self.client.nthreads().values()))
        first = [submit(work) for work in itertools.islice(rest, width)]
        waiting = as_completed(first, loop=self.client.loop)
        for future in waiting:
            yield places.pop(future.key), future.result()
            future.release()
            for work in rest:
                waiting.add(submit(work))
                break

    def close(self) -> None:
        self.client.close()


def _drain(
    executor: ThreadPoolExecutor | ProcessPoolExecutor,
    works: Iterable[tuple[int, Work]],
    workers: int,
    plan: Plan | None,
) -> Iterator[Done]:
    rest = iter(works)
    waiting: dict[Future[list[Array]], int] = {}
    while True:
        for place, work in rest:
            future = executor.submit(compute, work) if plan is None else executor.submit(compute, work, plan)
            waiting[future] = place
            if len(waiting) >= AHEAD * workers:
                break
        if not waiting:
            return
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=waiting.__getitem__):  # a set has no order: parts are whole the sooner
            yield waiting.pop(future), future.result()
