"""Several people at once, and a process killed at any instant: every finished save is whole."""

from __future__ import annotations

import os
import random
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest
from store_child import Children

from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore, Query, open_store

SAVER = """
store = open_store({path!r})
print("ready", flush=True)
for number in range(10_000):
    entry = store.save(scenario.with_levers({{"headcount": 120 + number % 300}}), "round {round} " + str(number))
    store.rename(entry.id, entry.name + " renamed")
    print("saved", entry.id, "done", flush=True)
"""


@pytest.fixture(scope="module")
def children():
    one = Children()
    yield one
    one.close()


@pytest.fixture(scope="module")
def scenario():
    return Scenario.of(load_plan())


def check_whole(store):
    """Every revision has its run, every run its 120 result rows, and its numbers are those of its inputs."""
    with store.database.read() as cursor:
        cursor.execute("SELECT count(*) FROM revisions LEFT JOIN runs USING (run_id) WHERE runs.run_id IS NULL")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM results LEFT JOIN runs USING (run_id) WHERE runs.run_id IS NULL")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT count(*) FROM runs LEFT JOIN "
            "(SELECT run_id, count(*) AS n, sum(revenue) AS total FROM results GROUP BY run_id) USING (run_id) "
            "WHERE n IS DISTINCT FROM 120 OR abs(total - list_sum(annual['revenue'])) > 1e-6"
        )
        assert cursor.fetchone() == (0,)


def test_a_process_killed_at_any_instant_loses_no_finished_save(tmp_path, children):
    path = tmp_path / "scenarios.duckdb"
    clock = random.Random(20261122)
    acknowledged: list[str] = []
    for round in range(12):
        lines = children.lines(SAVER.format(path=str(path), round=round))
        process = int(next(lines))
        assert next(lines) == "ready"
        said = [next(lines) for _ in range(round % 4)]  # some saves are done, however slow the machine
        threading.Timer(clock.uniform(0, 0.1), os.kill, [process, signal.SIGKILL]).start()
        *more, status = list(lines)
        said += more
        assert status == str(-signal.SIGKILL), said
        acknowledged += [line.split()[1] for line in said if line.startswith("saved ") and line.endswith(" done")]
        store = DuckStore(path)
        check_whole(store)
        for id in acknowledged:
            assert store.entry(id).name.endswith("renamed")
        if acknowledged:
            assert store.open(acknowledged[-1]).changes.identical
        assert store.find().total >= len(acknowledged)
        store.close()
    assert len(acknowledged) > 10


def test_a_process_killed_while_it_makes_the_library(tmp_path, children):
    clock = random.Random(7)
    for round in range(12):
        path = tmp_path / f"scenarios-{round}.duckdb"
        lines = children.lines(SAVER.format(path=str(path), round=round))
        process = int(next(lines))
        threading.Timer(clock.uniform(0, 0.12), os.kill, [process, signal.SIGKILL]).start()
        list(lines)  # until it is dead
        store = DuckStore(path)
        assert store.status.ready
        check_whole(store)
        store.close()


def test_sessions_saving_at_once_all_succeed(tmp_path, scenario):
    store = open_store(tmp_path / "scenarios.duckdb")
    shared = store.save(scenario, "shared")

    def session(number):
        mine = open_store(tmp_path / "scenarios.duckdb")
        entries = [
            mine.save(scenario.with_levers({"headcount": 200 + number}), f"{number}-{turn}") for turn in range(8)
        ]
        mine.save(scenario.with_levers({"headcount": 200 + number}), id=shared.id, based_on=1)
        mine.tag(shared.id, [str(number)])
        return [mine.open(entry.id).scenario.levers["headcount"] for entry in entries]

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(session, range(6)))
    assert results == [[200 + number] * 8 for number in range(6)]
    assert store.find(Query(limit=100)).total == 49
    assert [one.revision for one in store.history(shared.id)] == list(range(13, 0, -1))
    check_whole(store)
    store.close()


def test_sessions_taking_one_name_get_different_ones(tmp_path, scenario):
    store = open_store(tmp_path / "scenarios.duckdb")
    with ThreadPoolExecutor(6) as pool:
        names = list(pool.map(lambda _: store.save(scenario, "Plan", on_clash="number").name, range(6)))
    assert sorted(names) == ["Plan", *(f"Plan ({number})" for number in range(2, 7))]
    store.close()


def test_a_conflict_with_another_connection_is_tried_again(tmp_path, scenario):
    """Somebody else's open transaction on the same row delays the write instead of failing it."""
    store = DuckStore(tmp_path / "scenarios.duckdb")
    run = store.save(scenario, "A").run_id
    tries = []

    def work(cursor):
        tries.append(1)
        if len(tries) == 3:
            other.execute("COMMIT")
        cursor.execute("UPDATE runs SET p_target = 0.5 WHERE run_id = ?", [run])

    with store.database.read() as other:
        other.execute("BEGIN")
        other.execute("UPDATE runs SET p_target = 0.1 WHERE run_id = ?", [run])
        store.database.write(work)
    assert len(tries) == 3, "refused twice, until the other one had ended"
    assert store.find().entries[0].kpis.p_target == 0.5
    store.close()


def test_a_failing_write_leaves_nothing(tmp_path, scenario):
    store = DuckStore(tmp_path / "scenarios.duckdb")
    store.save(scenario, "A")

    def work(cursor):
        cursor.execute("DELETE FROM results")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.database.write(work)
    check_whole(store)
    with pytest.raises(duckdb.Error), store.database._cursor() as cursor:
        cursor.execute("SELECT nonsense")
    store.close()
