"""A lever's value has one writing: sliders, tables, files and minutes write it by one rule."""

import copy
import json
import re
from pathlib import Path

import pytest
from spoken import spoken

from sim import load_plan
from sim.language.language import NumberFormat
from sim.plan.amounts import lever_text, slider_text

ROOT = Path(__file__).resolve().parents[1]
TABLE = json.loads((ROOT / "tests" / "tables" / "slider_digits.json").read_text(encoding="utf-8"))
PLAN = load_plan("growth-2026")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['value']} by {row['step']}")
def test_as_many_decimals_as_the_step_needs_and_more_only_where_the_value_has_them(row):
    language = copy.copy(spoken("en"))
    language.formats = {"probe": NumberFormat(row["scale"], row["decimals"], "", "{number}")}
    assert slider_text(row["value"], row["step"], "probe", language) == row["shown"]


def test_a_lever_in_words():
    budget = next(one for one in PLAN.levers.values() if one.family == "budget")
    assert lever_text(budget, 60.0, spoken("en")) == "CNY 60 m"
    assert lever_text(budget, 60.5, spoken("en")) == "CNY 60.5 m"
    assert lever_text(budget, 60.0, spoken("zh")) == "6,000 万元"
    assert lever_text(PLAN.levers["pace"], "linear", spoken("en")) == "Even"
    assert lever_text(budget, None, spoken("en")) == "–"


def test_nobody_else_writes_a_lever():
    own = re.compile(r"(?:quantity|number)\([^()]*\blever\.format")
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("sim", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if own.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
