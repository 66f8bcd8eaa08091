"""What cases do to the model: probabilities hold, exclusions hold, a harmful case never helps, and goldens stand.

Renew the goldens after a deliberate change of catalogue or model with `python -m tests.test_risk_effects`.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.model import Effects, evaluate
from sim.plan import load_plan
from sim.plan.effects import EFFECTS
from sim.plan.risks import RiskEffect
from sim.risk import central_effects, course, mitigation_cost, resolve, sample_effects
from sim.risk.effects import effect_sizes, effects_of
from sim.risk.events import Event, event, occurrence, typical_event
from sim.sampling.points import column
from sim.scenario import Scenario
from tests.strategies import lever_values

PLAN, WITH_MODULES = load_plan("growth-2026"), load_plan("growth-2026-v2")
GOLDEN = Path(__file__).parent / "golden_risks.json"
COST_ONLY = ("subsidy_halved", "subsidy_withdrawn", "budget_overrun")
SAVES_SALARIES = ("hiring_shortfall",)
"""Fewer reps also cost less, so profit may rise where revenue falls."""


def forced(id: str, **more: object) -> dict[str, dict[str, object]]:
    return {id: {"mode": "on", **more}}


def outcome(scenario: Scenario) -> dict[str, list[float]]:
    results = scenario.run()
    return {m: [float(v) for v in results.annual(m)[:, 0]] for m in ("revenue", "operating_profit", "programme_net")}


def parts(effects: Effects) -> dict[str, np.ndarray]:
    """Return all that effects are made of."""
    found = dict(effects.sizes) | {f"{name} strength": share for name, share in effects.strength.items()}
    others = {"hold_net_spend": effects.hold_net_spend, "extra_cost": effects.extra_cost}
    return found | {name: values for name, values in others.items() if values is not None}


def effect_size(effect: RiskEffect, happening: Event, draws: np.ndarray) -> np.ndarray:
    return effect_sizes([((effect,), happening, draws)])[0][0]


def goldens() -> dict[str, dict[str, list[float]]]:
    """Every case forced on, as it is, mildest, most severe, with its countermeasure, and with each response."""
    found = {"none": outcome(Scenario.of(PLAN))}
    for id, case in PLAN.risks.items():
        variants = {"": {}, "/mild": {"size": 0.0}, "/severe": {"size": 1.0}, "/mitigated": {"mitigated": True}}
        variants |= {f"/{response}": {"response": response} for response in case.responses[1:]}
        for name, more in variants.items():
            found[id + name] = outcome(Scenario.of(PLAN, risks=forced(id, **more)))
    return found


def test_every_case_gives_its_golden_result():
    expected, actual = json.loads(GOLDEN.read_text(encoding="utf-8")), goldens()
    assert list(actual) == list(expected)
    for name, measures in expected.items():
        for metric, values in measures.items():
            np.testing.assert_allclose(actual[name][metric], values, rtol=1e-9, err_msg=f"{name} {metric}")


@pytest.mark.parametrize("id", PLAN.risks)
def test_each_case_bites_and_more_severely_bites_more(id):
    def total(metric: str, **more: object) -> float:
        return sum(outcome(Scenario.of(PLAN, risks=forced(id, **more)))[metric])

    free = outcome(Scenario.of(PLAN))
    metric = "operating_profit" if id in COST_ONLY else "revenue"
    sizes = [total(metric, size=size) for size in (0.0, 0.5, 1.0)]
    assert sizes[1] < sum(free[metric])
    if id.startswith("subsidy"):
        assert sizes[0] == sizes[1] == sizes[2]
    else:
        assert sizes[0] > sizes[1] > sizes[2]
    cost = PLAN.risks[id].mitigation.cost
    gained = total(metric, mitigated=True) + (cost if metric == "operating_profit" else 0) - sizes[1]
    assert 0 < gained < sum(free[metric]) - sizes[1]


@pytest.mark.parametrize("id", PLAN.risks)
@given(levers=lever_values(PLAN), size=st.floats(0, 1), onset=st.integers(1, 12), mitigated=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_harmful_case_never_helps(id, levers, size, onset, mitigated):
    """Wherever the levers stand: no revenue in any year, and, but for saved salaries, no profit over the horizon."""
    assumptions = Scenario.of(PLAN).central_assumptions()
    said = forced(id, size=size, onset=onset, mitigated=mitigated)
    for response in PLAN.risks[id].responses or (None,):
        if response:
            said[id]["response"] = response
        free = evaluate(PLAN, levers, assumptions)
        struck = evaluate(PLAN, levers, assumptions, central_effects(PLAN, said))
        loss = free.annual("revenue")[:, 0] - struck.annual("revenue")[:, 0]
        assert loss.min() >= -1e-7
        profit = float(free.annual("operating_profit").sum() - struck.annual("operating_profit").sum())
        if id in COST_ONLY and response != "hold_net_spend":
            assert profit >= -1e-7
        if id in ("price_war", "supply_disruption", "key_account_loss", "market_slowdown", "data_breach"):
            assert profit >= -1e-7


def test_a_lost_subsidy_is_paid_for_or_answered_by_a_smaller_programme():
    free, paid, held = (
        Scenario.of(PLAN, risks=risks).run()
        for risks in ({}, forced("subsidy_halved"), forced("subsidy_halved", response="hold_net_spend"))
    )
    # 36 CNY_m of digital spend in 2025 and 2026, 15 points of subsidy lost
    assert float(paid.programme_net.sum() - free.programme_net.sum()) == pytest.approx(36 * 0.15)
    np.testing.assert_allclose(paid.total_revenue, free.total_revenue)
    np.testing.assert_allclose(held.programme_net, free.programme_net)
    assert (held.annual("revenue")[1:] < free.annual("revenue")[1:]).all()
    half = Scenario.of(PLAN, risks=forced("subsidy_halved", mitigated=True)).run()
    assert float(half.programme_net.sum() - free.programme_net.sum()) == pytest.approx(36 * 0.15 * 0.7 + 0.5)


def test_a_subsidy_already_given_up_cannot_be_lost():
    scenario = Scenario.of(PLAN).with_levers({"subsidy_rate": 0.10})
    struck = scenario.with_settings(risks=forced("subsidy_halved"))
    np.testing.assert_allclose(struck.run().programme_net, scenario.run().programme_net)


def test_attrition_meets_the_planned_path_where_that_is_worse():
    """The floor of 20 % does not soften a plan that lets attrition rise to 40 %."""
    scenario = Scenario.of(PLAN).with_levers({"attrition_rate": 0.40})
    free, struck = scenario.run(), scenario.with_settings(risks=forced("attrition_persists")).run()
    np.testing.assert_allclose(struck.effective_reps[-1], free.effective_reps[-1], rtol=2e-3)
    assert (struck.effective_reps <= free.effective_reps + 1e-9).all()


# -- kinds of effect ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quantity", EFFECTS)
def test_the_model_feels_every_kind_of_effect_and_its_neutral_size_changes_nothing(quantity):
    kind = EFFECTS[quantity]
    plan = WITH_MODULES if kind.module else PLAN
    assumptions, levers = Scenario.of(plan).central_assumptions(), dict(plan.presets["plan"])
    if kind.module == "customers":  # satisfaction is another way to the promised fall of churn, never one on top
        levers["churn_rate"] = plan.levers["churn_rate"].base
    metric = "money.cash" if kind.module == "money" else "operating_profit"  # late payment moves no profit
    free = evaluate(plan, levers, assumptions).annual(metric)

    def profit(size: float) -> np.ndarray:
        sizes = np.full((12, 5, 1) if kind.regional else (12, 1), float(size))
        return evaluate(plan, levers, assumptions, Effects({quantity: sizes})).annual(metric)

    worst = kind.high if kind.worse > 0 else kind.low
    harm = kind.neutral + 0.9 * (worst - kind.neutral)
    np.testing.assert_allclose(profit(kind.neutral), free, rtol=1e-12)
    assert not np.allclose(profit(harm), free, rtol=1e-6)
    values = np.array([0.3, 0.6])
    assert kind.op == "set" or np.array_equal(kind.combine(values, kind.neutral), values)


def test_a_quantity_that_no_effect_knows_is_a_mistake():
    with pytest.raises(KeyError):
        Effects().on("churn_rates", np.ones(1))


# -- chance ---------------------------------------------------------------------------------------------------------


def test_cases_happen_as_often_as_stated():
    settings_ = resolve(PLAN, {"crm_delay": {"probability": 0.1}})
    for id in PLAN.risks:
        share = occurrence(PLAN, settings_, id, 0, 0, 4096).mean()
        expected = 0.1 if id == "crm_delay" else PLAN.risks[id].probability
        assert share == pytest.approx(expected, abs=0.005), id


def test_exclusive_cases_keep_their_probabilities_and_never_meet():
    for risks in ({}, {"subsidy_withdrawn": {"probability": 0.6}, "subsidy_halved": {"probability": 0.4}}):
        settings_ = resolve(PLAN, risks)
        halved, withdrawn = (
            occurrence(PLAN, settings_, id, 4, 0, 8192) for id in ("subsidy_halved", "subsidy_withdrawn")
        )
        assert not (halved & withdrawn).any()
        assert halved.mean() == pytest.approx(settings_["subsidy_halved"].probability, abs=1e-3)
        assert withdrawn.mean() == pytest.approx(settings_["subsidy_withdrawn"].probability, abs=1e-3)
    alone = resolve(PLAN, forced("subsidy_withdrawn"))
    assert not occurrence(PLAN, alone, "subsidy_halved", 4, 0, 64).any()
    off = resolve(PLAN, {"subsidy_withdrawn": {"mode": "off"}})
    base = resolve(PLAN, {})
    assert np.array_equal(
        occurrence(PLAN, off, "subsidy_halved", 4, 0, 512), occurrence(PLAN, base, "subsidy_halved", 4, 0, 512)
    )


@pytest.mark.parametrize("number", [0, 100, 2000])
def test_a_draw_on_the_border_between_two_exclusive_cases_is_exactly_one_of_theirs(number):
    """Stretches hold their lower end and not their upper one, so that together they leave no draw out."""
    upper, lower = PLAN.risks["subsidy_halved"].excluded_with
    drawn = column(PLAN, f"risk.{upper}", 4, 0, 4096)
    at = np.flatnonzero(drawn >= 0.5)[number]  # from a half on, 1 - u and 1 - (1 - u) are exact
    said = {upper: {"probability": 1 - drawn[at]}, lower: {"probability": 0.25}}
    happens = {id: occurrence(PLAN, resolve(PLAN, said), id, 4, 0, 4096) for id in (upper, lower)}
    assert happens[upper][at] and not happens[lower][at]
    assert np.array_equal(happens[upper], drawn >= drawn[at])
    assert np.array_equal(happens[lower], (drawn < drawn[at]) & (drawn >= drawn[at] - 0.25))


def test_poor_execution_strikes_together():
    base = resolve(PLAN, {})
    low, crm, war = (occurrence(PLAN, base, id, 0, 0, 8192) for id in ("low_adoption", "crm_delay", "price_war"))
    assert np.mean(low & crm) > low.mean() * crm.mean() + 0.02
    assert np.mean(low & war) == pytest.approx(low.mean() * war.mean(), abs=0.01)


def test_onsets_fill_the_window_evenly_and_sizes_their_range():
    base = resolve(PLAN, {})
    for id, case in PLAN.risks.items():
        one = event(PLAN, base, id, 0, 0, 4096)
        first, last = case.onset
        counts = np.bincount(one.onset, minlength=14)[first : last + 1]
        assert counts.sum() == 4096
        assert np.ptp(counts) <= 8
        for effect in case.effects:
            sizes = effect_size(effect, one, np.arange(one.occurs.size))
            low, mode, high = effect.size
            assert low <= sizes.min() and sizes.max() <= high
            assert sizes.mean() == pytest.approx((low + 4 * mode + high) / 6, abs=1e-3 * max(1, abs(high)))


@pytest.mark.parametrize("id", PLAN.risks)
def test_a_severe_future_is_worse_in_every_effect(id):
    """The larger the drawn severity, the worse each size: the effects of one case worsen together."""
    one = event(PLAN, resolve(PLAN, {}), id, 0, 0, 512)
    if one.severity is None:
        return
    order = np.argsort(one.severity)
    for effect in PLAN.risks[id].effects:
        sizes = effect_size(effect, one, np.arange(one.occurs.size))[order] * effect.kind.worse
        assert (np.diff(sizes) >= 0).all(), effect.target
        assert sizes[-1] > sizes[0] or effect.size[0] == effect.size[2]


def test_each_lost_subsidy_has_its_own_answer():
    """Halved: the programme shrinks. Withdrawn: the company pays. In one ensemble, each where it happens."""
    said = {"subsidy_halved": {"response": "hold_net_spend"}, "subsidy_withdrawn": {"response": "pay_more"}}
    quiet = {id: {"mode": "off"} for id in PLAN.risks if id not in said}
    settings_ = resolve(PLAN, said | quiet)
    halved, withdrawn = (occurrence(PLAN, settings_, id, 0, 0, 512) for id in ("subsidy_halved", "subsidy_withdrawn"))
    assumptions, levers = Scenario.of(PLAN).central_assumptions(), PLAN.presets["plan"]
    free = evaluate(PLAN, levers, assumptions)
    struck = evaluate(PLAN, levers, assumptions, sample_effects(PLAN, settings_, 0, 0, 512))
    lost = free.annual("revenue")[2] - struck.annual("revenue")[2]
    paid = struck.annual("programme_net").sum(axis=0) - free.annual("programme_net").sum(axis=0)
    assert halved.any() and withdrawn.any()
    assert (lost[halved] > 0).all() and np.abs(lost[~halved]).max() < 1e-9
    assert (paid[withdrawn] > 0).all() and np.abs(paid[~withdrawn]).max() < 1e-9


def test_effects_last_as_long_as_stated():
    scenario = forced("price_war", onset=3, size=0.5)
    factor = central_effects(PLAN, scenario).sizes["revenue"]
    east = factor[:, 0, 0]
    np.testing.assert_allclose(east, [1, 1, *[0.935] * 4, *[1] * 6])
    assert (factor[:, 1:] == 1).all()
    once = central_effects(PLAN, forced("key_account_loss", onset=12)).sizes["customer_base"]
    np.testing.assert_allclose(once[:, 0], [*[0] * 11, -120])


def one_by_one(plan, settings, events, draws: int) -> dict[str, np.ndarray]:
    """Return what `parts` should, worked out case by case for each draw and quarter."""
    found: dict[str, np.ndarray] = {}
    for id, happening in events.items():
        case = plan.risks[id]
        strength = 1 - case.mitigation.removes if settings[id].mitigated else 1.0
        for effect in case.effects if happening.occurs.any() else ():
            kind = effect.kind
            shape = (plan.quarter_count, len(plan.regions), draws) if kind.regional else (plan.quarter_count, draws)
            values = found.setdefault(kind.quantity, np.full(shape, float(kind.neutral)))
            lost = found.setdefault(f"{kind.quantity} strength", np.zeros(shape)) if kind.op == "set" else None
            for draw in np.flatnonzero(happening.occurs):
                size = effect_size(effect, happening, np.array([draw])).item()
                if kind.op != "set":
                    size = kind.neutral + (size - kind.neutral) * strength
                start = happening.onset[draw] - 1
                for quarter in range(start, min(start + (case.duration or plan.quarter_count), plan.quarter_count)):
                    place = (quarter, draw)
                    if kind.regional:
                        every = effect.region == "all"
                        place = (quarter, slice(None) if every else plan.regions.index(effect.region), draw)
                    values[place] = kind.combine(values[place], size)
                    if lost is not None:
                        lost[place] = max(lost[place], strength)
    return found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("growth-2026", {}),
        ("growth-2026", {id: {"mitigated": True} for id in PLAN.risks}),
        ("growth-2026", {id: {"onset": 1} for id in PLAN.risks}),
        # at work all the time, after and before one that is not and acts on the same
        ("growth-2026", {"low_adoption": {"mode": "on", "onset": 1}, "crm_delay": {"mode": "on"}}),
        ("growth-2026", {"niche_entrant": {"mode": "on", "onset": 1}, "launch_failure": {"mode": "on"}}),
        ("growth-2026-v2", {id: {"mode": "chance"} for id in WITH_MODULES.risks}),
    ],
)
@pytest.mark.parametrize("few", [course.FEW, 0], ids=["few draws", "many draws"])
def test_effects_are_those_of_each_draw_and_quarter(name, said, few, monkeypatch):
    """To the bit: a second way to the same arrays, as plain as can be."""
    monkeypatch.setattr(course, "FEW", few)
    plan, draws = load_plan(name), 96
    settings_ = resolve(plan, said)
    events = {id: event(plan, settings_, id, 5, 0, draws) for id, one in settings_.items() if one.mode != "off"}
    ours = effects_of(plan, settings_, events, draws)
    expected = one_by_one(plan, settings_, events, draws)
    found = {id: values for id, values in parts(ours).items() if id not in ("hold_net_spend", "extra_cost")}
    assert sorted(found) == sorted(expected)
    for id, values in found.items():
        assert np.array_equal(values, expected[id]), id


def test_typical_events_stand_in_the_middle():
    one = typical_event(resolve(PLAN, {})["market_slowdown"], PLAN.risks["market_slowdown"])
    assert one.onset[0] == 4
    assert effect_size(PLAN.risks["market_slowdown"].effects[0], one, np.zeros(1, dtype=int))[0] == -0.058


def test_countermeasures_cost_their_money_once():
    both = {"subsidy_halved": {"mitigated": True}, "subsidy_withdrawn": {"mitigated": True}}
    assert mitigation_cost(PLAN, resolve(PLAN, both)) == 0.5
    assert mitigation_cost(PLAN, resolve(PLAN, both | {"price_war": {"mitigated": True}})) == 3.5
    assert mitigation_cost(PLAN, resolve(PLAN, {"price_war": {"mitigated": True, "mode": "off"}})) == 0
    free, bought = (Scenario.of(PLAN, risks=risks).run() for risks in ({}, {"price_war": {"mitigated": True}}))
    assert float(free.operating_profit.sum() - bought.operating_profit.sum()) == pytest.approx(3.0)


def test_the_baseline_lives_in_the_same_world_without_the_programme():
    free = Scenario.of(PLAN).baseline().annual("revenue")[2, 0]
    world = Scenario.of(PLAN, risks=forced("market_slowdown")).baseline().annual("revenue")[2, 0]
    assert world < free
    for id, case in PLAN.risks.items():
        if case.scope == "programme":
            struck = Scenario.of(PLAN, risks=forced(id, mitigated=True)).baseline()
            assert struck.annual("revenue")[2, 0] == free, id
            assert float(struck.programme_net.sum()) == 0
    sampled = sample_effects(PLAN, resolve(PLAN, {"price_war": {"mitigated": True}}), 0, 0, 64, baseline=True)
    bare = sample_effects(PLAN, resolve(PLAN, {}), 0, 0, 64, baseline=True)
    for id, case in PLAN.risks.items():
        protected = sample_effects(PLAN, resolve(PLAN, {id: {"mitigated": True}}), 0, 0, 64, baseline=True)
        ours, theirs = parts(protected), parts(bare)
        assert list(ours) == list(theirs)
        for name, values in ours.items():
            assert np.array_equal(values, theirs[name]), f"{case.scope} {id} {name}: no countermeasure is bought"
    assert sampled.extra_cost is None and "headcount_added" not in sampled.sizes and "growth" in sampled.sizes


def test_no_cases_are_no_effects():
    quiet = {id: {"mode": "off"} for id in PLAN.risks}
    for effects in (sample_effects(PLAN, resolve(PLAN, quiet), 0, 0, 8), central_effects(PLAN, {})):
        assert not parts(effects)


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(goldens(), indent=1) + "\n", encoding="utf-8")
