"""Fails or kills a library at its n-th write, for every n: prints a JSON line a trial (tests/test_store_faults.py).

Run under LD_PRELOAD of the shim: `campaign.py FOLDER STEP`, where STEP 1 tries every write and k every k-th. Whatever
opens a library does so in a child of its own, since DuckDB's threads do not survive a fork.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import contextlib

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore
from sim.store.check import check

SHIM = ctypes.CDLL(os.environ["LD_PRELOAD"].split(":")[0])
SHIM.calls.restype = ctypes.c_long
FAULTS = {"io error": errno.EIO, "no room": errno.ENOSPC, "kill": 0}
NAMES = ("one", "two", "three")
PLANNED = Scenario.of(load_plan("growth-2026"))
PLANNED.baseline()


def in_child(work: Callable[[Callable[[Any], None]], None]) -> tuple[list[Any], int]:
    """Run work in a child; return what it said, value by value, and how it ended."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)

        def say(value: Any) -> None:
            os.write(writer, (json.dumps(value) + "\n").encode())

        status = 1
        try:
            work(say)
            status = 0
        except BaseException:  # noqa: BLE001 - the parent reports it, whatever it is
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader) as said:
        lines = [json.loads(line) for line in said]
    return lines, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def saving(path: Path, n: int, fault: int) -> Callable[[Callable[[Any], None]], None]:
    """Return work that saves three scenarios and closes, with a fault at the n-th write; 0 counts them."""

    def work(say: Callable[[Any], None]) -> None:
        SHIM.arm(ctypes.c_long(n), fault)
        store = DuckStore(path)
        for name in NAMES:
            try:
                store.save(PLANNED, name)
            except StoreError:
                continue
            say(name)
        with contextlib.suppress(StoreError):
            store.close()
        say(SHIM.calls())

    return work


def looking(path: Path) -> Callable[[Callable[[Any], None]], None]:
    def work(say: Callable[[Any], None]) -> None:
        store = DuckStore(path)
        say([[one.name for one in store.find().entries], [one.kind for one in check(store.database).findings]])
        store.close()

    return work


def prepared(folder: Path, begun: bool) -> Path:
    """Return the path of a library in a fresh folder: with a scenario in it, or yet to be made."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if begun:
        shutil.copy(folder.parent / "begun.duckdb", folder / "scenarios.duckdb")
    return folder / "scenarios.duckdb"


def main(folder: Path, step: int) -> None:
    def begin(say: Callable[[Any], None]) -> None:
        store = DuckStore(folder / "begun.duckdb")
        store.save(PLANNED, "before")
        store.close()

    in_child(begin)
    for begun in (True, False):
        said, _ = in_child(saving(prepared(folder / "trial", begun), 0, 0))
        writes = said[-1]
        for number, (what, fault) in enumerate(FAULTS.items()):
            for n in range(1 + number % step, writes + 1, step):
                path = prepared(folder / "trial", begun)
                said, status = in_child(saving(path, n, fault))
                saved = [one for one in said if isinstance(one, str)] + (["before"] if begun else [])
                (seen, *_), ended = in_child(looking(path))
                trial = {"begun": begun, "fault": what, "at": n, "of": writes, "status": status, "saved": saved}
                print(json.dumps({**trial, "found": seen[0], "findings": seen[1], "looked": ended}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
