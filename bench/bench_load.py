"""Wave after wave of visitors for half an hour: whether moves stay quick, and memory goes back once they have gone.

Minutes by `--minutes`; two waves are the least, which take some seven with the time until visitors are forgotten.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.measure import figure, report
from bench.sessions import Visitor, resident_megabytes, server_process, settle

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

VISITORS = 30
WAVE = 60.0  # seconds
GONE = 150.0  # seconds after which Streamlit has forgotten a session that left, and the server has been trimmed
LEVERS = {"headcount": (250, 400), "churn_rate": (0.05, 0.2), "conversion_rate": (0.15, 0.3)}


async def visit(address: str, number: int, end: float, taken: list[float]) -> None:
    """Move a lever every three seconds until the wave ends, then leave."""
    dice = random.Random(number)
    visitor = Visitor(address)
    await visitor.open()
    while time.perf_counter() < end:
        lever = dice.choice(list(LEVERS))
        taken.append(await visitor.move(lever, dice.uniform(*LEVERS[lever])))
        await visitor.futures()
        await asyncio.sleep(2 + 2 * dice.random())
    await visitor.close()


async def wave(address: str, first: int, taken: list[float]) -> None:
    end = time.perf_counter() + WAVE
    await asyncio.gather(*(visit(address, first + number, end, taken) for number in range(VISITORS)))


def main(minutes: float = 30.0) -> None:
    from browser import running_app  # pyright: ignore[reportMissingImports]

    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder) / "bench.duckdb") as address:
        server = server_process()
        settle(server)
        begin, number = time.perf_counter(), 0
        figure("memory before anybody has come", f"{resident_megabytes(server):.0f} MB")
        while number < 2 or time.perf_counter() - begin < 60 * minutes:
            taken: list[float] = []
            asyncio.run(wave(address, number * VISITORS, taken))
            number += 1
            report(f"wave {number}: {VISITORS} visitors, a move every three seconds", np.array(taken))
            figure("   memory as they leave", f"{resident_megabytes(server):.0f} MB")
            time.sleep(GONE)
            figure("   memory when they are forgotten", f"{resident_megabytes(server):.0f} MB")


if __name__ == "__main__":
    main()
