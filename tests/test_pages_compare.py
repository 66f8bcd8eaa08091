"""The Compare page: usual comparison, chosen ones, links, other plans, hostile names, and files in the background."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cases_of import usual
from markup import markup
from openpyxl import load_workbook
from patience import PATIENCE, wait_until
from pptx import Presentation
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts import bookmarks, export_files
from pages.parts.charts import panels, waterfall
from pages.parts.compare import answers, pictures
from pages.parts.compare import text as compare_text
from pages.parts.compare.selection import Choice, Field
from pages.parts.reading import SHEET
from pages.parts.theme import SERIES
from sim.analysis.bridge import bridge
from sim.analysis.chance_bridge import chance_bridge
from sim.analysis.differences import Entrant
from sim.export.progress import Steps
from sim.language import languages
from sim.language.errors import ScenarioError
from sim.plan import load_plan, open_catalogue
from sim.scenario import Scenario, TargetChoice
from sim.store import open_store

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan("growth-2026")
PLANNED, BASELINE = Scenario.of(PLAN), Scenario.of(PLAN, "baseline")
LEAN = PLANNED.with_levers({"headcount": 310, "conversion_rate": 0.235, "budget.digital": 48, "subsidy_rate": 0.15})
ENGLISH, CHINESE = spoken("en"), spoken("zh")


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "scenarios.duckdb"))
    store = open_store()
    yield store
    store.close()


def opened(language: str = "en", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("pages/compare.py").run()
    assert not app.exception, app.exception
    return app


def sentence(app: AppTest) -> str:
    found = re.search(r'<h1 class="rd-sentence">(.*?)</h1>', markup(app))
    assert found
    return re.sub(r"<[^>]+>", "", found[1])


def names(app: AppTest) -> list[str]:
    """Return the scenarios in the order of the headline table's columns."""
    table = re.search(r"<table[^>]*cmp-grid.*?<thead>(.*?)</thead>", markup(app), re.DOTALL)
    assert table
    return [re.sub(r"<[^>]+>", "", one).removesuffix("Base") for one in re.findall(r"<th.*?</th>", table[1])[1:]]


def field(*scenarios: tuple[str, Scenario], base: int = 0, focus: int = 1) -> Field:
    entrants = tuple(Entrant(name, scenario) for name, scenario in scenarios)
    return Field(tuple(name for name, _ in scenarios), entrants, base, focus, ())


# -- what is compared -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", languages())
def test_nothing_saved_yet_compares_plan_and_baseline(language, library):
    app = opened(language)
    t = spoken(language).text
    text = markup(app)
    assert t("preset-plan") in sentence(app)
    assert t("preset-baseline") in sentence(app)
    assert text.count('class="cmp-figures"') == 2
    charts = app.get("vega_lite_chart")
    assert len(charts) == 4 and json.loads(charts[3].proto.spec)["width"] == SHEET, "the widest once more for paper"
    assert t("compare-library-empty") in [one.value for one in app.caption]
    raw = [word for word in re.findall(r">([^<]+)<", text) if re.search(r"\b[a-z]+_[a-z]+", word)]
    assert not [word for word in raw if "{" not in word]


def test_the_open_scenario_joins_once_it_differs(library):
    app = opened()
    past = app.session_state["workspace"]
    app.session_state["workspace"] = past.push(replace(past.now, scenario=LEAN))
    app.run()
    assert names(app) == ["Plan", "Open scenario", "Baseline"]
    assert sentence(app).startswith("Plan is the likeliest to reach CNY 2.50 bn: ")
    assert "Revenue 2026: Open scenario is CNY 53 m below Plan, mostly because of" in sentence(app)
    assert "lower lead conversion" in sentence(app)


def test_a_link_restores_order_base_and_view(library):
    id = library.save(LEAN, "Lean build-out").id
    app = opened(scenarios=f"baseline,{id},plan", base=id, focus="plan", measure="operating_profit", year="2025")
    assert names(app) == ["Baseline", "Lean build-out", "Plan"]
    assert "Plan is CNY 53 m above Lean build-out" in sentence(app)
    assert "Operating profit 2025: Plan reaches" in markup(app)
    assert app.segmented_control(key="cmp-year").value == "2025"
    address = json.loads(app.get("bidi_component")[-1].proto.json)["address"]
    assert address["more"]["scenarios"] == f"baseline,{id},plan"
    assert address["more"]["region"] == ""


def test_choosing_adding_moving_and_taking_out(library):
    id = library.save(LEAN, "Lean build-out").id
    app = opened()
    app.text_input(key="cmp-search").set_value("lean BUILD").run()
    app.button(key=f"cmp-take-{id}").click().run()
    assert names(app) == ["Plan", "Baseline", "Lean build-out"]
    assert app.button(key="cmp-base-0").disabled, "the plan is the base"
    app.selectbox(key="cmp-focus").set_value("baseline").run()
    assert "Baseline is CNY 852 m below Plan" in sentence(app)
    app.selectbox(key="cmp-focus").set_value(id).run()
    assert "Lean build-out is CNY 53 m below Plan" in sentence(app)
    app.button(key="cmp-left-2").click().run()
    assert names(app) == ["Plan", "Lean build-out", "Baseline"]
    app.button(key="cmp-drop-2").click().run()
    assert names(app) == ["Plan", "Lean build-out"]
    assert app.button(key="cmp-drop-0").disabled, "a comparison needs two"
    app.text_input(key="cmp-search").set_value("no such thing").run()
    assert "No saved scenario matches." in [one.value for one in app.caption]


def test_a_ninth_scenario_is_left_out_and_said(library):
    ids = [library.save(PLANNED.with_levers({"headcount": 300 + n}), f"S{n}").id for n in range(9)]
    app = opened(scenarios=",".join(ids))
    assert names(app) == [f"S{n}" for n in range(8)]
    assert "Only the first 8" in markup(app)
    assert not [one for one in app.text_input if one.key == "cmp-search"], "a full comparison offers no more"


@pytest.mark.parametrize("language", usual(languages(), lambda language: language == "zh"))
def test_eight_scenarios_in_both_languages(language, library):
    risky = PLANNED.with_settings(risks={"price_war": {"mode": "on"}, "west_shortfall": {"mode": "on"}})
    made = [LEAN, risky, Scenario.of(PLAN, "plan", "calibrated"), PLANNED.with_own_assumptions({"momentum": 0.02})]
    made += [
        PLANNED.with_levers({"pace": "s_curve"}),
        PLANNED.with_levers({"hire_mix.east": 0.1, "hire_mix.south": 0.22}),
    ]
    ids = [library.save(one, f"S{n}").id for n, one in enumerate(made)]
    chosen = ",".join(("plan", "baseline", *ids))
    for focus in ids:
        assert sentence(opened(language, scenarios=chosen, base="plan", focus=focus))
    app = opened(language, scenarios=chosen, base="plan", focus="baseline")
    t = spoken(language).text
    text = markup(app)
    for key in ("compare-kind-lever", "compare-kind-assumption", "compare-kind-risk", "compare-kind-setting"):
        assert t(key) in text
    assert text.count('class="cmp-none"') == 8, "one cell of the diagonal a scenario"


def test_what_a_link_names_and_the_library_does_not_have(library):
    app = opened(scenarios="0123456789ab,=HYPERLINK(1),plan", base="nobody", measure="colour", year="1999", cause="x")
    assert names(app) == ["Plan", "Baseline"]
    assert "“0123456789ab” is not in this library" in markup(app)
    assert "“=HYPERLINK(1)” is not in this library" in markup(app)


def test_hostile_names_are_text_everywhere(library):
    evil = ['=HYPERLINK("http://x")', "<img src=x onerror=alert(1)>", "🚀 **bold** \u202egnp", "ש" * 90]
    ids = [library.save(LEAN, name, note="n" * 5000).id for name in evil]
    app = opened(scenarios=",".join(ids))
    assert "<img" not in markup(app)
    assert "\u202e" not in markup(app)
    assert len(set(names(app))) == 5


def test_the_plan_comes_first_and_is_the_base_until_something_else_is_told(library):
    ids = [library.save(PLANNED.with_levers({"headcount": 300 + n}), f"S{n}").id for n in range(2)]
    app = opened(scenarios=",".join(ids))
    assert names(app) == ["Plan", "S0", "S1"]
    app.button(key="cmp-drop-0").click().run()
    assert names(app) == ["S0", "S1"], "taken out, it does not come back"
    assert app.session_state["compare-choice"].base == ids[0]
    told = opened(scenarios=",".join(ids), base=ids[1])
    assert names(told) == ["S0", "S1"]


@pytest.mark.parametrize("language", languages())
def test_the_headline_names_the_best_and_every_scenario_has_its_verdict(library, language):
    better = library.save(PLANNED.with_levers({"conversion_rate": 0.28}), "Better").id
    same = library.save(PLANNED.with_levers({"subsidy_rate": 0.0}), "Same").id
    app = opened(language, scenarios=f"{better},{same},baseline")
    t = spoken(language).text
    assert sentence(app).startswith("Better")
    assert "2.50" in sentence(app) or "25.0" in sentence(app)
    lines = re.findall(r'<div class="cmp-verdict">(.*?)</div>', markup(app))
    assert lines[0] == ""
    assert lines[2] == t("compare-line-same", base=t("preset-plan"))
    assert t("preset-plan") in lines[1] and t("preset-plan") in lines[3]
    assert len(set(lines)) == 4


def test_what_does_not_differ_is_folded(library):
    same = library.save(PLANNED.with_levers({"subsidy_rate": 0.0}), "Same").id
    app = opened(scenarios=f"plan,{same}")
    folded = [one.label for one in app.expander]
    assert any("do not differ" in one for one in folded)
    assert (
        "Revenue" not in re.sub(r"<[^>]+>", "", markup(app).split("cmp-grid")[1].split("</table>")[0]).split("per")[0]
    )


def test_scenarios_of_one_name_stay_apart(library):
    id = library.save(LEAN, "Plan").id
    app = opened(scenarios=f"{id},plan")
    assert names(app) == ["Plan", "Plan (2)"]


def test_an_unusable_library_leaves_the_rest_working(tmp_path, monkeypatch):
    place = tmp_path / "scenarios.duckdb"
    place.write_bytes(b"this is no database")
    monkeypatch.setenv("SCENARIO_DB", str(place))
    app = opened(scenarios="plan,0123456789ab,baseline")
    assert names(app) == ["Plan", "Baseline"]


# -- plans that do not match ----------------------------------------------------------------------------------------
@pytest.fixture
def foreign(monkeypatch, library):
    """A saved scenario of another plan with a later horizon."""
    other = replace(PLAN, id="other", years=(2026, 2027, 2028))
    monkeypatch.setitem(open_catalogue()._plans, "other", other)
    return library.save(replace(LEAN, plan=other, assumption_set="evidence"), "Elsewhere").id


@pytest.mark.parametrize("language", languages())
def test_another_plan_is_compared_where_it_can_be(language, foreign):
    app = opened(language, scenarios=f"plan,{foreign},baseline", base="plan", focus=foreign)
    t = spoken(language).text
    text = markup(app)
    assert t("compare-note-plans", plans="growth-2026, other")[:12] in text
    assert t("compare-note-years", year="2026")[:12] in text
    assert "error-compare-plans" not in text
    assert t("error-compare-plans", base="growth-2026", other="other")[:20] in text
    assert "Elsewhere" in sentence(app)
    assert len(app.get("vega_lite_chart")) == 3, "no bridge between two plans"


# -- the bridge -----------------------------------------------------------------------------------------------------
def test_bridge_by_measure_year_region_and_cause(library):
    app = opened(scenarios="baseline,plan", base="baseline")
    for measure in answers.MEASURES:
        app.segmented_control(key="cmp-measure").set_value(measure).run()
        assert not app.exception
        app.pills(key="cmp-cause").set_value("headcount").run()
        assert not app.exception
        assert 'class="cmp-part"' in markup(app), measure
    assert "first 1,024 of the shared futures" in " ".join(one.value for one in app.caption)
    app.segmented_control(key="cmp-measure").set_value("revenue").run()
    app.segmented_control(key="cmp-year").set_value("2025").run()
    app.selectbox(key="cmp-region").set_value("west").run()
    (data,) = [one for one in app.get("vega_lite_chart")[1].proto.datasets if one.name == "steps"]
    steps = pa.ipc.open_stream(data.data.data).read_all().to_pylist()
    found = bridge(BASELINE, PLANNED, "revenue", 2025, "west")
    assert steps[-1]["x1"] == pytest.approx(found.end)
    assert steps[0]["x1"] == pytest.approx(found.start)


def test_a_waterfall_ends_where_it_should_and_parts_fill_their_cause():
    found = bridge(BASELINE, PLANNED, drill=True)
    from pages.parts.compare.causes import steps_of

    steps = steps_of(found, "region", ENGLISH)
    rows = waterfall.rows(("a", "", 0), found.start, steps, ("b", "", 1))
    marks = rows["steps"]
    assert marks[-1]["x1"] == pytest.approx(found.end, rel=1e-12)
    place = next(n for n, step in enumerate(steps, 1) if step.name == "Regions")
    parts = [mark for mark, step in zip(marks[1:], steps, strict=False) if step.part]
    assert parts
    assert parts[0]["x0"] == marks[place]["x0"]
    assert parts[-1]["x1"] == pytest.approx(marks[place]["x1"])
    low, high = waterfall.domain(found.start, steps)
    assert all(low <= mark[x] <= high for mark in marks for x in ("x0", "x1"))


def test_no_end_of_a_bridge_is_a_chance_of_nothing():
    from pages.parts.compare.causes import chart_data, steps_of

    found = chance_bridge(BASELINE, PLANNED, draws=64)
    assert found.start == 0
    field = Field(("a", "b"), (Entrant("a", BASELINE), Entrant("b", PLANNED)), 0, 1, ())
    text = str(chart_data(found, field, steps_of(found, "", ENGLISH), ENGLISH))
    assert "under 1 %" in text
    assert "'0.0 %'" not in text


def test_every_lever_has_words_for_why():
    for language in (ENGLISH, CHINESE):
        said = set()
        for id, lever in PLAN.levers.items():
            if lever.simplex:
                assert language.has(f"lever-{lever.family.replace('_', '-')}.other")
                continue
            for one, other in ((BASELINE, PLANNED), (PLANNED, BASELINE)):
                value = next((c for c in lever.choices if c != one.levers[id]), None) if lever.is_choice else None
                target = one.with_levers({id: value if value is not None else other.levers[id]})
                if one.levers[id] == target.levers[id]:
                    target = one.with_levers({id: lever.low})
                bars = bridge(one, target, drill=True).bars
                said.add(compare_text.reason(bars[0].parts[0], one, target, language))
        assert not [text for text in said if text.startswith(("a higher value", "a lower value", "“"))]


def test_the_sentence_names_what_works_against():
    mixed = PLANNED.with_levers({"headcount": 280, "budget.digital": 80})
    one = field(("Plan", PLANNED), ("Mixed", mixed))
    comparison = answers.comparison(one.entrants, "Plan")
    found = answers.bridge_answer(PLANNED, mixed, "revenue", 2026, "", "")
    assert "partly offset by" in compare_text.verdict(one, comparison, found, ENGLISH)
    assert "抵消" in compare_text.verdict(one, comparison, found, CHINESE)
    same = field(("Plan", PLANNED), ("Twin", PLANNED))
    text = compare_text.verdict(same, answers.comparison(same.entrants, "Plan"), None, ENGLISH)
    assert "both reach CNY 2.50 bn" in text


# -- order and colours ----------------------------------------------------------------------------------------------
def test_order_colours_and_names_are_the_same_on_every_chart():
    three = field(("Plan", PLANNED), ("Lean", LEAN), ("Baseline", BASELINE))
    comparison = answers.comparison(three.entrants, "Plan")
    spec, data, _ = pictures.trajectories(three, comparison, "revenue", ENGLISH)
    for place, name in enumerate(three.names):
        assert any(row["place"] == place and row["text"].startswith(name) for row in data["labels"])
    for place, hue in enumerate(SERIES["light"]):
        assert hue == spec["params"][0]["value"]["series"][place]
    _, data, _ = pictures.multiples(three, comparison, 2026, ENGLISH)
    assert {row["place"] for row in data["bars"]} == {0, 1, 2}
    longest = max(row["x1"] - row["x0"] for row in data["bars"])
    assert longest == pytest.approx(panels.REACH), "one scale: only the longest bar fills its panel"
    east = [row for row in data["bars"] if row["x0"] == 0 and row["y0"] < 1]
    assert [row["place"] for row in east] == [0, 1, 2]
    assert east[1]["change"].startswith("−")


def test_chart_files_carry_title_names_and_no_variables():
    three = field(("Plan", PLANNED), ("Lean", LEAN), ("Baseline", BASELINE))
    comparison = answers.comparison(three.entrants, "Plan")
    found = pictures.for_files(three, Choice(), comparison, CHINESE)
    assert list(found) == ["trajectories", "regions-and-products", "bridge"]
    for spec in found.values():
        text = json.dumps(spec, ensure_ascii=False)
        assert "var(--" not in text
        assert "Lean" in text
        assert spec["title"]["text"]


# -- files in the background ----------------------------------------------------------------------------------------
def made(kind: str, language: str = "zh") -> bytes:
    entrants = (Entrant("=Lean 🚀", LEAN.with_settings(draws=256)), Entrant("Plan", PLANNED.with_settings(draws=256)))
    one = field(*((entrant.name, entrant.scenario) for entrant in entrants), base=1, focus=0)
    comparison = answers.comparison(one.entrants, "Plan")
    draw = lambda: pictures.for_files(one, Choice(), comparison, spoken(language))  # noqa: E731
    shares: list[float] = []
    content = export_files.maker(kind, entrants, language, "Plan", draw)(shares.append, threading.Event())
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    return content


def test_every_kind_of_file_opens():
    slides = Presentation(io.BytesIO(made("pptx")))
    assert len(slides.slides) >= 5
    book = load_workbook(io.BytesIO(made("xlsx")))
    assert len(book.sheetnames) >= 8
    rows = list(csv.DictReader(io.StringIO(made("csv").decode("utf-8-sig"))))
    assert rows[0]["scenario"] == "'=Lean 🚀"
    assert pq.read_table(io.BytesIO(made("parquet"))).num_rows == len(rows)
    with zipfile.ZipFile(io.BytesIO(made("json"))) as archive:
        assert len(archive.namelist()) == 2
        assert json.loads(archive.read(archive.namelist()[0]))["name"] == "=Lean 🚀"
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        with zipfile.ZipFile(io.BytesIO(made(kind))) as archive:
            assert len(archive.namelist()) == 3
            assert all(archive.read(name).startswith(start) for name in archive.namelist())


def finish(job: export_files.Job) -> None:
    wait_until(lambda: not job.running, "the export to end")


def test_the_page_starts_shows_and_puts_away_a_file(library):
    app = opened("zh")
    app.button(key="export-csv").click().run()
    assert not app.exception
    (job,) = app.session_state["exports"]
    finish(job)
    app.run()
    assert job.content is not None
    assert job.file_name.startswith("2 个情景的对比 ")
    assert [one for one in app.get("download_button") if "CSV" in one.proto.label]
    app.button(key=f"export-away-{job.number}").click().run()
    assert app.session_state["exports"] == []


def test_a_stopped_export_leaves_nothing():
    entered, gate = threading.Event(), threading.Event()

    def slow(progress, stopped):
        entered.set()
        gate.wait(PATIENCE)
        Steps(3, progress, stopped)
        return b"never"

    job = export_files.Job(1, "x", "x.csv", "text/csv")
    thread = threading.Thread(target=job.work, args=(slow,))
    thread.start()
    assert entered.wait(PATIENCE)
    assert job.running
    job.stopped.set()
    assert not job.running, "the page need not wait for the thread"
    gate.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert job.content is None
    assert job.problem is None


def test_a_failed_export_says_so(caplog):
    def refuse(progress, stopped):
        raise ScenarioError("error-compare-count", count=0, least=1, most=8)

    def broken(progress, stopped):
        raise ZeroDivisionError

    known, unknown = (export_files.Job(n, "x", "x.csv", "text/csv") for n in (1, 2))
    known.work(refuse)
    unknown.work(broken)
    assert isinstance(known.problem, ScenarioError)
    assert isinstance(unknown.problem, ZeroDivisionError)
    assert "ZeroDivisionError" in caplog.text
    assert not known.running
    assert not unknown.running


# -- bookmarks ------------------------------------------------------------------------------------------------------
def test_a_bookmark_is_offered_and_can_be_the_base(library):
    app = opened()
    now = app.session_state["workspace"].now
    step = bookmarks.new_step("Before lunch", bookmarks.state_of(replace(now, scenario=LEAN)), "said by Bo")
    app.session_state[bookmarks.SLOT] = (step,)
    app.run()
    (offer,) = [one for one in app.button if one.key == f"cmp-take-{step.id}"]
    assert "Before lunch" in offer.label
    offer.click().run()
    assert not app.exception
    assert names(app) == ["Plan", "Baseline", "Before lunch"]
    app.button(key="cmp-base-2").click().run()
    assert not app.exception
    assert "Before lunch" in sentence(app)
    assert app.session_state["compare-choice"].base == step.id


@pytest.mark.parametrize(("language", "text"), [("en", "No scenario leads in its chance"), ("zh", "达标概率不分高下")])
def test_of_equal_chances_none_is_called_the_best(library, language, text):
    """Two scenarios that no future lets reach their target."""
    far = TargetChoice("revenue", 2026, 90_000.0)
    ids = [
        library.save(Scenario.of(PLAN, preset, target=far, draws=256), name).id
        for preset, name in (("plan", "One"), ("baseline", "Other"))
    ]
    shown = markup(opened(language, scenarios=",".join(ids), base=ids[0]))
    assert text in shown
