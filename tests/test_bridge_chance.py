"""The bridge between two chances: complete, paired, with errors, and equal to chances computed another way."""

from __future__ import annotations

import math

import pytest
from spoken import spoken

from sim.analysis.chance_bridge import chance_bridge, openable
from sim.analysis.compare import compare
from sim.analysis.text import bridge_sentence
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice

PLAN = load_plan("growth-2026")
GOAL = TargetChoice("revenue", 2026, 2300.0)
DRAWS = 256


def cautious() -> Scenario:
    return Scenario.of(PLAN, "plan", "evidence", target=GOAL, draws=DRAWS)


def bold() -> Scenario:
    return (
        Scenario.of(PLAN, "plan", "evidence", target=GOAL, draws=DRAWS)
        .with_levers({"headcount": 450, "ramp_months": 2, "conversion_rate": 0.30, "budget.marketing": 50})
        .with_settings(risks={"market_slowdown": {"mode": "off"}, "crm_delay": {"mitigated": True}})
        .with_own_assumptions({"momentum": 0.03})
    )


def test_bars_sum_to_the_difference_of_chances() -> None:
    one = chance_bridge(cautious(), bold(), draws=DRAWS)
    chances = compare({"a": cautious(), "b": bold()}).chances
    assert chances is not None
    assert (one.start, one.end) == pytest.approx(tuple(chances.reach))
    assert [bar.id for bar in one.bars] == ["headcount", "conversion", "budget", "assumptions", "risks"]
    assert abs(one.residual) < 1e-12
    assert all(0 < bar.error < 0.05 for bar in one.bars)
    assert all(bar.value > 0 for bar in one.bars)


def test_levers_sum_to_their_group() -> None:
    one = chance_bridge(cautious(), bold(), draws=128, drill=("headcount", "budget", "risks"))
    parts = {bar.id: bar.parts for bar in one.bars}
    assert [part.id for part in parts["headcount"]] == ["headcount", "ramp_months"]
    assert [part.id for part in parts["budget"]] == ["budget.marketing"]
    assert [part.id for part in parts["risks"]] == ["market_slowdown", "crm_delay"]
    assert [part.kind for part in parts["risks"]] == ["risk", "risk"]
    assert parts["conversion"] == ()
    for bar in one.bars:
        if bar.parts:
            assert math.fsum(part.value for part in bar.parts) == pytest.approx(bar.value, abs=1e-12)
    assert parts["budget"][0].value == pytest.approx(one.bars[2].value)
    assert parts["budget"][0].last == pytest.approx(one.bars[2].last)


def test_single_cause_takes_all() -> None:
    one = chance_bridge(cautious(), cautious().with_levers({"growth.east": 0.2}), draws=DRAWS)
    assert len(one.bars) == 1
    assert one.bars[0].value == one.bars[0].alone == one.bars[0].last == pytest.approx(one.total)


def test_both_sides_meet_the_futures_of_the_base() -> None:
    """Another seed is another sample of the same luck, no cause."""
    same, other = (chance_bridge(cautious(), bold().with_settings(seed=seed), draws=64) for seed in (0, 99))
    assert same == other


def test_one_future_has_no_error_to_state() -> None:
    one = chance_bridge(cautious(), cautious().with_levers({"growth.east": 0.2}), draws=1)
    assert [bar.error for bar in one.bars] == [math.inf]


def test_nothing_differs() -> None:
    assert chance_bridge(cautious(), cautious(), draws=64).bars == ()


def test_written() -> None:
    one = chance_bridge(cautious(), bold(), draws=64)
    assert "Chance of reaching the target 2026" in bridge_sentence(one, "Cautious", "Bold", spoken("en"))
    assert "达标概率" in bridge_sentence(one, "谨慎", "进取", spoken("zh"))


def test_assumptions_open_where_few_differ() -> None:
    one = chance_bridge(cautious(), bold(), draws=128, drill=("assumptions",))
    bar = next(bar for bar in one.bars if bar.id == "assumptions")
    assert [(part.id, part.kind) for part in bar.parts] == [("momentum", "assumption")]
    assert bar.parts[0].value == pytest.approx(bar.value, abs=1e-12)
    assert set(openable(cautious(), bold())) == {one.id for one in one.bars}


def test_whole_sets_of_assumptions_stay_closed() -> None:
    other = cautious().with_settings(assumption_set="calibrated")
    assert openable(cautious(), other) == ()
    one = chance_bridge(cautious(), other, draws=64, drill=("assumptions",))
    assert [bar.parts for bar in one.bars] == [()]
