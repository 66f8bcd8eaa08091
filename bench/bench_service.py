"""A department at work: fifty sessions on two processes behind HAProxy, the library on a server, a move every 5 s each.

Minutes by `--minutes`. What counts: no error, the time of a move, and memory that stays and is given back.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import numpy as np
from websockets.exceptions import WebSocketException

from bench.bench_sessions import LEVERS
from bench.measure import figure, report
from bench.sessions import Visitor, resident_megabytes, settle

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

SESSIONS = 50
PAUSE = 5.0
FAILURES = (OSError, RuntimeError, HTTPException, WebSocketException)  # a time-out is an OSError too
FLAT, RELEASED = 0.05, 0.10
"""By what share memory may grow after five minutes, and by what it may be more than at first when all have left."""
GONE = 240.0
"""Seconds after the last visitor: Streamlit keeps a session for two minutes more, and the server looks every half."""


@dataclass
class Day:
    """What came of it: milliseconds of every move, errors by kind, memory [MB] of both processes by minute."""

    moves: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, ...]] = field(default_factory=list)
    load: list[float] = field(default_factory=list)


async def visit(visitor: Visitor, number: int, end: float, day: Day) -> None:
    dice = random.Random(number)
    await asyncio.sleep(PAUSE * dice.random())
    while time.perf_counter() < end:
        due = time.perf_counter() + PAUSE
        lever = dice.choice(list(LEVERS))
        try:
            day.moves.append(await visitor.move(lever, dice.uniform(*LEVERS[lever])))
            await visitor.table()
            await visitor.futures()
        except FAILURES as problem:  # whatever goes wrong is counted, and said at the end
            day.errors[f"{type(problem).__name__}: {problem}"[:120]] += 1
            if len(day.errors) > 20:
                return
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def watch(processes: list[int], end: float, day: Day, every: float) -> None:
    while time.perf_counter() < end:
        await asyncio.sleep(min(every, max(0.1, end - time.perf_counter())))
        day.memory.append(tuple(map(resident_megabytes, processes)))
        day.load.append(os.getloadavg()[0])


async def work(address: str, processes: list[int], minutes: float, sessions: int, every: float = 60.0) -> Day:
    """Let sessions work for some minutes; memory is looked at every so many seconds."""
    day = Day()
    visitors = [Visitor(address, "ab"[number % 2]) for number in range(sessions)]
    for visitor in visitors:
        await visitor.open()
    end = time.perf_counter() + 60 * minutes
    visits = (visit(one, number, end, day) for number, one in enumerate(visitors))
    await asyncio.gather(watch(processes, end, day, every), *visits)
    for visitor in visitors:
        await visitor.close()
    return day


async def first(address: str) -> None:
    """Have one visitor at each process: what is loaded at its first use is no visitor's, and stays."""
    for process in "ab":
        visitor = Visitor(address, process)
        await visitor.open()
        for lever, (low, high) in LEVERS.items():
            await visitor.move(lever, (low + high) / 2)
            await visitor.table()
            await visitor.futures()
        await visitor.close()


def total_text(megabytes: tuple[float, ...]) -> str:
    return " + ".join(f"{one:.0f}" for one in megabytes) + " MB"


def verdict(name: str, found: tuple[float, ...], before: tuple[float, ...], most: float, than: str) -> None:
    """Print memory, and whether it is at most a share above what it was."""
    share = sum(found) / sum(before) - 1
    aim = f"≤ {most:.0%} above {than}: {share:+.1%} {'met' if share <= most else 'MISSED'}"
    figure(name, total_text(found), aim)


def main(minutes: float = 30.0, sessions: int = SESSIONS) -> None:
    from postgres_server import running_server  # pyright: ignore[reportMissingImports]
    from service import running_service  # pyright: ignore[reportMissingImports]

    with (
        tempfile.TemporaryDirectory() as folder,
        running_server("") as server,
        running_service(Path(folder), server.new_database()) as service,
    ):
        processes = [service.process_id(name) for name in service.ports]
        for process in processes:
            settle(process)
        figure("both processes before anybody comes", total_text(tuple(map(resident_megabytes, processes))))
        asyncio.run(first(service.address))
        before = tuple(map(resident_megabytes, processes))
        figure("   after the first visitor of each", total_text(before))
        day = asyncio.run(work(service.address, processes, minutes, sessions))
        name = f"{sessions} sessions, two processes, a move every {PAUSE:.0f} s each"
        report(name, np.array(day.moves), p95=500)
        load = f"load average {min(day.load):.1f} to {max(day.load):.1f}"
        figure("   moves answered", f"{len(day.moves)} in {minutes:g} min, {load}")
        told = "; ".join(f"{count} × {what}" for what, count in day.errors.most_common(5))
        figure("   errors", f"{sum(day.errors.values())} {told}".strip(), "0")
        steady = min(5, max(1, len(day.memory) // 2))
        figure("   memory after the first minute", total_text(day.memory[0]))
        figure(f"   memory after minute {steady}", total_text(day.memory[steady - 1]))
        verdict("   memory at the end", day.memory[-1], day.memory[steady - 1], FLAT, f"minute {steady}")
        time.sleep(GONE)
        left = tuple(map(resident_megabytes, processes))
        verdict("   memory after all have left", left, before, RELEASED, "the first visitor")


if __name__ == "__main__":
    main()
