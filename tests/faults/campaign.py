"""Fails or kills a library at its n-th write, for every n: prints a JSON line a trial (tests/test_store_faults.py).

Run under LD_PRELOAD of the shim, with this repository and its tests on the path: `campaign.py FOLDER STEP`, where STEP
1 tries every write and k every k-th. Whatever opens a library does so in a child of its own, since DuckDB's threads do
not survive a fork.
"""

from __future__ import annotations

import contextlib
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

from old_library import write_old_library
from own_plans import own_plan

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore
from sim.store.check import check

SHIM = ctypes.CDLL(os.environ["LD_PRELOAD"].split(":")[0])
SHIM.calls.restype = ctypes.c_long
FAULTS = {"io error": errno.EIO, "no room": errno.ENOSPC, "kill": 0}
NAMES = ("one", "two", "three")
OWN = own_plan()
PLAN_KEPT = "plan kept"
BEGINNINGS = ("new", "begun", "old")
"""What a library holds before: nothing at all, one scenario, or what an old program left, whose tables are migrated."""
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
    """Return work that saves three scenarios and a plan and closes, with a fault at the n-th write; 0 counts them."""

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
            store.plans.keep(OWN)
            say(PLAN_KEPT)
        with contextlib.suppress(StoreError):
            store.close()
        say(SHIM.calls())

    return work


def looking(path: Path) -> Callable[[Callable[[Any], None]], None]:
    def work(say: Callable[[Any], None]) -> None:
        store = DuckStore(path)
        names = [one.name for one in store.find().entries] + ([PLAN_KEPT] if store.plans.find(OWN.id) else [])
        say([names, [one.kind for one in check(store.database).findings]])
        store.close()

    return work


def prepared(folder: Path, beginning: str) -> Path:
    """Return the path of a library in a fresh folder, at one of its beginnings."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if beginning != "new":
        shutil.copy(folder.parent / f"{beginning}.duckdb", folder / "scenarios.duckdb")
    return folder / "scenarios.duckdb"


def main(folder: Path, step: int) -> None:
    def begin(say: Callable[[Any], None]) -> None:
        store = DuckStore(folder / "begun.duckdb")
        store.save(PLANNED, "before")
        store.close()

    in_child(begin)
    in_child(lambda _: write_old_library(folder / "old.duckdb"))
    for beginning in BEGINNINGS:
        ((before, *_), *_), _ = in_child(looking(prepared(folder / "trial", beginning)))
        said, _ = in_child(saving(prepared(folder / "trial", beginning), 0, 0))
        writes = said[-1]
        for number, (what, fault) in enumerate(FAULTS.items()):
            for n in range(1 + number % step, writes + 1, step):
                path = prepared(folder / "trial", beginning)
                said, status = in_child(saving(path, n, fault))
                saved = [one for one in said if isinstance(one, str)] + before
                (seen, *_), ended = in_child(looking(path))
                trial = {
                    "beginning": beginning,
                    "before": len(before),
                    "fault": what,
                    "at": n,
                    "of": writes,
                    "status": status,
                    "saved": saved,
                }
                print(json.dumps({**trial, "found": seen[0], "findings": seen[1], "looked": ended}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
