"""The model's document says what code and plan pack say."""

from __future__ import annotations

import dataclasses

import pytest

from sim.explain.document import FILE, WITH_MODULES, distribution_text, fill
from sim.explain.equations import ENTRY, EQUATIONS, STEPS, symbol
from sim.language import get_language, languages
from sim.plan import load_plan
from sim.plan.schema import StatedAssumption
from sim.version import MODEL_VERSION

WHOLE = load_plan(WITH_MODULES)


def test_the_document_is_up_to_date(plan):
    text = FILE.read_text(encoding="utf-8")
    assert fill(text, plan, WHOLE) == text, "run: python -m sim.explain.document"
    assert f"model version {MODEL_VERSION}" in text


def test_the_document_names_every_lever_assumption_and_golden_case(plan):
    text = FILE.read_text(encoding="utf-8")
    for id in (*plan.levers, *plan.assumptions, "baseline", "plan", "stress"):
        assert f"| `{id}` |" in text, id


def test_a_changed_lever_makes_the_document_stale(plan):
    text = FILE.read_text(encoding="utf-8")
    levers = {**plan.levers, "headcount": dataclasses.replace(plan.levers["headcount"], high=600)}
    changed = fill(text, dataclasses.replace(plan, levers=levers), WHOLE)
    assert changed != text and "120 to 600" in changed


def test_an_unknown_part_is_refused(plan):
    with pytest.raises(KeyError):
        fill("<!-- generated: nonsense -->\n<!-- end of generated part -->", plan, WHOLE)


def test_every_way_of_stating_an_assumption_has_a_short_form(plan):
    assert distribution_text(None, 0.5) == "0.5"
    assert distribution_text(StatedAssumption(value=2, assumption="x"), 0) == "2"
    assert distribution_text(StatedAssumption(bernoulli=0.3, assumption="x"), 0) == "bernoulli(0.3); mean 0.3"
    assert distribution_text(plan.assumption_sets["evidence"]["elasticity"], 0) == "pert(0.15, 0.31, 0.5); mean 0.315"
    assert distribution_text(plan.assumption_sets["calibrated"]["realisation"], 0) == "fitted to 2500"
    assert "pareto(1.5, 2)" in distribution_text(plan.assumption_sets["evidence"]["digital_cost_ratio"], 0)


@pytest.mark.parametrize("id", languages())
def test_every_equation_has_its_sentence_and_its_name(id):
    """Those of modules are told by the module."""
    for equation in (*EQUATIONS, ENTRY):
        for text in (f"equation-{equation.id}", f"equation-{equation.id}.name"):
            assert get_language(id).has(text), text
    for step in STEPS:
        assert get_language(id).has(f"equation-step-{step}"), step


def test_every_lever_and_assumption_has_a_symbol(plan):
    for id in (*plan.levers, *plan.assumptions):
        assert symbol(id)
