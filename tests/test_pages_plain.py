"""The Simulator on standard controls: everything that the live stage's fallback must be able to do."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from spoken import spoken
from streamlit.testing.v1 import AppTest

from sim.language import languages

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def page(request, tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "scenarios.duckdb"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = getattr(request, "param", "en")
    app.query_params["plain"] = "1"
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    drawn = (element.proto.body.replace("\N{NO-BREAK SPACE}", " ") for element in app.get("html"))
    return "\n".join([*drawn, *(element.value for element in app.markdown)])


def bars(app: AppTest) -> list[dict]:
    """Return the steps of the bridge; none while there is no difference."""
    found = [one for chart in app.get("vega_lite_chart") for one in chart.proto.datasets if one.name == "steps"]
    return pa.ipc.open_stream(found[0].data.data).read_all().to_pylist() if found else []


def test_a_move_is_explained_and_can_be_undone_and_redone(page):
    assert "Revenue on target" in words(page)
    assert "No difference from Plan" in words(page)
    assert not bars(page)
    assert page.button(key="undo").disabled
    page.slider(key="plain-headcount").set_value(310.0).run()
    assert "Revenue CNY 14 m below target; main drag: People" in words(page)
    assert "CNY 14 m less than Plan, by cause" in words(page)
    assert [bar["text"] for bar in bars(page)] == ["2,500", "−14", "2,486"]
    page.button(key="undo").click().run()
    assert page.slider(key="plain-headcount").value == 350
    assert not bars(page)
    page.button(key="redo").click().run()
    assert page.slider(key="plain-headcount").value == 310


@pytest.mark.parametrize(
    ("page", "label"), [("en", "Attrition (% a year)"), ("zh", "离职率（%/年）")], indirect=["page"]
)
def test_a_lever_names_its_unit_in_the_brackets_of_its_language(page, label):
    assert page.slider(key="plain-attrition_rate").label == label


def test_changes_can_be_measured_against_something_else(page):
    page.selectbox(key="plain-base").set_value("baseline").run()
    assert not page.exception
    assert "more than Baseline, by cause" in words(page)
    assert "main lift:" in words(page)
    assert bars(page)[0]["text"] == "1,648"
    page.button(key="undo").click().run()
    assert page.selectbox(key="plain-base").value == "plan"


def test_the_baseline_is_a_place_to_start_from(page):
    page.button(key="plain-start-baseline").click().run()
    assert "With no programme" in words(page)
    assert page.slider(key="plain-headcount").value == 200


@pytest.mark.parametrize("page", languages(), indirect=True)
def test_every_control_and_chart_has_its_words(page):
    wanted = page.query_params["lang"]
    language = spoken(wanted if isinstance(wanted, str) else wanted[0])
    assert language.text("action-undo") == page.button(key="undo").label
    assert language.text("against-help") == page.selectbox(key="plain-base").label
    assert all(chart.proto.alt for chart in page.get("vega_lite_chart"))
    assert not page.dataframe, "a canvas tells assistive technology nothing"
    for head in ("moved-to", "moved-change", "outcomes-measure"):
        assert f">{language.text(head)}</th>" in words(page)
