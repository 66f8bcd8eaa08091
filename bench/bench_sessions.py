"""Twenty participants at once: each moves a slider every second, each waits for exact numbers everywhere."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.measure import beside, cost, figure, report
from bench.sessions import Visitor, processor_seconds, resident_megabytes, server_process, settle

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

SESSIONS = 20
SECONDS = 25
IDLE = 0.35  # as long as the stage rests before it asks for the chances along the levers
LEVERS: dict[str, tuple[float, float]] = {
    "headcount": (250, 400),
    "churn_rate": (0.05, 0.2),
    "conversion_rate": (0.15, 0.3),
    "budget.digital": (20, 90),
}


def ask_chances(address: str, key: str) -> None:
    with urllib.request.urlopen(f"{address}/chances?key={key}", timeout=30) as answer:
        answer.read()


@dataclass
class Taken:
    """Milliseconds of every move: until exact numbers are here, and the table for the next drag, and fan and chance."""

    exact: list[float] = field(default_factory=list)
    table: list[float] = field(default_factory=list)
    futures: list[float] = field(default_factory=list)
    processor: float = 0.0  # seconds the server was busy while they moved
    seconds: float = 0.0


async def participant(visitor: Visitor, number: int, futures: bool, chances: bool, taken: Taken) -> None:
    dice = random.Random(number)
    await asyncio.sleep(dice.random())
    end = time.perf_counter() + SECONDS
    asking: set[asyncio.Task[None]] = set()
    while time.perf_counter() < end:
        next_move = time.perf_counter() + 1
        lever = dice.choice(list(LEVERS))
        exact = await visitor.move(lever, dice.uniform(*LEVERS[lever]))
        taken.exact.append(exact)
        taken.table.append(exact + await visitor.table())
        if futures:
            taken.futures.append(exact + await visitor.futures())
        if chances:
            await asyncio.sleep(IDLE)
            key = visitor.payload["chances"]["key"]
            asking.add(asyncio.create_task(asyncio.to_thread(ask_chances, visitor.address, key)))
        await asyncio.sleep(max(0.0, next_move - time.perf_counter()))
    await asyncio.gather(*asking)


async def workshop(address: str, server: int, sessions: int, futures: bool, chances: bool) -> Taken:
    """Return how long every move of every participant took, and what the moves cost; opening does not count."""
    taken = Taken()
    visitors = [Visitor(address) for _ in range(sessions)]
    for visitor in visitors:
        await visitor.open()
    await asyncio.to_thread(settle, server)
    begin, spent = time.perf_counter(), processor_seconds(server)
    await asyncio.gather(*(participant(one, number, futures, chances, taken) for number, one in enumerate(visitors)))
    taken.processor, taken.seconds = processor_seconds(server) - spent, time.perf_counter() - begin
    for visitor in visitors:
        await visitor.close()
    return taken


def main() -> None:
    from browser import running_app  # pyright: ignore[reportMissingImports]

    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder) / "bench.duckdb") as address:
        server = server_process()
        settle(server)
        alone = 0.0
        for sessions, futures, chances, what in (
            (1, False, False, ""),
            (SESSIONS, False, False, ""),
            (SESSIONS, True, False, ", with fan and chance"),
            (SESSIONS, True, True, ", with fan, chance and chances along the levers"),
        ):
            with beside():
                taken = asyncio.run(workshop(address, server, sessions, futures, chances))
            moves = len(taken.exact)
            most = {"p95": 500.0} if sessions > 1 else {}
            report(f"{sessions} sessions, a move a second each{what}", np.array(taken.exact), **most)
            report("   … until the table for the next drag is here", np.array(taken.table))
            if futures:
                report("   … until fan and chance are here", np.array(taken.futures))
            figure("   moves answered", f"{moves} in {SECONDS} s, load average {os.getloadavg()[0]:.1f}")
            busy = taken.processor / taken.seconds
            each = taken.processor / moves * 1000
            if not futures:
                alone = each
                cost("   exact numbers and table of a move", each, 40)
            elif not chances:
                cost("   fan and chance of a move", each - alone, 60)
            else:
                cost("   all of a move", each)
            figure("   server busy", f"{busy:.0%} of one core")
            figure("   server's memory", f"{resident_megabytes(server):.0f} MB")
            settle(server)


if __name__ == "__main__":
    main()
