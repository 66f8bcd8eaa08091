"""The Audit page: both languages, filters, explanations, what-ifs to undo, other people's tables, exports."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from markup import markup
from spoken import spoken
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from pages.parts.audit import export, picture, upload
from pages.parts.audit import text as audit_text
from pages.parts.audit.board import ANY, Board, Table, board_of, report_of
from pages.parts.audit.findings import PICK
from sim.audit import SEVERITIES, read_facts
from sim.audit.estimate import Estimate
from sim.language import get_language, languages
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.reading.problems import TableError
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent

HOSTILE = """metric,scope,period,kind,value,unit,section,note
revenue,"=HYPERLINK(""http://x"")",2024,actual,100,EUR_m,1,+note
revenue,"=HYPERLINK(""http://x"")",2024,actual,60,EUR_m,2,@note
revenue,"<img src=x onerror=alert(1)>",2024,actual,55,EUR_m,1,
revenue,"<img src=x onerror=alert(1)>",2024,actual,44,EUR_m,2,
revenue,"[press](javascript:alert(1)) :red[x] $y$",2024,actual,5,EUR_m,1,
revenue,"[press](javascript:alert(1)) :red[x] $y$",2024,actual,9,EUR_m,2,
"""


def opened(language: str = "en") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.switch_page("pages/audit.py").run()
    assert not app.exception, app.exception
    return app


def lists(app: AppTest) -> list[Radio]:
    """Return the lists of findings on the page: one, or none; the header has a choice of its own."""
    return [one for one in app.radio if str(one.key).startswith(PICK)]


def listed(app: AppTest) -> list[str]:
    return list(lists(app)[0].options)


def picked(app: AppTest, place: int) -> AppTest:
    return lists(app)[0].set_value(place).run()


@pytest.fixture(scope="module")
def board(plan) -> Board:
    return board_of(None, Scenario.of(plan))


@pytest.fixture(params=languages())
def language(request):
    return spoken(request.param)


def test_the_page_says_how_often_the_plan_contradicts_itself_and_what_is_worth_most(language, board):
    app = opened(language.id)
    text = markup(app)
    about = [place for place in board.order if board.document(place) == "D1"]
    first = board.finding(board.order[0])
    assert f"<em>{len(about)}" in text
    assert audit_text.title(first, language).replace("\N{NO-BREAK SPACE}", " ") in text.split("</h1>")[0]
    for severity, count in board.report.counts.items():
        assert re.search(rf"{re.escape(language.text(f'severity-{severity}'))}</div><div><b>{count}</b>", text)
    assert f"<b>{len(board.report.checked_facts)}</b>" in text and f"<b>{len(board.report.holds)}</b>" in text
    assert len(listed(app)) == len(board.report.findings)


def test_no_raw_id_is_shown(language, board):
    """Words, never ids with underscores, in every finding's explanation and list row."""
    app = opened(language.id)
    for place in board.order[::4]:
        text = markup(picked(app, place))
        assert not app.exception
        shown = re.findall(r">([^<]+)<", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
        raw = [word for word in shown if re.search(r"\b[a-z]+_[a-z]+", word)]
        assert not raw, raw[:5]
    for place in board.order:
        finding = board.finding(place)
        title = audit_text.title(finding, language)
        assert "_" not in title and "{" not in title and title == title.strip()
        if language.id == "zh":
            assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", title), title


def test_findings_are_ranked_by_what_they_are_worth(board):
    spreads = [board.effects[place].spread if place in board.effects else 0.0 for place in board.order]
    assert spreads == sorted(spreads, reverse=True) and spreads[0] > 100
    still = [place for place in board.order if place not in board.effects]
    assert still == sorted(still), "without an effect the order of the audit stays"


def test_filters_narrow_the_list(board):
    app = opened()
    app.pills[0].set_value(["medium"]).run()
    medium = board.report.counts["medium"]
    assert len(listed(app)) == medium
    app.selectbox(key="audit-document").set_value("D5").run()
    assert len(listed(app)) == len(board.passing(("medium",), ANY, "D5", ANY)) >= 1
    app.pills[0].set_value([]).run()
    app.selectbox(key="audit-document").set_value(ANY).run()
    app.selectbox(key="audit-effect").set_value("moves").run()
    moving = [place for place in board.order if board.moves(place)]
    assert len(listed(app)) == len(moving)
    app.selectbox(key="audit-identity").set_value("two-dates").run()
    assert not lists(app) and "No findings match" in markup(app)
    assert not app.exception


def test_filters_agree_with_the_findings(board):
    for severity in SEVERITIES:
        found = board.passing((severity,), ANY, ANY, ANY)
        assert len(found) == board.report.counts[severity]
    assert set(board.passing((), ANY, ANY, "moves")) | set(board.passing((), ANY, ANY, "still")) == set(board.order)
    by_rule = [board.passing((), id, ANY, ANY) for id in {f.identity for f in board.report.findings}]
    assert sorted(place for found in by_rule for place in found) == sorted(board.order)


def test_every_finding_is_explained_with_its_facts_and_the_way_to_their_sources(board):
    app = opened()
    for place in board.order[::5]:
        finding = board.finding(place)
        text = markup(picked(app, place))
        assert not app.exception
        assert text.count('class="au-fact"') == min(len(finding.facts), 12)
        assert (text.count('class="au-pair"') == 1) == (audit_text.form(finding) not in audit_text.WITHOUT_PICTURE)
        links = [link.proto for link in app.get("page_link")]
        asked = [link.query_string for link in links if link.query_string]
        assert asked == [f"q={fact.id}" for fact in finding.facts[:12]]


def test_one_click_believes_a_side_and_undo_takes_it_back(board):
    app = opened()
    place = next(p for p in board.order if any(s.scenario and not s.in_force for s in board.effects[p].sides))
    side = next(s for s in board.effects[place].sides if s.scenario and not s.in_force)
    picked(app, place)
    app.button(key=f"audit-apply-{side.side}").click().run()
    assert not app.exception
    now = app.session_state["workspace"].now.scenario
    assert now == side.scenario
    assert now.run().annual("revenue")[-1, 0] == pytest.approx(side.revenue)
    message = app.toast[0].value.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert "instead of" in message and spoken("en").quantity(side.revenue, "revenue") in message
    assert lists(app)[0].value == place, "the finding stays in view"
    app.button(key="undo").click().run()
    assert app.session_state["workspace"].now.scenario == board_scenario(app)


def board_scenario(app: AppTest) -> Scenario:
    return app.session_state["workspace"].states[0].scenario


def test_what_no_scenario_can_hold_has_no_button(board):
    app = opened()
    place = next(p for p in board.effects if any(s.scenario is None for s in board.effects[p].sides))
    picked(app, place)
    sides = {side.side for side in board.effects[place].sides if side.scenario is None}
    keys = {button.key for button in app.button}
    assert not keys & {f"audit-apply-{side}" for side in sides}
    assert "correct it in the plan" in markup(app)


def test_what_holds_is_listed_under_its_rules(language, board):
    app = opened(language.id)
    text = markup(app)
    for identity in {hold.identity for hold in board.report.holds}:
        count = sum(hold.identity == identity for hold in board.report.holds)
        assert language.text("audit-page-holds-rule", rule=language.text(f"identity-{identity}"), count=count) in text
    assert len(app.expander) == 1 and not app.expander[0].proto.expanded


# -- other people's tables ------------------------------------------------------------------------------------------


def uploaded(text: str | bytes, name: str = "facts.csv", language: str = "en") -> AppTest:
    app = opened(language)
    data = text.encode() if isinstance(text, str) else text
    return app.file_uploader[0].upload(name, data, "text/csv").run()


def test_a_table_takes_the_place_of_the_documents_and_gives_it_back():
    app = uploaded(HOSTILE, "mine <b>.csv")
    assert not app.exception
    assert len(listed(app)) == 3 and "<b>.csv" not in markup(app)
    assert not [link for link in app.get("page_link") if link.proto.query_string], "these facts are no sources here"
    assert "au-ranges" not in re.sub(r"<style>.*?</style>", "", markup(app), flags=re.DOTALL)
    app.button(key="audit-back").click().run()
    assert len(listed(app)) > 20


def test_nothing_in_a_table_becomes_markup_link_or_formula():
    app = uploaded(HOSTILE)
    for place in range(3):
        text = markup(picked(app, place))
        assert "<img" not in text and not app.exception
    for label in listed(app):
        assert not re.search(r"(?<!\\)[\[\]$<]", label.replace(":red[▲]", "")), label
    table = board_of(Table("t.csv", HOSTILE.encode()), app.session_state["workspace"].now.scenario)
    language = spoken("en")
    plan = load_plan()
    rows = list(csv.reader(io.StringIO(export.csv_file(plan, table, table.order, language).decode("utf-8-sig"))))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "-")) and not _number(cell)]
    sheet = openpyxl.load_workbook(io.BytesIO(export.workbook(plan, table, table.order, language))).worksheets[0]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_mistakes_are_named_by_row_and_column(language):
    app = uploaded("metric,scope,period,kind,value,unit\nrevenue,x,2024,actual,many,CNY_m\n", language=language.id)
    text = markup(app)
    assert "au-problem" in text and not app.exception
    with pytest.raises(TableError) as caught:
        report_of(Table("facts.csv", b"metric,scope,period,kind,value,unit\nrevenue,x,2024,actual,many,CNY_m\n"))
    for line in caught.value.text(language.id).splitlines():
        assert line in text
    assert len(listed(app)) > 20, "the documents stay in view"


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_what_is_no_table_is_refused(data):
    with pytest.raises(FormatError):
        report_of(Table("x.csv", data))


def test_too_many_facts_are_refused_while_people_wait(monkeypatch):
    monkeypatch.setattr("pages.parts.audit.board.MOST_FACTS", 2)
    with pytest.raises(FormatError, match="2"):
        report_of(Table("big.csv", HOSTILE.encode() + b"\n"))


def test_a_table_of_the_plan_itself_moves_the_simulation_and_a_strangers_does_not(plan):
    facts = (ROOT / "data/plans/growth-2026/facts.csv").read_bytes()
    own = board_of(Table("again.csv", facts), Scenario.of(plan))
    assert own.effects and not own.own
    other = board_of(Table("other.csv", HOSTILE.replace("section", "document").encode()), Scenario.of(plan))
    assert not other.effects


def test_a_consistent_table_is_told_so(language):
    rows = ["metric,scope,period,kind,value,unit"]
    rows += [f"revenue,{scope},2024,actual,{value},CNY_m" for scope, value in (("company", 100), ("East", 60))]
    rows += ["revenue_share,East,2024,actual,60,pct"]
    app = uploaded("\n".join(rows), language=language.id)
    assert not app.exception and not lists(app)
    assert "<em>" not in markup(app).split("</h1>")[0]


def test_templates_can_be_read_again():
    for form in ("csv", "xlsx"):
        report = report_of(Table(f"t.{form}", upload.template(form, "zh")))
        assert len(report.facts) == 3


# -- exports --------------------------------------------------------------------------------------------------------


def test_exports_hold_what_is_listed(plan, board, language):
    places = board.passing(("high",), ANY, "D1", ANY)
    content = json.loads(export.export("json", plan, board, places, language))
    assert [finding["severity"] for finding in content["findings"]] == ["high"] * len(places)
    assert content["findings"][0]["effect"]["spread"] == pytest.approx(board.effects[places[0]].spread, abs=0.01)
    assert len(content["holds"]) == len(board.report.holds)
    rows = list(csv.reader(io.StringIO(export.export("csv", plan, board, places, language).decode("utf-8-sig"))))
    assert len(rows) == len(places) + 1 and not any("_" in name for name in rows[0])
    book = openpyxl.load_workbook(io.BytesIO(export.export("xlsx", plan, board, places, language)))
    sheet = book.worksheets[0]
    assert sheet.max_row == 4 + len(places)
    assert [str(cell.value) for cell in sheet[4]] == rows[0]


# -- pictures and words ---------------------------------------------------------------------------------------------


def test_both_sides_stand_on_one_scale_from_zero():
    bar = picture.Bar("a", "1", "", Estimate(10.0, 9.5, 10.5))
    other = picture.Bar("b", "2", "", Estimate(-5.0, -5.5, -4.5))
    drawn = picture.pair(bar, other, "alt")
    zeros = re.findall(r'au-zero" style="left: ([\d.]+)%', drawn)
    spans = re.findall(r'au-bar" style="left: ([\d.]+)%; width: ([\d.]+)%', drawn)
    assert len(set(zeros)) == 1
    zero = float(zeros[0])
    assert float(spans[0][0]) == pytest.approx(zero, abs=0.01)
    assert float(spans[1][0]) + float(spans[1][1]) == pytest.approx(zero, abs=0.02)
    assert float(spans[0][1]) == pytest.approx(2 * float(spans[1][1]), rel=0.01)


def test_pictures_bear_open_ends_and_nothing_at_all():
    endless = picture.Bar("a", "1", "", Estimate(1.0, 0.5, float("inf")))
    nothing = picture.Bar("b", "0", "", Estimate(0.0, 0.0, 0.0))
    for pair in ((endless, nothing), (nothing, nothing)):
        drawn = picture.pair(*pair, "alt")
        assert "nan" not in drawn and "inf%" not in drawn
    assert "au-open" in picture.pair(endless, nothing, "alt")


def test_ranges_name_their_unit_once(board):
    english, chinese = spoken("en"), spoken("zh")
    finding = next(board.finding(p) for p in board.order if board.finding(p).claim.subject.unit == "CNY_m")
    shown = audit_text.reach(finding.claim.stated, finding.claim, english)
    assert re.fullmatch(r"CNY [\d,.]+ to [\d,.]+ m", shown.replace("\N{NO-BREAK SPACE}", " ")), shown
    percent = next(board.finding(p) for p in board.order if board.finding(p).claim.subject.unit == "pct")
    assert audit_text.reach(percent.claim.stated, percent.claim, chinese).count("%") == 2


def test_text_of_a_table_stays_text_in_lists():
    assert audit_text.plain("a*b [c](d) :red[e] $f$") == "a\\*b \\[c\\](d) \\:red\\[e\\] \\$f\\$"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_uncertain_table_is_asked_about_before_it_is_audited(language):
    rows = "revenue;company;2026;target;2,513;CNY_bn\nrevenue;east;2026;target;1,125;CNY_bn\n"
    app = uploaded(f"metric;scope;period;kind;value;unit\n{rows}", language=language)
    texts = get_language(language)
    assert "audit-table" not in app.session_state and "2.513" in markup(app)
    app.radio(key="audit-doubts-decimal").set_value("point")
    app.button(key="audit-doubts-go-on").click().run()
    assert [fact.value for fact in board_facts(app)] == [2513, 1125]
    assert texts.text("reading-ask-title") not in markup(app)


def board_facts(app: AppTest):
    table = app.session_state["audit-table"]
    return read_facts(table.data, table.name, dict(table.choices))
