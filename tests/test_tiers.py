"""Tiers of customers: what a pack may say of them, and what moving one does to churn."""

from __future__ import annotations

import dataclasses
import json
import re
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import yaml_text
from hypothesis import given, settings
from markup import markup
from strategies import assumption_draws, assumption_values, lever_draws, lever_values
from streamlit.testing.v1 import AppTest
from test_modules import CALIBRATED, check_direction, check_plain_loops, same
from tiered import NAMES, REASON, TIERS, named_files, tier_entries, tiered_files, tiered_plan

from bench.random_packs import random_pack
from pages.parts import session
from pages.parts.reading import DRAWN
from pages.parts.writing import plain
from sim.cli.document import tier_document
from sim.language import get_language
from sim.language.errors import PlanError
from sim.model import evaluate
from sim.modules.customers import tier_churn, tier_losses
from sim.plan import Plan, load_plan
from sim.plan.change_text import change_text
from sim.plan.changes import PlanChange
from sim.plan.check import check_pack
from sim.plan.load import read_pack
from sim.plan.number_rows import number_rows
from sim.plan.workbook.reader import read_workbook
from sim.plan.workbook.writer import plan_workbook
from sim.provenance import origins
from sim.provenance.text import item_name
from sim.scenario import Scenario
from sim.scenario.history import History

SMALL = random_pack(Random(61))
"""A pack of its own with two tiers."""
WITHOUT, PLAN = load_plan("growth-2026-v2"), tiered_plan()
OWN = [lever.id for lever in PLAN.family("churn_by_tier")]
STILL = {lever.id: lever.base for lever in PLAN.family("churn_by_tier")}


def run(levers: dict[str, Any], **assumptions: float) -> Any:
    return evaluate(PLAN, PLAN.presets["plan"] | levers, CALIBRATED | assumptions)


# -- the equation -----------------------------------------------------------------------------------------------------


def test_tiers_that_stay_where_they_are_change_no_bit():
    levers, assumptions = lever_draws(WITHOUT, 60), assumption_draws(WITHOUT, 60)
    assert same(evaluate(PLAN, levers | STILL, assumptions), evaluate(WITHOUT, levers, assumptions))
    assert PLAN.tiers and not WITHOUT.tiers and WITHOUT.hash == "49ec6e0e0e63debc"


@settings(max_examples=5)
@given(lever_values(PLAN), assumption_values(PLAN))
def test_tiers_agree_with_the_plain_loops(levers, assumptions):
    check_plain_loops(PLAN, levers, assumptions, tuple((name, revenue, churn) for name, _, revenue, churn in TIERS))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_is_left_to_leave_and_no_rate_ends_a_hair_below_zero(seed):
    """Satisfaction and tiers together take all churn there is; rounded, their sum took more of it in a few draws."""
    plan = dataclasses.replace(PLAN, modules={"customers": PLAN.modules["customers"]})
    levers, assumptions = lever_draws(plan, 4000, seed), assumption_draws(plan, 4000, seed + 9)
    levers |= dict.fromkeys(OWN, 0.0)
    churn = evaluate(plan, levers, assumptions | {"realisation": np.ones(4000)}).churn_rate
    assert churn.min() == 0


@pytest.mark.parametrize("id", [*OWN, "churn_rate", "nps"])
def test_less_churn_never_loses_revenue(id):
    check_direction(PLAN, id, 200)


def test_a_tier_moves_churn_by_its_share_of_revenue():
    usual = {"churn_rate": 0.18, "nps": 42.0}
    today = run(usual).churn_rate[-1, 0]
    better = run(usual | {"churn_by_tier.key_accounts": 0.10}).churn_rate[-1, 0]
    worse = run(usual | {"churn_by_tier.long_tail": 0.30}).churn_rate[-1, 0]
    realised = run(usual).at.found["enablement"][-1, 0]
    assert today == 0.18 and 0.5 < realised < 1
    assert better == pytest.approx(0.18 - 0.40 * 0.02 * realised, rel=1e-12)
    assert worse == pytest.approx(0.18 + 0.20 * 0.04, rel=1e-12), "what gets worse needs no money"


def test_of_a_tiers_fall_and_that_of_all_churn_the_larger_counts():
    """The plan's 18 → 10 % takes key accounts from 12 to 6.7 %; only what goes below that counts."""
    usual = run({}).churn_rate
    reached = run({"churn_by_tier.key_accounts": 0.12 * 10 / 18 + 1e-9}).churn_rate
    assert np.array_equal(reached, usual)
    further = run({"churn_by_tier.key_accounts": 0.12 * 10 / 18 - 0.02}).churn_rate
    enabled = run({}).at.found["enablement"]
    np.testing.assert_allclose(further, usual - 0.40 * 0.02 * enabled, rtol=1e-12)
    satisfied = run({"churn_rate": 0.18}, nps_churn=0.5).churn_rate
    assert (run({"churn_rate": 0.18, "churn_by_tier.standard": 0.17}, nps_churn=0.5).churn_rate == satisfied).all()


def test_what_tiers_lose_makes_up_all_that_is_lost():
    """Also where prices, risk cases and rules have changed churn and revenue since."""
    levers, assumptions = lever_draws(PLAN, 40), assumption_draws(PLAN, 40)
    results = evaluate(PLAN, levers, assumptions)
    lost = results.churn_rate / 4 * results.run_rate[:-1].sum(axis=1)
    np.testing.assert_allclose(tier_losses(results).sum(axis=0), lost, rtol=1e-9)
    still = evaluate(PLAN, PLAN.presets["baseline"], CALIBRATED)
    for churn, (_, _, _, today) in zip(tier_churn(still), TIERS, strict=True):
        np.testing.assert_allclose(churn, today, rtol=1e-12)
    better = run({"churn_rate": 0.18, "nps": 42.0, "churn_by_tier.key_accounts": 0.06})
    key_accounts, standard, _ = tier_churn(better)[:, -1, 0]
    assert key_accounts < 0.09 and standard == pytest.approx(0.20, rel=1e-9), "a tier alone moves alone"
    told = json.loads(json.dumps(tier_document(PLAN, better)))["key_accounts"]
    assert told["churn_rate"]["2026"] == key_accounts and told["share_of_revenue"] == 0.40
    assert told["revenue_lost"]["2026"] == pytest.approx(tier_losses(better)[0, 8:, 0].sum())


# -- the picture ------------------------------------------------------------------------------------------------------


def model_page(plan: Plan, levers: dict[str, float] | None = None, language: str = "en") -> AppTest:
    """Open the Model page of a scenario of a plan with tiers."""
    app = AppTest.from_file(str(Path(__file__).resolve().parent.parent / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    work = session.fresh(plan)
    app.session_state[session.SLOT] = History.start(
        dataclasses.replace(work, scenario=work.scenario.with_levers(levers or {}))
    )
    app.switch_page("pages/model.py").run()
    assert not app.exception, app.exception
    return app


def drawn(app: AppTest) -> dict[str, Any]:
    """Return the data of the picture of tiers."""
    return app.session_state[DRAWN]["module-tiers"][1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_model_page_draws_what_each_tier_keeps_and_loses(language):
    plan = read_pack(named_files())
    app = model_page(plan, {"churn_by_tier.key_accounts": 0.05}, language)
    rows, today = drawn(app)["parts"], drawn(app)["today"]
    assert [row["name"] for row in rows] == list(NAMES)
    results = Scenario.of(plan).with_levers({"churn_by_tier.key_accounts": 0.05}).run()
    lost = tier_losses(results)[:, -4:, 0].sum(axis=1)
    for row, tick, gone, (_, _, share, churn) in zip(rows, today, lost, TIERS, strict=True):
        assert row["whole"] == pytest.approx(share * results.run_rate[8:12, :, 0].sum(axis=1).mean())
        assert row["whole"] - row["kept"] == pytest.approx(gone)
        assert row["whole"] - tick["x"] == pytest.approx(churn * row["whole"])
    most = NAMES[int(lost.argmax())]
    spoken = plan.vocabulary(get_language(language))
    total = spoken.quantity(float(lost.sum()), "money")
    assert re.search(f"<h2[^>]*>[^<]*{most}[^<]*{total.split()[-2] if language == 'en' else total[:4]}", markup(app))


def test_a_plan_without_tiers_has_no_picture_of_them():
    assert "module-tiers" not in model_page(WITHOUT).session_state[DRAWN]


def test_where_nobody_leaves_the_picture_says_so():
    plan = read_pack(named_files())
    none = {one.id: 0.0 for one in plan.family("churn_by_tier")}
    app = model_page(plan, none | {"churn_rate": 0.02})
    parts = drawn(app)["parts"]
    assert parts and all(0 <= row["kept"] <= row["whole"] for row in parts)


@pytest.mark.parametrize(
    "name",
    [
        "**Big** :red[r] $$x$$ ![i](http://elsewhere.example/p.png) `c`",
        "a < b & c > d \"'",
        "B" * 200,
        "大客户 🏦",
    ],
)
def test_a_tier_of_any_name_is_shown_letter_by_letter(name):
    app = model_page(read_pack(named_files((name, *NAMES[1:]))))
    shown = drawn(app)["parts"][0]["name"]
    assert shown == plain(name) and len(shown) <= 61
    assert escape(name, quote=False) in markup(app).replace("&#x27;", "'").replace("&quot;", '"').replace("\u2060", "")
    assert not any(name in element.value for element in app.markdown), "nothing of it is read as Markdown"


@pytest.mark.parametrize("name", ["<b>Big</b>", "a\ue002b", "a\u202eb", "", "a\nb", "B" * 4000])
def test_a_name_that_could_be_more_than_letters_is_refused(name):
    with pytest.raises(PlanError) as problem:
        read_pack(named_files((name, *NAMES[1:])))
    assert "tiers.key_accounts" in problem.value.text("en") and problem.value.text("zh")


@pytest.mark.parametrize("id", ["Key", "key-accounts", "key accounts", "a.b", "大", "k" * 41])
def test_an_id_that_could_become_another_is_refused(id):
    with pytest.raises(PlanError) as problem:
        read_pack(tiered_files(tier_entries(((id, *TIERS[0][1:]), *TIERS[1:]))))
    assert f"tiers.{id}" in problem.value.text("en")


def test_a_tier_is_stated_once():
    files = tiered_files()
    files["plan.yaml"] = files["plan.yaml"].replace("  standard:\n", "  key_accounts:\n", 1)
    with pytest.raises(PlanError) as problem:
        read_pack(files)
    assert problem.value.key == "error-plan-duplicate"


# -- the pack ---------------------------------------------------------------------------------------------------------


def changed(id: str, part: str, **stated: Any) -> dict[str, Any]:
    entries = tier_entries()
    entries[id][part] = entries[id][part] | stated
    return entries


@pytest.mark.parametrize(
    ("entries", "key", "told"),
    [
        (changed("standard", "churn", value=0.25), "error-plan-tier-churn", "0.2 "),
        (changed("standard", "revenue", value=0.45), "error-plan-simplex", "tiers.*.revenue"),
        (changed("standard", "customers", value=1.2), "error-plan-range", "tiers.standard.customers"),
        (changed("standard", "churn", unit="fraction"), "error-plan-wrong-value", "tiers.standard.churn.unit"),
        (changed("standard", "churn", low=0.1), "error-plan-wrong-value", "low"),
        (tier_entries(TIERS[:1]), "error-plan-wrong-value", "2"),
        (tier_entries(tuple((f"t{n}", 0.1, 0.1, 0.18) for n in range(10))), "error-plan-wrong-value", "8"),
    ],
)
def test_tiers_that_cannot_be_are_refused_in_words(entries, key, told):
    with pytest.raises(PlanError) as problem:
        read_pack(tiered_files(entries))
    assert problem.value.key == key
    assert told in problem.value.text("en") and problem.value.text("zh")


def test_tiers_need_the_module_that_knows_them_and_state_their_churn_once():
    files = tiered_files()
    content = yaml_text.read(files["plan.yaml"])
    del content["modules"]["customers"]
    with pytest.raises(PlanError):
        read_pack(files | {"plan.yaml": yaml_text.write(content)})
    with pytest.raises(PlanError) as problem:
        read_pack(tiered_files(lever={"base": {"key_accounts": {"value": 0.12, **REASON}}}))
    assert problem.value.arguments["key"] == "churn_by_tier.base"


def test_a_pack_says_where_tiers_are_to_end():
    plan = {name: {"value": churn / 2, **REASON} for name, _, _, churn in TIERS}
    found, problems = check_pack(tiered_files(lever={"plan": plan, "range": [0, 0.4]}))
    assert found is not None and not problems
    lever = found.levers["churn_by_tier.key_accounts"]
    assert (lever.base, lever.plan, lever.high, lever.kind) == (0.12, 0.06, 0.4, "promise")


def test_churn_may_be_stated_against_that_of_all_customers():
    entries = tier_entries()
    for name, _, _, churn in TIERS:
        entries[name]["churn"] |= {"value": churn / 0.18, "unit": "ratio", "basis": "measured", "low": 0.3, "high": 2}
    found = read_pack(tiered_files(entries))
    assert [lever.base for lever in found.family("churn_by_tier")] == pytest.approx([one[3] for one in TIERS])
    spread = found.assumption_sets["evidence"]["off_today.churn_by_tier.key_accounts"]
    ends = spread.distribution.quantile(np.array([0.1, 0.9])) + 0.12
    assert ends == pytest.approx([0.3 * 0.18, 2 * 0.18], rel=1e-6), "how well it is known spreads the likely set"


def test_what_a_tier_loses_today_may_be_uncertain():
    entries = changed("key_accounts", "churn", basis="measured", low=0.10, high=0.14)
    ends = {name: {"value": 0.06 if name == "key_accounts" else churn, **REASON} for name, _, _, churn in TIERS}
    found = read_pack(tiered_files(entries, {"plan": ends}))
    levers = found.presets["plan"] | {"churn_rate": 0.18}
    name = "off_today.churn_by_tier.key_accounts"
    low, usual, high = (evaluate(found, levers, CALIBRATED | {name: off}).churn_rate[-1, 0] for off in (-0.02, 0, 0.02))
    assert low > usual > high, "the more leave today, the more there is to gain"


def test_a_workbook_gives_tiers_back():
    plan = read_pack(SMALL)
    found = read_pack(read_workbook(plan_workbook(plan, get_language("zh"))).files)
    assert found.hash == plan.hash and found.tiers == plan.tiers
    told = plan.vocabulary(get_language("en"))
    rows = {row.path: row for row in number_rows(plan)}
    assert told.text("lever-churn-by-tier-gold") == "Churn: Gold"
    assert rows["tiers", "gold", "churn", "value"].name(told) == "Churn today: Gold"
    changed = PlanChange("plan.yaml", ("tiers", "gold", "revenue", "source"), "A", "B")
    assert "Share of revenue: Gold" in change_text(changed, told)
    assert {item_name(one, told) for one in origins(plan) if one.id.startswith("tiers.gold.")} == {
        "Churn today: Gold", "Share of revenue: Gold", "Share of all customers: Gold"
    }  # fmt: skip
