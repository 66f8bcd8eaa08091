"""The unit in which benchmarks count does not change, and their lines say whether a target is met."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import deque
from pathlib import Path

import numpy as np
import pytest
from patience import PATIENCE

from bench import measure, plain_loop

BENCH = Path(plain_loop.__file__).parent
DIGEST = "075160e0af5fa5d73085ffed8dda03e7660193c404901377381bde1667e4a673"
"""Of the frozen loop: whoever edits it changes what every figure ever written down in units means."""


def test_the_unit_is_the_frozen_loop():
    assert hashlib.sha256((BENCH / "plain_loop.py").read_bytes()).hexdigest() == DIGEST


@pytest.mark.parametrize(("name", "levers"), [("baseline", plain_loop.BASELINE), ("plan", plain_loop.PLAN)])
def test_the_frozen_loop_gives_its_stored_result(name, levers):
    stored = json.loads((BENCH / "plain_loop.json").read_text(encoding="utf-8"))[name]
    rows = plain_loop.simulate(levers)
    for measure_id, values in stored.items():
        assert [row[measure_id] for row in rows] == pytest.approx(values, rel=1e-14)


@pytest.fixture
def half_a_millisecond(monkeypatch):
    monkeypatch.setattr(measure, "unit", lambda: 0.5)


@pytest.mark.parametrize(("most", "verdict"), [(40, "met"), (39.9, "MISSED")])
def test_a_line_tells_units_and_whether_the_target_is_met(half_a_millisecond, capsys, most, verdict):
    measure.report("a move", np.full(10, 20.0), p95=most)
    line = capsys.readouterr().out
    assert line.count("20.00 ms      40 u") == 3
    assert line.strip().endswith(f"target p95 ≤ {most:,.0f} u {verdict}")


@pytest.mark.parametrize(("most", "verdict"), [(40, "met"), (39, "MISSED")])
def test_a_cost_is_told_in_units_too(half_a_millisecond, capsys, most, verdict):
    measure.cost("a move", 20.0, most)
    assert capsys.readouterr().out.strip().endswith(f"20.0 ms of processor, 40 u   target ≤ {most} u {verdict}")


@pytest.fixture
def looks(monkeypatch):
    """Looks at the unit in place of those of before: what each of its runs shall take, in milliseconds."""
    taken, spent, now = [0.5], [0.0], [100.0]

    def run(levers):
        spent[0] += taken[0] / 1000

    monkeypatch.setattr(measure, "_looks", deque())
    monkeypatch.setattr(measure, "simulate", run)
    monkeypatch.setattr(measure.time, "thread_time", lambda: spent[0])
    monkeypatch.setattr(measure.time, "monotonic", lambda: now[0])
    return taken, now


def test_the_unit_is_what_was_seen_of_it_in_the_last_minute(looks):
    taken, now = looks
    assert measure.unit() == pytest.approx(0.5)
    taken[0] = 0.25
    now[0] += measure.MINUTE
    assert measure.unit() == pytest.approx(0.5), "still of the last minute"
    now[0] += 1
    assert measure.unit() == pytest.approx(0.25), "too old"


def test_what_is_timed_is_told_in_units_seen_between_its_own_runs(looks):
    """A processor that is half as fast as a moment ago is half as fast for both."""
    taken, now = looks
    assert measure.unit() == pytest.approx(0.5)
    taken[0] = 1.0

    def run():
        now[0] += 2 * measure.BETWEEN

    measure.times(run, measure.LOOKS)
    assert measure.unit() == pytest.approx(1.0)


def test_what_waits_is_told_in_units_seen_beside_it(monkeypatch):
    seen = threading.Event()
    monkeypatch.setattr(measure, "_looks", deque([(0.0, 9.0)]))
    monkeypatch.setattr(measure, "BETWEEN", 0.001)
    monkeypatch.setattr(measure, "simulate", lambda levers: seen.set())
    with measure.beside():
        assert seen.wait(PATIENCE)
    assert measure._looks and measure._looks[0][1] < 9.0


def test_minutes_are_told_to_those_that_ask_for_them_only():
    """A benchmark's other numbers, as how many truths it draws, stay its own."""
    told: list[object] = []

    def timed(minutes: float = 30.0, sessions: int = 5) -> None:
        told.append((minutes, sessions))

    def counted(truths: int = 500) -> None:
        told.append(truths)

    for main in (timed, counted, lambda: told.append("none")):
        measure.call(main, 2.0)
    assert told == [(2.0, 5), 500, "none"]
