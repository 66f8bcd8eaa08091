"""Several commands at once on one library file: they take turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

import duckdb
import pytest
from patience import PATIENCE

import sim
from sim.cli import main
from sim.cli.open_library import PATIENCE as OF_COMMANDS
from sim.cli.open_library import open_library
from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore, turns
from sim.store.turns import Patience, Work, command_of, work_of

HOLDER = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"


@pytest.fixture
def held(tmp_path):
    """A library that another process has open; gives the library and what lets go of it."""
    path = tmp_path / "scenarios.duckdb"
    store = DuckStore(path)
    store.save(Scenario.of(load_plan()), "before")
    store.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    yield store, lambda: holder.communicate("\n")
    if holder.poll() is None:
        holder.communicate("\n")
    store.close()


def test_commands_saving_at_once_on_a_new_library_all_succeed(tmp_path):
    path = tmp_path / "new" / "scenarios.duckdb"
    environment = {**os.environ, "SCENARIO_DB": str(path), "LC_ALL": "C.UTF-8"}
    names = [f"Run {number}" for number in range(4)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "sim", "scenarios", "save", name, "--set", f"headcount={300 + place}",
             "--draws", "64"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for place, name in enumerate(names)
    ]  # fmt: skip
    said = [(one.communicate()[1], one.returncode) for one in started]
    assert said == [("", 0)] * len(names)
    store = DuckStore(path)
    entries = store.find().entries
    store.close()
    assert sorted(entry.name for entry in entries) == names
    assert len({entry.kpis["headcount"] for entry in entries}) == len(names)


def test_a_patient_library_waits_for_its_turn(held, monkeypatch):
    store, let_go = held
    store.database.patience = PATIENCE
    refused = threading.Semaphore(0)

    class Counted(Patience):
        def ends(self, process: str) -> bool:
            refused.release()
            return super().ends(process)

    monkeypatch.setattr("sim.store.duck_database.Patience", Counted)
    found: list[int] = []
    waiting = threading.Thread(target=lambda: found.append(store.find().total))
    waiting.start()
    for _ in range(3):
        assert refused.acquire(timeout=PATIENCE), "it looks again while the file is the other's"
    assert not found
    let_go()
    waiting.join(PATIENCE)
    assert found == [1]


def test_an_idle_holder_is_not_waited_for_and_then_named(held):
    store, _ = held
    assert store.database.patience == 0.0, "an app does not wait"
    store.database.patience = 0.2
    with pytest.raises(StoreError) as refused:
        store.find()
    assert refused.value.key == "error-store-locked"
    for language in ("en", "zh"):
        said = refused.value.text(language)
        assert refused.value.arguments["process"] in said and "-c import duckdb, sys" in said


def wait(monkeypatch, seconds: float, steps: list[tuple[float, str, Work | None]]) -> list[bool]:
    """Return what patience says at each step: (time, holder, its work so far)."""
    patience, said = Patience(seconds), []
    for now, process, work in steps:
        monkeypatch.setattr(turns, "work_of", lambda _, work=work: work)
        monkeypatch.setattr(turns.time, "monotonic", lambda now=now: now)
        said.append(patience.ends(process))
    return said


def test_who_works_is_waited_for_however_slow_the_machine(monkeypatch):
    """Ten times as long as the patience: a holder that runs, or waits for a processor, gets on."""
    slow = [(float(second), "7", Work(0.1 * second, False)) for second in range(60)]
    starved = [(float(second), "7", Work(0.0, True)) for second in range(60)]
    assert not any(wait(monkeypatch, 6, slow))
    assert not any(wait(monkeypatch, 6, starved))


def test_who_idles_works_forever_or_cannot_be_seen_is_not_waited_for(monkeypatch):
    idle = [(float(second), "7", Work(3.0, False)) for second in range(8)]
    ticking = [(float(second), "7", Work(0.003 * second, False)) for second in range(8)]
    unseen = [(float(second), "7", None) for second in range(8)]
    for steps in (idle, ticking, unseen):
        assert wait(monkeypatch, 6, steps) == [False] * 6 + [True] * 2
    busy = [(float(second), "7", Work(float(second), True)) for second in range(40)]
    assert wait(monkeypatch, 6, busy) == [False] * 30 + [True] * 10
    assert wait(monkeypatch, 0, busy[:1]) == [True]


def test_another_holder_is_waited_for_anew(monkeypatch):
    turn_by_turn = [(float(second), str(second // 4), Work(0.0, False)) for second in range(40)]
    assert not any(wait(monkeypatch, 6, turn_by_turn))


def test_what_a_process_does_and_has_done_can_be_seen():
    me = str(os.getpid())
    before = work_of(me)
    assert before is not None
    while (after := work_of(me)) is not None and after.seconds <= before.seconds:
        pass
    assert after is not None and after.ready
    assert "pytest" in command_of(me, 1000) or "python" in command_of(me, 1000)
    assert len(command_of(me, 10)) <= 10
    for nobody in ("0", "none", "../1"):
        assert work_of(nobody) is None and command_of(nobody) == ""


def test_only_another_process_is_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "scenarios.duckdb"
    path.write_text("not a library at all")
    store = DuckStore(path)
    store.database.patience = 3600.0
    with pytest.raises(StoreError) as refused:
        store.find()
    assert refused.value.key == "error-store-not-a-library"


def test_commands_are_patient_and_let_go_before_long_work(tmp_path, monkeypatch, capsys):
    path = tmp_path / "scenarios.duckdb"
    monkeypatch.setenv("SCENARIO_DB", str(path))
    assert main(["scenarios", "save", "A"]) == 0
    store = open_library()
    assert store.database.patience == OF_COMMANDS
    store.close()
    free = []

    def watched(*arguments, **options):
        free.append(can_be_opened(path))
        return real(*arguments, **options)

    real = sim.compare
    monkeypatch.setattr(sim, "compare", watched)  # whoever asks `sim` for it, first or not, gets this one
    capsys.readouterr()
    assert main(["compare", "A", "preset:baseline", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["base"] == "A"
    assert free == [True]


def can_be_opened(path):
    """Tell whether a connection of other settings could be made: one process keeps one kind of them open."""
    try:
        duckdb.connect(str(path), config={"threads": "1"}).close()
    except duckdb.Error:
        return False
    return True
