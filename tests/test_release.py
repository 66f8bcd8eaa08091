"""Visitors who have gone are let go of: what the server holds of them, once their time is over."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import answers
import pytest
from browser import ROOT
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from pages.parts import address, release
from pages.parts.present.scene import scene
from pages.parts.recent import Recent
from pages.parts.session import fresh
from pages.parts.spread import spread
from pages.parts.stage import cache, futures, journal, response_route
from pages.parts.stage.view_of import view_of
from sim.language import get_language
from sim.scenario import Scenario


def test_sessions_whose_time_is_over_are_forgotten_without_another_leaving(monkeypatch):
    storage = MemorySessionStorage(ttl_seconds=60)
    kept: Any = storage._cache
    now = [0.0]
    monkeypatch.setattr(kept, "_timer", lambda: now[0])
    kept["gone"] = object()
    manager = SimpleNamespace(_session_storage=storage, list_sessions=storage.list)
    monkeypatch.setattr(release, "exists", lambda: True)
    monkeypatch.setattr(release, "get_instance", lambda: SimpleNamespace(_session_mgr=manager))
    assert release.session_count() == 1
    now[0] = 61.0
    assert len(kept._expirations) == 1, "Streamlit itself goes on holding it"
    assert release.session_count() == 0
    assert not kept._expirations


def test_memory_is_given_back_when_sessions_have_ended_and_only_then(monkeypatch):
    counts, trimmed, looks, forgotten = iter([3, 3, 5, 2, 2, 2, 0, 0, 0]), [], [], []

    def count() -> int:
        try:
            looks.append(next(counts))
        except StopIteration:
            raise asyncio.CancelledError from None
        return looks[-1]

    monkeypatch.setattr(release, "EVERY", 0)
    monkeypatch.setattr(release, "session_count", count)
    monkeypatch.setattr(release, "trim", lambda: trimmed.append(len(looks)))
    monkeypatch.setattr(release, "forget", lambda: forgotten.append(len(looks)))

    async def run() -> None:
        try:
            await release.release()
        except asyncio.CancelledError:
            return

    answers.run(run())
    assert trimmed == [4, 5, 7, 8], "at the look that finds fewer and at the next"
    assert forgotten == [7]  # what is kept for visitors is of use while there are any


def visited(reps: float) -> None:
    """Do what a visit to a scenario does that is kept for others."""
    work = fresh()
    moved = replace(work, scenario=work.scenario.with_levers({**work.scenario.levers, "headcount": reps}))
    view = view_of(moved, work.scenario.plan.vocabulary(get_language("en")))
    cache.remember(moved.scenario)
    futures.remember(view, (work, moved), "en")
    spread(moved.scenario)
    response_route.body(moved.scenario, ("headcount",))
    journal.step_row(work, moved, "en")
    address.link_of(moved, "simulator", "en")
    scene(moved, "en")


def held(*reps: float) -> int:
    """Return how many of the scenarios visited are held by anything."""
    gc.collect()
    found = [one.levers.get("headcount") for one in gc.get_objects() if isinstance(one, Scenario)]
    return len({*found} & {*reps})


def test_what_is_kept_for_visitors_goes_with_the_last_of_them():
    """A cache that grows by what visitors do, and is not emptied, is found here by what two visits leave behind."""
    for reps in (317.0, 318.0):
        visited(reps)
    assert held(317.0, 318.0) == 2
    release.forget()
    assert held(317.0, 318.0) == 0


def test_what_was_asked_for_last_is_kept():
    one: Recent[str, int] = Recent(2)
    one.keep("a", 1)
    one.keep("b", 2)
    assert one.get("a") == 1
    one.keep("c", 3)
    assert (one.get("a"), one.get("b"), one.get("c")) == (1, None, 3)
    one.keep("a", 4)  # anew, in the place of the old
    one.keep("d", 5)
    assert (one.get("a"), one.get("c"), one.get("d")) == (4, None, 5)
    one.drop("a")
    one.drop("a")
    assert (one.get("a"), one.get("d")) == (None, 5)
    release.forget()
    assert one.get("d") is None


def test_threads_are_told_to_take_memory_from_one_place(monkeypatch):
    asked: list[tuple[int, int]] = []
    library = SimpleNamespace(mallopt=lambda *what: asked.append(what))
    monkeypatch.setattr(release.ctypes, "CDLL", lambda _: library)
    monkeypatch.setattr(release.sys, "platform", "linux")
    release.keep_together()
    assert asked == [(-8, release.ARENAS)]
    monkeypatch.setattr(release.ctypes, "CDLL", lambda _: object())  # a C library that knows no such thing
    release.keep_together()
    assert len(asked) == 1


PLACES = """
import ctypes, os, runpy, tempfile, threading
assert "app" in runpy.run_path("app.py"), "not read as the server's application"
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
library.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
library.fclose.argtypes = [ctypes.c_void_p]
begun = threading.Barrier(5)
threads = [threading.Thread(target=lambda: (bytearray(1000), begun.wait())) for _ in range(4)]
for thread in threads:
    thread.start()
begun.wait()
with tempfile.TemporaryFile() as told:
    stream = library.fdopen(os.dup(told.fileno()), b"w")
    assert library.malloc_info(0, stream) == 0
    library.fclose(stream)
    told.seek(0)
    print(told.read().count(b"<heap nr"))
"""


@pytest.mark.skipif(not hasattr(release.ctypes.CDLL(None), "malloc_info"), reason="another C library than glibc")
def test_the_app_takes_all_memory_from_one_place_whatever_starts_threads_as_it_is_loaded():
    told = subprocess.run([sys.executable, "-c", PLACES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split()[-1] == "1"
