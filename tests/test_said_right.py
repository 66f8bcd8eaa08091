"""What answers say of their own figures: whether a frontier bends, what stands where, one writing of one chance."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import Any

import pytest
from markup import markup
from spoken import spoken
from streamlit.testing.v1 import AppTest
from test_export_deck import MOMENT, charts, deck, opened

from pages.parts.compare import tables
from pages.parts.compare.selection import Field
from pages.parts.decide.frontier import rows
from pages.parts.library.rows import Reader, row
from pages.parts.library.state import View
from pages.parts.library.thumbnail import scale_of
from pages.parts.library.view import _numbers, _sentence
from pages.parts.uncertainty import pictures
from sim.analysis.compare import compare
from sim.analysis.differences import Entrant
from sim.analysis.uncertainty import Probability, simulate, target_probability
from sim.decide.discover import discover
from sim.decide.frontier import FrontierPoint, Mark
from sim.decide.text import frontier_shape
from sim.export.board import Board
from sim.export.report import make_report
from sim.language import get_language, languages
from sim.language.errors import ScenarioError
from sim.model.quantities import CASE, CHANCE
from sim.plan import load_plan
from sim.risk import cost_together
from sim.scenario import Scenario, TargetChoice
from sim.store import Query, open_store
from sim.store.summary import summary

PLAN = load_plan("growth-2026")


def point(at: float, chance: float) -> FrontierPoint:
    return FrontierPoint(at, at, {}, Probability(chance, 0.003, 16_384), 0.0, at, 0.0)


@pytest.mark.parametrize(
    ("shape", "points"),
    [
        ("bent", [(0, 0.0), (1, 0.2), (2, 0.25), (3, 0.28)]),
        ("steady", [(0, 0.1), (1, 0.22), (2, 0.31), (3, 0.4)]),
        ("flat", [(9.0, 0.67), (10.4, 0.679), (14.1, 0.69)]),
        ("flat", [(0, 0.1)]),
    ],
)
def test_more_money_buys_clearly_less_only_where_the_line_bends(shape, points):
    assert frontier_shape([point(*one) for one in points]) == shape


def test_a_mark_on_the_line_has_its_name_below_it_and_room_there():
    points = [point(210, 0.004), point(300, 0.2), point(400, 0.3)]
    on, off = (
        Mark("baseline", 212, Probability(0.0, 0.003, 16_384), 212),
        Mark("current", 260, Probability(0.02, 0.003, 16_384), 260),
    )
    data, ends = rows(
        Scenario.of(PLAN, "plan").with_levers({"headcount": 300}),
        points,
        [on, off],
        0,
        PLAN.vocabulary(get_language("en")),
    )
    assert [one["side"] for one in data["marks"]] == ["below", "right"]
    assert ends["ymin"] < 0
    _, ends = rows(Scenario.of(PLAN), points, [off], 0, PLAN.vocabulary(get_language("en")))
    assert ends["ymin"] == 0


@pytest.mark.parametrize(("value", "words"), [(9000.0, "No simulated"), (100.0, "Every simulated")])
def test_a_target_that_all_or_no_futures_reach_is_told_which(value, words):
    scenario = Scenario.of(PLAN)
    target = type(scenario.target)("revenue", 2026, value)
    with pytest.raises(ScenarioError) as told:
        discover(scenario.with_settings(target=target, draws=512), draws=512)
    assert told.value.text("en").startswith(words)


def drawn(language: str) -> None:
    from test_said_right import shown

    shown(language)


def shown(language: str) -> None:
    some = {"Plan": Scenario.of(PLAN), "Baseline": Scenario.of(PLAN, "baseline")}
    some |= {"Lean": some["Plan"].with_levers({"headcount": 310})}
    entrants = tuple(Entrant(name, one) for name, one in some.items())
    tables.matrix(Field(tuple(some), entrants, 0, 1, ()), compare(some), get_language(language))


@pytest.mark.parametrize("language", languages())
def test_a_chance_in_the_matrix_is_written_as_beside_it(language):
    app = AppTest.from_function(drawn, args=(language,), default_timeout=120).run()
    assert not app.exception, app.exception
    cells = re.findall(r"<td style[^>]*>(.*?)<small[^>]*>(.*?)</small>", markup(app))
    assert len(cells) == 6
    for value, error in cells:
        assert not re.search(r"\d\.\d", value), "whole per cent, as on the card above"
        assert ("±" in error) == bool(re.fullmatch(r"\d+ ?%", value)), (
            "near nothing and all there is no error beside it"
        )


def test_a_change_that_hardly_counts_does_not_fill_a_slide():
    plan = Scenario.of(PLAN, draws=64)
    lean = plan.with_levers({"headcount": 310})
    report = make_report([Entrant("Plan", plan), Entrant("Lean", lean)], spoken("en"), MOMENT)
    (_, bridge), *_ = report.bridges
    scale = report.language.formats["money"].scale
    found = [one for one in charts(opened(deck(report))) if [len(s.values) for s in one.plots[0].series] == [1, 1]]
    assert len(bridge.bars) == 1 and found
    fall = bridge.bars[0].value * scale
    assert found[0].value_axis.minimum_scale < 4 * fall < 0, "14 of 2,500 is drawn as little"


def test_a_scenario_of_another_plan_is_listed_in_its_own_unit(tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "scenarios.duckdb"))
    store = open_store()
    store.save(Scenario.of(load_plan("halfyear-2025")), "Points")
    (entry,) = store.find(Query()).entries
    here = PLAN.vocabulary(get_language("en"))
    listed = row(entry, View(), scale_of(summary(store.database), (entry,)), Reader(here))
    assert (listed["revenue"], listed["unit"][:6]) == ("222.2", "points"), listed
    store.save(Scenario.of(PLAN), "Plan")
    told = [(one.digits, one.unit) for one in _numbers(summary(store.database), here)[2:]]
    assert told == [("2.50", "CNY bn"), ("222.2", "points")], "each in its own money, and no median of both"
    for language in map(get_language, languages()):
        words = PLAN.vocabulary(language)
        said, found = _sentence(summary(store.database), words), _numbers(summary(store.database), words)[2:]
        assert "Plan" not in said and "2" in said, "of points and money none is the highest"
        assert all(one.unit in one.label for one in found) and not any("Lowest" in one.label for one in found)
    store.save(Scenario.of(PLAN, "baseline"), "Baseline")
    told = [one.digits for one in _numbers(summary(store.database), PLAN.vocabulary(get_language("en")))[2:]]
    assert told == ["2.50", "222.2"], "the highest of each"
    store.close()


@pytest.mark.parametrize("language", languages())
def test_a_board_is_told_only_what_bears_on_its_target(language):
    aim = TargetChoice("programme_net", 2026, 18.0)
    scenario = Scenario.of(PLAN, "plan", draws=512).with_settings(target=aim)
    report = make_report([Entrant("Plan", scenario)], spoken(language), MOMENT)
    board = Board(report)
    assert board.needs == (), "no promise moves what the programme costs"
    slides = opened(deck(report))
    shapes: list[Any] = [one for page in slides.slides for one in page.shapes if one.has_text_frame]
    said = "\n".join(one.text_frame.text for one in shapes)
    assert spoken(language).text("export-board-needs-none-note") in said
    given = {"count": len(board.worthwhile), "cost": "", "before": "", "after": ""}
    start = re.split(" [(]|（", spoken(language).text("export-board-ask-protect-against", **given))[0]
    assert board.worthwhile and start in said, "what lowers the chance is weighed, not approved"
    assert spoken(language).quantity(cost_together(PLAN, board.worthwhile), CASE) in said, "as the Risk page writes it"
    bars = [one for one in charts(slides) if one.value_axis.maximum_scale and len(one.plots[0].series) == 2]
    for one in bars:
        longest = max(value or 0 for series in one.plots[0].series for value in series.values)
        assert longest <= one.value_axis.maximum_scale, "no bar is cut off"


def test_a_countermeasure_that_two_cases_share_is_paid_once():
    halved, withdrawn = "subsidy_halved", "subsidy_withdrawn"
    assert PLAN.risks[halved].mitigation.measure == PLAN.risks[withdrawn].mitigation.measure
    assert cost_together(PLAN, (halved, withdrawn)) == cost_together(PLAN, (halved,)) == 0.5


@pytest.mark.parametrize("language", languages())
def test_a_plan_of_one_year_is_not_spoken_of_as_of_several(language, monkeypatch):
    """Its chart by year said “about equally likely every year”, its costs were those “over all years”."""
    scenario = Scenario.of(load_plan("digital-2026"), draws=256)
    words, titles = scenario.plan.vocabulary(get_language(language)), []
    monkeypatch.setattr(pictures, "card", lambda _, title, *__: titles.append(title) or nullcontext())
    monkeypatch.setattr(pictures, "chart", lambda *_, **__: None)
    ensemble = simulate(scenario)
    pictures.years_card(scenario, ensemble, words)
    (title,) = titles
    assert CHANCE.format(words, target_probability(ensemble).value) in title and "2026" in title
    said = {
        one: words.text(one, unit="CNY m", year="2026", settings="", cost="")
        for one in ("decide-limit-budget", "decide-number-cost", "decide-frontier-foot", "export-board-row-profit",
                    "export-board-row-spent", "riskpage-on-profit", "riskpage-stress-profit", "outcome-roi",
                    "riskpage-map-subtitle-profit", "riskpage-catalogue-subtitle-revenue", "rule-worth-profit")
    }  # fmt: skip
    assert not [one for one, text in said.items() if "2026" not in text or "years" in text or "各年" in text], said
    outside = words.text("uncertainty-outside-subtitle", growth="8 %", real="6 %", years=1)
    assert "1 years" not in outside and "连续" not in outside


@pytest.mark.parametrize("language", languages())
def test_slides_call_more_of_what_a_target_limits_worse(language):
    """A target of at most 18 million: what costs more stood in blue, and missed futures lay “below the target”."""
    aim = TargetChoice("programme_net", 2026, 18.0)
    ends = [
        Entrant(name, Scenario.of(PLAN, name, draws=512).with_settings(target=aim)) for name in ("baseline", "plan")
    ]
    report = make_report(ends, spoken(language), MOMENT)
    found = charts(opened(deck(report)))
    legends = [series.name for one in found for series in one.plots[0].series]
    assert {"en": "Above the target", "zh": "超出目标"}[language] in legends
    assert {"en": "Below the target", "zh": "未达目标"}[language] not in legends
    names = [report.language.text(f"export-{one}") for one in ("rises", "falls")]
    pairs = [
        {
            series.name: series.format.fill.fore_color.theme_color
            for series in one.plots[0].series
            if series.name in names
        }
        for one in found
    ]
    costs, chance = (one for one in pairs if len(one) == 2)
    assert costs[names[0]] == chance[names[1]] and costs[names[1]] == chance[names[0]], "worse in both"
