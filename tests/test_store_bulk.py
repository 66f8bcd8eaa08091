"""Many scenarios at once."""

from __future__ import annotations

import pytest

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import Query
from sim.store.bulk import delete_all, restore_all, tag_all

ON_A_SERVER_TOO = True


@pytest.fixture
def ids(store):
    scenario = Scenario.of(load_plan())
    return [store.save(scenario, name, tags=["old"]).id for name in ("a", "b", "c")]


def test_many_are_deleted_and_come_back(store, ids):
    store.delete(ids[2])
    assert set(delete_all(store, [*ids, "nobody"], by="Ann")) == set(ids[:2])
    assert store.find(Query()).total == 0
    assert store.find(Query(in_bin=True)).total == 3
    newest = store.history(ids[0])[0]
    assert (newest.action, newest.saved_by, newest.revision, newest.based_on) == ("delete", "Ann", 2, None)
    store.save(Scenario.of(load_plan()), "A")
    assert restore_all(store, ids, by="Bo") == 3
    assert sorted(entry.name for entry in store.find(Query()).entries) == ["A", "a (2)", "b", "c"]
    assert restore_all(store, ids) == 0


def test_two_of_one_name_come_back_from_the_bin_under_two(store):
    scenario = Scenario.of(load_plan())
    twins = []
    for _ in range(2):
        twins.append(store.save(scenario, "twin").id)
        store.delete(twins[-1])
    restore_all(store, twins)
    assert sorted(entry.name for entry in store.find(Query()).entries) == ["twin", "twin (2)"]


def test_a_tag_joins_and_leaves_and_is_found(store, ids):
    assert tag_all(store, ids[:2], " board ", by="Ann") == 2
    assert tag_all(store, ids, "board") == 1
    assert store.entry(ids[0]).tags == ("old", "board")
    assert store.find(Query(text="BOARD")).total == 3
    assert tag_all(store, ids, "old", remove=True) == 3
    assert store.entry(ids[0]).tags == ("board",)
    assert store.find(Query(text="old")).total == 0
    assert tag_all(store, ids, "") == 0
    assert store.history(ids[0])[0].action == "tag"


def test_a_tag_too_many_changes_nobody(store, ids):
    store.tag(ids[1], [f"t{number}" for number in range(30)])
    with pytest.raises(StoreError):
        tag_all(store, ids, "board")
    assert store.entry(ids[0]).tags == ("old",)


def test_a_thousand_take_no_time_to_speak_of(store, ids):
    assert len(delete_all(store, [*ids, *(f"{number:012x}" for number in range(1000))])) == 3
