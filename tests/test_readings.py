"""Readings that version 2 of the plan mends, against those of version 1 on which saved scenarios stand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.plan import load_plan
from sim.scenario import Scenario

FIRST, SECOND = load_plan("growth-2026"), load_plan("growth-2026-v2")


def change(plan, case: str, **said):
    """Return what a case that happens does: revenue by quarter and region, and what the programme costs, by quarter."""
    scenario = Scenario.of(plan)
    before, after = scenario.run(), scenario.with_settings(risks={case: {"mode": "on", **said}}).run()
    cost = (after.programme_gross - before.programme_gross)[:, 0]
    return (after.revenue - before.revenue)[:, :, 0], cost


def test_a_delay_of_regional_policy_hits_the_west_alone():
    for plan, hit in ((FIRST, {"west", "northeast"}), (SECOND, {"west"})):
        revenue, _ = change(plan, "regional_policy_delay")
        assert {region for place, region in enumerate(plan.regions) if revenue[:, place].min() < -1e-6} == hit


def test_a_price_war_can_reach_the_target_year_and_costs_customers():
    assert FIRST.risks["price_war"].onset == (1, 5) and SECOND.risks["price_war"].onset == (1, 9)
    revenue, _ = change(SECOND, "price_war", onset=9)
    assert revenue[8:].sum() < -10 and np.abs(revenue[:8]).max() < 1e-9
    revenue, _ = change(SECOND, "price_war", onset=1)
    assert revenue[4:8].sum() < -1, "customers who left are missed when it is over"
    revenue, _ = change(FIRST, "price_war", onset=1)
    assert np.abs(revenue[4:]).max() < 1e-6, "in version 1 it leaves no trace"


def test_an_overrun_hits_the_crm_upgrade_and_is_counted_once():
    _, cost = change(SECOND, "budget_overrun", onset=1)
    assert cost.sum() == pytest.approx(20 * 0.20, abs=0.05)
    _, cost = change(FIRST, "budget_overrun", onset=1)
    assert cost.sum() > 14
    effects = {one.kind.quantity for one in SECOND.risks["crm_delay"].effects}
    assert effects == {"digital_enablement"}


def test_the_plan_itself_is_the_same_under_both_readings_of_risk():
    """A reading of a risk case moves nothing that is promised."""
    quiet = {id: {"mode": "off"} for id in SECOND.risks}
    runs = [Scenario.of(SECOND).with_settings(risks=risks).run() for risks in ({}, quiet)]
    assert np.array_equal(runs[0].revenue, runs[1].revenue)


def test_churn_of_twelve_percent_is_no_figure_of_the_company():
    from sim.trust.backtest import backtest

    facts = FIRST.facts
    assert facts["D1-048"].scope == "industry" and facts["D1-049"].scope == "company"
    assert "churn-then" not in str(backtest(FIRST))


@pytest.mark.parametrize("plan", [FIRST, SECOND], ids=lambda one: one.id)
def test_a_halved_subsidy_is_told_three_ways_and_answered_in_three(plan):
    from sim.audit.subsidy import subsidy_loss

    loss = subsidy_loss(Scenario.of(plan))
    assert loss is not None
    assert (loss.stated, loss.implied) == (12, 9), "the plan's own figure, and half of its subsidy of 18"
    absorb, hold, reserve = loss.choices
    assert 0 < loss.model < 9, "what is spent before the fall has had its subsidy"
    assert absorb.profit.sum() == pytest.approx(-loss.model) and np.abs(absorb.revenue).max() < 1e-9
    assert hold.revenue.sum() < 0, "a smaller programme sells less"
    assert reserve.drawn.sum() == pytest.approx(min(10, loss.model))
    assert reserve.profit == pytest.approx(absorb.profit + reserve.drawn)
    assert not absorb.profit[:4].any(), "it falls in 2025"
    other = subsidy_loss(Scenario.of(plan).with_settings(risks={"subsidy_withdrawn": {"mode": "on"}}))
    assert other is not None and other.model == pytest.approx(loss.model), "cases that exclude it are set aside"


def test_a_plan_without_a_subsidy_has_no_such_card():
    from sim.audit.subsidy import subsidy_loss

    assert subsidy_loss(Scenario.of(load_plan("digital-2026"))) is None
