"""Timing and printing that the benchmarks share. Every time is told in milliseconds and in units.

A unit is one run of the plain-loop model in `bench/plain_loop.py`, measured in the same minute: that model is never
edited, so a figure in units can be compared between machines, between a busy hour and a quiet one, and between years.
Targets are in units; on a machine with half a millisecond a unit they are twice as many as the milliseconds that a
visitor is promised.
"""

from __future__ import annotations

import inspect
import math
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.plain_loop import PLAN, simulate

FRESH = 30.0
"""Seconds for which a measured unit holds."""
RUNS = 61

_measured: tuple[float, float] = (-math.inf, 0.0)


def unit() -> float:
    """Return the milliseconds of processor that one run of the plain loop takes now: the median of many."""
    global _measured
    if time.monotonic() - _measured[0] > FRESH:
        taken = []
        for _ in range(RUNS):
            start = time.thread_time()
            simulate(PLAN)
            taken.append(time.thread_time() - start)
        _measured = time.monotonic(), 1000 * float(np.median(taken))
    return _measured[1]


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
    for number in range(repeats):
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
