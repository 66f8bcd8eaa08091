"""A scenario holds its plan: a changed plan changes every number, and ids become plans at the borders alone."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.bridge import bridge
from sim.analysis.compare import compare
from sim.analysis.differences import Entrant
from sim.analysis.tornado import tornado
from sim.analysis.uncertainty import simulate, target_probability
from sim.export.tidy import tidy_table
from sim.language.errors import ScenarioError
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.scenario.response import response_table
from sim.store import DuckStore
from sim.track.actuals import Actuals
from sim.track.tracking import track

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan()
MOMENT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
LARGER = dataclasses.replace(
    PLAN, base_revenue=PLAN.base_revenue * 1.1, targets={**PLAN.targets, "revenue": dataclasses.replace(
        PLAN.targets["revenue"], year=2025, value=2100.0
    )}
)  # fmt: skip
BORDERS = {
    "sim/plan/catalogue.py",  # where it is defined
    "sim/scenario/link.py",  # a link names its plan
    "sim/store/reopen.py",  # so does a stored scenario
    "sim/cli/inputs.py",  # and --plan
    "sim/cli/facts.py",  # the documents that come with the program are the usual plan's
    "sim/explain/document.py",  # the document is of the usual plan
    "pages/parts/session.py",  # and so is a new session
    "pages/parts/plans/picker.py",  # a plan is switched by its name
    "pages/parts/plans/view.py",  # and listed, opened and given away by it
    "pages/parts/plans/bring.py",  # likewise, what is brought is set beside it
    "pages/parts/plans/edit.py",  # and it is edited
    "pages/parts/plans/target.py",  # and given a target
    "pages/parts/bookmarks.py",  # a bookmark names its plan and version
    "sim/track/target.py",  # the worked example of a target stands in the usual plan's facts
    "sim/sweep/ranges.py",  # a worker elsewhere is told a plan's name and hash
}
"""Where a plan's id becomes the plan."""


def both(assumptions: str = "evidence") -> tuple[Scenario, Scenario]:
    """Return the same inputs for the plan and for the plan with a larger company."""
    settings: dict = {"draws": 512, "own_assumptions": {"realisation": 0.9}}  # else both are fitted to one promise
    ours, theirs = (Scenario.of(plan, "plan", assumptions, **settings) for plan in (PLAN, LARGER))
    return ours, theirs


def test_ids_become_plans_at_the_borders_alone():
    """Everything else is given the plan; `find_plan` is for lists of what is stored."""
    callers = set()
    for path in [ROOT / "app.py", *(ROOT / "sim").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if "load_plan" in names:
            callers.add(path.relative_to(ROOT).as_posix())
    assert callers == BORDERS


def test_the_plan_is_the_very_object_given():
    scenario = Scenario.of(LARGER)
    assert scenario.plan is LARGER
    assert scenario.with_levers({"headcount": 300}).plan is LARGER
    assert Scenario.from_dict(scenario.to_dict(), lambda id: LARGER).plan is LARGER
    assert scenario.provenance().plan_hash == LARGER.hash != PLAN.hash


def test_scenarios_of_a_changed_plan_are_others():
    ours, theirs = (Scenario.of(plan, target=TargetChoice.of(PLAN)) for plan in (PLAN, LARGER))
    assert ours.to_dict() == theirs.to_dict() and ours.hash == theirs.hash, "stored as ever"
    assert ours != theirs and ours.key != theirs.key
    assert theirs == Scenario.of(dataclasses.replace(LARGER), target=TargetChoice.of(PLAN)), "two objects, one plan"


def test_the_target_is_the_plans():
    assert TargetChoice.of(LARGER) == TargetChoice("revenue", 2025, 2100.0)
    assert Scenario.of(LARGER).target == TargetChoice("revenue", 2025, 2100.0)
    with pytest.raises(TypeError):
        TargetChoice()  # pyright: ignore[reportCallIssue]


def test_a_run_uses_the_plan_it_was_given():
    ours, theirs = both()
    assert theirs.run().annual("revenue")[0, 0] == pytest.approx(1.1 * ours.run().annual("revenue")[0, 0], rel=0.05)
    assert theirs.baseline().annual("revenue")[0, 0] > 1.05 * ours.baseline().annual("revenue")[0, 0]


def test_a_fit_is_of_the_plan_it_was_given():
    ours, theirs = Scenario.of(PLAN), Scenario.of(LARGER)
    assert theirs.promised_assumptions()["realisation"] != ours.promised_assumptions()["realisation"]
    # What is fitted reaches what the plan promises, from a larger company with less of it.
    assert theirs.run().annual("revenue")[2, 0] == pytest.approx(2500, rel=1e-9)


def test_an_ensemble_uses_the_plan_it_was_given():
    ours, theirs = map(simulate, both())
    assert (theirs.annual["revenue"][0] > ours.annual["revenue"][0]).all(), "the same futures of a larger company"
    goal = TargetChoice("revenue", 2026, 2300.0)
    assert target_probability(theirs, goal).value > target_probability(ours, goal).value


def test_a_comparison_uses_both_plans():
    ours, theirs = both()
    found = compare({"ours": ours, "theirs": theirs})
    revenue = next(row for row in found.headline if row.metric == "revenue")
    assert revenue.values[1] > revenue.values[0]
    assert ("version", "plan-hash") in {(one.kind, one.id) for one in found.differences}


def test_analyses_use_the_plan_they_were_given():
    ours, theirs = both()
    goal = TargetChoice.of(PLAN)
    assert tornado(theirs, goal).base > tornado(ours, goal).base
    assert not np.array_equal(
        response_table(ours, ("headcount",)).results.annual("revenue"),
        response_table(theirs, ("headcount",)).results.annual("revenue"),
    )
    bridges = [bridge(one, one.with_levers({"headcount": 300})) for one in (ours, theirs)]
    assert bridges[1].start > bridges[0].start and bridges[1].end > bridges[0].end
    with pytest.raises(ScenarioError) as caught:
        bridge(ours, theirs)
    assert caught.value.key == "error-compare-plans"
    assert PLAN.hash[:8] in str(caught.value) and LARGER.hash[:8] in str(caught.value)


def test_exports_and_tracking_use_the_plan_they_were_given():
    ours, theirs = both()
    tables = [tidy_table([Entrant("one", one)], MOMENT).to_pandas() for one in (ours, theirs)]
    assert set(tables[1]["plan_hash"]) == {LARGER.hash}
    revenue = [table[table["measure"] == "revenue"]["value"].sum() for table in tables]
    assert revenue[1] > revenue[0]
    paths = [track(one, Actuals(), 512).plan_path for one in (ours, theirs)]
    assert (paths[0] != paths[1]).all()


def test_the_library_keeps_the_hash_of_the_plan_held(store: DuckStore):
    entry = store.save(Scenario.of(LARGER), "larger")
    assert entry.plan_hash == LARGER.hash
    opened = store.open(entry.id)  # the catalogue has the plan as it is
    assert opened.changes.plan == (LARGER.hash, PLAN.hash)
    assert json.loads(json.dumps(opened.inputs)) == Scenario.of(LARGER).to_dict()
