"""What few draws move is worked out for those few, and the results stay as they were, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model import alike, evaluate
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.response import response_table


@pytest.mark.parametrize("plan_id", ["growth-2026", "growth-2026-v2"])
def test_people_of_a_response_table_are_those_of_all_its_draws(plan_id, monkeypatch):
    scenario = Scenario.of(load_plan(plan_id)).with_levers({"headcount": 313, "attrition_rate": 0.12})
    few = response_table(scenario).results
    monkeypatch.setattr(alike, "LEAST", 10**9)
    whole = response_table(scenario).results
    for name in ("headcount", "hired", "effective_reps", "log_capacity", "revenue"):
        np.testing.assert_array_equal(getattr(few, name), getattr(whole, name), err_msg=name)


def test_a_table_has_few_draws_that_move_people(monkeypatch):
    found = []

    def watched(inputs):
        found.append(unlike(inputs))
        return found[-1]

    unlike = alike.unlike
    monkeypatch.setattr(alike, "unlike", watched)
    plan = load_plan("growth-2026")
    others = [lever.id for lever in plan.family("growth")]
    table = response_table(Scenario.of(plan), ["headcount", "churn_rate", "conversion_rate", *others])
    (places,) = found
    assert places is not None
    headcount = table.start["headcount"] + np.arange(len(table.positions["headcount"]))
    assert set(places) <= {*headcount, table.results.draws - 1}
    assert len(places) >= len(headcount)


def test_futures_that_all_differ_are_all_worked_out():
    draws = np.arange(4 * alike.LEAST, dtype=float)
    assert alike.unlike([np.ones((5, 1)), draws[None]]) is None
    assert alike.unlike([np.where(draws < 10, 1.0, 2.0)]).tolist() == [*range(10), len(draws) - 1]


def test_a_handful_of_draws_is_not_looked_at():
    plan = load_plan("growth-2026")
    few = np.where(np.arange(alike.LEAST - 1) < 10, 1.0, 2.0)
    assert alike.unlike([few]) is None
    levers = {**plan.presets["plan"], "headcount": np.array([300.0, 350.0])}
    run = evaluate(plan, levers, Scenario.of(plan).promised_assumptions())
    assert run.headcount.shape[-1] == 2
