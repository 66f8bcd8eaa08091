"""Timing and printing that the benchmarks share."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np


def machine() -> str:
    """Return the machine's size, so that a figure can be read elsewhere."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0] if names else cpu
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {cpu}, Python {platform.python_version()}, NumPy {np.__version__}"
    )


def times(run: Callable[[], object], repeats: int, warm: int = 3) -> np.ndarray:
    """Return the seconds each of `repeats` calls took, after `warm` calls that do not count. Shape (repeat,)."""
    for _ in range(warm):
        run()
    taken = np.empty(repeats)
    for number in range(repeats):
        start = time.perf_counter()
        run()
        taken[number] = time.perf_counter() - start
    return taken


def report(name: str, milliseconds: np.ndarray, target: str = "") -> None:
    """Print one line: median, p95, worst and the target, in milliseconds."""
    median, p95 = np.percentile(milliseconds, [50, 95])
    aim = f"   target {target}" if target else ""
    print(
        f"{name:<58} median {median:9.2f} ms   p95 {p95:9.2f} ms   worst {milliseconds.max():9.2f} ms{aim}", flush=True
    )


def figure(name: str, value: str, target: str = "") -> None:
    """Print one line with a figure that is not a time."""
    print(f"{name:<58} {value}" + (f"   target {target}" if target else ""), flush=True)
