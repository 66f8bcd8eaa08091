"""A target worked out as document D3 does: by hand, spread without loss, gaps by name, put into the plan."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from command_line import printed
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import spoken
from test_pages_plans import page, store, text_of

from pages.parts.plans import bring
from sim.language import languages
from sim.language.errors import PlanError
from sim.plan import load_plan, plan_ids
from sim.track import target_text
from sim.track.target import pacings, target_file, work_out

__all__ = ["store"]
EXAMPLE = load_plan().facts


def test_the_shipped_example_is_d3s_arithmetic(plan):
    """D1: 1,472 to 1,520 in two years, market 9.8 %, 0.85 m a deal; D3: 20, 15, 500 × 8 %, 90 % × 1.18, 200."""
    found, growth = work_out(plan, EXAMPLE), (1520 / 1472) ** 0.5 - 1
    wanted = {
        "history": 1520 * (1 + growth) ** 3,
        "market": 1520 * 1.098**3 - 1520 * (1 + growth) ** 3,
        "new_customers": 3 * 20 * 0.85,
        "key_accounts": 3 * 15 * 0.85,
        "probing": 3 * 500 * 0.08 * 0.85,
        "channels": 0,
        "existing": 1520 * (0.9 * 1.18) ** 3,
        "won": 3 * 200 * 0.85,
    }
    assert {step.id: step.value for step in found.steps} == pytest.approx(wanted)
    assert found.top == pytest.approx(1520 * 1.098**3 + 0.85 * 3 * 75)
    assert found.gaps["stated-top"] == pytest.approx(2500 - found.top)
    assert found.claims()["contribution_regions"] == pytest.approx(3 * 55 * 0.85 / (found.top - 1520))
    assert found.floor == pytest.approx(0.95) and set(target_file().kinds) == {one.id for one in found.side("top")}
    facts = {id for one in found.steps for id in one.sources}
    assert facts and all(plan.facts[id].document == "D3" for id in facts)


@settings(max_examples=25, deadline=None)
@given(
    own=st.dictionaries(st.sampled_from(["market", "probing", "channels", "won"]), st.floats(-50, 900), max_size=4),
    pacing=st.sampled_from(pacings()),
    team=st.integers(1, 40),
    id=st.sampled_from(plan_ids()),
)
def test_whatever_is_typed_the_parts_make_up_the_whole(own, pacing, team, id):
    plan = load_plan(id)
    found = work_out(plan, EXAMPLE, own, pacing, team)
    spread = found.spread
    assert spread.top.sum() == pytest.approx(found.top) and spread.bottom.sum() == pytest.approx(found.bottom)
    assert spread.shares.sum() == pytest.approx(1)
    assert spread.top.sum(axis=(0, 1)) == pytest.approx(found.top * spread.shares)
    assert found.by_kind.sum(axis=1) == pytest.approx(found.by_region)
    for region in (None, *range(len(plan.regions))):
        wanted = [float(one[slice(None) if region is None else region].sum()) for one in (spread.top, spread.bottom)]
        for by in ("region", "line", "quarter"):
            assert [one.sum() for one in spread.parts(by, region)] == pytest.approx(wanted, abs=1e-9)
    team_parts = [(one * spread.teams).sum() for one in spread.parts("team")]
    assert team_parts == pytest.approx([found.top, found.bottom], abs=1e-9)
    assert found.gaps["stated-bottom"] == pytest.approx(found.gaps["stated-top"] + found.gaps["top-bottom"])
    assert (spread.teams * team >= spread.reps - 1e-9).all() and (spread.teams >= 1).all()
    assert {one.id for one in found.steps if one.own} <= set(own)


def test_a_plan_that_states_no_deal_size_gets_no_amounts_from_it():
    found = work_out(load_plan("digital-2026"), EXAMPLE)
    assert {one.id for one in found.steps if one.value == 0} == {
        "new_customers", "key_accounts", "probing", "channels", "won",
    }  # fmt: skip
    for one in languages():
        told = target_text.how(found, found.steps[2], spoken(one, found.plan))
        assert told == spoken(one).text("target-how-no-deal")


def test_what_regions_bring_goes_to_those_that_are_to_outgrow_the_market(plan):
    calm, pushed = work_out(plan, EXAMPLE, {"probing": 0}), work_out(plan, EXAMPLE, {"probing": 100})
    more = pushed.by_region - calm.by_region
    faster = np.array([float(plan.levers[f"growth.{region}"].plan) > plan.market_growth for region in plan.regions])
    assert more.sum() == pytest.approx(100) and (more[faster] > 0).all() and more[~faster] == pytest.approx(0)


def test_customers_who_stay_buy_where_they_are_and_those_won_where_the_reps_are(plan):
    """D1: 90 % × 1.18 a year of 1,520; of the west 100, and 200 a year more to whom its reps at the end sell."""
    found = work_out(plan, EXAMPLE, {"won": 300.0})
    west = plan.regions.index("west")
    kept = 1520 * (0.9 * 1.18) ** 3 * plan.base_revenue[west] / 1520
    won = 300 * found.spread.reps[west] / found.spread.reps.sum()
    assert found.spread.bottom[west].sum() == pytest.approx(kept + won)
    share = float(plan.inputs["new_product_share"].plan)
    new = found.spread.bottom[west, found.spread.lines.index("new")].sum()
    assert new == pytest.approx(kept * plan.base_new_share + won * share)
    season = plan.seasonality / plan.seasonality.sum()
    assert found.spread.bottom.sum(axis=(0, 1)) == pytest.approx(found.bottom * season)


def test_the_cell_furthest_apart_is_named_with_its_region_line_and_quarter():
    plan = load_plan("halfyear-2025")
    found = work_out(plan, EXAMPLE, {"existing": 0.0, "won": 0.0})
    region, line, quarter = found.spread.widest
    assert found.spread.top[region, line, quarter] == found.spread.top.max() > 0
    for one in languages():
        language = spoken(one, plan)
        told = target_text.widest_text(found, language)
        parts = {by: target_text.part_names(found, by, language) for by in ("region", "line", "quarter")}
        assert len(parts["line"]) == len(plan.lines) == 3
        for by, place in (("region", region), ("line", line), ("quarter", quarter)):
            assert parts[by][place] in told


@pytest.mark.parametrize(
    "wrong",
    [{"own": {"wish": 1.0}}, {"own": {"won": 1e12}}, {"own": {"won": float("nan")}}, {"pacing": "d9"}, {"team": 0}],
)
def test_what_no_target_has_is_refused_with_what_is_allowed(plan, wrong):
    with pytest.raises(PlanError, match="Allowed"):
        work_out(plan, EXAMPLE, **wrong)


def test_gaps_are_named_whichever_way_they_lie(plan):
    for one in languages():
        language = spoken(one, plan)
        told = [target_text.gap_texts(work_out(plan, EXAMPLE, own), language)[0] for own in ({}, {"channels": 500.0})]
        even = work_out(
            plan, EXAMPLE, {"won": work_out(plan, EXAMPLE).top - work_out(plan, EXAMPLE, {"won": 0.0}).bottom}
        )
        assert len({*told, target_text.gap_texts(even, language)[0]}) == 3


def test_the_command_line_says_the_same(capsys, plan):
    told = json.loads(printed(capsys, "plans", "target", "growth-2026", "--step", "channels=40", "--json"))
    found = work_out(plan, EXAMPLE, {"channels": 40})
    assert told["top"] == found.top and told["gaps"] == pytest.approx(dict(found.gaps))
    assert "目标" in printed(capsys, "plans", "target", "growth-2026", "--language", "zh")


def test_the_target_goes_into_the_plan_through_its_table_of_numbers(store):
    app = page()
    app.button("plans-target-growth-2026").click().run()
    now = app.session_state[bring.TARGET]
    app.session_state[bring.TARGET] = replace(now, own={"channels": 100.0})
    app.run()
    assert "CNY 2.30 bn top-down" in text_of(app)
    app.segmented_control("plans-target-by").set_value("line").run()
    app.selectbox("plans-target-region").set_value(0).run()
    assert "more is asked than customers bring" in text_of(app) and not app.exception
    app.button("plans-target-put").click().run()
    said = app.session_state[bring.EDITING].history.now.by_place
    assert said["plan.yaml", ("targets", "revenue", "value")] == 2303
    assert {path[1] for _, path in said} == {"revenue", "contribution_regions", "contribution_new_products"}
    assert not app.button("plans-edit-keep").disabled
