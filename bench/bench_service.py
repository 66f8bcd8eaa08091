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


async def watch(processes: list[int], end: float, day: Day) -> None:
    while time.perf_counter() < end:
        await asyncio.sleep(min(60.0, max(0.1, end - time.perf_counter())))
        day.memory.append(tuple(map(resident_megabytes, processes)))
        day.load.append(os.getloadavg()[0])


async def work(address: str, processes: list[int], minutes: float) -> Day:
    day = Day()
    visitors = [Visitor(address, "ab"[number % 2]) for number in range(SESSIONS)]
    for visitor in visitors:
        await visitor.open()
    end = time.perf_counter() + 60 * minutes
    visits = (visit(one, number, end, day) for number, one in enumerate(visitors))
    await asyncio.gather(watch(processes, end, day), *visits)
    for visitor in visitors:
        await visitor.close()
    return day


def written(megabytes: tuple[float, ...]) -> str:
    return " + ".join(f"{one:.0f}" for one in megabytes) + " MB"


def main(minutes: float = 30.0) -> None:
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
        figure("both processes before anybody comes", written(tuple(map(resident_megabytes, processes))))
        day = asyncio.run(work(service.address, processes, minutes))
        name = f"{SESSIONS} sessions, two processes, a move every {PAUSE:.0f} s each"
        report(name, np.array(day.moves), p95=500)
        load = f"load average {min(day.load):.1f} to {max(day.load):.1f}"
        figure("   moves answered", f"{len(day.moves)} in {minutes:g} min, {load}")
        told = "; ".join(f"{count} × {what}" for what, count in day.errors.most_common(5))
        figure("   errors", f"{sum(day.errors.values())} {told}".strip(), "0")
        figure("   memory after the first minute", written(day.memory[0]))
        if len(day.memory) > 5:
            figure("   memory after five minutes", written(day.memory[4]))
        figure("   memory at the end", written(day.memory[-1]), "as after five minutes")
        time.sleep(GONE)
        figure("   memory after all have left", written(tuple(map(resident_megabytes, processes))))


if __name__ == "__main__":
    main()
