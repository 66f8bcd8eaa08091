"""The library in numbers, and which scenario came from which."""

from __future__ import annotations

import pytest

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import Origin
from sim.store.deeds import deeds
from sim.store.lineage import lineage
from sim.store.summary import summary
from sim.track.ledger import Ledger
from sim.track.measures import Series

ON_A_SERVER_TOO = True


@pytest.fixture
def scenario():
    return Scenario.of(load_plan())


def test_an_empty_library_has_no_best(store):
    found = summary(store.database)
    assert (found.count, found.reached, found.in_bin, found.best, found.median) == (0, 0, 0, None, None)


def test_numbers_leave_the_bin_out(store, scenario):
    plan = store.save(scenario, "plan", favourite=True)
    low = store.save(scenario.with_levers({"headcount": 200}), "low")
    gone = store.save(scenario.with_levers({"headcount": 130}), "gone")
    store.delete(gone.id)
    found = summary(store.database)
    assert (found.count, found.reached, found.favourites, found.in_bin) == (2, 1, 1, 1)
    assert found.best is not None
    assert found.lowest is not None
    assert (found.best.id, found.best.name, found.best.year) == (plan.id, "plan", 2026)
    assert (found.lowest.id, found.lowest.revenue) == (low.id, low.kpis["revenue"])
    assert found.median == pytest.approx((plan.kpis["revenue"] + low.kpis["revenue"]) / 2)
    assert found.high == max(plan.kpis["revenue"], 2500.0)
    assert found.low == min(*plan.annual["revenue"], *low.annual["revenue"])


def test_a_family_is_named_in_both_directions(store, scenario):
    first = store.save(scenario, "first")
    store.save(scenario, id=first.id)
    second = store.save_as(first.id, "second", revision=1)
    third = store.save(scenario, "third", parent=Origin(second.id, 1))
    other = store.save_as(first.id, "other")
    found = lineage(store.database, third.id)
    assert [(one.name, one.steps, one.revision) for one in found.ancestors] == [("second", 1, 1), ("first", 2, 1)]
    assert found.descendants == ()
    found = lineage(store.database, first.id)
    assert found.ancestors == ()
    assert [(one.name, one.steps) for one in found.descendants] == [("second", 1), ("other", 1), ("third", 2)]
    store.delete(second.id)
    assert lineage(store.database, third.id).ancestors[0].in_bin
    store.purge([second.id])
    (gone,) = lineage(store.database, third.id).ancestors
    assert gone.gone
    assert [one.id for one in lineage(store.database, first.id).descendants] == [other.id]
    with pytest.raises(StoreError):
        lineage(store.database, "nobody")


def test_who_changed_what_is_told_of_everything(store, scenario):
    entry = store.save(scenario, "A", by="Ann")
    store.rename(entry.id, "B", by="Bo")
    store.save_assumption_set(scenario.plan, "mine", "evidence", {"momentum": 0.01}, by="Cem")
    Ledger(store.database).record(scenario.plan, [(Series("revenue", "", ""), "2024Q1", 1.0)], by="Di", origin="a.csv")
    store.delete(entry.id, by="Eve")
    store.purge([entry.id], by="Flo")
    told = [(one.by, one.kind, one.action, one.what) for one in deeds(store.database)]
    assert told == [
        ("Flo", "library", "remove", f"B ({entry.id})"),
        ("Di", "actuals", "enter", "growth-2026 1 a.csv"),
        ("Cem", "set", "save", "mine"),
    ], "what was removed for good is told by whom, and no more of it"
    assert len(deeds(store.database, 1)) == 1


def test_what_was_stored_is_counted(store, scenario):
    before = store.database.changes
    entry = store.save(scenario, "one")
    store.rename(entry.id, "two")
    assert store.database.changes == before + 2
    store.entry(entry.id)
    assert store.database.changes == before + 2
