"""Links: every state comes back exactly, and no text, however broken, does harm or is passed over in silence."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import string
import zlib
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import assumption_values, lever_values

from sim.language import languages
from sim.language.errors import FormatError, SimError
from sim.model.measures import target_measures
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.scenario.link import LIMIT, MAX_BYTES, MAX_LINES, WORDS, LinkState, decode, dictionary, encode

PLAN = load_plan("growth-2026")
LEAN = {"headcount": 310, "conversion_rate": 0.235, "budget.digital": 48, "subsidy_rate": 0.15}


@lru_cache
def fresh() -> LinkState:
    scenario = Scenario.of(PLAN)
    return LinkState(scenario, scenario)


def as_in_version_1() -> Scenario:
    return Scenario.of(fresh().scenario.plan, "plan", "calibrated")


def pack(text: str, version: int = 1) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary())
    packed = packer.compress(text.encode()) + packer.flush()
    return f"{version}.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def rows(*lines: tuple[str, object]) -> str:
    return "\n".join(f"{name}\t{json.dumps(value)}" for name, value in lines)


HEAD = ("v", ["growth-2026", "plan", PLAN.hash[:8]])


def keys(link: str) -> list[str]:
    return [note.key for note in decode(link).notes]


# -- round trip -----------------------------------------------------------------------------------------------------
@st.composite
def risk_settings(draw):
    """Settings that the plan admits, drawn case by case so that exclusions hold."""
    chosen = {}
    for id, case in PLAN.risks.items():
        setting = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "mode": st.sampled_from(["off", "chance", "on"]),
                    "mitigated": st.booleans(),
                    "probability": st.floats(0, 1),
                    "onset": st.integers(1, PLAN.quarter_count),
                    "size": st.floats(0, 1),
                    **({"response": st.sampled_from(case.responses)} if case.responses else {}),
                },
            )
        )
        if not setting:
            continue
        try:
            fresh().scenario.with_settings(risks={**chosen, id: setting})
        except SimError:
            continue
        chosen[id] = setting
    return chosen


@st.composite
def scenarios(draw, whole=False):
    scenario = Scenario.of(
        PLAN, draw(st.sampled_from(list(PLAN.presets))), draw(st.sampled_from(list(PLAN.assumption_sets)))
    )
    levers = draw(lever_values(PLAN)) if whole or draw(st.booleans()) else {}
    scenario = scenario.with_levers(levers)
    if draw(st.booleans()):
        scenario = scenario.with_own_assumptions(draw(assumption_values(PLAN)))
    if draw(st.booleans()):
        scenario = scenario.with_settings(risks=draw(risk_settings()))
    if draw(st.booleans()):
        metric = draw(st.sampled_from(list(target_measures(PLAN))))
        aim = target_measures(PLAN)[metric]
        target = TargetChoice(metric, 2025, draw(st.floats(aim.low, aim.high)))
        seed, draws = draw(st.integers(0, 2**32 - 1)), draw(st.integers(1, 2**20))
        scenario = scenario.with_settings(target=target, seed=seed, draws=draws)
    return scenario


@settings(max_examples=60)
@given(
    scenarios(),
    scenarios(),
    st.sampled_from(["plan", "baseline", "0123456789ab"]),
    st.sampled_from(["", "risk"]),
    st.sampled_from([None, ("34494460ad00", 3)]),
)
def test_every_state_comes_back_exactly(scenario, base, base_id, page, saved):
    if base_id in PLAN.presets:
        base = Scenario.of(PLAN, base_id, scenario.assumption_set)
    state = LinkState(scenario, base, base_id, "精简方案" if base_id[0] == "0" else "", page, "zh", saved)
    try:
        link = encode(state)
    except FormatError as problem:
        assert problem.key == "error-link-too-long"
        return
    assert len(link) <= LIMIT
    assert re.fullmatch(r"[A-Za-z0-9._-]+", link)
    restored = decode(link)
    assert restored.notes == ()
    assert restored.state == state
    assert restored.state.scenario.hash == scenario.hash
    assert restored.state.base.hash == base.hash


@settings(max_examples=25)
@given(lever_values(PLAN), assumption_values(PLAN), risk_settings())
def test_any_levers_assumptions_and_risks_against_a_preset_fit_into_a_link(levers, assumptions, risks):
    scenario = fresh().scenario.with_levers(levers).with_own_assumptions(assumptions).with_settings(risks=risks)
    assert len(encode(replace(fresh(), scenario=scenario))) <= LIMIT


def test_a_usual_state_is_short():
    assert len(encode(fresh())) <= 40
    lean = replace(fresh(), scenario=fresh().scenario.with_levers(LEAN), page="risk", language="zh")
    assert len(encode(lean)) <= 150


def test_what_no_link_can_hold_is_refused_with_words():
    random = np.random.default_rng(5)
    levers = {id: random.uniform(x.low, x.high) for id, x in PLAN.levers.items() if not (x.is_choice or x.simplex)}
    assumptions = [{id: random.uniform(x.low, x.high) for id, x in PLAN.assumptions.items()} for _ in range(2)]
    risks = [
        {id: {"size": random.uniform(), "probability": random.uniform(0, 0.4)} for id in PLAN.risks} for _ in range(2)
    ]
    scenario, base = (
        fresh().scenario.with_own_assumptions(mine).with_settings(risks=cases)
        for mine, cases in zip(assumptions, risks, strict=True)
    )
    assert len(encode(replace(fresh(), scenario=scenario.with_levers(levers)))) <= LIMIT
    with pytest.raises(FormatError) as refusal:
        encode(LinkState(scenario.with_levers(levers), base, "0123456789ab", "everything differs"))
    for language in languages():
        assert str(LIMIT) in refusal.value.text(language)


# -- links that are not whole ---------------------------------------------------------------------------------------
def test_a_link_that_was_cut_off_restores_what_stands_before_the_cut():
    link = encode(replace(fresh(), scenario=fresh().scenario.with_levers(LEAN), language="zh"))
    restored = decode(link[: len(link) * 3 // 4])
    assert restored.state is not None
    assert [note.key for note in restored.notes] == ["link-cut"]
    levers = restored.state.scenario.levers
    assert all(levers[id] in (LEAN[id], PLAN.presets["plan"][id]) for id in LEAN)
    assert levers["headcount"] == 310


def test_wherever_a_link_is_cut_no_half_number_is_restored():
    """Text of some lengths is no base64 at all, and half a number is a number too: neither may show."""
    head = pack(rows(HEAD))
    link = encode(replace(fresh(), scenario=fresh().scenario.with_settings(seed=123456789, draws=65536)))
    restored = [decode(link[:length]) for length in range(len(head) + 8, len(link))]
    assert len(restored) > 8
    for one in restored:
        assert one.state is not None
        assert [note.key for note in one.notes] == ["link-cut"]
        assert one.state.scenario.seed in (0, 123456789)
        assert one.state.scenario.draws in (4096, 65536)


def test_what_follows_a_whole_link_makes_it_another_text():
    link = pack(rows(HEAD, ("l.headcount", 310.0)))
    whole = base64.urlsafe_b64decode(link[2:] + "=" * (-len(link[2:]) % 4))
    longer = base64.urlsafe_b64encode(whole + b"and more").decode().rstrip("=")
    assert keys(f"1.{longer}") == ["link-broken"]


def test_neither_lines_nor_names_without_end_are_read_or_written():
    assert len(decode(pack(rows(HEAD) + "\n" * 2 * MAX_LINES)).notes) == MAX_LINES - 1
    saved = replace(fresh(), base_id="0123456789ab", base_name="a" * 2000)
    assert decode(encode(saved)).state.base_name == "a" * 120
    with pytest.raises(FormatError):
        encode(replace(saved, base_name="a" * (MAX_BYTES + 1)))


def test_shares_stand_or_fall_together_beside_a_line_that_is_refused():
    mix = {"hire_mix.east": 0.1, "hire_mix.south": 0.2, "hire_mix.north": 0.1, "hire_mix.west": 0.3}
    mix["hire_mix.northeast"] = 0.3
    lines = [(f"l.{id}", value) for id, value in mix.items()]
    restored = decode(pack(rows(HEAD, ("l.headcount", 9999), *lines)))
    assert [note.arguments for note in restored.notes] == [{"name": ["headcount"]}]
    assert {id: restored.state.scenario.levers[id] for id in mix} == mix
    broken = decode(pack(rows(HEAD, *lines[:-1])))
    assert [note.arguments["name"] for note in broken.notes] == [list(mix)[:-1]]
    assert broken.state.scenario == as_in_version_1()


def test_a_base_that_is_not_known_takes_its_changes_with_it():
    restored = decode(pack(rows(HEAD, ("b", "golden-days"), ("b.l.headcount", 310.0))))
    assert [note.key for note in restored.notes] == ["link-base"]
    assert restored.state.base == as_in_version_1()


def test_a_link_without_a_set_means_what_it_meant_when_it_was_written():
    old, new = (decode(pack(rows(HEAD), version)) for version in (1, 2))
    assert old.state.scenario.assumption_set == "calibrated"
    assert new.state.scenario.assumption_set == "evidence"
    assert old.notes == new.notes == ()


@pytest.mark.parametrize("after", ["。", ".", ")", " ", "\n", "，", "”"])
def test_what_a_sentence_leaves_behind_a_link_does_no_harm(after):
    link = encode(fresh())
    assert decode(link + after).state == decode(link).state


@pytest.mark.parametrize("text", ["", "x", "hello world", "2024", "1.", "1.***", "a" * 3000, "1." + "A" * 2500, "<b>"])
def test_a_foreign_text_is_named_as_such(text):
    restored = decode(text)
    assert restored.state is None
    assert keys(text) == ["link-foreign"]


def test_a_damaged_link_restores_nothing_rather_than_something_wrong():
    link = encode(replace(fresh(), scenario=fresh().scenario.with_levers(LEAN)))
    for place in range(2, len(link) - 1):
        other = "A" if link[place] != "A" else "B"
        restored = decode(link[:place] + other + link[place + 1 :])
        if restored.state is not None and not restored.notes:
            assert restored.state.scenario.levers["headcount"] == 310, place


def test_a_newer_link_opens_what_is_known():
    restored = decode(pack(rows(HEAD, ("l.headcount", 310.0), ("weather", "fine")), version=7))
    assert [note.key for note in restored.notes] == ["link-newer", "link-line"]
    assert restored.notes[1].arguments == {"name": ["weather"]}
    assert restored.state.scenario.levers["headcount"] == 310


def test_an_older_link_says_that_the_plan_has_changed():
    link = pack(rows(("v", ["growth-2026", "plan", "00000000"]), ("l.headcount", 310.0)))
    assert keys(link) == ["link-plan-changed"]
    assert decode(link).state.scenario.levers["headcount"] == 310


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("l.headcount", 9999),
        ("l.headcount", "many"),
        ("l.headcount", [1]),
        ("l.headcount", True),
        ("l.headcount", None),
        ("l.reps", 300),
        ("l.pace", "fast"),
        ("l.hire_mix.east", 0.9),
        ("o.momentum", 77),
        ("o.magic", 1),
        ("r.price_war", {"mode": "maybe"}),
        ("r.price_war", 3),
        ("r.alien_landing", {"mode": "on"}),
        ("set", "wishful"),
        ("set", ["calibrated"]),
        ("target", ["revenue", 1999, 1]),
        ("target", 3),
        ("target", [[], {}, None]),
        ("seed", -1),
        ("seed", 0.5),
        ("seed", 10**400),
        ("l.deal_size", -(10**400)),
        ("r.price_war", {"onset": 10**400}),
        ("draws", 10**9),
        ("b.l.headcount", 9999),
        ("page", "../etc"),
        ("lang", 7),
        ("b", {"id": "plan"}),
        ("b", ["<b>", "x"]),
        ("saved", "0123456789ab"),
        ("saved", ["<b>", 1]),
        ("saved", ["0123456789ab", 0]),
        ("saved", ["0123456789ab", True]),
        ("saved", ["0123456789ab", 10**400]),
    ],
)
def test_one_wrong_setting_is_named_and_the_rest_restored(name, value):
    restored = decode(pack(rows(HEAD, ("l.churn_rate", 0.2), (name, value), ("l.ramp_months", 5.0))))
    assert restored.state is not None
    assert len(restored.notes) == 1
    assert restored.notes[0].key in ("link-line", "link-base")
    assert restored.state.scenario.levers["churn_rate"] == 0.2
    assert restored.state.scenario.levers["ramp_months"] == 5
    for language in languages():
        assert restored.notes[0].text(language)


def test_a_plan_that_is_not_here_is_named():
    assert keys(pack(rows(("v", ["growth-1999", "plan", "00000000"])))) == ["link-plan-unknown"]
    assert keys(pack(rows(("v", ["../../etc", "plan", "00000000"])))) == ["link-plan-unknown"]
    assert keys(pack(rows(("v", [1, 2])))) == ["link-broken"]


def test_a_bomb_is_not_unpacked():
    bomb = pack("v\t" + " " * 600_000)
    assert len(bomb) <= LIMIT
    assert keys(bomb) == ["link-broken"]
    deep = pack(rows(HEAD) + "\nl.headcount\t" + "[" * (MAX_BYTES - 400))
    assert keys(deep) == ["link-line"]


@settings(max_examples=300)
@given(st.text(alphabet=string.ascii_letters + string.digits + "-_.", max_size=200))
@example("1.AAAA")
def test_no_text_raises(text):
    for link in (text, f"1.{text}"):
        restored = decode(link)
        assert restored.state is not None or restored.notes


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["v", "b", "l.headcount", "o.momentum", "r.price_war", "b.set", "target", "seed", "page", "zz"]
            ),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
                lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
                max_leaves=6,
            ),
        ),
        max_size=8,
    ),
    st.booleans(),
)
def test_no_content_raises(lines, headed):
    link = pack(rows(*([HEAD] if headed else []), *lines))
    if len(link) <= LIMIT:
        restored = decode(link)
        assert restored.state is None or restored.state.scenario.validate()
        for note in restored.notes:
            assert note.text("en")
            assert note.text("zh")


def test_the_dictionary_of_version_1_never_changes():
    assert hashlib.sha256(WORDS.read_bytes()).hexdigest()[:16] == "22a402d34b6c4975"
    assert decode(KEPT).state.scenario.levers["headcount"] == 310


KEPT = "1.ePnFj5qZwyWhZJaanJRiaWqoFMsFdzsXksu4UALPEFS-YA1kY1PM2DCxAKtGiVsDPUNTAMPvK1E"
