"""Twenty participants at once: each moves a slider every second, each waits for exact numbers everywhere."""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np

from bench.measure import figure, report
from bench.sessions import Visitor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

SESSIONS = 20
SECONDS = 25
IDLE = 0.35  # as long as the stage rests before it asks for the chances along the levers
LEVERS = {
    "headcount": (250, 400),
    "churn_rate": (0.05, 0.2),
    "conversion_rate": (0.15, 0.3),
    "budget.digital": (20, 90),
}


def ask_chances(address: str, key: str) -> None:
    with urllib.request.urlopen(f"{address}/chances?key={key}", timeout=30) as answer:
        answer.read()


async def participant(address: str, number: int, chances: bool, taken: list[float]) -> None:
    dice = random.Random(number)
    visitor = Visitor(address)
    await visitor.open()
    await asyncio.sleep(dice.random())
    end = time.perf_counter() + SECONDS
    asking: set[asyncio.Task[None]] = set()
    while time.perf_counter() < end:
        next_move = time.perf_counter() + 1
        lever = dice.choice(list(LEVERS))
        taken.append(await visitor.move(lever, dice.uniform(*LEVERS[lever])))
        if chances:
            await asyncio.sleep(IDLE)
            asking.add(asyncio.create_task(asyncio.to_thread(ask_chances, address, visitor.payload["chances"]["key"])))
        await asyncio.sleep(max(0.0, next_move - time.perf_counter()))
    await asyncio.gather(*asking)
    await visitor.close()


async def workshop(address: str, sessions: int, chances: bool) -> np.ndarray:
    """Return the milliseconds from release to exact of every move of every participant."""
    taken: list[float] = []
    await asyncio.gather(*(participant(address, number, chances, taken) for number in range(sessions)))
    return np.array(taken)


def main() -> None:
    from browser import running_app  # pyright: ignore[reportMissingImports]

    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder) / "bench.duckdb") as address:
        time.sleep(4)  # the server's own warm-up
        for sessions, chances in ((1, False), (SESSIONS, False), (SESSIONS, True)):
            taken = asyncio.run(workshop(address, sessions, chances))
            what = " and its chance table" if chances else ""
            report(f"{sessions} sessions, a move a second each{what}", taken, "p95 ≤ 300" if sessions > 1 else "")
            figure("   moves answered", f"{len(taken)} in {SECONDS} s")


if __name__ == "__main__":
    main()
