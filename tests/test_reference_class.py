"""The reference class: its figures from its file, read strictly; a test of the model's spread that can fail."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from command_line import printed
from quantities import plain
from spoken import spoken
from streamlit.testing.v1 import AppTest

from bench.shape_law import turn_to
from pages.parts.charts.attainment import STEP, swarm
from pages.parts.uncertainty.reference import amount_text
from sim.language.errors import PlanError
from sim.trust.reference_class import (
    DATA,
    attainment,
    cases,
    crps,
    findings_of,
    read_cases,
    select,
    spread_test,
    studies,
)

ROOT = Path(__file__).resolve().parent.parent


def test_the_class_is_what_the_file_holds():
    found = attainment(cases())
    assert (found.count, found.firms, len(studies()), len(read_cases())) == (65, 44, 18, 80)
    assert [round(one, 2) for one in (found.quantiles[0], found.quantiles[2], found.quantiles[4])] == [0.66, 0.92, 1.13]
    assert (round(found.reached, 2), round(found.reached_by_any_year, 2)) == (0.32, 0.35)
    read = select(lambda one: one.read)
    assert 0 < len(read) < 65
    assert all(one.marks["target"].startswith("R") and one.marks["actual"].startswith("R") for one in read)
    assert sum(bool(findings_of(one)) for one in cases()) > 50


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("company,country", "company,land", "company, land"),
        (",17000,absolute", ",many,absolute", "adidas Route 2015, target_revenue"),
        (",0.995,no,", ",0.9,no,", "adidas Route 2015, ratio"),
        (",0.995,no,", ",0.995,yes,", "adidas Route 2015, reached"),
        (",DE,consumer/sports,2010-11", ",XX,consumer/sports,2010-11", "adidas Route 2015, country"),
        ("target=R;base=M;prior=M;actual=R", "target=R;base=M;prior=M", "adidas Route 2015, read_or_memory"),
        ("adidas Route 2015,DE,", "adidas Route 2015,", "targets.csv: 2"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named(tmp_path, before, after, said):
    folder = Path(shutil.copytree(DATA, tmp_path / "evidence"))
    text = (folder / "targets.csv").read_text(encoding="utf-8")
    assert before in text
    (folder / "targets.csv").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(PlanError) as problem:
        read_cases(folder)
    assert said in problem.value.text("en")
    assert problem.value.text("zh")


def test_the_score_is_the_mean_of_all_pairs():
    sample = np.array([0.7, 0.9, 1.0, 1.3])
    for outcome in (0.2, 0.95, 2.0):
        direct = np.abs(sample - outcome).mean() - np.abs(sample[:, None] - sample[None]).mean() / 2
        assert crps(sample, outcome) == pytest.approx(direct, abs=1e-15)


def test_the_test_can_hold_and_fail():
    outcomes = np.array([one.ratio for one in cases()])
    right = spread_test(outcomes)  # the class as its own forecast
    assert right.holds and all(one.holds for one in right.coverage) and right.below == pytest.approx(0.5, abs=0.02)
    narrow = spread_test(1 + 0.01 * (outcomes - 1))
    assert not narrow.holds and narrow.coverage[1].share < 0.1 and narrow.model > right.model
    wide = spread_test(0.9 + 5 * (outcomes - 0.9))
    assert not wide.coverage[0].holds


def test_no_dot_covers_another():
    values = [0.9, 0.9, 0.9, 0.91, 1.0]
    heights = swarm(values, 0.02)
    spots = list(zip(values, heights, strict=True))
    for place, (x, y) in enumerate(spots):
        assert all(abs(x - a) >= 0.02 or abs(y - b) >= STEP for a, b in spots[:place])


def test_the_command_says_what_the_page_says(capsys):
    found = json.loads(printed(capsys, "evidence", "--json"))
    assert found["class"]["count"] == 65 and found["class"]["random_sample"] is False
    assert found["test"]["holds"] is all(one["holds"] for one in found["test"]["coverage"])
    assert "65" in printed(capsys, "evidence")
    chinese = printed(capsys, "evidence", "--language", "zh")
    assert "模型的中央 50% 区间" in chinese and ": " not in chinese and "(" not in chinese
    assert len(json.loads(printed(capsys, "evidence", "--json", "--read-only"))["cases"]) == 29


def test_filters_narrow_the_class_and_a_case_opens():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    turn_to(app, "uncertainty")

    def said() -> str:
        return plain("\n".join(one.proto.body for one in app.get("html")))

    assert "65 targets of 44 companies: 32 % reached in the target year" in said()
    app.selectbox(key="reference-region").set_value("china").run()
    assert "3 targets of" in said() and "So few cases say little." in said()
    picked = app.selectbox(key="reference-case").options
    assert len(picked) == 3
    assert "of the target: missed" in said()
    app.selectbox(key="reference-sector").set_value("software").run()
    assert not app.exception
    assert "No case fits these filters." in said()


@pytest.mark.parametrize(
    ("company", "language", "target"),
    [
        ("Zoomlion 100bn", "en", "CNY 100.0 bn"),
        ("Zoomlion 100bn", "zh", "1,000 亿元"),
        ("adidas Route 2015", "zh", "170.0 亿欧元"),
    ],
)
def test_amounts_of_other_companies_are_written_as_the_language_writes_money(company, language, target):
    """They stood as collected, “100 CNY bn”, in Chinese sentences too."""
    case = next(one for one in cases() if one.company == company)
    assert amount_text(case, case.target, spoken(language)) == target


def test_what_is_no_money_is_written_as_it_was_collected():
    case = next(one for one in read_cases() if one.unit == "10k vehicles")
    assert amount_text(case, case.target, spoken("en")).endswith(" 10k vehicles")
