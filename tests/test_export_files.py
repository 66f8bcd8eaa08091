"""Tidy tables, JSON that the library imports, images, and the command line's `compare` and `export`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from browser import ROOT
from cases_of import usual
from patience import wait_until
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.shape_law import turn_to
from pages.parts import session
from pages.parts.stage import files
from pages.parts.stage.view_of import view_of
from sim.analysis.differences import Entrant
from sim.cli import main
from sim.export.document import scenario_json
from sim.export.image import chart_image
from sim.export.report import make_report
from sim.export.text import csv_text, display_width, one_line
from sim.export.tidy import csv_file, parquet_file
from sim.language import languages
from sim.model.measures import annual_measures, quarterly_measures, regional_people
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.history import History
from sim.store import DuckStore
from sim.store.transfer import read_parcel
from sim.version import MODEL_VERSION

PLAN = load_plan("growth-2026")
MOMENT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)


def lean() -> Scenario:
    return Scenario.of(PLAN, "plan", "evidence", draws=64, seed=7).with_levers({"headcount": 310})


# -- tables ---------------------------------------------------------------------------------------------------------
def test_parquet_is_tidy_and_says_where_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    path.write_bytes(parquet_file([Entrant("Lean", lean()), Entrant("计划", Scenario.of(PLAN))], MOMENT))
    table = pq.read_table(path).to_pandas()
    by_region = len(PLAN.products) + len(regional_people())
    company = len(annual_measures()) * len(PLAN.years) + len(quarterly_measures()) * len(PLAN.quarters)
    assert len(table) == 2 * (company + by_region * len(PLAN.quarters) * len(PLAN.regions))
    assert set(table["measure"]) == {one.id for one in (*annual_measures(), *quarterly_measures(), *regional_people())}
    key = ["scenario", "period", "region", "product", "measure"]
    assert not table.duplicated(key).any()
    mine = table[table["scenario"] == "Lean"]
    assert set(mine["scenario_hash"]) == {lean().hash}
    assert (set(mine["seed"]), set(mine["draws"]), set(mine["model_version"])) == ({7}, {64}, {MODEL_VERSION})
    assert set(mine["plan_hash"]) == {PLAN.hash}
    revenue = mine[(mine["measure"] == "revenue") & (mine["year"] == 2026)]
    whole = revenue[revenue["quarter"] == 0]["value"].iloc[0]
    parts = revenue[revenue["region"] != "all"]["value"].sum()
    assert whole == pytest.approx(parts) == pytest.approx(float(lean().run().annual("revenue")[2, 0]))
    assert set(revenue["unit"]) == {"CNY_m"}


def test_csv_has_the_same_numbers_bit_by_bit() -> None:
    content = csv_file([Entrant("Lean", lean())], MOMENT).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    table = pq.read_table(io.BytesIO(parquet_file([Entrant("Lean", lean())], MOMENT))).to_pydict()
    assert [float(row["value"]) for row in rows] == table["value"]
    assert list(rows[0]) == list(table)


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("x","y")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_csv_disarms_formulas(name: str) -> None:
    content = csv_file([Entrant(name, lean())], MOMENT).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content)))
    assert row["scenario"] == "'" + name


def test_numbers_stay_numbers_in_csv() -> None:
    at_a_loss = Scenario.of(PLAN).with_own_assumptions({"margin_core": 0.1})
    content = csv_file([Entrant("a", at_a_loss)], MOMENT).decode("utf-8-sig")
    values = [float(row["value"]) for row in csv.DictReader(io.StringIO(content))]
    assert values and all(map(math.isfinite, values)) and min(values) < 0, "a minus is no formula"


def test_text_for_files() -> None:
    assert csv_text("plain, with comma") == "plain, with comma"
    assert one_line("a\u202eb\n c") == "ab c"
    assert len(one_line("x" * 10_000)) == 48
    assert display_width("营收 ab") == 7


# -- JSON -----------------------------------------------------------------------------------------------------------
def test_json_is_what_the_library_reads() -> None:
    parcel = read_parcel(scenario_json(Entrant("Lean 精简", lean(), note="why", author="me"), MOMENT))
    assert (parcel.name, parcel.note, parcel.scenario) == ("Lean 精简", "why", lean())
    assert parcel.plan_hash == PLAN.hash


# -- images ---------------------------------------------------------------------------------------------------------
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "title": "营收 Revenue",
    "width": 200,
    "height": 100,
    "data": {"values": [{"x": "华东", "y": 3}, {"x": "华南", "y": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "x", "type": "nominal"}, "y": {"field": "y", "type": "quantitative"}},
}


def test_svg_keeps_chinese_and_the_stamp() -> None:
    picture = chart_image(SPEC, "svg", stamp="增长规划 · 模型 1.0").decode()
    for text in ("营收 Revenue", "华东", "增长规划 · 模型 1.0", "Noto Sans CJK SC"):
        assert text in picture
    assert "stamp" not in SPEC
    assert "config" not in SPEC


def test_png_draws_chinese_letters_not_boxes() -> None:
    """Two different characters must give two different pictures; missing glyphs give the same box twice."""
    pictures = []
    for letter in ("营", "收"):
        spec = {
            "width": 60,
            "height": 60,
            "data": {"values": [{}]},
            "mark": {"type": "text", "text": letter, "fontSize": 40},
        }
        pictures.append(chart_image(spec, "png"))
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert pictures[0] != pictures[1]


# -- command line ---------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library with two scenarios: a copy costs a fraction of saving them."""
    path = tmp_path_factory.mktemp("two") / "library.duckdb"
    store = DuckStore(path)
    store.save(lean(), "Lean", note="n", by="me")
    store.save(Scenario.of(PLAN, "baseline", draws=64), '=HYPERLINK("x")', by="me")
    store.close()
    return path


@pytest.fixture
def library(two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copyfile(two, tmp_path / "library.duckdb")
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    return tmp_path


def test_compare_prints_one_object(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "preset:plan:evidence", "Lean", '=HYPERLINK("x")', "--base", "Lean", "--json"]
    assert main(words) == 0
    content = json.loads(capsys.readouterr().out)
    assert {"scenarios", "differences", "headline", "bridge", "p_beats"} <= set(content)
    assert [one["name"] for one in content["scenarios"]] == words[1:4]
    assert content["base"] == "Lean"
    first = content["bridge"]
    assert {"groups", "total", "residual"} <= set(first)
    assert math.fsum(first["groups"].values()) == pytest.approx(first["total"], rel=1e-9)
    assert abs(first["residual"]) <= 1e-9 * abs(first["total"])
    assert first == content["bridges"]["preset:plan:evidence"]
    beats = content["p_beats"]
    assert beats["Lean"]["preset:plan:evidence"]["value"] + beats["preset:plan:evidence"]["Lean"]["value"] == 1
    revenue = content["headline"]["revenue"]
    assert revenue["absolute"]["Lean"] == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_compare_in_words(library: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert main(["compare", "Lean", "preset:plan", "--language", language, "--metric", "margin"]) == 0
    out = capsys.readouterr().out
    assert "Lean" in out
    assert ("沙普利" if language == "zh" else "Shapley") in out


def test_the_chance_of_the_target_has_a_bridge_too(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "preset:plan:evidence", "preset:baseline", "--metric", "p_target"]
    assert main([*words, "--json"]) == 0
    content = json.loads(capsys.readouterr().out)["bridge"]
    assert (content["metric"], content["unit"], content["year"]) == ("p_target", "fraction", 2026)
    assert math.fsum(content["groups"].values()) == pytest.approx(content["total"], abs=1e-9)
    assert content["end"] == 0 < content["start"]
    assert all(bar["error"] > 0 for bar in content["bars"] if bar["value"])
    assert main(words) == 0
    assert "±" in capsys.readouterr().out.splitlines()[-2]


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "Lean", "preset:plan", "--metric", "p_target", "--region", "west"],
        ["compare", "Lean", "preset:plan", "--metric", "p_target", "--year", "2025"],
        ["compare", "Lean"],
        ["compare", "Lean", "Lean"],
        ["compare", "Lean", "nobody"],
        ["compare", "Lean", "preset:nothing"],
        ["compare", "Lean", "preset:plan:nothing"],
        ["compare", "Lean", "preset:plan", "--base", "x"],
        ["compare", "Lean", "preset:plan", "--metric", "x"],
        ["compare", "Lean", "preset:plan", "--year", "1999"],
        ["compare", "Lean", "preset:plan", "--region", "x"],
        ["export", "Lean"],
        ["export", "Lean", "--to", "x.doc"],
        ["export", "Lean", "preset:plan", "--to", "x.json"],
        ["export", "Lean", "--to", "x.xlsx", "--template", "t.pptx"],
        ["export", "Lean", "--to", "x.pptx", "--template", "/nowhere.pptx"],
        ["export", "Lean", "--to", "/nowhere/x.csv"],
    ],
)
def test_bad_words(library: Path, capsys: pytest.CaptureFixture[str], monkeypatch, words: list[str]) -> None:
    monkeypatch.chdir(library)
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1


@pytest.mark.parametrize("kind", ["pptx", "xlsx", "parquet", "csv", "json"])
def test_export_every_kind(library: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    target = library / f"out.{kind}"
    assert main(["export", "Lean", "--to", str(target), "--language", "zh"]) == 0
    assert target.stat().st_size > 1000
    assert "1 个情景" in capsys.readouterr().out
    if kind == "json":
        assert main(["scenarios", "import", str(target)]) == 0


def test_export_measures_against_a_preset(library: Path) -> None:
    target = library / "out.xlsx"
    assert (
        main(["export", "Lean", "preset:baseline:evidence", "--base", "preset:baseline:evidence", "--to", str(target)])
        == 0
    )
    assert target.exists()


# -- the charts of pages --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", languages())
def test_the_simulator_s_charts_as_files(language: str) -> None:
    words = spoken(language)
    work = session.fresh()
    moved = replace(work, scenario=work.scenario.with_levers({"headcount": 310}))
    found = files.pictures(view_of(moved, words), words)
    assert list(found) == ["trajectory", "bridge", "regions-and-products"]
    for spec in found.values():
        text = json.dumps(spec, ensure_ascii=False)
        assert "⟦" not in text
        assert "var(--" not in text
        assert spec["title"]["text"][0]
        assert chart_image(spec, "svg").startswith(b"<svg")
    assert "bridge" not in files.pictures(view_of(work, words), words), "no bridge without a difference"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("page", usual(["risk", "uncertainty"], lambda page: page == "uncertainty"))
def test_charts_of_a_page_as_files(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    work = session.fresh()
    few = replace(work, scenario=work.scenario.with_settings(draws=256))
    app.session_state[session.SLOT] = History.start(few)
    turn_to(app, page)
    app.button(key="export-svg").click().run()
    (job,) = app.session_state["exports"]
    wait_until(lambda: not job.running, "the export to end")
    assert job.problem is None
    with zipfile.ZipFile(io.BytesIO(job.content)) as archive:
        assert archive.namelist()
        assert all(archive.read(name).startswith(b"<svg") for name in archive.namelist())


# -- what a single scenario is measured against ---------------------------------------------------------------------
def test_a_single_scenario_is_measured_against_what_the_page_shows() -> None:
    bold = Entrant("Bold", lean().with_levers({"headcount": 420}))
    report = make_report([Entrant("Lean", lean())], spoken("en"), MOMENT, base=bold, futures=None)
    assert report.comparison.names == ("Lean", "Bold", "Plan", "Baseline")
    assert report.base == bold
    assert [entrant.name for entrant, _ in report.bridges] == ["Lean"]
    itself = make_report([Entrant("Lean", lean())], spoken("en"), MOMENT, base=Entrant("x", lean()), futures=None)
    assert itself.base.name == "Plan"
