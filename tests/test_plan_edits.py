"""Numbers of a plan edited in a table: shown and read back the same, checked as they are typed, kept as a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import spoken
from streamlit.testing.v1 import AppTest
from test_pages_plans import page, store, text_of

from pages.parts.plans import bring
from sim.language import languages
from sim.language.errors import PlanError
from sim.plan import load_plan
from sim.plan.brought import check_files
from sim.plan.catalogue import SHIPPED
from sim.plan.leaves import leaves
from sim.plan.load import read_pack
from sim.plan.number_edits import EDITED, Edits, check_edits, edited_files, sum_offered
from sim.plan.number_rows import NumberRow, number_rows, sections

__all__ = ["store"]
SHIPPED_PLANS = sorted(path.parent.name for path in SHIPPED.glob("*/plan.yaml"))
WEST = ("levers.yaml", ("growth", "plan", "west", "value"))
EAST = ("plan.yaml", ("revenue", "east", "value"))


def row_at(plan, place) -> NumberRow:
    (row,) = [row for row in number_rows(plan) if row.place == place]
    return row


@pytest.mark.parametrize("id", SHIPPED_PLANS)
def test_every_number_is_shown_so_that_it_reads_back_as_itself(id):
    plan = load_plan(id)
    rows = number_rows(plan)
    assert len({row.place for row in rows}) == len(rows) > 30
    for language in (spoken(one, plan) for one in languages()):
        assert [row.parse(row.write(row.value, language), language) for row in rows] == [row.value for row in rows]
        assert all(row.name(language).strip() for row in rows)


def test_rows_stand_in_the_workbooks_order_with_unit_source_and_what_is_allowed(plan):
    rows = number_rows(plan)
    assert sections(rows)[:4] == tuple(f"workbook-sheet-{name}" for name in ("plan", "regions", "history", "targets"))
    west, english, chinese = row_at(plan, WEST), spoken("en", plan), spoken("zh", plan)
    assert west.source == ("D1-202",) and west.span == (-0.1, 0.4)
    assert (west.write(0.25, english), west.shown_unit(english), west.span_text(english)) == (
        "25",
        "% a year",
        "-10 – 40",
    )
    east = row_at(plan, EAST)
    assert (east.write(942, english), east.shown_unit(english)) == ("942", "CNY m")
    assert (east.write(942, chinese), east.shown_unit(chinese)) == ("94200", "万元")
    assert "West" in west.name(english) and "西部" in west.name(chinese)


@pytest.mark.parametrize(
    ("place", "typed", "value"),
    [
        (WEST, "20", 0.2),
        (WEST, "20 %", 0.2),
        (WEST, "２０％", 0.2),
        (WEST, "12,5", 0.125),
        (EAST, "1,234.5", 1234.5),
        (("levers.yaml", ("headcount", "range")), "100; 600", [100, 600]),
        (("assumptions.yaml", ("sets", "evidence", "momentum", "pert")), "-1；1.6；8", [-0.01, 0.016, 0.08]),
    ],
)
def test_numbers_are_read_as_people_write_them(plan, place, typed, value):
    assert row_at(plan, place).parse(typed, spoken("en", plan)) == value


@pytest.mark.parametrize("typed", ["plenty", "", "50", "-11", "20 reps", "nan", "1_0", "9" * 200])
def test_what_cannot_stand_there_is_told_by_row_with_what_is_allowed(plan, typed):
    for one in languages():
        language = spoken(one, plan)
        row = row_at(plan, WEST)
        with pytest.raises(PlanError) as told:
            row.parse(typed, language)
        said = told.value.text(one)
        assert row.name(language) in said and "-10 – 40" in said and language.unit("percent_year") in said
        assert "“”" not in said


def test_a_number_that_could_be_two_is_asked_about(plan):
    with pytest.raises(PlanError, match="could be") as told:
        row_at(plan, EAST).parse("1,234", spoken("en", plan))
    assert "1234" in told.value.text() and "1.234" in told.value.text()


def test_an_edited_number_rests_on_ones_own_word_and_everything_else_stays(plan):
    files = edited_files(plan.files, Edits().with_value(WEST, 0.2))
    assert {name for name in files if files[name] != plan.files[name]} == {"levers.yaml"}
    before, after = (leaves(one["levers.yaml"], "levers.yaml") for one in (plan.files, files))
    changed = {path: value for path, value in after.items() if before.get(path) != value}
    assert changed == {WEST[1]: 0.2, (*WEST[1][:-1], "assumption"): EDITED}
    edited = check_edits(plan, Edits().with_value(WEST, 0.2))
    assert edited.problems == () and edited.plan is not None and edited.plan.levers["growth.west"].plan == 0.2
    for one in languages():
        assert edited.plan.texts.of(one)[EDITED] != EDITED


def test_the_words_of_a_reason_go_with_the_last_number_that_rested_on_it(plan):
    """West and total move together, so that the sum holds; nothing else rests on how the west was split off."""
    edits = Edits().with_value(("plan.yaml", ("revenue", "west", "value")), 75)
    edits = edits.with_value(("plan.yaml", ("revenue", "northeast", "value")), 47)
    edited = check_edits(plan, edits)
    assert edited.problems == (), [one.text() for one in edited.problems]
    assert "reason-west-split" in plan.files["texts/en.yaml"]
    assert not any("reason-west-split" in text for text in edited.files.values())


def test_a_range_has_no_source_that_could_be_replaced(plan):
    place = ("levers.yaml", ("headcount", "range"))
    edited = check_edits(plan, Edits().with_value(place, [100, 600]))
    assert edited.plan is not None and edited.plan.levers["headcount"].high == 600
    assert edited.plan.levers["headcount"].plan_sources == ("D1-240",)


def test_a_source_of_ones_own_is_checked_against_the_number(plan):
    source = ("levers.yaml", (*WEST[1][:-1], "source"))
    wrong = check_edits(plan, Edits().with_value(WEST, 0.2).with_value(source, "D1-202"))
    assert [getattr(one, "problem", one).key for one in wrong.problems] == ["error-plan-fact-value"]
    unknown = check_edits(plan, Edits().with_value(source, "D9-999"))
    assert "West" in unknown.problems[0].text() and "D9-999" in unknown.problems[0].text("zh")
    gone = check_edits(plan, Edits().with_value(source, None))
    assert gone.plan is not None and gone.plan.levers["growth.west"].plan_sources == ()


def test_parts_that_no_longer_sum_are_told_in_the_readers_units_with_a_way_out(plan):
    edited = check_edits(plan, Edits().with_value(EAST, 960))
    (problem,) = edited.problems
    assert "CNY 1,538.00 m" in problem.text() and "153,800 万元" in problem.text("zh")
    offered = sum_offered(problem, edited.files)
    assert offered is not None
    mended = check_edits(plan, Edits().with_value(EAST, 960).with_value(offered[0].place, offered[1])).plan
    assert mended is not None and mended.base_revenue.sum() == 1538


# -- how well a number is known -------------------------------------------------------------------------------------
@pytest.mark.parametrize("id", SHIPPED_PLANS)
def test_every_number_that_may_be_judged_takes_a_basis_which_the_plan_then_knows(id):
    plan = load_plan(id)
    edits = Edits()
    for row in (rows := [one for one in number_rows(plan) if one.judged]):
        edits = edits.with_judgement(row, basis="measured")
    edited = check_edits(plan, edits)
    assert edited.problems == () and edited.plan is not None, [one.text() for one in edited.problems]
    assert len(edited.plan.bases) == len(rows) > 20
    assert all(one.basis == "measured" for one in number_rows(edited.plan) if one.judged)


def test_a_range_typed_beside_a_number_or_in_its_place_widens_what_is_likely():
    plan = load_plan("digital-2026")
    end = row_at(plan, ("levers.yaml", ("conversion_rate", "plan", "value")))
    for one in languages():
        assert (
            end.parse_ends("20 to 26 %", spoken(one, plan))
            == (0.2, 0.26)
            == end.parse_range("20–26", spoken(one, plan))
        )
        assert end.parse_ends(" ", spoken(one, plan)) is None and end.parse_range("22", spoken(one, plan)) is None
        for wrong in ("26 to 20", "20", "a to b", "20 to 2000"):
            with pytest.raises(PlanError) as told:
                end.parse_ends(wrong, spoken(one, plan))
            assert end.name(spoken(one, plan)) in told.value.text(one)
    edited = check_edits(plan, Edits().with_judgement(end, low=0.2, high=0.26)).plan
    assert edited is not None and "off_end.conversion_rate" in {one.id for one in edited.offsets}
    again = row_at(edited, end.place)
    assert again.ends == (0.2, 0.26) and again.ends_text(spoken("en", plan)) == "20 – 26"
    gone = Edits().with_judgement(again, low=None, high=None)
    emptied = check_edits(edited, gone).plan
    assert emptied is not None and emptied.offsets == plan.offsets
    assert Edits().with_judgement(again, low=0.2, high=0.26).said == ()


def test_what_cannot_be_spread_says_so_by_row():
    plan = load_plan("digital-2026")
    share = next(one for one in number_rows(plan) if one.judged and one.path[0] == "seasonality")
    (problem,) = check_edits(plan, Edits().with_judgement(share, low=0.5, high=1.5)).problems
    assert share.name(spoken("en", plan)) in problem.text() and "cannot have a range" in problem.text()
    (early,) = check_edits(
        old := load_plan("growth-2026"),
        Edits().with_judgement(row_at(old, ("levers.yaml", ("churn_rate", "base", "value"))), basis="guessed"),
    ).problems
    assert "cannot be uncertain" in early.text() and "不能是不确定的" in early.text("zh")


# -- on the page ----------------------------------------------------------------------------------------------------
def typed(app: AppTest, place, value) -> AppTest:
    """Put into the session what typing into the table puts there."""
    now = app.session_state[bring.EDITING]
    edits = now.history.now.with_value(place, value)
    app.session_state[bring.EDITING] = replace(now, history=now.history.push(edits))
    return app.run()


def test_edits_are_undone_redone_and_kept_as_the_next_version(store):
    store.plans.keep(check_files(load_plan("digital-2026").files, "mine").plan)
    app = page(language="zh")
    app.button("plans-edit-mine").click().run()
    assert app.button("plans-edit-keep").disabled and "plans-open-mine" not in {one.key for one in app.button}
    app = typed(app, ("plan.yaml", ("seasonality", "q1", "value")), 2)
    assert app.button("plans-edit-keep").disabled and "季节系数 Q1" in text_of(app)
    app.button("plans-edit-undo").click().run()
    assert app.button("plans-edit-keep").disabled and not app.button("plans-edit-redo").disabled
    app = typed(app, ("levers.yaml", ("conversion_rate", "plan", "value")), 0.21)
    assert not app.button("plans-edit-keep").disabled and app.button("plans-edit-redo").disabled
    app.button("plans-edit-keep").click().run()
    assert "下一版本" in text_of(app) and any("尚无已存情景" in one.value for one in app.caption)
    app.button("plans-keep").click().run()
    assert store.plans.find("mine").number == 2 and load_plan("mine").levers["conversion_rate"].plan == 0.21
    assert bring.EDITING not in app.session_state


def test_ends_that_do_not_hold_their_value_are_told_in_numbers():
    files = dict(load_plan().files)
    files["plan.yaml"] = files["plan.yaml"].replace("share: {unit", "share: {low: 0.9, high: 0.95, unit", 1)
    with pytest.raises(PlanError) as refused:
        read_pack(files)
    assert refused.value.arguments["value"] == "0.9 … 0.098 … 0.95" and "{" not in str(refused.value)
    assert refused.value.arguments["allowed"] == "low ≤ value ≤ high"
