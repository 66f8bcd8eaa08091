"""A scenario holds its plan: a changed plan changes every number, and ids become plans at the borders alone."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest

from pages.parts.stage.frame import prepare
from pages.parts.stage.source_marks import source_marks
from sim.analysis.bridge import bridge
from sim.analysis.compare import compare
from sim.analysis.differences import Entrant
from sim.analysis.tornado import tornado
from sim.analysis.uncertainty import simulate, target_probability
from sim.export.tidy import tidy_table
from sim.language import get_language
from sim.language.errors import ScenarioError
from sim.plan import Plan, load_plan
from sim.scenario import Scenario, TargetChoice
from sim.scenario.response import response_table
from sim.store import DuckStore
from sim.track.actuals import Actuals
from sim.track.layout import names_of
from sim.track.tracking import track

ROOT = Path(__file__).resolve().parent.parent
PLAN = load_plan()
MOMENT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
LARGER = dataclasses.replace(
    PLAN, base_revenue=PLAN.base_revenue * 1.1, targets={**PLAN.targets, "revenue": dataclasses.replace(
        PLAN.targets["revenue"], year=2025, value=2100.0
    )}
)  # fmt: skip
FUNCTIONS = {"load_plan", "find_plan", "find_version"}
METHODS = {"plan", "newest", "version", "folder_version"}
"""Of a catalogue and of a library's plans; what is called so without an id is another thing."""
BORDERS = {
    "sim/plan/catalogue.py": ("load_plan plan version folder_version", "where they are defined"),
    "sim/plan/__init__.py": ("load_plan find_plan", "hands them on by name"),
    "sim/__init__.py": ("load_plan", "likewise, to whoever writes a program"),
    "sim/store/plans.py": ("newest version folder_version", "the plans of a library, likewise"),
    "sim/store/records.py": ("find_plan", "a line of the library names its plan"),
    "sim/store/reopen.py": ("load_plan newest version", "so does a stored scenario, and the version of it"),
    "sim/store/transfer.py": ("load_plan", "and a scenario in a file"),
    "sim/store/merge_scenarios.py": ("find_plan", "and the scenarios of another library"),
    "sim/scenario/link.py": ("load_plan find_version", "and a link"),
    "sim/sweep/ranges.py": ("load_plan folder_version", "a worker elsewhere is told a plan's name and hash"),
    "sim/explain/document.py": ("load_plan", "a command of its own: the document is of two plans that ship"),
    "sim/cli/inputs.py": ("load_plan find_plan", "--plan names one"),
    "sim/cli/plan_files.py": ("find_plan newest", "and so does the argument of plans export, next and import"),
    "sim/cli/plan_target.py": ("find_plan", "and of plans target"),
    "sim/cli/learn.py": ("find_plan", "and --plan of learn, where there may be none"),
    "sim/cli/facts.py": ("load_plan", "the documents that come with the program are those of the plans that ship"),
    "sim/track/rules.py": ("load_plan", "rules of the program were taken from the documents of the usual plan"),
    "pages/parts/session.py": ("load_plan", "a new session is of the usual plan"),
    "pages/parts/bookmarks.py": ("load_plan find_version", "a bookmark names its plan and version"),
    "pages/parts/room/views.py": ("find_plan version", "so does a room"),
    "pages/parts/trust/predictions.py": ("find_plan", "a plan names the one that it followed"),
    "pages/parts/plans/listing.py": ("load_plan plan", "a row of the list names its plan"),
    "pages/parts/plans/bring.py": ("newest", "what is brought is set beside what the library has of that name"),
    "pages/parts/plans/view.py": ("version", "two versions are picked by their hash"),
    "pages/parts/plans/target.py": ("load_plan", "the worked example of a target stands in the usual plan's facts"),
}
"""Where a plan's id becomes the plan: by which ways, and why there."""


def both(assumptions: str = "evidence") -> tuple[Scenario, Scenario]:
    """Return the same inputs for the plan and for the plan with a larger company."""
    settings: dict = {"draws": 512, "own_assumptions": {"realisation": 0.9}}  # else both are fitted to one promise
    ours, theirs = (Scenario.of(plan, "plan", assumptions, **settings) for plan in (PLAN, LARGER))
    return ours, theirs


def lookups(text: str) -> set[str]:
    """Return by which ways a module makes plans of ids, whether it calls them, hands them on or names them anew."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) if name in FUNCTIONS:
                found.add(name)
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS and (node.args or node.keywords):
                found.add(name)
    return found


def test_ids_become_plans_at_the_borders_alone():
    """Everything else is given the plan."""
    files = [ROOT / "app.py", *(ROOT / "sim").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix(): lookups(path.read_text(encoding="utf-8")) for path in files}
    assert {file: ways for file, ways in found.items() if ways} == {
        file: set(ways.split()) for file, (ways, _) in BORDERS.items()
    }


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("load_plan('mine')", "load_plan"),
        ("catalogue.find_plan(id)", "find_plan"),
        ("from sim.plan import load_plan as read", "load_plan"),
        ("list(map(find_version, ids, hashes))", "find_version"),
        ("open_catalogue().plan(id)", "plan"),
        ("open_store().plans.newest(id=id)", "newest"),
        ("scenario.plan, joint.plan(), scripts.version()", ""),
    ],
)
def test_a_lookup_is_seen_however_it_is_written(text, way):
    assert lookups(text) == set(way.split())


def test_the_plan_is_the_very_object_given():
    scenario = Scenario.of(LARGER)
    assert scenario.plan is LARGER
    assert scenario.with_levers({"headcount": 300}).plan is LARGER
    assert Scenario.from_dict(scenario.to_dict(), lambda id: LARGER).plan is LARGER
    assert scenario.provenance().plan_hash == LARGER.hash != PLAN.hash


def test_scenarios_of_a_changed_plan_are_others():
    ours, theirs = (Scenario.of(plan, target=TargetChoice.of(PLAN)) for plan in (PLAN, LARGER))
    assert ours.to_dict() == theirs.to_dict() and ours.hash == theirs.hash, "stored as ever"
    assert ours != theirs and ours.key != theirs.key
    assert theirs == Scenario.of(dataclasses.replace(LARGER), target=TargetChoice.of(PLAN)), "two objects, one plan"


def test_the_target_is_the_plans():
    assert TargetChoice.of(LARGER) == TargetChoice("revenue", 2025, 2100.0)
    assert Scenario.of(LARGER).target == TargetChoice("revenue", 2025, 2100.0)
    with pytest.raises(TypeError):
        TargetChoice()  # pyright: ignore[reportCallIssue]


def test_a_run_uses_the_plan_it_was_given():
    ours, theirs = both()
    assert theirs.run().annual("revenue")[0, 0] == pytest.approx(1.1 * ours.run().annual("revenue")[0, 0], rel=0.05)
    assert theirs.baseline().annual("revenue")[0, 0] > 1.05 * ours.baseline().annual("revenue")[0, 0]


def test_a_fit_is_of_the_plan_it_was_given():
    ours, theirs = Scenario.of(PLAN), Scenario.of(LARGER)
    assert theirs.promised_assumptions()["realisation"] != ours.promised_assumptions()["realisation"]
    # What is fitted reaches what the plan promises, from a larger company with less of it.
    assert theirs.run().annual("revenue")[2, 0] == pytest.approx(2500, rel=1e-9)


def test_an_ensemble_uses_the_plan_it_was_given():
    ours, theirs = map(simulate, both())
    assert (theirs.annual["revenue"][0] > ours.annual["revenue"][0]).all(), "the same futures of a larger company"
    goal = TargetChoice("revenue", 2026, 2300.0)
    assert target_probability(theirs, goal).value > target_probability(ours, goal).value


def test_a_comparison_uses_both_plans():
    ours, theirs = both()
    found = compare({"ours": ours, "theirs": theirs})
    revenue = next(row for row in found.headline if row.metric == "revenue")
    assert revenue.values[1] > revenue.values[0]
    assert ("version", "plan-hash") in {(one.kind, one.id) for one in found.differences}


def test_analyses_use_the_plan_they_were_given():
    ours, theirs = both()
    goal = TargetChoice.of(PLAN)
    assert tornado(theirs, goal).base > tornado(ours, goal).base
    assert not np.array_equal(
        response_table(ours, ("headcount",)).results.annual("revenue"),
        response_table(theirs, ("headcount",)).results.annual("revenue"),
    )
    bridges = [bridge(one, one.with_levers({"headcount": 300})) for one in (ours, theirs)]
    assert bridges[1].start > bridges[0].start and bridges[1].end > bridges[0].end
    with pytest.raises(ScenarioError) as caught:
        bridge(ours, theirs)
    assert caught.value.key == "error-compare-plans"
    assert PLAN.hash[:8] in str(caught.value) and LARGER.hash[:8] in str(caught.value)


def test_exports_and_tracking_use_the_plan_they_were_given():
    ours, theirs = both()
    tables = [tidy_table([Entrant("one", one)], MOMENT).to_pandas() for one in (ours, theirs)]
    assert set(tables[1]["plan_hash"]) == {LARGER.hash}
    revenue = [table[table["measure"] == "revenue"]["value"].sum() for table in tables]
    assert revenue[1] > revenue[0]
    paths = [track(one, Actuals(), 512).plan_path for one in (ours, theirs)]
    assert (paths[0] != paths[1]).all()


def test_the_library_keeps_the_hash_of_the_plan_held(store: DuckStore):
    entry = store.save(Scenario.of(LARGER), "larger")
    assert entry.plan_hash == LARGER.hash
    opened = store.open(entry.id)  # the catalogue has the plan as it is
    assert opened.changes.plan == (LARGER.hash, PLAN.hash)
    assert json.loads(json.dumps(opened.inputs)) == Scenario.of(LARGER).to_dict()


def called(region: str) -> Plan:
    """Return a plan of the same numbers, and so of the same hash, that calls a region and a lever otherwise."""
    texts = {
        id: {**PLAN.texts.of(id), "region-west": region, "lever-headcount": f"Reps, {region}"}
        for id in PLAN.texts.languages
    }
    return dataclasses.replace(LARGER, texts=dataclasses.replace(PLAN.texts, by_language=texts))


def test_plans_of_the_same_numbers_keep_their_own_names():
    first, second = called("Rockies"), called("Far West")
    assert first.hash == second.hash
    english = get_language("en")
    for plan, own, other in ((first, "rockies", "far west"), (second, "far west", "rockies")):
        assert own in names_of(plan)["region"] and other not in names_of(plan)["region"]
        assert prepare(plan, "revenue", "en") == prepare(plan, "revenue", "en")
    assert prepare(first, "revenue", "en") != prepare(second, "revenue", "en")
    marks = [source_marks(plan, "revenue", (), plan.vocabulary(english)) for plan in (first, second)]
    assert "Rockies" in str(marks[0]) and "Far West" in str(marks[1]) and "Rockies" not in str(marks[1])


def cached_by_language_id(text: str) -> list[str]:
    """Return the functions that keep what they say of a plan by a language's id alone, as if names never changed."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(one) for one in node.decorator_list):
            given = {one.arg: ast.unparse(one.annotation) for one in node.args.args if one.annotation}
            holds = any(kind in hint for hint in given.values() for kind in ("Plan", "Scenario", "Workspace"))
            by_id = given.keys() & {"language_id", "language"} and "Language" not in given.values()
            found += [node.name] if holds and by_id else []
    return found


def test_what_is_kept_of_a_plan_is_kept_with_its_names():
    files = [*(ROOT / "sim").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    found = [name for path in files for name in cached_by_language_id(path.read_text(encoding="utf-8"))]
    assert found == ["link_of"], "a link writes the id of the language, and no name"
    kept = "@lru_cache(maxsize=8)\ndef rows(plan: Plan, {}): ..."
    assert cached_by_language_id(kept.format("language_id: str")) == ["rows"]
    assert not cached_by_language_id(kept.format("language: Language"))
