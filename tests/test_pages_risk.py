"""The Risk and Uncertainty pages: they show what the core says, and what is set there goes into the scenario."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import threading
from pathlib import Path

import numpy as np
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as some
from markup import markup
from patience import PATIENCE
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.shape_law import run_out
from pages.parts.charts import base, dots, fan, heat, risk_map, tornado, variance
from pages.parts.likely import OWN
from pages.parts.risk import matrix, pictures, stress, view
from pages.parts.risk.catalogue import KEY as CATALOGUE
from pages.parts.risk.catalogue import edit_setting, payload
from pages.parts.session import fresh
from pages.parts.stage.outcomes import RevenueGoal, revenue_goal
from pages.parts.stage.text import futures, headline
from pages.parts.stage.view_of import view_of
from pages.parts.uncertainty import answers, assumptions, causes, jobs, target
from pages.parts.uncertainty import text as uncertainty_text
from sim.analysis.per_risk import risk_table
from sim.analysis.stress import apply_stress
from sim.analysis.uncertainty import Probability, simulate, target_probability
from sim.language import languages
from sim.language.errors import ScenarioError
from sim.model.measures import target_measures, usual_targets
from sim.model.quantities import CHANCE
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.scenario.default_target import default_target
from sim.scenario.ensemble import Cancelled
from sim.scenario.history import History
from sim.store import open_store

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("risk", "uncertainty")
pytestmark = pytest.mark.usefixtures("quick")
DRAWS = 256
"""Futures where their number does not matter: a page is drawn from 4,096 as from these."""


def opened(page: str, language: str = "en", base: str = "", draws: int = DRAWS, **changes) -> AppTest:
    """Open a page with some settings of the scenario changed, and wait for its long calculations.

    `base` is the likely set of the base of comparison, where it is not the scenario's.
    """
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    work = fresh()
    scenario = work.scenario.with_settings(draws=draws, **changes)
    start = work.base.with_settings(assumption_set=base or scenario.assumption_set)
    app.session_state["workspace"] = History.start(dataclasses.replace(work, scenario=scenario, base=start))
    app.switch_page(f"pages/{page}.py")
    return settled(app)


def drawn(app: AppTest) -> AppTest:
    """Run the page once, whatever is still being calculated."""
    app.run()
    assert not app.exception, app.exception
    return app


def settled(app: AppTest) -> AppTest:
    run_out(app)
    return app


def scenario_of(app: AppTest) -> Scenario:
    return app.session_state["workspace"].now.scenario


def component(app: AppTest, holding: str) -> dict:
    found = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json]
    return next(one for one in found if holding in one)


@pytest.fixture(scope="module", params=[(page, id) for page in PAGES for id in languages()], ids="-".join)
def page(request):
    name, id = request.param
    return name, spoken(id), opened(name, id)


# -- what the pages show --------------------------------------------------------------------------------------------
def test_every_page_opens_with_a_sentence_and_five_numbers(page):
    _, _, app = page
    text = markup(app)
    assert text.count('class="rd-sentence"') == 1
    assert len(re.findall(r'class="rd-label"', text)) == 5
    assert "rk-waiting" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    charts = app.get("vega_lite_chart")
    assert len(charts) >= 3
    for chart in charts:
        parameters = json.loads(chart.proto.spec)["params"]
        assert "var(--" in json.dumps(parameters), "charts follow the page's scheme"
        written = [one["value"] for one in parameters if one["name"] == "yformat"]
        assert all(one.startswith(",") for one in written), "an axis parts thousands as its labels do"


def test_no_raw_id_is_shown(page):
    _, _, app = page
    shown = re.sub(r"<style>.*?</style>", "", markup(app), flags=re.DOTALL)
    shown = re.sub(r"\b[\w-]+(\.[\w-]+)*\.(com|org|net)/\S*", "", shown)  # where a study was found
    assert not [word for word in re.findall(r">([^<]+)<", shown) if re.search(r"\b[a-z]+_[a-z]+", word)]


def test_all_pages_name_one_chance(plan):
    """Simulator, Risk, Uncertainty and the core agree to the last digit, under either set."""
    language = spoken("en")
    for name in plan.assumption_sets:
        scenario = Scenario.of(plan, "plan", name).with_settings(draws=DRAWS)
        chance = target_probability(simulate(scenario))
        assert target_probability(answers.futures(scenario)) == chance
        shown = CHANCE.number(language, chance.value)
        for one in PAGES:
            assert f"<b>{shown}</b>" in markup(opened(one, assumption_set=name))
        app = opened("uncertainty", assumption_set=name)
        shown_view = view_of(app.session_state["workspace"].now, language)
        assert shown_view.chance == chance
        table = component(app, "places")
        assert table["chances"][table["at"]] == pytest.approx(chance.value, abs=1e-6)


def test_the_sentence_counts_what_pays(plan):
    app = opened("risk", draws=Scenario.of(plan).draws)
    table = risk_table(Scenario.of(plan))
    count = sum(row.pays == "yes" for row in table.rows)
    assert f"{count} countermeasures pay for themselves" in markup(app)
    assert "14 % of futures" in markup(app) and "Market slowdown" in markup(app)
    rows = {row["id"]: row for row in component(app, "rows")["rows"]}
    assert set(rows) == set(plan.risks)
    worst = table.rows[0]
    assert next(iter(rows)) == worst.id, "the dearest case stands first"
    assert rows[worst.id]["cells"]["loss"]["text"] == f"{worst.revenue_loss.value:.1f}"
    best = max(table.rows, key=lambda row: row.mitigation_net.value)
    assert rows[best.id]["cells"]["net"]["text"] == f"+{best.mitigation_net.value:.1f}"


@pytest.mark.parametrize(
    ("metric", "language", "place"),
    [(metric, *one) for metric, one in zip(usual_targets(), itertools.cycle(zip(languages(), (0, -1), strict=True)))],
)
def test_every_measure_and_year_opens_on_both_pages(plan, language, place, metric, request):
    """On one of them in turn; with `--thorough` on both."""
    goal = default_target(plan, metric, plan.years[place])
    turn = list(usual_targets()).index(metric) % len(PAGES)
    for one in PAGES if request.config.getoption("thorough") else PAGES[turn : turn + 1]:
        app = opened(one, language, target=goal)
        assert uncertainty_text.value(goal.value, metric, spoken(language)) in markup(app)


def test_nothing_uncertain_is_said_so(plan):
    off = {id: {"mode": "off"} for id in plan.risks}
    assert "Nothing is uncertain" in markup(opened("uncertainty", assumption_set="calibrated", risks=off))
    text = markup(opened("risk", assumption_set="calibrated", risks=off))
    assert "No risk case costs anything" in text and f"all {len(plan.risks)} risk cases listed are switched off" in text


# -- what is set goes into the scenario -----------------------------------------------------------------------------
def test_edits_of_the_catalogue(plan):
    start = Scenario.of(plan)
    forced = edit_setting(start, "subsidy_halved", "mode", "on")
    assert forced.risks["subsidy_halved"] == {"mode": "on"}
    other = edit_setting(forced, "subsidy_withdrawn", "mode", "on")
    assert "subsidy_halved" not in other.risks, "forcing one on releases what cannot happen beside it"
    assert edit_setting(forced, "subsidy_halved", "mode", "chance") == start, "back at the default is the default"
    rare = edit_setting(start, "price_war", "probability", 0.1)
    assert rare.risks["price_war"] == {"probability": 0.1}
    assert edit_setting(rare, "price_war", "probability", plan.risks["price_war"].probability) == start
    assert edit_setting(edit_setting(rare, "price_war", "onset", 3), "price_war", "reset", True) == start
    held = edit_setting(start, "subsidy_halved", "response", "hold_net_spend")
    assert held.risks["subsidy_halved"] == {"response": "hold_net_spend"}
    assert edit_setting(held, "subsidy_halved", "response", "pay_more") == start
    for id, name, value in (("price_war", "probability", 1.5), ("nothing", "mode", "on"), ("price_war", "onset", 99)):
        with pytest.raises(ScenarioError):
            edit_setting(start, id, name, value)


def test_the_catalogue_shows_settings_before_figures_are_there(plan):
    scenario = edit_setting(Scenario.of(plan), "price_war", "mode", "off")
    for id in languages():
        data = payload(scenario, None, tuple(plan.risks), "profit", True, 0, spoken(id))
        rows = {row["id"]: row for row in data["rows"]}
        assert rows["price_war"]["mode"] == "off" and rows["price_war"]["cells"]["loss"]["text"] == "…"
        assert rows["market_slowdown"]["sources"] and rows["subsidy_halved"]["responses"]
        json.dumps(data)


def test_a_stress_is_one_click_and_can_be_undone():
    app = opened("risk")
    before = scenario_of(app)
    app.button(key="stress-perfect_storm").click()
    settled(app)
    assert scenario_of(app) == apply_stress(before, "perfect_storm")
    assert "in force" in markup(app)
    app.button(key="undo").click()
    settled(app)
    assert scenario_of(app) == before
    for preset in ("perfect_storm", "market_stress"):
        again = stress.release(apply_stress(before, preset), preset)
        assert again == before, preset


def test_the_measures_that_pay_are_bought_together(plan):
    app = opened("risk")
    before = scenario_of(app)
    ids = risk_table(before).paying
    app.button(key="risk-buy").click()
    settled(app)
    bought = {id for id, said in scenario_of(app).risks.items() if said.get("mitigated")}
    assert bought == set(ids)
    both = pictures.package(before, ids)
    assert both.gap < both.gap_before and both.gain > 0 and both.chance >= both.chance_before
    app.button(key="risk-sell").click()
    settled(app)
    assert scenario_of(app) == before


def test_other_scenarios_are_judged_in_the_open_ones_world(plan):
    here = Scenario.of(plan, "plan", "evidence", risks={"price_war": {"mode": "on", "mitigated": True}})
    there = Scenario.of(
        plan, "baseline", risks={"price_war": {"mode": "off"}, "data_breach": {"mitigated": True, "probability": 0.5}}
    ).with_own_assumptions({"elasticity": 0.2})
    moved = matrix.in_world_of(here, there)
    assert moved.assumption_set == "evidence" and not moved.own_assumptions
    assert dict(moved.levers) == dict(there.levers)
    assert moved.risks["price_war"] == {"mode": "on"}, "the war is the world's, the protection is the choice's"
    assert moved.risks["data_breach"] == {"mitigated": True}


def test_saved_scenarios_join_the_matrix(plan):
    entry = open_store().save(
        Scenario.of(plan).with_levers({"headcount": 260}), "Lean for the matrix", on_clash="number"
    )
    try:
        text = markup(opened("risk"))
        assert entry.name in text and "largest regret" in text
    finally:
        open_store().delete(entry.id)


def test_the_target_can_be_typed_and_its_measure_chosen(plan):
    app = opened("uncertainty")
    typed = app.number_input(key="target-typed")
    assert typed.value == 2.5 and "CNY bn" in typed.label
    typed.set_value(2.2)
    drawn(app)
    assert scenario_of(app).target == TargetChoice("revenue", 2026, 2200.0)
    app.selectbox(key="target-metric").set_value("market_share")
    drawn(app)
    assert scenario_of(app).target == TargetChoice("market_share", 2026, plan.targets["market_share"].value)
    app.number_input(key="target-typed").set_value(11.0)
    drawn(app)
    assert scenario_of(app).target.value == pytest.approx(0.11)
    app.selectbox(key="target-year").set_value("2024")
    drawn(app)
    assert scenario_of(app).target.year == 2024
    kept = scenario_of(app).target
    app.number_input(key="target-typed").set_value(1e12)
    drawn(app)
    assert [one.value for one in app.toast] == ["A target lies between 0.0 % and 100.0 %."]
    assert scenario_of(app).target == kept, "a refused value changes nothing"


def test_chinese_types_targets_in_yi(plan):
    app = opened("uncertainty", "zh")
    typed = app.number_input(key="target-typed")
    assert typed.value == 25.0 and "亿元" in typed.label
    typed.set_value(24.05)
    drawn(app)
    assert scenario_of(app).target == TargetChoice("revenue", 2026, 2405.0)


@pytest.mark.parametrize("page", PAGES)
def test_no_space_stands_between_a_chinese_unit_and_the_next_word(page):
    """25.00 亿元的目标, not 25.00 亿元 的目标."""
    app = opened(page, "zh", assumption_set="evidence")
    bodies = (re.sub("</?(b|em)>", "", one.proto.body) for one in app.get("html"))
    shown = "\n".join(re.sub(r"\s*<[^>]*>\s*", "\n", body) for body in bodies)
    assert "亿元" in shown
    assert not (loose := re.findall(r".{8}[亿万]元 [\u4e00-\u9fff].{4}", shown)), loose


def test_a_page_keeps_65536_futures_and_says_so(plan):
    app = opened("uncertainty", draws=2**20)
    said = " ".join(one.proto.body for one in app.get("html"))
    assert "asks for 1,048,576 futures" in said and "65,536 futures" in said
    assert scenario_of(app).draws == 2**20, "the scenario keeps its own number"


@given(some.floats(1500, 2700))
def test_the_drag_table_says_what_the_core_says(value):
    plan = load_plan()  # not the fixture: Hypothesis would write out the whole plan
    scenario = Scenario.of(plan, "plan", "evidence", target=TargetChoice("revenue", 2026, value))
    outcome = answers.futures(Scenario.of(plan, "plan", "evidence")).outcome()
    places = answers.places(outcome, scenario.target, 2400.0, target_measures(plan)["revenue"].step)
    at = int(np.abs(places - value).argmin())
    assert places[at] == value and (np.diff(places) > 0).all() and len(places) < 300
    chances = answers.attainment(outcome, places)
    assert (np.diff(chances) <= 0).all()
    assert chances[at] == np.mean(scenario.target.is_reached(outcome))


def test_assumptions_are_edited_reset_and_saved():
    app = opened("uncertainty", assumption_set="calibrated")
    app.radio(key="likely-card-set").set_value("evidence")
    drawn(app)
    before = scenario_of(app)
    assert before.assumption_set == "evidence" and not before.own_assumptions
    app.selectbox(key="assumption-pick").set_value("cannibalisation").run()
    app.slider(key=assumptions.value_key("cannibalisation", "evidence")).set_value(50.0)
    drawn(app)
    assert dict(scenario_of(app).own_assumptions) == {"cannibalisation": 0.5}
    assert "Your own value" in markup(app)
    app.text_input(key="assumption-name").set_value("Cautious").run()
    app.button(key="assumption-save").click()
    drawn(app)
    assert dict(open_store().assumption_set(load_plan(), "Cautious").own_assumptions) == {"cannibalisation": 0.5}
    app.button(key="assumption-reset").click()
    drawn(app)
    assert scenario_of(app) == before
    app.radio(key="likely-card-set").set_value(OWN + "Cautious")
    drawn(app)
    assert dict(scenario_of(app).own_assumptions) == {"cannibalisation": 0.5}
    app.button(key="assumption-forget").click()
    drawn(app)
    assert not [one for one in open_store().assumption_sets(load_plan()) if one.name == "Cautious"]


def test_a_set_is_chosen_without_a_value_of_ones_own():
    """The editor's slider follows the set: its value under the old set, or the one it was given, is nobody's wish."""
    app = opened("uncertainty", assumption_set="calibrated")
    app.radio(key="likely-card-set").set_value("evidence")
    app.slider(key=assumptions.value_key(app.selectbox(key="assumption-pick").value, "calibrated")).set_value(2.1)
    drawn(app)
    assert scenario_of(app).assumption_set == "evidence" and not scenario_of(app).own_assumptions


def test_precise_adds_futures_until_one_point():
    rare = TargetChoice("revenue", 2026, 2800.0)  # of a chance that few futures tell
    app = opened("uncertainty", assumption_set="evidence", target=rare)
    assert target_probability(answers.futures(scenario_of(app))).half_width > 0.01
    app.button(key="precise").click()
    settled(app)
    settled(app)
    assert scenario_of(app).draws > DRAWS
    assert target_probability(answers.futures(scenario_of(app))).half_width < 0.01
    assert app.button(key="precise").disabled
    app.number_input(key="sampling-seed").set_value(7)
    drawn(app)
    assert scenario_of(app).seed == 7


def test_what_we_changed_and_what_we_believe_stand_apart(plan):
    app = opened("uncertainty", base="calibrated", assumption_set="evidence")
    assert "What we changed: 0.0 pts. What is assumed: +" in markup(app)
    before = Scenario.of(plan, "plan", "calibrated").with_settings(draws=DRAWS)
    split = answers.delta(before, scenario_of(app), "chance")
    assert split.changed == pytest.approx(0, abs=1e-12)
    assert split.base + split.changed + split.judgements == pytest.approx(split.value)


def test_breaking_even_is_a_target_as_any_other(plan):
    even = Scenario.of(plan, target=TargetChoice("operating_profit", 2026, 0.0))
    assert view.just_meets(Scenario.of(plan)) and not view.just_meets(even)


def test_the_simulator_names_a_target_of_another_measure(plan):
    share = Scenario.of(plan, target=TargetChoice("market_share", 2026, 0.12))
    assert revenue_goal(share) == revenue_goal(Scenario.of(plan)) == RevenueGoal("revenue", 2026, 2500)
    chance = Probability(0.6, 0.01, 4096)
    app = opened("risk", target=share.target)
    stage = view_of(app.session_state["workspace"].now, spoken("en"))
    for id in languages():
        text = futures(dataclasses.replace(stage, chance=chance), spoken(id))
        assert "12" in text and "60" in text
    assert headline(stage, spoken("en"))[1]["label"] == "Chance of 12.0 % Market share 2026"


# -- long calculations ----------------------------------------------------------------------------------------------
@pytest.fixture
def visitor(monkeypatch):
    """A session without a browser."""
    state: dict = {}
    monkeypatch.setattr(jobs.st, "session_state", state)
    return state


def test_a_newer_wish_ends_the_older_one(visitor):
    begun = threading.Event()

    def work(tell, stop):
        begun.set()
        tell(0.5)
        assert stop.wait(PATIENCE)
        raise Cancelled

    first = jobs.want("test", "old", work)
    assert begun.wait(PATIENCE)
    second = jobs.want("test", "new", lambda tell, stop: "answer")
    assert first.finished.wait(PATIENCE) and first.stopped and first.share == 0.5
    assert second.finished.wait(PATIENCE) and second.result == "answer"
    assert jobs.want("test", "new", work) is second, "answers are kept"


def test_another_visitors_wish_goes_on(monkeypatch):
    release = threading.Event()

    def work(tell, stop):
        release.wait(PATIENCE)
        return "stopped" if stop.is_set() else "whole"

    monkeypatch.setattr(jobs.st, "session_state", {})
    one = jobs.want("shared", "same", work)
    monkeypatch.setattr(jobs.st, "session_state", {})
    assert jobs.want("shared", "same", work) is one
    jobs.want("shared", "other", lambda tell, stop: "other")
    release.set()
    assert one.finished.wait(PATIENCE) and one.result == "whole"


def test_a_failure_is_logged_and_can_be_tried_again(visitor, caplog):
    def broken(tell, stop):
        raise ValueError("no answer")

    job = jobs.want("broken", "key", broken)
    assert job.finished.wait(PATIENCE) and job.stopped
    assert "a calculation failed" in caplog.text
    jobs.again("broken")
    assert jobs.want("broken", "key", lambda tell, stop: 1).finished.wait(PATIENCE)


def test_a_table_that_arrives_while_the_page_is_drawn_is_shown(monkeypatch):
    """It was missing when the page looked and finished before the page ended: the page must run once more."""

    def late(scenario, draws=None, progress=None, cancelled=None):
        assert waiting.wait(PATIENCE)
        return risk_table(scenario, draws, progress, cancelled)

    waiting = threading.Event()
    monkeypatch.setattr(view, "risk_table", late)
    monkeypatch.setattr(view, "method", lambda language: (waiting.set(), jobs.wait()))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    app.run()
    past = app.session_state["workspace"]
    scenario = past.now.scenario.with_settings(seed=99)
    app.session_state["workspace"] = past.push(dataclasses.replace(past.now, scenario=scenario))
    app.switch_page("pages/risk.py").run()  # one run, as a visitor's browser asks for
    assert not app.exception
    assert "rk-waiting" not in re.sub(r"<style>.*?</style>", "", markup(app), flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_every_headline_number_says_its_year(page, monkeypatch):
    seen = []
    monkeypatch.setattr(f"pages.parts.{page}.view.numbers", lambda items, label: seen.extend(items))
    for language in ("zh", "en"):
        opened(page, language, draws=DRAWS)
    assert len(seen) >= 10
    for item in seen:
        assert re.search(r"20\d\d", item.label), item.label


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_range_of_the_tornado_has_its_unit(language):
    plan = load_plan()
    bar = next(one for one in answers.bars(Scenario.of(plan)).bars if one.id == "momentum")
    assert "%" in causes.tornado_name(plan, bar, spoken(language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_case_of_the_shipped_plan_is_named_on_its_map(language, monkeypatch):
    drawn = []
    monkeypatch.setattr(pictures, "chart", lambda spec, data, **_: drawn.extend(data["points"]))
    monkeypatch.setattr(pictures, "note", lambda text: None)
    table = risk_table(Scenario.of(load_plan()))
    for measure in ("revenue", "profit"):
        pictures.draw_map(table, measure, spoken(language))
    assert len(drawn) > 20
    assert [one["name"] for one in drawn if one["align"] == "none"] == []


# -- chart kinds ----------------------------------------------------------------------------------------------------
@given(
    some.lists(
        some.tuples(some.floats(0.01, 1), some.floats(1, 500), some.text("abc 风险", min_size=2, max_size=24)),
        min_size=1,
        max_size=20,
    )
)
def test_labels_of_the_map_never_overlap(points):
    spots = [risk_map.Spot(name, x, y, "normal", False, "") for x, y, name in points]
    data, x_end, y_end = risk_map.rows(
        spots, [(10.0, "expected 10")], [(0.0, "0"), (0.7, "70")], [(0.0, "0"), (200.0, "2")]
    )
    boxes = []
    for row in data["points"]:
        assert row["x"] <= x_end and row["y"] <= y_end
        if row["align"] == "none":
            continue
        x = risk_map.LEFT + (risk_map.WIDTH - risk_map.LEFT - risk_map.RIGHT) * row["x"] / x_end + row["dx"]
        height = risk_map.HEIGHT - risk_map.FOOT - risk_map.TOP
        y = risk_map.HEIGHT - risk_map.FOOT - height * (row["y"] / y_end) ** 0.5 + row["dy"]
        width = sum(risk_map.LETTER if ord(letter) < 0x2E80 else 12.2 for letter in row["name"])
        left = {"left": x, "right": x - width, "center": x - width / 2}[row["align"]]
        boxes.append((left, y - 7, left + width, y + 7))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("of", [20, 100])
def test_dots_fill_in_order(of):
    for count in (0, 3, of):
        found = dots.rows(count, of)["dots"]
        assert len(found) == of and sum(dot["hit"] for dot in found) == count
        assert len({(dot["x"], dot["y"]) for dot in found}) == of
        assert max(dot["y"] for dot in found) == dots.lines(of) - 1


def test_the_fan_joins_history_and_futures():
    edges = {f"{end}_{width}": 1.0 for width in fan.WIDTHS for end in ("low", "high")}
    periods = [{"kind": "history", "median": 1.0, **edges}, {"kind": "simulated", "median": 2.0, **edges}]
    names = {"median": "m", "single": "s", "50": "50", "80": "80", "90": "90"}
    data = fan.rows(periods, scale=10.0, single=[3.0], target=(1, 4.0, "goal"), names=names, ticks=[(0, "a")])
    assert [row["x"] for row in data["band"]] == [0, 1], "bands open from the last actual value"
    assert {row["text"] for row in data["labels"]} == {"m", "s", "50", "80", "90", "goal"}
    assert data["target"][0]["y"] == 40.0


@pytest.mark.parametrize(("width", "shown"), [(620, 6), (360, 6), (280, 3), (200, 2)])
def test_years_at_the_foot_do_not_touch(width, shown):
    years = [(place, str(2021 + place)) for place in range(6)]
    data = {"ticks": [{"x": place, "text": text} for place, text in years]}
    svg = vl_convert.vegalite_to_svg(base.for_export(fan.spec(), data, width=width, xmin=0, xmax=5))
    found = [text for _, text in years if f">{text}<" in svg]
    assert len(found) == shown and found[-1] == "2026", "the last one stays"


def test_bars_keep_their_base_and_shares_their_sign():
    data, low, high = tornado.rows([("a", 5.0, 12.0, "-5", "+2")], (10.0, "base"))
    assert low < 5 and high > 12 and data["bars"][0]["base"] == 10.0
    shares, end = variance.rows([("a", -0.01, 0.4, "40 %")])
    assert shares["shares"][0]["first"] == 0 and end == 0.4


def test_heat_rows_have_headings_and_short_names():
    data, count = heat.rows(
        ["One", "A very long name of a scenario"], [("", [("x", [0.0, 1.0], ["1", "2"], [False, True])]), ("Group", [])]
    )
    assert count == 2 and data["lines"][-1] == {"row": 1, "name": "Group", "group": True}
    assert heat.wrap("A very long name of a scenario", 12) == ["A very long name", "of a scenario"]
    assert heat.wrap("加上能回本的对策", 12) == ["加上能回", "本的对策"]


def test_counts_and_ladders():
    assert [target.filled_dots(share) for share in (0.027, 0.3, 0.136, 0.655)] == [(3, 100), (6, 20), (3, 20), (13, 20)]
    assert answers.ladder(0, 0.7, 6) == pytest.approx([0.0, 0.2, 0.4, 0.6])
    assert answers.ladder(3, 3) == [3]
    assert CATALOGUE and target.display_scale("market_share", spoken("en")) == 100
