"""Plans of other shapes: packs that somebody else wrote go through every command and every page in every language.

The packs lie in `tests/packs/` as they were written, before packs had texts of their own. `digital-2026` has one region
and one year, a fit that no admissible value meets, and golden cases and demo actuals copied from another plan;
`mine-2029` later years and hardly a fact; `wide` is the first one with a range in which the fit is met, and `empty`
the first one with a budget that the plan leaves at zero.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from bench.shape_law import REFUSALS, commands, open_pages, run_command
from sim.assumptions.calibration import find_fit, missed_fit_text, missed_fits
from sim.audit import audit_file
from sim.audit.effect import effects
from sim.language import get_language, key, languages
from sim.language.errors import FormatError, PlanError, ScenarioError
from sim.model.measures import measure
from sim.plan import Catalogue, Folder, Plan, read_plan
from sim.plan.catalogue import SHIPPED
from sim.plan.texts import BY_ID
from sim.scenario import Scenario
from sim.scenario.response import response_table
from sim.track.reading import demo_actuals
from sim.trust.golden import golden_rows

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "tests" / "packs"
pytestmark = pytest.mark.usefixtures("quick")
NAMES = ("digital-2026", "wide", "empty", "mine-2029")
SPOKEN = [("digital-2026", "zh"), ("wide", "en"), ("empty", "zh"), *(("mine-2029", one) for one in languages())]
"""Packs in a language each; the one that brings no texts of its own in all."""


def spoken(*usual: tuple[str, str]) -> list[Any]:
    """Return those packs as parameters: what the ordinary run takes of them, the others for the thorough one."""
    assert set(usual) <= set(SPOKEN)
    return [pytest.param(*one, marks=() if one in usual else pytest.mark.thorough) for one in SPOKEN]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The shipped plan, the packs, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("plans")
    for name in ("digital-2026", "mine-2029"):
        shutil.copytree(PACKS / name, folder / name)
    for name in ("wide", "empty"):
        shutil.copytree(PACKS / "digital-2026", folder / name)
        edit(folder / name / "plan.yaml", "id: digital-2026", f"id: {name}")
        edit(
            folder / name / "assumptions.yaml",
            "- 1.5\n    value: 1.0\n    assumption: reason-realisation",
            "- 3\n    value: 1.0\n    assumption: reason-realisation",
        )
    edit(
        folder / "empty" / "levers.yaml",
        "      value: 3\n      source: D4-059\n",
        "      value: 0\n      assumption: reason-no-programme\n",
    )
    (folder / "broken").mkdir()
    (folder / "broken" / "plan.yaml").write_text("id: [", encoding="utf-8")
    return Catalogue([Folder(folder), Folder(SHIPPED)])  # one of them has the id of a shipped one


@pytest.fixture(autouse=True)
def known(plans: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sim.plan.catalogue", "sim.cli.plans"):
        monkeypatch.setattr(f"{module}.open_catalogue", lambda: plans)


@pytest.fixture
def pack(request: pytest.FixtureRequest, plans: Catalogue) -> Plan:
    return plans.plan(request.param)


# -- everything runs ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("pack", "language"), spoken(("empty", "zh")), indirect=["pack"])
def test_every_command_runs(pack: Plan, language: str, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    of_a_lever = ["sources", "lever:headcount", "metric:revenue", "--plan", pack.id]
    for words in (*commands(pack, tmp_path), of_a_lever):
        assert run_command(words, language).strip() or words[0] in ("export", *REFUSALS), words


# Pages of digital-2026 in Chinese: tests/test_shipped_plans.py.
@pytest.mark.parametrize(("pack", "language"), spoken(("mine-2029", "en")), indirect=["pack"])
def test_every_page_opens(pack: Plan, language: str, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))

    def fits_are_said(app: AppTest, page: str) -> None:
        if page in ("present", "follow"):
            return
        said = [one.value for one in app.caption]
        missed = [
            missed_fit_text(pack, one, pack.vocabulary(get_language(language)))
            for one in missed_fits(pack, "calibrated")
        ]
        assert [text for text in said if text in missed] == missed, page

    open_pages(pack, language, fits_are_said)


# -- what used to break ---------------------------------------------------------------------------------------------
def test_a_pack_that_cannot_be_read_hides_no_other(plans: Catalogue):
    found, problems = plans.readable()
    assert {plan.id for plan in found} == {*NAMES, *Folder(SHIPPED).ids()}
    assert list(problems) == ["broken"]


def test_packs_of_before_keep_their_hash_and_are_called_by_ids(plans: Catalogue):
    """Saved scenarios and links name these hashes."""
    assert plans.plan("digital-2026").hash == "554bc528567f7d4a"
    own = plans.plan("mine-2029").vocabulary(get_language("en"))
    assert plans.plan("mine-2029").texts.original == BY_ID
    assert own.text("lever-budget-phasing-2029") == "budget phasing.2029"
    assert own.text(key("document", "M")) == "My plan" and own.text("plan-title") == "mine-2029"


def test_a_fit_that_cannot_be_met_stands_at_the_nearest_value_and_says_so(plans: Catalogue):
    plan = plans.plan("digital-2026")
    (one,) = missed_fits(plan, "calibrated")
    entry = plan.assumptions["realisation"]
    assert one.value == entry.high and one.target == 500
    reached = Scenario.of(plan).run().annual("revenue")[-1, 0]
    assert one.reached == pytest.approx(reached) and one.reached < 500
    for language in languages():
        texts = plan.vocabulary(get_language(language))
        text = missed_fit_text(plan, one, texts)
        assert all(measure("revenue").format(texts, amount) in text for amount in (500, reached))
    assert missed_fits(plan, "calibrated", {"realisation": 1.0}) == (), "somebody's own value replaces the fit"
    assert missed_fits(plan, "evidence") == missed_fits(plans.plan("wide"), "calibrated") == ()
    # Of a target below reach the lower end is the nearest.
    stated = plan.assumption_sets["calibrated"]["realisation"]
    low = stated.model_copy(update={"fit": stated.fit.model_copy(update={"value": 1.0})})
    easy = replace(plan, assumption_sets={"calibrated": {**plan.assumption_sets["calibrated"], "realisation": low}})
    assert find_fit(easy, "calibrated", "realisation").value == entry.low


def test_a_family_of_one_is_whole_and_nobody_drags_it(plans: Catalogue):
    plan = plans.plan("wide")
    alone = {"hire_mix.company", "budget_phasing.2026"}
    assert alone <= plan.fixed.keys() and not alone & plan.levers.keys() and plan.simplexes == {}
    table = response_table(Scenario.of(plan))
    assert np.isfinite(table.results.annual("revenue")).all()
    # A scenario saved while it was a lever still loads; no other share than the whole does.
    stored = Scenario.of(plan).to_dict()
    stored["levers"] |= dict.fromkeys(alone, 1.0)
    assert Scenario.from_dict(stored, plans.plan) == Scenario.of(plan)
    stored["levers"]["hire_mix.company"] = 0.5
    with pytest.raises(ScenarioError):
        Scenario.from_dict(stored, plans.plan)


def test_a_category_without_a_programme_has_no_effect_and_no_revenue_is_nan(plans: Catalogue):
    plan = plans.plan("empty")
    scenario = Scenario.of(plan, "plan", "evidence")
    none, much = (scenario.with_levers({"budget.digital": value}).run() for value in (0, 5))
    assert np.isfinite(none.revenue).all()
    assert (none.revenue == much.revenue).all(), "there is nothing that the money would fund"
    assert (much.annual("programme_gross") > none.annual("programme_gross")).any(), "it is spent all the same"


def test_golden_cases_and_demo_of_another_plan_are_not_taken_for_this_ones(plans: Catalogue):
    for name in NAMES:
        assert golden_rows(plans.plan(name)) == ()
        with pytest.raises(FormatError):
            demo_actuals(plans.plan(name))
    assert golden_rows(plans.plan("growth-2026"))


def test_golden_cases_that_break_a_rule_are_refused_by_key(plans: Catalogue):
    plan = plans.plan("growth-2026")
    text = plan.extras["golden.yaml"]
    for old, new, named in [
        ("[1550.3341, 1592.7519, 1648.3973]", "[1550.3341]", "cases.baseline.revenue.values"),
        ("parameter: realisation", "parameter: luck", "fitted.parameter"),
        ("assumptions: calibrated", "assumptions: hopeful", "assumptions"),
        ("add: {growth:", "add: {luck:", "cases.stress.add"),
        ("model_version:", "version:", "version"),
    ]:
        assert text.count(old) == 1
        with pytest.raises(PlanError) as caught:
            golden_rows(replace(plan, extras={**plan.extras, "golden.yaml": text.replace(old, new)}))
        assert named in str(caught.value) and "golden.yaml" in str(caught.value)


def test_an_audit_sets_only_what_the_plan_has(plans: Catalogue):
    """The facts of the first pack are those of the shipped plan, whose regions it does not have."""

    def named(plan: Plan) -> set[str]:
        findings = audit_file(plan=plan).findings
        return {entry["id"] for one in findings for side in one.what_if or () for entry in side["set"]}

    plan = plans.plan("digital-2026")
    report = audit_file(plan=plan)
    assert "growth.east" in named(plans.plan("growth-2026"))
    assert named(plan) and named(plan) <= {*plan.levers, *plan.assumptions, "target"}, "nothing of another plan"
    for place, effect in effects(report.findings, Scenario.of(plan)).items():
        for side in effect.sides:
            assert all(one.kind == "target" or one.id in {*plan.levers, *plan.assumptions} for one in side.applied), (
                place
            )
    assert audit_file(plan=plans.plan("mine-2029")).findings == ()
    assert read_plan(PACKS / "mine-2029").facts.keys() == {"M-001"}
