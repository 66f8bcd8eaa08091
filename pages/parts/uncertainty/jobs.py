"""Long calculations beside the page: started once, watched by whoever needs them, stopped when nobody does any more.

A visitor's run never waits for one. It asks for a result; if the result is not there yet, the page shows what it has
and looks again. Answers are kept by what they depend on, so that going back to a scenario, or a second visitor with
the same one, gets them at once. A visitor who asks for something newer of the same kind gives up the older one.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import streamlit as st

from sim.scenario.ensemble import Cancelled

log = logging.getLogger(__name__)

SLOT = "jobs"
KEPT = 96
WORKERS = 2

Work = Callable[[Callable[..., None], threading.Event], Any]
"""Takes a function that is told the share done (and what there is so far), and an event that asks to stop; returns the
result."""


@dataclass(eq=False)
class Job:
    """One calculation: `share` done, its `result` once `done`, or `stopped` before its end; `so_far` what it has."""

    share: float = 0.0
    so_far: Any = None
    result: Any = None
    finished: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)
    wanted: int = 0

    @property
    def done(self) -> bool:
        return self.finished.is_set() and self.result is not None

    @property
    def stopped(self) -> bool:
        return self.finished.is_set() and self.result is None


_lock = threading.Lock()
_jobs: OrderedDict[tuple[str, str], Job] = OrderedDict()


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(WORKERS, thread_name_prefix="job")


def _run(job: Job, work: Work) -> None:
    try:
        if not job.stop.is_set():

            def tell(share: float, so_far: Any = None) -> None:
                job.share = share
                if so_far is not None:
                    job.so_far = so_far

            job.result = work(tell, job.stop)
    except Cancelled:
        pass
    except Exception:
        # The page says that there is no result and offers to try again; the log has the reason.
        log.exception("a calculation failed")
    finally:
        job.finished.set()


def want(kind: str, key: str, work: Work) -> Job:
    """Return the calculation `kind` of everything `key` names, started if need be; older requests of the kind end."""
    mine: dict[str, tuple[str, str]] = st.session_state.setdefault(SLOT, {})
    name = (kind, key)
    with _lock:
        before = mine.get(kind)
        if before != name and before in _jobs:
            _jobs[before].wanted -= 1
            if _jobs[before].wanted <= 0 and not _jobs[before].finished.is_set():
                _jobs[before].stop.set()
        job = _jobs.get(name)
        fresh = job is None or (job.stop.is_set() and not job.done and before != name)
        if fresh:
            job = _jobs[name] = Job()
        assert job is not None
        _jobs.move_to_end(name)
        if fresh or before != name:
            job.wanted += 1
            mine[kind] = name
        idle = [old for old, one in _jobs.items() if one.finished.is_set()]
        for old in idle[: max(0, len(_jobs) - KEPT)]:
            del _jobs[old]
    if fresh:
        _pool().submit(_run, job, work)
    return job


def result_of(kind: str, key: str) -> Any:
    """Return the result of a calculation that somebody has asked for already; None where there is none yet."""
    with _lock:
        job = _jobs.get((kind, key))
    return job.result if job is not None and job.done else None


def prime(kind: str, key: str, work: Work) -> None:
    """Work an answer out now and keep it, for visitors to come."""
    name = (kind, key)
    with _lock:
        if name in _jobs:
            return
        job = _jobs[name] = Job()
    _run(job, work)


def stop(kind: str) -> None:
    """Stop the visitor's calculation of this kind."""
    name = st.session_state.get(SLOT, {}).get(kind)
    with _lock:
        if name in _jobs:
            _jobs[name].stop.set()


def again(kind: str) -> None:
    """Forget a calculation that was stopped or failed, so that the next request starts it anew."""
    name = st.session_state.get(SLOT, {}).pop(kind, None)
    with _lock:
        if name in _jobs and (_jobs[name].stop.is_set() or _jobs[name].stopped):
            del _jobs[name]


def calculations(*, finished: bool = False) -> frozenset[Job]:
    """Return the calculations asked for, or those of them that have come to their end; for tests and scripts."""
    with _lock:
        return frozenset(job for job in _jobs.values() if job.finished.is_set() or not finished)


def wait(seconds: float = 30.0) -> None:
    """Wait until nothing is being calculated; for tests and scripts."""
    with _lock:
        waiting = list(_jobs.values())
    for job in waiting:
        if not job.finished.wait(seconds):
            raise TimeoutError("a calculation is still running")


def running(*jobs: Job) -> bool:
    """Tell whether any of these is still at work."""
    return any(not job.finished.is_set() for job in jobs)


def watch(*jobs: Job, every: float = 0.25) -> None:
    """Run the page again as soon as these have finished; costs a quarter-second pulse until then.

    Give it the calculations whose results the page did not have when it looked. One of them may have finished since:
    then the page runs again at once.
    """
    if not jobs:
        return

    @st.fragment(run_every=every)
    def pulse() -> None:
        if not running(*jobs):
            st.rerun()

    pulse()
