"""What the stage's charts draw: every mark where its number stands, in the unit that is written beside it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from spoken import spoken

from pages.parts.charts.live import resolve
from pages.parts.session import Workspace
from pages.parts.stage.pictures import axis_ranges, breakdown_data, nice_range, reach, trajectory_views
from pages.parts.stage.titles import reason
from pages.parts.stage.view import View, vectors_of
from pages.parts.stage.view_of import view_of
from sim.language import languages
from sim.scenario import Scenario, TargetChoice

PER_UNIT = {"en": 1000.0, "zh": 100.0}
"""CNY m in one of what revenue is drawn in: a billion, a hundred million."""


def lean(plan, target: TargetChoice | None = None) -> Workspace:
    promise = Scenario.of(plan)
    changed = promise.with_levers({"headcount": 310})
    return Workspace(changed.with_settings(target=target) if target else changed, promise)


def drawn(view: View, language_id: str) -> dict:
    language, vectors = spoken(language_id), vectors_of(view)
    return resolve(trajectory_views(view, vectors, language), vectors, language)


def heights(rows: list[dict], **which: object) -> dict[object, float]:
    return {row["x"]: row["y"] for row in rows if all(row[name] == value for name, value in which.items())}


@pytest.mark.parametrize("language_id", languages())
def test_lines_stand_at_their_years_and_values(language_id, plan):
    view = view_of(lean(plan), spoken(language_id))
    vectors, each = vectors_of(view), PER_UNIT[language_id]
    year = drawn(view, language_id)["year"]["data"]
    known = plan.history[plan.base_year]

    def path(of: str) -> dict[object, float]:
        amounts = {plan.base_year: known, **{y: vectors[of][f"revenue.{y}"] for y in plan.years}}
        return {x: pytest.approx(amount / each) for x, amount in amounts.items()}

    assert heights(year["current"]) == path("current")
    assert [row["future"] for row in year["current"]] == [False, True, True, True]
    for series in ("plan", "baseline"):
        assert heights(year["lines"], series=series) == path(series)
    past = heights(year["lines"], series="actual")
    assert past == {x: pytest.approx(amount / each) for x, amount in plan.history.items()}
    assert [tick["x"] for tick in year["ticks"]] == sorted({*plan.history, *plan.years})
    last = plan.years[-1]
    for label in year["labels"]:
        of = label["series"]
        amount = 2500.0 if of == "target" else vectors[of][f"revenue.{last}"]
        assert (label["x"], label["y"]) == (last, pytest.approx(amount / each, rel=1e-8))
        assert spoken(language_id).number(amount, "revenue") in label["text"]
    assert year["labels"][0]["series"] == "target", "what others are kept clear of comes first"
    assert year["target"] == [{"x0": pytest.approx(last - 0.32), "x1": last, "y": pytest.approx(2500.0 / each)}]


@pytest.mark.parametrize("language_id", languages())
def test_quarters_stand_one_after_the_other(language_id, plan):
    view = view_of(lean(plan), spoken(language_id))
    vectors, each = vectors_of(view), PER_UNIT[language_id]
    shown = drawn(view, language_id)["quarter"]
    quarter = shown["data"]
    names = [f"quarter.{label}" for label in plan.quarters]
    for rows, of in ((quarter["current"], "current"), (quarter["lines"], "plan"), (quarter["lines"], "baseline")):
        which = {} if of == "current" else {"series": of}
        assert heights(rows, **which) == {x: pytest.approx(vectors[of][name] / each) for x, name in enumerate(names)}
    assert all(row["future"] for row in quarter["current"])
    assert {label["x"] for label in quarter["labels"]} == {len(names) - 1} == {shown["x"][1]}
    assert quarter["target"] == [], "a target of a year is none of a quarter"


PARTS = [("revenue.H2", (10, 11), 640.0), ("revenue.Q3", (10,), 1280.0)]


@pytest.mark.parametrize(("metric", "places", "amount"), PARTS)
def test_a_target_of_part_of_a_year_lies_over_its_quarters_as_what_each_has_to_bring(metric, places, amount, plan):
    view = view_of(lean(plan, TargetChoice(metric, plan.years[-1], 1280.0)), spoken("en"))
    shown = drawn(view, "en")
    (mark,), year = shown["quarter"]["data"]["target"], shown["year"]["data"]
    ends = pytest.approx(places[0] - 0.32), pytest.approx(places[-1] + 0.32)
    assert (mark["x0"], mark["x1"], mark["y"]) == (*ends, pytest.approx(amount / 1000))
    label = shown["quarter"]["data"]["labels"][0]
    assert (label["series"], label["x"], label["y"]) == ("target", ends[1], pytest.approx(amount / 1000, rel=1e-8))
    assert spoken("en").number(amount, "revenue") in label["text"]
    assert not year["target"] and all(one["series"] != "target" for one in year["labels"])


@pytest.mark.parametrize("language_id", languages())
def test_the_fan_opens_at_the_last_known_year(language_id, plan):
    view, each = view_of(lean(plan), spoken(language_id)), PER_UNIT[language_id]
    assert view.bands
    shown = drawn(view, language_id)
    first, *rest = shown["year"]["data"]["band"]
    known = pytest.approx(plan.history[plan.base_year] / each)
    assert first == {"x": plan.base_year, "low80": known, "low50": known, "high50": known, "high80": known}
    for kind, rows, times in (
        ("year", rest, plan.years),
        ("quarter", shown["quarter"]["data"]["band"], range(plan.quarter_count)),
    ):
        assert [row["x"] for row in rows] == list(times)
        for place, row in enumerate(rows):
            wanted = view.bands[kind][:, place] / each
            assert [row[name] for name in ("low80", "low50", "high50", "high80")] == pytest.approx(wanted.tolist())


def test_a_region_is_its_core_and_then_what_is_new(plan):
    language = spoken("en")
    view = view_of(lean(plan), language)
    vectors = vectors_of(view)
    data = resolve(breakdown_data(view, language), vectors, language)
    current = vectors["current"]
    for place, region in enumerate(plan.regions):
        core, new = (row for row in data["bars"] if row["place"] == place)
        assert (core["x0"], core["x1"], core["product"]) == (0, current[f"core.{region}"], "core")
        assert (new["x0"], new["x1"], new["product"]) == (core["x1"], current[f"region.{region}"], "new")


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (1520.0, 2500.0, (1400.0, 2600.0)),
        (0.0, 10.0, (-2.0, 12.0)),
        (-3.0, 4.0, (-4.0, 6.0)),
        (1.0, 1.9, (0.8, 2.0)),
        (2.0, 2.0, (2.0, 2.0)),
    ],
)
def test_ends_of_an_axis_are_round_and_leave_a_little_air(low, high, ends):
    assert nice_range(low, high) == pytest.approx(ends)


@pytest.mark.parametrize("language_id", languages())
def test_axes_hold_everything_that_is_drawn(language_id, plan):
    language = spoken(language_id)
    work = lean(plan)
    view = view_of(work, language)
    vectors = vectors_of(view)
    axes = axis_ranges(view, vectors, reach(work.scenario), language)
    for kind, shown in drawn(view, language_id).items():
        low, high = axes[kind]
        data = shown["data"]
        marks = [row["y"] for name in ("lines", "current", "target") for row in data[name]]
        marks += [row[name] for row in data["band"] for name in ("low80", "high80")]
        assert low <= min(marks) and max(marks) <= high < 2 * max(marks)
    widest = max(vectors[of][f"region.{region}"] for of in vectors for region in plan.regions)
    assert widest * 1.02 <= axes["breakdown"] < 2 * widest


@pytest.mark.parametrize(
    ("bars", "told"),
    [
        ((("A", -30.0), ("B", -5.0), ("C", 20.0)), ("title-drag", "A")),
        ((("A", -5.0), ("B", 10.0), ("C", 20.0)), ("title-lift", "C")),
        ((("A", -0.5), ("B", -0.1)), ("title-drag", "A")),
        ((("A", 0.49), ("B", 0.2)), None),
        ((("A", 0.0), ("B", 0.0)), None),
        ((), None),
        (None, None),
    ],
)
def test_the_reason_is_the_heaviest_drag_of_a_fall_and_the_strongest_lift_of_a_rise(bars, told):
    language = spoken("en")
    wanted = language.text(told[0], cause=told[1]) if told else ""
    assert reason(cast(Any, SimpleNamespace(bridge=bars)), language) == wanted
