"""A large family of levers is moved by one handle: what that does, how far it goes, and what the rail makes of it."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path
from random import Random

import numpy as np
import pytest
from own_plans import wide_plan
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.random_packs import random_pack
from pages.parts.present.levers import with_move
from pages.parts.session import Workspace
from pages.parts.stage import rail
from pages.parts.stage.chances import as_json
from pages.parts.stage.journal import change_text
from pages.parts.stage.response_route import MOST
from sim.analysis.chance_table import chance_table
from sim.analysis.uncertainty import Probability
from sim.language import languages
from sim.language.errors import ScenarioError
from sim.modules import MODULES
from sim.plan import load_plan, open_catalogue
from sim.plan.levers import FAMILIES
from sim.plan.load import read_pack
from sim.plan.plan import MOST_HANDLES
from sim.scenario import Scenario
from sim.scenario.joint import joint_position, joints, members_at, places
from sim.scenario.link import LinkState, decode, encode
from sim.scenario.response import MAX_POSITIONS, handles, move_lever, move_levers, response_table

APP = str(Path(__file__).resolve().parent.parent / "app.py")


@pytest.fixture(scope="module")
def wide():
    return wide_plan()


@pytest.fixture(scope="module")
def joint(wide):
    return joints(wide)["growth"]


def growth(levers) -> dict[str, float]:
    return {id: value for id, value in levers.items() if id.startswith("growth.")}


def test_only_a_family_of_more_than_five_folds(plan, wide):
    assert set(wide.large_families) == {"growth", "budget", "hire_mix"}
    assert set(joints(wide)) == {"growth", "budget"}, "shares that the plan leaves as they are have nothing to go to"
    assert "budget" not in wide_plan(items=5).large_families
    assert not plan.large_families
    assert not load_plan("growth-2026-v2").large_families


def test_a_plan_without_large_families_has_the_rail_it_had(plan):
    entries = rail.entries(plan, spoken("en"))
    assert [one["id"] for one in entries] == list(plan.levers)
    assert not any({"within", "members"} & set(one) for one in entries)
    assert [one["advanced"] for one in entries] == [lever.advanced for lever in plan.levers.values()]
    assert rail.values(plan, plan.presets["plan"]) == list(plan.presets["plan"].values())
    assert handles(plan) == tuple(plan.levers)


def test_a_rail_never_begins_with_more_than_its_handles():
    for seed in range(60):
        plan = read_pack(random_pack(Random(seed)))
        entries = rail.entries(plan, plan.vocabulary(spoken("en")))
        assert sum(not one["advanced"] for one in entries) <= MOST_HANDLES, seed
        assert {one["id"] for one in entries if "members" not in one} == set(plan.levers), seed


def test_too_many_levers_fold_the_largest_family(plan):
    crowd = {
        f"extra_{number}": dataclasses.replace(
            plan.levers["churn_rate"], id=f"extra_{number}", family=f"extra_{number}"
        )
        for number in range(6)
    }
    crowded = dataclasses.replace(plan, levers={**plan.levers, **crowd})
    assert set(crowded.large_families) == {"growth"}, "15 levers and 6 more are 21, or 17 with one handle for growth"


def test_a_handle_leads_from_the_baseline_to_the_plan_exactly(wide):
    for start in ("baseline", "plan"):
        levers = wide.presets[start]
        assert growth(move_lever(wide, levers, "growth", 0)) == growth(wide.presets["baseline"])
        assert growth(move_lever(wide, levers, "growth", 1)) == growth(wide.presets["plan"])
    half = move_lever(wide, wide.presets["plan"], "growth", 0.5)
    assert half["growth.aargau"] == pytest.approx(0.035)
    assert half["growth.zurich"] == pytest.approx(0.0625)
    assert {id: value for id, value in half.items() if id not in growth(half)} == {
        id: value for id, value in wide.presets["plan"].items() if id not in growth(half)
    }, "nothing else moves"


def test_money_that_the_plan_leaves_is_multiplied_and_a_rate_gains_a_step():
    flat = wide_plan(growth=0.03)
    assert {family: one.kind for family, one in joints(flat).items()} == {"growth": "step", "budget": "times"}
    levers = move_lever(flat, flat.presets["plan"], "budget", 1.5)
    assert {levers[one.id] for one in flat.family("budget")} == {6.0}
    levers = move_lever(flat, levers, "growth", 0.02)
    assert {levers[one.id] for one in flat.family("growth")} == {0.05}


def test_every_position_is_what_the_model_says_there(wide):
    scenario = Scenario.of(wide).with_levers({"growth.bern": 0.11, "headcount": 165})
    table = response_table(scenario)
    revenue = table.results.annual("revenue")
    assert list(table.positions) == list(handles(wide))
    for family, one in joints(wide).items():
        found = table.positions[family]
        assert len(found) <= MAX_POSITIONS + 5
        for place in {0, 1, len(found) // 3, len(found) - 1}:
            moved_to = scenario.with_levers(move_lever(wide, scenario.levers, family, float(found[place])))
            columns = [moved_to.levers[member.id] for member in one.members]
            np.testing.assert_array_equal(table.partners[family][:, place], columns)
            np.testing.assert_array_equal(
                revenue[:, table.start[family] + place], moved_to.run().annual("revenue")[:, 0], err_msg=family
            )
        now = np.flatnonzero(found == joint_position(one, scenario.levers).value)
        assert len(now) == 1
        np.testing.assert_array_equal(
            table.partners[family][:, now[0]], [scenario.levers[member.id] for member in one.members]
        )


def test_a_handle_is_read_back_from_its_members(wide, joint):
    levers = dict(wide.presets["plan"])
    for value in (0.37, 1.62, 0.01, 2.0, 0.0, 1.0):
        levers = move_lever(wide, levers, "growth", value)
        assert joint_position(joint, levers).value == pytest.approx(value, abs=1e-9)
        assert not joint_position(joint, levers).apart
    assert levers == wide.presets["plan"], "there and back again"


def test_a_member_that_was_set_alone_keeps_its_distance(wide, joint):
    levers = {**wide.presets["plan"], "growth.uri": 0.2}
    before = joint_position(joint, levers)
    assert before.apart
    there = move_lever(wide, levers, "growth", before.value - 0.4)
    gained = joint.direction[[one.id for one in joint.members].index("growth.uri")]
    assert there["growth.uri"] == pytest.approx(0.2 - 0.4 * gained)
    back = move_lever(wide, there, "growth", before.value)
    assert back == pytest.approx(levers, abs=1e-9)


def test_a_handle_goes_as_far_as_every_member_can(wide, joint):
    last = joint.members[-1]
    top = {**wide.presets["plan"], last.id: last.high}
    assert joint_position(joint, top).high == joint_position(joint, top).value
    assert move_lever(wide, top, "growth", 9) == top, "no member is pressed against its end"
    both = {**top, joint.members[0].id: joint.members[0].low}
    stuck = joint_position(joint, both)
    assert stuck.low == stuck.high == stuck.value
    assert list(places(joint, both, MAX_POSITIONS)) == [stuck.value]
    assert move_lever(wide, both, "growth", stuck.value + 1) == both


def test_shares_move_from_one_split_to_another_and_keep_their_sum(wide):
    order = [one.id for one in wide.family("hire_mix")]
    levers = {
        id: dataclasses.replace(lever, plan=(order.index(id) + 1) / 78) if id in order else lever
        for id, lever in wide.levers.items()
    }
    plan = dataclasses.replace(wide, levers=levers)
    joint = joints(plan)["hire_mix"]
    assert joint.kind == "way"
    family = members_at(joint, plan.presets["plan"], np.linspace(0, 1.1, 23))
    np.testing.assert_allclose(family.sum(axis=0), 1, atol=1e-9)
    Scenario.of(plan).with_levers(move_lever(plan, plan.presets["plan"], "hire_mix", 0.3))
    assert "100 %" in rail.handle_help(joint, spoken("en"))


@pytest.mark.parametrize("value", [math.nan, math.inf, True, "0.5", None])
def test_what_is_no_number_is_refused(wide, value):
    with pytest.raises(ScenarioError):
        move_lever(wide, wide.presets["plan"], "growth", value)


def test_moves_that_wait_are_done_one_after_another(wide):
    plan = wide.presets["plan"]
    asked = {"growth": 0.5, "growth.bern": 0.1, "nobody": 3.0}
    expected = move_lever(wide, move_lever(wide, plan, "growth", 0.5), "growth.bern", 0.1)
    assert move_levers(wide, plan, asked) == expected
    assert dict(with_move(Scenario.of(wide), {"levers": asked}).levers) == expected


def test_a_scenario_keeps_plain_lever_values_and_its_link_brings_them_back(wide, monkeypatch):
    scenario = Scenario.of(wide)
    scenario = scenario.with_levers(move_lever(wide, scenario.levers, "growth", 0.83))
    assert set(scenario.to_dict()["levers"]) == set(wide.levers)
    monkeypatch.setitem(open_catalogue()._plans, wide.id, wide)
    found = decode(encode(LinkState(scenario, Scenario.of(wide)))).state
    assert found is not None
    assert found.scenario == scenario


def test_the_chance_follows_the_handle(wide):
    table = chance_table(Scenario.of(wide), Probability(0.4, 0.01, 1024))
    rows = as_json(table)["growth"]
    assert rows["x"][0] == 0
    assert 1 in rows["x"]
    assert rows["p"] == sorted(rows["p"])
    assert rows["p"][0] < rows["p"][-1]
    assert len(rows["x"]) > len(as_json(table)["growth.bern"]["x"]), "its members are folded"


def test_all_levers_of_the_largest_plan_are_fetched_at_once():
    """Everything unfolded: more would be refused, and the stage would say that its table is lost."""
    sizes = {None: 1, "region": 12, "category": 6, "year": 5, "tier": 8, "rule": 4}
    axes = [*FAMILIES.values(), *(symbol.each for one in MODULES.values() for symbol in one.levers.values())]
    assert sum(sizes[axis] + (axis is not None) for axis in axes) <= MOST


def test_every_family_has_a_name_in_every_language():
    each = {family for family, axis in FAMILIES.items() if axis}
    each |= {name for one in MODULES.values() for name, symbol in one.levers.items() if symbol.each}
    for id in languages():
        language = spoken(id)
        for family in each - {"hire_mix", "budget_phasing", "marketing_mix"}:  # a pack names what its shares are of
            assert language.has(f"lever-family-{family.replace('_', '-')}"), (id, family)


def test_the_rail_names_the_handle_and_its_members(wide):
    for id in languages():
        language = wide.vocabulary(spoken(id))
        entries = {one["id"]: one for one in rail.entries(wide, language)}
        assert list(entries) == list(rail.order(wide))
        family = entries["growth"]
        assert family["members"] == [one.id for one in wide.family("growth")]
        assert all(entries[member]["within"] == "growth" for member in family["members"])
        assert entries["hire_mix"]["fold"]
        assert dict(zip(entries, rail.values(wide, wide.presets["plan"]), strict=True))["hire_mix"] is None
    assert rail.ends(wide, wide.presets["plan"])["growth"] == {"min": 0.0, "max": 2.0, "apart": False}


def test_a_step_of_the_handle_is_one_step_of_the_session(wide):
    before = Scenario.of(wide)
    after = before.with_levers(move_lever(wide, before.levers, "growth", 0.5))
    works = [Workspace(one, before) for one in (before, after)]
    assert change_text(works[0], works[1], wide.vocabulary(spoken("en"))) == ("Growth, all regions", "100 % → 50 %")
    alone = Workspace(before.with_levers({"growth.bern": 0.1}), before)
    assert change_text(works[0], alone, wide.vocabulary(spoken("en")))[0] == "Bern: demand growth"


def test_standard_controls_have_the_handle_too(wide, monkeypatch):
    monkeypatch.setitem(open_catalogue()._plans, wide.id, wide)
    at = AppTest.from_file(APP, default_timeout=120)
    at.query_params.update(plain="1", lang="en", s=encode(LinkState(Scenario.of(wide), Scenario.of(wide))))
    at.run()
    assert not at.exception
    at.slider(key="plain-growth").set_value(50.0).run()
    assert not at.exception
    expected = move_lever(wide, wide.presets["plan"], "growth", 0.5)
    assert at.session_state["workspace"].now.scenario.levers == pytest.approx(expected)
    assert at.slider(key="plain-growth.zurich").value == pytest.approx(100 * expected["growth.zurich"])
    at.button(key="undo").click().run()
    assert at.session_state["workspace"].now.scenario.levers == wide.presets["plan"], "one step back"
    assert at.slider(key="plain-growth").value == 100
