"""Several commands at once on one library file: they take turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time

import duckdb
import pytest

from sim.cli import main
from sim.cli.open_library import PATIENCE, open_library
from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore

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


def test_six_commands_saving_at_once_on_a_new_library_all_succeed(tmp_path):
    path = tmp_path / "new" / "scenarios.duckdb"
    environment = {**os.environ, "SCENARIO_DB": str(path), "LC_ALL": "C.UTF-8"}
    names = [f"Run {number}" for number in range(6)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "sim", "scenarios", "save", name, "--set", f"headcount={300 + place}"],
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


def test_a_patient_library_waits_for_its_turn(held):
    store, let_go = held
    store.database.patience = 60.0
    freed = threading.Event()

    def later():
        time.sleep(0.3)
        freed.set()
        let_go()

    other = threading.Thread(target=later)
    other.start()
    try:
        assert store.find().total == 1
        assert freed.is_set(), "the file was still the other's"
    finally:
        other.join()


def test_patience_ends_and_then_says_who_has_the_file(held):
    store, _ = held
    assert store.database.patience == 0.0, "an app does not wait"
    store.database.patience = 0.2
    with pytest.raises(StoreError) as refused:
        store.find()
    assert refused.value.key == "error-store-locked"


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
    assert store.database.patience == PATIENCE
    store.close()
    from sim.analysis import compare

    free = []

    def watched(*arguments, **options):
        free.append(can_be_opened(path))
        return real(*arguments, **options)

    real = compare.compare
    monkeypatch.setattr(compare, "compare", watched)
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
