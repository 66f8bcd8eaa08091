"""A dozen sessions at work on two processes, as the half hour of `python -m bench service` in small.

Times are the benchmark's: here no move may fail or be answered by another one's numbers, memory may not climb with
the moves, and what the visitors held is given back once they have gone.
"""

from __future__ import annotations

import re

import pytest
from apart import run_apart
from patience import wait_until
from service import running_service

from bench.bench_service import first, work
from bench.sessions import resident_megabytes, settle

MINUTES, SESSIONS = 0.6, 12
EVERY = 12.0
"""Seconds from one look at memory to the next: the first comes when every session has made a few moves."""
MOVES = 3
"""Of a session, at the least: at one in five seconds it is 7, and a busy machine answers later."""
CLIMB, LEFT = 0.12, 0.06
"""By what share memory may grow after the first look, and stay above that of the first visitor in the end: it does by 1
and 2 %. On a busy machine futures of several sessions are simulated at once, and what that takes at its height (4 % a
process) stays until they have gone. A megabyte left by every move was 20 % in the end."""
KEPT = "10"
"""Seconds that a session is kept for a visitor who may come back: two minutes where nobody sets it."""


def sessions(service, process):
    return float(re.findall(r"^scenario_lab_sessions (\S+)", service.get("/metrics", process)[1], re.MULTILINE)[0])


@pytest.mark.long
def test_a_dozen_sessions_at_work_lose_nothing_and_give_their_memory_back(tmp_path, server):
    # What a server does ahead of its visitors is nothing of theirs: seconds of processor before the first one comes.
    kept = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": KEPT, "SCENARIO_AHEAD": "off"}
    with running_service(tmp_path, server.new_database(), **kept) as service:
        processes = [service.process_id(name) for name in service.ports]

        def megabytes():
            return sum(map(resident_megabytes, processes))

        for process in processes:
            settle(process)
        run_apart(first, service.address)
        before = megabytes()
        day = run_apart(work, service.address, processes, MINUTES, SESSIONS, EVERY)
        assert not day.errors
        assert len(day.moves) >= MOVES * SESSIONS
        early, late = sum(day.memory[0]), sum(day.memory[-1])
        assert late <= (1 + CLIMB) * early, day.memory
        for process in service.ports:
            what = "the last session to be forgotten"
            wait_until(lambda name=process: sessions(service, name) == 0, what, 400, between=1.0)
        wait_until(lambda: megabytes() <= (1 + LEFT) * before, f"{megabytes():.0f} MB to go back to {before:.0f}")
