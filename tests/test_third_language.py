"""A third language is a folder and nothing else: every page opens in it, and the switch offers all and comes back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pseudo
import pytest
from command_line import printed
from streamlit.testing.v1 import AppTest

from bench.shape_law import turn_to
from pages.parts.navigation import page_ids
from pages.parts.theme import css_variables
from sim import language as language_module
from sim.language import get_language, languages
from sim.language.errors import ScenarioError
from sim.language.faces import font_stack
from sim.plan import load_plan
from sim.reading import entries as entries_of

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(scope="module")
def third(tmp_path_factory) -> Iterator[str]:
    """Return the id of a made-up language that this process has beside the others."""
    folder = pseudo.make_locales(tmp_path_factory.mktemp("locales"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language_module.language, "LOCALES", folder)
        get_language.cache_clear()
        yield pseudo.ID
    get_language.cache_clear()


def opened(id: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = id
    app.run()
    assert not app.exception, app.exception
    return app


def test_every_page_opens(third):
    app = opened(third)
    past = app.session_state["workspace"]
    scenario = past.now.scenario.with_settings(draws=256).with_levers({"headcount": 310.0})
    app.session_state["workspace"] = past.push(dataclasses.replace(past.now, scenario=scenario))
    for page in page_ids():
        turn_to(app, page)


def test_the_switch_offers_every_language_and_comes_back(third):
    app = opened("en")
    app.switch_page("pages/trust.py").run()
    for id in (third, "zh", third, "en"):
        offered = {button.key.removeprefix("language-") for button in app.button if button.key.startswith("language-")}
        assert offered == set(languages()) - {app.session_state["language"]}
        app.button(key=f"language-{id}").click().run()
        assert not app.exception, app.exception
        assert app.session_state["language"] == id


def test_it_brings_its_faces_and_what_it_puts_between_words(third):
    assert font_stack(third).startswith(f"Inter, '{pseudo.FACE}', 'PingFang SC'")
    assert font_stack("zh").startswith("Inter, 'PingFang SC'") and f"'{pseudo.FACE}'" in font_stack("zh")
    assert f":host(:lang({third})){{--font:{font_stack(third)};}}" in css_variables()
    refused = ScenarioError("error-year", value=2030, allowed=(2024, 2025))
    for id, told in ((third, "2024 ¦ 2025"), ("zh", "2024、2025"), ("en", "2024, 2025")):
        assert told in refused.text(id)


def test_a_list_may_be_typed_as_any_language_writes_it(third):
    entries_of._marks.cache_clear()
    typed = "North ¦ South、West; East， Rest ；"
    assert entries_of.entries(typed) == ["North", "South", "West", "East", "Rest"]
    assert entries_of.amounts("0,5 ¦ 1,5") == entries_of.amounts("0,5; 1,5") == ["0,5", "1,5"]
    assert entries_of.amounts("1, 2") == ["1", "2"] and entries_of.entries("1, 2；3", ("groups",)) == ["1, 2", "3"]
    assert entries_of.is_list("a、b") and not entries_of.is_list("a b")
    entries_of._marks.cache_clear()


def test_the_original_of_a_plan_stands_in_and_is_said(third, capsys):
    plan = load_plan()
    assert plan.vocabulary(get_language(third)).text("lever-headcount") == plan.texts.of("en")["lever-headcount"]
    assert f"{third} (shown in en)" in printed(capsys, "plans", "--language", "en")
    assert "310" in printed(capsys, "run", "--set", "headcount=310", "--language", third)
