"""The chip of the likely set: every page names it, a switch anywhere moves what is likely everywhere and no promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markup import markup
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.shape_law import turn_to
from pages.parts.likely import CHIP
from pages.parts.navigation import page_ids
from pages.parts.session import Workspace
from sim.analysis.text import likely_name
from sim.language import languages
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.history import History
from sim.scenario.scenario import DEFAULT_DRAWS

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan()
pytestmark = pytest.mark.usefixtures("quick")


def opened(language: str = "en", page: str = "", draws: int = DEFAULT_DRAWS) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    scenario = Scenario.of(PLAN, draws=draws)
    app.session_state["workspace"] = History.start(Workspace(scenario, scenario))
    app.run()
    if page:
        turn_to(app, page)
    return app


def chip(app: AppTest) -> str:
    """Return what the chip says."""
    (found,) = [one.proto.popover.label for one in app.get("popover") if one.proto.id.endswith("likely-chip-open")]
    return found.replace("\\", "")


def page_text(app: AppTest) -> str:
    return re.sub(r"<[^>]*>", " ", "\n".join([markup(app), *(one.value for one in app.markdown)]))


@pytest.mark.usefixtures("only_kept_charts")
@pytest.mark.parametrize(
    "language", [pytest.param(one, marks=pytest.mark.thorough if one != "en" else ()) for one in languages()]
)
def test_every_page_names_the_set_and_one_switch_changes_all(language, request):
    """Pages of every group; all of them with `--thorough`."""
    app = opened(language, draws=256)
    own = spoken(language)
    assert likely_name(Scenario.of(PLAN), own) in chip(app)
    app.radio(key=CHIP).set_value("calibrated").run()
    for page in page_ids()[:: 1 if request.config.getoption("thorough") else 2]:
        turn_to(app, page)
        assert likely_name(Scenario.of(PLAN, "plan", "calibrated"), own) in chip(app), page


def test_a_switch_moves_the_chance_and_not_the_promise_and_can_be_undone():
    app = opened(page="uncertainty")
    before = page_text(app)
    assert "2026 revenue is CNY 2.50 bn" in re.sub(r"\s+", " ", before) and "14 % of futures" in before
    app.radio(key=CHIP).set_value("calibrated").run()
    after = page_text(app)
    assert "2026 revenue is CNY 2.50 bn" in re.sub(r"\s+", " ", after) and "14 % of futures" not in after
    app.button(key="undo").click().run()
    assert "14 % of futures" in page_text(app)
    assert app.radio(key=CHIP).value == "evidence"


def test_a_set_is_named_by_what_it_rests_on_and_what_was_changed():
    language, evidence = spoken("en"), Scenario.of(PLAN)
    assert likely_name(evidence, language) == "Outside evidence"
    changed = evidence.with_own_assumptions({"momentum": 0.01, "elasticity": 0.3})
    assert likely_name(changed, language) == "Outside evidence, 2 changed"
    certain = evidence.with_own_assumptions({id: PLAN.assumptions[id].value for id in PLAN.assumption_sets["evidence"]})
    assert likely_name(certain, language).endswith(f"{len(certain.own_assumptions)} changed, no spread")
    assert likely_name(Scenario.of(PLAN, "plan", "calibrated"), language) == "Calibrated to the plan, no spread"
