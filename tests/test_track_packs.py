"""Warnings, limits and milestones of a pack's own: they replace those of every plan and move no result and no hash."""

from __future__ import annotations

import io

import openpyxl
import pytest
from own_plans import own_files
from spoken import spoken

from sim.language import get_language
from sim.plan import load_plan
from sim.plan.brought import read_upload
from sim.plan.changes import file_changes
from sim.plan.load import read_pack
from sim.plan.number_rows import number_rows
from sim.plan.watched import entered_measures
from sim.plan.workbook.tables import COLUMNS
from sim.plan.workbook.writer import plan_workbook
from sim.track.actuals import Actuals
from sim.track.measures import Series, followed_measures, measures
from sim.track.rules import judge_attainment, judge_outlook, rules
from sim.track.warnings import early_warnings

OWN = """
warnings:
  - {id: late_orders, metric: sales_cycle, kind: above, value: 90, unit: days, months: 6, assumption: reason-late}
attainment:
  green_from: {value: 0.9, unit: fraction, assumption: reason-late}
  red_below: {value: 0.8, unit: fraction, assumption: reason-late}
  red_after: {value: 3, unit: quarters, assumption: reason-late}
outlook:
  green_from: {value: 0.5, unit: fraction, assumption: reason-late}
  red_below: {value: 0.4, unit: fraction, assumption: reason-late}
"""


def without_texts(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if not name.startswith("texts/")}


@pytest.fixture(scope="module")
def own():
    return read_pack({**without_texts(dict(load_plan("digital-2026").files)), "tracking.yaml": OWN})


def test_what_a_pack_states_replaces_what_holds_for_every_plan(own):
    general, said = rules(), rules(own)
    assert [one.id for one in said.warnings] == ["late_orders"] and len(general.warnings) == 6
    assert said.change_window == general.change_window
    assert [one.shares for one in said.pacing.values()] == [one.shares for one in general.pacing.values()]
    assert said.pacing["d4"] == general.pacing["d4"] and not said.pacing["d3"].sources  # it holds D4, and no D3
    assert followed_measures(own) == {"sales_cycle"}
    assert judge_attainment([0.85]).status == "amber" and judge_attainment([0.75], own).status == "red"
    assert judge_attainment([0.92]).status == "amber" and judge_attainment([0.92], own).status == "green"
    assert judge_attainment([0.85, 0.85]).status == "red" and judge_attainment([0.85, 0.85], own).status == "amber"
    assert judge_outlook(0.45).status == "amber" and judge_outlook(0.35, own).status == "red"
    assert spoken("en", own).text(said.warnings[0].text) == "late orders"


def test_a_packs_own_warning_is_crossed_by_what_is_entered(own):
    quarters = own.quarters
    series = Series("sales_cycle")
    once, twice = ({series: dict.fromkeys(quarters[:count], 95.0)} for count in (1, 2))
    states = [early_warnings(own, Actuals(values), ())[0] for values in ({}, once, twice)]
    assert [one.judgement.status for one in states] == ["none", "green", "red"]
    assert states[2].since == quarters[0]


def test_packs_that_state_nothing_keep_what_holds_for_every_plan(plan):
    assert rules(plan) == rules() and len(rules(plan).warnings) == 6
    shipped = {id: [one.id for one in rules(load_plan(id)).warnings] for id in ("digital-2026", "halfyear-2025")}
    assert "tools_unused" in shipped["digital-2026"] and "campaign_floor" in shipped["halfyear-2025"]
    for id in shipped:
        other = load_plan(id)
        facts = {source for one in rules(other).warnings for source in one.sources}
        assert facts and facts <= other.facts.keys()


def test_it_moves_no_hash_and_is_told_among_the_differences(own):
    files = load_plan("digital-2026").files
    assert own.hash == load_plan("digital-2026").hash
    changed = {one.file for one in file_changes(files, own.files)}
    assert "tracking.yaml" in changed and "plan.yaml" not in changed


def test_its_numbers_stand_in_the_table_and_in_the_workbook(own):
    (row,) = [row for row in number_rows(own) if row.path == ("warnings", "late_orders", "value")]
    assert row.section == "workbook-sheet-tracking" and row.assumption == "reason-late"
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(own, get_language("en"))))
    page = book["Tracking"]
    place = {column: number for number, column in enumerate(COLUMNS)}
    (stated,) = [row for row in page.iter_rows() if row[place["key"]].value == "warnings/late_orders/value"]
    page.cell(stated[0].row or 0, place["value"] + 1, 60)
    for key, value in (("metric", "sales_cycle"), ("kind", "rise"), ("value", 10), ("unit", "days")):
        said = {"key": f"warnings/slow/{key}", "value": value}
        page.append([said.get(column) for column in COLUMNS])
    page.append([{"key": "warnings/slow/assumption", "value": "reason-late"}.get(column) for column in COLUMNS])
    target = io.BytesIO()
    book.save(target)
    brought = read_upload("own.xlsx", target.getvalue())
    assert brought.problems == (), [one.text() for one in brought.problems]
    assert {one.id: one.value for one in rules(brought.plan).warnings} == {"late_orders": 60, "slow": 10}


def test_a_table_by_id_says_what_a_list_says():
    as_list = "warnings: [{id: a_b, metric: nps, kind: below, value: 20, unit: score, source: D1-290}]"
    as_table = "warnings: {a_b: {metric: nps, kind: below, value: 20, unit: score, source: D1-290}}"
    both = [
        rules(read_pack({**without_texts(own_files()), "tracking.yaml": text})).warnings for text in (as_list, as_table)
    ]
    assert both[0] == both[1] and both[0][0].value == 20


def test_what_can_be_watched_is_what_can_be_entered():
    assert entered_measures() == {id: one.by_hand for id, one in measures().items()}
