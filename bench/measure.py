"""Timing and printing that the benchmarks share. Every time is told in milliseconds and in units.

A unit is one run of the plain-loop model in `bench/plain_loop.py`, measured while others are timed: that model is never
edited, so a figure in units can be compared between machines, between a busy hour and a quiet one, and between years.
Targets are in units; on a machine with half a millisecond a unit they are twice as many as the milliseconds that a
visitor is promised.
"""

from __future__ import annotations

import inspect
import os
import platform
import statistics
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from bench.plain_loop import PLAN, simulate

MINUTE = 60.0
"""Seconds for which what was measured of the unit counts."""
LOOKS, BURST, BETWEEN = 15, 5, 0.1
"""How many looks at the unit make one, the runs of each, and the seconds between them while something is timed."""

_looks: deque[tuple[float, float]] = deque()
"""When the unit was looked at, and the milliseconds of processor that it took."""


def look() -> None:
    """Measure the unit as the machine is now: the median of a few runs, after one that warms the caches."""
    simulate(PLAN)
    taken = []
    for _ in range(BURST):
        start = time.thread_time()
        simulate(PLAN)
        taken.append(time.thread_time() - start)
    _looks.append((time.monotonic(), 1000 * statistics.median(taken)))


def unit() -> float:
    """Return the milliseconds of processor that one run of the plain loop takes: the median of the last minute's looks.

    A processor that other machines share changes its speed by half within seconds. So whoever is timed is timed with
    looks in between (`times`, `beside`), and what was seen before does not count.
    """
    while _looks and time.monotonic() - _looks[0][0] > MINUTE:
        _looks.popleft()
    while len(_looks) < LOOKS:
        look()
    return statistics.median(taken for _, taken in _looks)


@contextmanager
def beside() -> Iterator[None]:
    """Look at the unit while something is timed that runs in another process, or waits."""
    _looks.clear()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(5 * BETWEEN):
            look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def machine() -> str:
    """Return the machine's size and speed, so that a figure can be read elsewhere."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0] if names else cpu
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {cpu}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"1 u = {unit():.3f} ms, a run of the plain loop"
    )


def times(
    run: Callable[[], object], repeats: int, warm: int = 3, clock: Callable[[], float] = time.perf_counter
) -> np.ndarray:
    """Return the seconds each of `repeats` calls took, after `warm` calls that do not count. Shape (repeat,).

    Parameters
    ----------
    clock : by default time as it passes; `time.process_time` counts what the processor worked
    """
    for _ in range(warm):
        run()
    taken = np.empty(repeats)
    _looks.clear()
    for number in range(repeats):
        if not _looks or time.monotonic() - _looks[-1][0] > BETWEEN:
            look()
        start = clock()
        run()
        taken[number] = clock() - start
    return taken


def report(name: str, milliseconds: np.ndarray, **most: float) -> None:
    """Print one line: median, p95 and worst in milliseconds and in units.

    Parameters
    ----------
    most : units that `median`, `p95` or `worst` may take at most
    """
    median, p95, worst = np.percentile(milliseconds, [50, 95, 100]).tolist()
    found = {"median": median, "p95": p95, "worst": worst}
    shown = "   ".join(f"{what} {value:9.2f} ms {value / unit():7.0f} u" for what, value in found.items())
    aims = "".join(f"   {_aim(found[what] / unit(), limit, what + ' ')}" for what, limit in most.items())
    print(f"{name:<58} {shown}{aims}", flush=True)


def cost(name: str, milliseconds: float, most: float | None = None) -> None:
    """Print one line with what something costs of processor, and what it may cost at most in units."""
    units = milliseconds / unit()
    aim = "" if most is None else f"   {_aim(units, most, '')}"
    print(f"{name:<58} {milliseconds:.1f} ms of processor, {units:.0f} u{aim}", flush=True)


def figure(name: str, value: str, target: str = "") -> None:
    """Print one line with a figure that is not a time."""
    print(f"{name:<58} {value}" + (f"   target {target}" if target else ""), flush=True)


def _aim(units: float, most: float, what: str) -> str:
    return f"target {what}≤ {most:,.0f} u {'met' if units <= most else 'MISSED'}"


def call(main: Callable[..., None], minutes: float) -> None:
    """Run a benchmark, for as many minutes as asked if it is one that takes as long as it is told to."""
    main(minutes=minutes) if "minutes" in inspect.signature(main).parameters else main()
