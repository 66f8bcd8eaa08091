"""A workshop on the server: from an answer to everybody's screen of 20 and 100 phones, from QR code to question."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.measure import figure, report
from bench.sessions import server_process, settle
from sim.plan import load_plan
from sim.room.question import Option, Vote
from sim.store import DuckStore
from sim.store.rooms import Rooms

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

QUESTION = Vote(text="Which?", options=(Option(label="One"), Option(label="Two")))
AIMS = {20: 500, 100: 1200}  # 250 and 600 ms
JOIN = 4000  # two seconds


def arrivals(phones: list[Any], count: int, since: float) -> list[float]:
    """Return after how many milliseconds each screen showed that so many have answered."""
    found = []
    for phone in phones:
        shown = [at for at, room in phone.seen if at >= since and room["round"]["answered"] >= count]
        found.append(1000 * (min(shown) - since))
    return found


async def shows(phone: Any, count: int) -> None:
    await phone.until(lambda: phone.round["answered"] >= count)


async def asks(phone: Any, number: int) -> None:
    await phone.until(lambda: phone.round.get("number") == number and phone.round["answered"] == 0)


async def one_by_one(phones: list[Any], number: int) -> list[float]:
    """Everybody answers one after the other; return what passed from each answer to each screen."""
    taken = []
    for count, phone in enumerate(phones, 1):
        since = time.perf_counter()
        assert (await phone.answer(number, option=0))[0] == 200
        await asyncio.gather(*(shows(one, count) for one in phones))
        taken += arrivals(phones, count, since)
    return taken


async def all_at_once(phones: list[Any], number: int) -> list[float]:
    """Everybody answers at the same moment; return what passed from there until each screen shows all."""
    since = time.perf_counter()
    replies = await asyncio.gather(*(phone.answer(number, option=1) for phone in phones))
    assert {status for status, _ in replies} == {200}
    await asyncio.gather(*(shows(one, len(phones)) for one in phones))
    return arrivals(phones, len(phones), since)


async def rounds(address: str, room: Any, people: int) -> None:
    from phones import Leader, Phone  # pyright: ignore[reportMissingImports]

    leader = Leader(address, room)
    phones = await asyncio.gather(*(Phone(address, room.code, room.invitation).join() for _ in range(people)))
    taken: list[float] = []
    burst: list[float] = []
    for number in range(1, 7):
        await leader.do("ask", **QUESTION.model_dump())
        await asyncio.gather(*(asks(one, number) for one in phones))
        if number == 1:
            taken = await one_by_one(phones, number)
        else:
            burst += await all_at_once(phones, number)
    report(f"{people} phones: an answer → everybody's screen", np.array(taken), p95=AIMS[people])
    report(f"{people} phones at once: first answer → all on every screen", np.array(burst), p95=AIMS[people])
    for phone in phones:
        await phone.leave()


def main() -> None:
    from browser import open_page, running_app, running_browser  # pyright: ignore[reportMissingImports]

    for people in AIMS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.duckdb"
            store = DuckStore(path)
            room = Rooms(store.database).open("Bench", load_plan("growth-2026"))
            store.close()
            with running_app(path) as address:
                settle(server_process())
                asyncio.run(rounds(address, room, people))
                if people == min(AIMS):
                    with running_browser() as browser:
                        taken = []
                        for _ in range(8):
                            since = time.perf_counter()
                            page = open_page(
                                browser,
                                f"{address}/room#{room.code}.{room.invitation}",
                                size=(390, 844),
                                is_mobile=True,
                            )
                            page.locator(".send").wait_for()
                            taken.append(1000 * (time.perf_counter() - since))
                            page.context.close()
                    report("scanned QR code → first question on a new phone", np.array(taken), p95=JOIN)
            store = DuckStore(path)
            kept = Rooms(store.database).room(room.id)
            store.close()
            lost = sum(people - len(one.answers) for one in kept.rounds)
            figure(f"{people} phones: answers lost", str(lost), "0")


if __name__ == "__main__":
    main()
