"""The model's document says what code and plan pack say."""

from __future__ import annotations

import dataclasses

import pytest

from sim import MODEL_VERSION
from sim.explain.document import FILE, belief_text, filled
from sim.explain.equations import symbol
from sim.plan.schema import Belief


def test_the_document_is_up_to_date(plan):
    text = FILE.read_text(encoding="utf-8")
    assert filled(text, plan) == text, "run: python -m sim.explain.document"
    assert f"model version {MODEL_VERSION}" in text


def test_the_document_names_every_lever_assumption_and_golden_case(plan):
    text = FILE.read_text(encoding="utf-8")
    for id in (*plan.levers, *plan.parameters, "baseline", "plan", "stress"):
        assert f"| `{id}` |" in text, id


def test_a_changed_lever_makes_the_document_stale(plan):
    text = FILE.read_text(encoding="utf-8")
    levers = {**plan.levers, "headcount": dataclasses.replace(plan.levers["headcount"], high=600)}
    changed = filled(text, dataclasses.replace(plan, levers=levers, hash="another"))
    assert changed != text and "120 to 600" in changed


def test_an_unknown_part_is_refused(plan):
    with pytest.raises(KeyError):
        filled("<!-- generated: nonsense -->\n<!-- end of generated part -->", plan)


def test_every_way_of_stating_a_belief_has_a_short_form(plan):
    assert belief_text(None, 0.5) == "0.5"
    assert belief_text(Belief(value=2, assumption="x"), 0) == "2"
    assert belief_text(Belief(bernoulli=0.3, assumption="x"), 0) == "bernoulli(0.3); mean 0.3"
    assert belief_text(plan.sets["evidence"]["elasticity"], 0) == "pert(0.15, 0.31, 0.5); mean 0.315"
    assert belief_text(plan.sets["calibrated"]["realisation"], 0) == "fitted to 2500"
    assert "pareto(1.5, 2)" in belief_text(plan.sets["evidence"]["digital_cost_ratio"], 0)


def test_every_lever_and_assumption_has_a_symbol(plan):
    for id in (*plan.levers, *plan.parameters):
        assert symbol(id)
