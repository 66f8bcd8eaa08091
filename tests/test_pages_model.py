"""The reading pages (model, sources, trust): both languages, no error, and what they promise is on them."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from markup import markup
from spoken import spoken
from streamlit.testing.v1 import AppTest

from pages.parts import session
from sim.audit.alternatives import find_reading, with_reading
from sim.explain.equations import EQUATIONS
from sim.language import languages
from sim.modules import MODULES
from sim.plan import load_plan
from sim.scenario.history import History

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("model", "sources", "trust")


def opened(page: str, language: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, app.exception
    return app


@pytest.fixture(scope="module", params=[(page, language) for page in PAGES for language in languages()], ids="-".join)
def page(request):
    name, language = request.param
    return name, spoken(language), opened(name, language)


def test_every_page_opens_with_a_sentence_and_numbers(page):
    _, _, app = page
    text = markup(app)
    assert text.count('class="rd-sentence"') == 1
    assert len(re.findall(r'class="rd-label"', text)) >= 4
    assert len(app.get("vega_lite_chart")) >= 1
    for chart in app.get("vega_lite_chart"):
        spec = json.loads(chart.proto.spec)
        assert "var(--" in json.dumps(spec["params"]), "charts follow the page's scheme"


def test_no_raw_id_is_shown(page):
    """Words, never ids with underscores, in everything between tags."""
    _, _, app = page
    shown = re.sub(r"<style>.*?</style>", "", markup(app), flags=re.DOTALL)
    words = re.findall(r">([^<]+)<", shown)
    raw = [word for word in words if re.search(r"\b[a-z]+_[a-z]+", word)]
    assert not raw, raw[:5]


def test_the_model_page_shows_every_equation_lever_and_assumption(plan):
    for id in languages():
        language, app = spoken(id), opened("model", id)
        formulas = "\n".join(element.value for element in app.markdown)
        for equation in EQUATIONS:
            assert equation.latex in formulas and language.text(f"equation-{equation.id}") in formulas
        text = markup(app)
        for prefix, ids in (("lever", plan.levers), ("assumption", plan.assumptions)):
            for one in ids:
                assert language.text(f"{prefix}-{one.replace('.', '-').replace('_', '-')}") in text
        assert text.count('class="rd-density"') == sum(
            stated.uncertain for stated in plan.assumption_sets["evidence"].values()
        )


def test_the_model_page_shows_the_modules_of_a_plan_that_has_some_and_no_others():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    app.session_state[session.SLOT] = History.start(session.fresh(load_plan("growth-2026-v2")))
    app.run()
    app.switch_page("pages/model.py").run()
    assert not app.exception
    english = spoken("en")
    shown, plain = (
        (markup(one), "\n".join(element.value for element in one.markdown)) for one in (app, opened("model", "en"))
    )
    for id, module in MODULES.items():
        assert english.text(f"module-{id}") in shown[0] + shown[1] and english.text(f"module-{id}") not in plain[0]
        for formula in module.formulas:
            assert formula.latex in shown[1] and formula.latex not in plain[1], formula.id
    assert shown[0].count('class="la-track"') == 2 and "la-track" not in plain[0], "the launches that D1 dates"
    before = app.session_state[session.SLOT].now.scenario
    app.button(key="alternative-take-loyalty-renewal").click().run()
    taken = app.session_state[session.SLOT].now.scenario
    assert taken == with_reading(before, find_reading(before.plan, "loyalty", "renewal")) != before
    assert "−116" in app.toast[0].value and "You can undo" in app.toast[0].value
    assert "alternative-take-loyalty-churn" in {button.key for button in app.button}
    app.switch_page("pages/audit.py").run()
    app.button(key="undo").click().run()
    assert app.session_state[session.SLOT].now.scenario == before and not app.exception
    assert "alternative-take-loyalty-renewal" in {button.key for button in app.button}


def test_the_trust_page_shows_its_tests_with_live_numbers():
    english = markup(opened("trust", "en"))
    for text in ("14 of 14", "8 of 8", "16 of 16", "0.9342950854", "2160.971446", "+1.5 %"):
        assert text in english.replace("2,160.971446", "2160.971446"), text
    assert english.index("What this model cannot show") < english.index("predictions lie within")  # limits first
    assert "West and Northeast" in english and "CNY 200 m" in english


def test_a_link_opens_one_source_in_full():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    app.run()
    app.query_params["q"] = "D1-240"
    app.switch_page("pages/sources.py").run()
    assert not app.exception
    text = markup(app)
    detail = text[text.index("D1-240 · D1 §7.1") :]
    assert "Stated as target: 350 people" in detail and "Sales reps, end 2026 (plan)" in detail
    assert len(app.dataframe[0].value) == 1


def test_searching_narrows_the_table_and_says_when_nothing_is_found():
    app = opened("sources", "en")
    everything = len(app.dataframe[0].value)
    app.text_input(key="sources-query").set_value("albers").run()
    assert not app.exception
    assert 0 < len(app.dataframe[0].value) < everything
    assert "elasticity of 0.34" in markup(app)
    app.text_input(key="sources-query").set_value("no such thing <b>anywhere").run()
    assert not app.exception and not app.dataframe
    assert "No source holds" in markup(app)


def test_own_values_are_named_as_such():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    app.run()
    past = app.session_state["workspace"]
    scenario = past.now.scenario.with_levers({"headcount": 310}).with_own_assumptions({"elasticity": 0.2})
    app.session_state["workspace"] = past.push(dataclasses.replace(past.now, scenario=scenario))
    app.switch_page("pages/sources.py").run()
    assert not app.exception
    assert "2 numbers of this scenario are your own" in markup(app)
    app.switch_page("pages/model.py").run()
    assert not app.exception
    assert "Your value" in markup(app)


def test_texts_are_escaped():
    from pages.parts.reading import safe, source_mark

    assert safe("<script>x</script><b>y</b>") == "&lt;script&gt;x&lt;/script&gt;<b>y</b>"
    assert "<img" not in source_mark("a", ["<img src=x onerror=alert(1)>"]).markup
