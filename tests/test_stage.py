"""What the live stage is handed, what it is made of, and the same page with standard controls."""

from __future__ import annotations

import base64
import dataclasses
import json
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import vl_convert
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts import scripts
from pages.parts.charts import breakdown, bridge, trajectory
from pages.parts.charts.base import compile_spec, for_export
from pages.parts.charts.live import Live, LiveText, encode, resolve
from pages.parts.compare import tables
from pages.parts.session import Workspace, fresh
from pages.parts.stage.frame import TEXTS, content
from pages.parts.stage.outcomes import Reach, column_names, column_places, outcome_vector, revenue_goal
from pages.parts.stage.payload import build
from pages.parts.stage.pictures import axis_ranges, breakdown_data, charts
from pages.parts.stage.split import split
from pages.parts.stage.titles import breakdown_title, bridge_titles, trajectory_title
from pages.parts.stage.view import View, vectors_of
from pages.parts.stage.view_of import view_of
from pages.parts.theme import FONT, SERIES, TOKENS
from sim import provenance
from sim.language import Language, get_language, languages
from sim.model.quantities import CHANCE
from sim.plan import load_plan
from sim.plan.fact_text import places
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent
APP = str(ROOT / "app.py")
LEAN = {"headcount": 310, "conversion_rate": 0.235, "budget.digital": 48, "subsidy_rate": 0.15}


@pytest.fixture(scope="module")
def work(plan) -> Workspace:
    plan_scenario = Scenario.of(plan)
    return Workspace(plan_scenario.with_levers(LEAN), plan_scenario)


def handed(view: View, language: Language) -> dict[str, Any]:
    """Return what a stage is handed, as the browser reads it."""
    return encode(build(view, language), column_places(view.plan))


@pytest.fixture(scope="module")
def payload(work):
    return handed(view_of(work, spoken("en"), previous=work.base), spoken("en"))


def floats(text: str, kind: str = "<f4") -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype=kind)


@pytest.fixture(scope="module")
def frame(plan, work):
    return content(plan, work.scenario.target.metric, spoken("en"))


def test_a_region_opens_by_channel_and_line_and_its_parts_add_up_as_written(plan, monkeypatch):
    split_plan = load_plan("growth-2026-v2")
    base = Scenario.of(split_plan)
    scenario = base.with_levers({"online_share": 0.2})
    language = split_plan.vocabulary(get_language("en"))
    view = View(split_plan, scenario, base, "plan", "Plan", (), "")
    table: Any = split(view, language)
    assert [name for name, _ in table["groups"]] == ["Direct", "Online", "Partners"]
    assert len(table["heads"]) == sum(span for _, span in table["groups"]) == 9
    yearly = scenario.run().revenue[split_plan.quarters_of(2026), :, 0].sum(axis=0)
    for row, whole in zip(table["rows"], yearly, strict=True):
        cells = [int(text.replace(",", "")) for text, _ in row["cells"]]
        assert sum(cells) == round(whole), row["name"]
        direct, online = (
            sum(int(change.replace("−", "-") or 0) for _, change in row["cells"][at : at + 3]) for at in (0, 3)
        )
        assert direct > 0 > online, "what does not sell online sells directly"
    drawn: list[list[str]] = []
    monkeypatch.setattr(tables, "grid", lambda first, field, rows, *rest: drawn.extend(rows))
    compared: Any = SimpleNamespace(entrants=[SimpleNamespace(scenario=scenario)])
    tables.split(cast(Any, None), compared, 2026, language)
    assert [one[1] for one in drawn] == [f"CNY {text} m" for row in table["rows"] for text, _ in row["cells"]]
    same: Any = split(dataclasses.replace(view, scenario=base), language)
    assert "Plan" in table["unit"] and "Plan" not in same["unit"]
    assert not any(change for row in same["rows"] for _, change in row["cells"])
    alone = Scenario.of(plan)
    assert split(View(plan, alone, alone, "plan", "Plan", (), ""), language) is None


# -- what is handed over -----------------------------------------------------------------------------------------------
def test_a_move_is_answered_with_plain_json_and_little_of_it(payload, frame):
    assert len(json.dumps(payload, allow_nan=False)) < 20_000
    assert not payload.keys() & (frame.keys() - {"texts", "journal"}), "what does not change is sent once"
    json.dumps(frame, allow_nan=False)


def test_values_stand_in_the_order_of_the_frames_levers(plan, work, payload, frame):
    ids = [lever["id"] for lever in frame["levers"]]
    assert ids == list(plan.levers)
    assert dict(zip(ids, payload["values"], strict=True)) == dict(work.scenario.levers)
    assert dict(zip(ids, payload["against"], strict=True)) == dict(work.base.levers)


def test_every_lever_and_every_result_leads_to_its_source(plan, payload, frame):
    marks = frame["sources"]
    assert set(marks["lever"]) == set(plan.levers)
    assert set(marks["headline"]) == {item["id"] for item in payload["headline"]}
    assert len(marks["outcomes"]) == len(frame["outcomes"])
    for find, title in (*marks["lever"].values(), *marks["headline"].values(), *marks["outcomes"]):
        assert provenance.find_origins(plan, find) and title, find
    assert "D1 §7.1" in marks["lever"]["headcount"][1]


def test_vectors_hold_current_base_presets_and_the_step_before(payload, frame):
    revenue = frame["columns"].index("revenue.2026")
    values = {name: float(floats(text)[revenue]) for name, text in payload["vectors"].items()}
    assert values["plan"] == pytest.approx(2500, rel=1e-6)
    assert values["baseline"] == pytest.approx(1648.3973, rel=1e-6)
    assert values["base"] == values["previous"] == values["plan"]
    assert values["current"] < values["plan"]


def test_bridge_parts_sum_to_the_difference(payload, work):
    steps = payload["charts"]["bridge"]["rows"]["data"]["steps"]
    parts = [step["high"] - step["low"] for step in steps[1:-1]]
    assert sum(parts) == pytest.approx(steps[-1]["high"] - steps[0]["high"], abs=1e-9)
    assert {step["tone"] for step in steps[1:-1]} == {"down"}


def test_axes_hold_everything_that_is_shown(payload, frame):
    vectors = {name: floats(text) for name, text in payload["vectors"].items()}
    low, high = payload["charts"]["axes"]["year"]
    for name in ("revenue.2024", "revenue.2026"):
        for vector in vectors.values():
            assert low <= vector[frame["columns"].index(name)] / 1000 <= high
    assert low <= 1.472
    assert high >= 2.5


@pytest.mark.parametrize("id", languages())
def test_the_stage_speaks_every_language(work, id):
    language = spoken(id)
    view = view_of(work, language)
    shown = content(view.plan, work.scenario.target.metric, language)
    assert shown["language"] == id
    assert set(TEXTS) <= set(shown["texts"])
    assert all(lever["label"] and lever["help"] for lever in shown["levers"])
    assert not re.search(r"\{ ?\$", json.dumps([shown, handed(view, language)], ensure_ascii=False))


def test_a_fresh_visitor_sees_the_plan_meet_its_target():
    language = spoken("en")
    view = view_of(fresh(), language)
    assert view.opening == language.text("opening-plan")
    assert view.bridge == ()
    assert handed(view, language)["charts"]["bridge"]["empty"] == language.text("bridge-empty")


def test_steps_need_no_more_decimals_than_they_have():
    assert [places(step) for step in (5, 1, 0.5, 0.2, 0.05)] == [0, 0, 1, 1, 2]


# -- templates ------------------------------------------------------------------------------------------------------
def test_templates_resolve_to_numbers_and_texts():
    language = spoken("en")
    vectors = {"current": {"gap": -53.0, "m": 0.156}, "base": {"gap": 0.0, "m": 0.153}}
    template = {
        "rows": [{"y": Live("gap", 0.001)}],
        "gap": LiveText("gap", "revenue", "{quantity}", absolute=True),
        "change": LiveText("m", "points", "{quantity} vs plan", mode="difference", signed=True),
        "same": LiveText("gap", "money", of="base", zero="none"),
        "ratio": LiveText("m", "percent", mode="ratio", signed=True),
    }
    assert resolve(template, vectors, language) == {
        "rows": [{"y": pytest.approx(-0.053)}],
        "gap": "CNY 0.05 bn",
        "change": "+0.3 pts vs plan",
        "same": "none",
        "ratio": "+2.0",
    }
    assert encode(template["rows"], {"gap": 7}) == [{"y": {"$": "n", "c": 7, "k": 0.001, "v": "current"}}]


@pytest.mark.parametrize(
    ("share", "said"), [(0, "<1"), (0.004, "<1"), (0.006, "1"), (0.5, "50"), (0.994, "99"), (0.996, ">99"), (1, ">99")]
)
def test_no_number_of_futures_makes_a_chance_certain_or_impossible(share, said):
    for id in ("en", "zh"):
        assert CHANCE.number(spoken(id), share) == said


def test_outcomes_add_up(plan, work):
    vector = outcome_vector(work.scenario.run(), revenue_goal(work.scenario))
    assert set(vector) == set(column_names(plan))
    assert sum(vector[f"region.{r}"] for r in plan.regions) == pytest.approx(vector["revenue.2026"])
    assert sum(vector[f"quarter.2026Q{q}"] for q in (1, 2, 3, 4)) == pytest.approx(vector["revenue.2026"])
    for region in plan.regions:
        assert vector[f"core.{region}"] + vector[f"new.{region}"] == pytest.approx(vector[f"region.{region}"])
    assert vector["gap"] == pytest.approx(vector["revenue.2026"] - 2500)


# -- charts ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [trajectory, bridge, breakdown], ids=lambda kind: kind.__name__.split(".")[-1])
def test_a_chart_kind_is_one_specification_with_named_data(kind, payload, work):
    spec = kind.spec()
    assert "datasets" not in spec
    vega = compile_spec(spec)
    assert set(kind.DATASETS) <= {data["name"] for data in vega["data"]}
    assert {"theme", "zoom"} <= {signal["name"] for signal in vega["signals"]}
    assert not set(re.findall(r"#[0-9a-f]{6}", json.dumps(spec["layer"]))), "colours come from the theme"


@pytest.mark.parametrize(("id", "word"), [("en", "new products"), ("zh", "新品")])
def test_a_plan_of_core_products_alone_is_not_said_to_draw_new_ones(plan, id, word):
    language = spoken(id)
    for products, said in ((("core", "new"), True), (("core",), False)):
        view = view_of(fresh(), language)
        shown = charts(
            dataclasses.replace(view, plan=dataclasses.replace(plan, products=products)),
            vectors_of(view),
            None,
            language,
        )
        assert (word in shown["breakdown"]["subtitle"]) is said and "  " not in shown["breakdown"]["subtitle"]


def test_charts_also_render_as_images(work):
    language = spoken("zh")
    view = view_of(work, language)
    vectors = vectors_of(view)
    drawn = handed(view, language)["charts"]
    from pages.parts.stage.pictures import trajectory_views

    year = resolve(trajectory_views(view, vectors, language)["year"], vectors, language)
    low, high = drawn["axes"]["year"]
    spec = for_export(
        trajectory.spec(), year["data"], scheme="dark", xmin=year["x"][0], xmax=year["x"][1], ymin=low, ymax=high
    )
    svg = vl_convert.vegalite_to_svg(json.dumps(spec))
    assert TOKENS["dark"]["target"] in svg
    assert language.text("label-target", value="25.0") in svg


@pytest.mark.parametrize(
    ("base", "parts", "low"), [(2500, [-14, -28, -12], True), (400, [1400, 500, 152], False), (2500, [], True)]
)
def test_a_bridge_shows_its_steps_and_says_where_its_axis_is_broken(base, parts, low):
    start, end = bridge.domain(base, parts)
    assert start < min(base, base + sum(parts)) < end
    assert (start > 0) is low
    data = bridge.rows(("A", base, ""), [("x", part, "") for part in parts], ("B", base + sum(parts), ""))
    assert bool(data["breaks"]) is low


@pytest.mark.parametrize("causes", [1, 9])
def test_no_bar_of_a_bridge_is_a_wall(causes):
    parts = [(f"cause {number}", -10.0, "−10") for number in range(causes)]
    rows = bridge.rows(("Plan", 2500.0, "2,500"), parts, ("Current", 2500.0 - 10 * causes, ""))
    spec = for_export(bridge.spec(), rows, width=700, height=200, ymin=2300.0, ymax=2520.0)
    bars = re.findall(r'd="M[\d.]+,[\d.]+h([\d.]+)v', vl_convert.vegalite_to_svg(spec))[1:]  # after the ground
    assert len(bars) == causes + 2
    assert max(map(float, bars)) <= bridge.THICKNESS


# -- look -----------------------------------------------------------------------------------------------------------
def test_streamlits_theme_repeats_the_palette():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    pairs = {
        "primaryColor": "current",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "surface",
        "textColor": "ink",
        "borderColor": "line",
    }
    for scheme in ("light", "dark"):
        section = config["theme"][scheme]
        assert {name: section[name] for name in pairs} == {name: TOKENS[scheme][token] for name, token in pairs.items()}
        assert tuple(section["chartCategoricalColors"]) == SERIES[scheme]
    assert config["theme"]["font"] == FONT
    for face in config["theme"]["fontFaces"]:
        assert (ROOT / face["url"].removeprefix("app/")).exists()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_that_wcag_asks_for(scheme):
    tokens = TOKENS[scheme]
    for text in ("ink", "muted", "current", "target"):
        for ground in ("paper", "surface", "tint"):
            bright, dim = sorted((luminance(tokens[text]), luminance(tokens[ground])), reverse=True)
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, (text, ground)


def test_the_stage_loads_nothing_from_elsewhere():
    styles = "".join((ROOT / "pages/parts/stage" / name).read_text() for name in ("stage.css", "journal.css"))
    loaded = b"".join(scripts.modules().values()).decode()
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import", loaded + styles)
    assert (ROOT / "static" / "vega" / "vega.min.js").exists()


# -- pages ----------------------------------------------------------------------------------------------------------
def run_app(**query: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=120)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def test_the_page_hands_the_stage_its_payload():
    at = run_app(lang="zh")
    handed = json.loads(at.get("bidi_component")[0].proto.bytes)
    assert handed["can"] == {"undo": False, "redo": False, "replay": False}
    assert handed["charts"]["trajectory"]["format"].startswith(","), "an axis parts thousands as its labels do"


def test_the_plain_page_moves_with_standard_controls():
    at = run_app(plain="1", lang="en")
    assert at.metric[0].value == "CNY 2.50 bn"
    at.slider(key="plain-headcount").set_value(310.0).run()
    assert not at.exception
    assert at.metric[0].value == "CNY 2.49 bn"
    at.slider(key="plain-hire_mix.west").set_value(60.0).run()
    assert not at.exception
    assert at.slider(key="plain-hire_mix.east").value == pytest.approx(12.5)
    assert len(at.get("vega_lite_chart")) + len(at.get("arrow_vega_lite_chart")) == 3


def test_the_language_switch_keeps_the_state():
    at = run_app(plain="1", lang="en")
    at.slider(key="plain-headcount").set_value(310.0).run()
    at.button(key="language-zh").click().run()
    assert not at.exception
    assert at.metric[0].value.replace("\\", "") == "24.86 亿元"


# -- titles and axes ------------------------------------------------------------------------------------------------
def says(language, id: str, title: str, **known) -> bool:
    """Tell whether a title is this text, whatever it holds for what is not known here."""
    fields = dict.fromkeys(("region", "amount", "gap", "reason"), "⟦⟧") | known
    return re.fullmatch(".*".join(map(re.escape, language.text(id, **fields).split("⟦⟧"))), title) is not None


@pytest.mark.parametrize("id", languages())
@pytest.mark.parametrize("way", [-1, 1])
def test_titles_say_less_where_it_is_less_and_more_where_it_is_more(plan, work, id, way):
    """The lean build-out brings less than the plan; seen from the lean one, the plan brings more."""
    language = spoken(id)
    shown = work if way < 0 else Workspace(work.base, work.scenario)
    view = view_of(shown, language)
    vectors = vectors_of(view)
    last = plan.years[-1]
    assert np.sign(vectors["current"][f"revenue.{last}"] - vectors["base"][f"revenue.{last}"]) == way
    right, wrong = ("less", "more") if way < 0 else ("more", "less")
    for chart, title in (
        ("bridge", bridge_titles(view, vectors, language)["title"]),
        ("breakdown", breakdown_title(view, vectors, language)),
    ):
        assert says(language, f"{chart}-title-{right}", title, base=view.base_name), title
        assert not says(language, f"{chart}-title-{wrong}", title, base=view.base_name), title


@pytest.mark.parametrize("id", languages())
def test_the_trajectory_says_short_over_or_on_target_as_its_gap_is_written(work, id):
    language = spoken(id)
    view = view_of(work, language)
    cases, words = ("short", "over", "met"), {"target": "target"}
    words |= {"of": language.text("title-part", part="year"), "what": language.text("title-target", **words)}
    for gap, case in ((-120.0, "short"), (120.0, "over"), (0.0, "met"), (-1e-7, "met"), (1e-7, "met")):
        title = trajectory_title(view, {"current": {"gap": gap}}, language)
        assert [one for one in cases if says(language, f"trajectory-title-{one}", title, **words)] == [case], title


def test_no_difference_is_neither_less_nor_more(work):
    language = spoken("en")
    view = view_of(Workspace(work.base, work.base), language)
    vectors = vectors_of(view)
    assert says(language, "bridge-title-same", bridge_titles(view, vectors, language)["title"], base=view.base_name)
    assert says(language, "breakdown-title-most", breakdown_title(view, vectors, language))


@pytest.mark.parametrize("id", languages())
def test_a_plan_of_one_market_says_its_revenue_in_one_way(id):
    plan = load_plan("digital-2026")
    language, scenario = spoken(id, plan), Scenario.of(plan)
    view = view_of(Workspace(scenario, scenario), language)
    vectors = vectors_of(view)
    revenue = language.quantity(vectors["current"][f"revenue.{plan.years[-1]}"], "revenue")
    assert revenue in breakdown_title(view, vectors, language)
    drawn = resolve(breakdown_data(view, language), vectors, language)["totals"]
    assert [one["text"] in revenue for one in drawn] == [True]


@pytest.mark.parametrize("far", [0, 7, 9])
def test_one_drag_in_twelve_may_leave_the_field_and_no_more(plan, work, far):
    """An axis holds what the levers can do from here, but for the one move in twelve that leads furthest up."""
    language = spoken("en")
    view = view_of(work, language)
    vectors = vectors_of(view)
    held = max(vectors[of][f"region.{region}"] for of in vectors for region in plan.regions)
    led = Reach(*(np.full((count, 100), held) for count in (3, 12, 5)))
    led.region[:, :far] = 9 * held
    assert axis_ranges(view, vectors, led, language)["breakdown"] == pytest.approx(
        (9 if far > 8 else 1) * held * 1.02, rel=1e-12
    )


@pytest.mark.parametrize("far", [0, 3, 5])
def test_one_drag_in_twenty_five_may_leave_the_field_below(plan, work, far):
    language = spoken("en")
    view = view_of(work, language)
    vectors = vectors_of(view)
    led = Reach(*(np.full((count, 100), 2000.0) for count in (3, 12, 5)))
    free = axis_ranges(view, vectors, led, language)["year"]
    led.year[:, :far] = -30_000.0
    low, high = axis_ranges(view, vectors, led, language)["year"]
    if far > 4:
        assert low <= -30_000 * language.formats["revenue"].scale
    else:
        assert [low, high] == free
