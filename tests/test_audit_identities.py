"""Every identity: figures that satisfy it hold, figures that break it are found; rounding and wording are no errors."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml_text
from spoken import spoken

from sim.audit import AuditReport, StatedFact, audit
from sim.audit.registry import get_registry


def table(text: str, document: str = "X") -> list[StatedFact]:
    """Read lines "metric | scope | period | kind | value | unit [| note [| section]]"."""
    facts = []
    for number, line in enumerate(filter(None, map(str.strip, text.strip().splitlines())), start=1):
        cells = [cell.strip() for cell in line.split("|")]
        metric, scope, period, kind, value, unit = cells[:6]
        note = cells[6] if len(cells) > 6 else ""
        section = cells[7] if len(cells) > 7 else "1"
        id = f"{document}-{number}"
        facts.append(StatedFact(id, document, section, metric, scope, period, kind, float(value), unit, note, value))
    return facts


def report(text: str, **more: str) -> AuditReport:
    return audit(table(text, **more))


def identities(text: str) -> set[str]:
    return {finding.identity for finding in report(text).findings}


HERE = Path(__file__).parent
CASES = yaml_text.read((HERE / "audit_cases.yaml").read_text(encoding="utf-8"))
CONSISTENT = yaml_text.read((HERE / "audit_consistent.yaml").read_text(encoding="utf-8"))
SILENT = ("value-range", "date-impossible", "two-dates", "part-of-whole")
"""Identities that note nothing where nothing is wrong, or not on every figure."""


@pytest.mark.parametrize("case", CASES, ids=[f"{i}-{case['identity']}" for i, case in enumerate(CASES)])
def test_identity(case):
    for figure in case["holds"]:
        found = report(case["facts"].format(figure))
        assert not found.findings, (figure, [f.identity for f in found.findings])
        assert found.holds or case["identity"] in SILENT, figure
    for figure in case["breaks"]:
        assert case["identity"] in identities(case["facts"].format(figure)), figure


def test_every_identity_has_a_case():
    known = set(get_registry().identities)
    elsewhere = {"parts-listed", "parts-near", "shares-listed", "shares-near", "period-share-bound", "repurchase-churn"}
    elsewhere |= {"date-future", "date-passed", "dated-early"}
    assert known - elsewhere == {case["identity"] for case in CASES}


def test_stages_that_match_their_shares_still_have_to_add_up():
    text = """
        revenue | company | 2024 | target | 756 | CNY_m
        revenue | company | 2025 | target | 1500 | CNY_m
        revenue | company | 2026 | target | 2500 | CNY_m
        revenue_stage | company | 2026 | target | 1000 | CNY_m
        target_share_of_total | company | 2024 | target | 30 | pct | of the overall target
        target_share_of_total | company | 2025 | target | 60 | pct | of the overall target
        target_share_of_total | company | 2026 | target | 40 | pct | called the remainder
    """
    assert identities(text) == {"period-shares", "stage-sum"}


@pytest.mark.parametrize("case", CONSISTENT, ids=[case["why"] for case in CONSISTENT])
def test_what_can_all_hold_is_not_flagged(case):
    assert identities(case["facts"]) == set()


def test_documents_are_compared_only_within_an_entity():
    facts = table("revenue | company | 2024 | actual | 100 | CNY_m", document="A")
    facts += table("revenue | company | 2024 | actual | 200 | CNY_m", document="B")
    assert not audit(facts).findings
    rows = [{"document": "A", "entity": "one"}, {"document": "B", "entity": "one"}]
    assert [f.identity for f in audit(facts, rows).findings] == ["same-quantity"]


def test_dates_are_held_against_the_document():
    facts = table(
        "nps | company | 2026 | actual | 50 | points\nnps | company | 2025H2 | target | 40 | points\n"
        "nps | company | 2025H1 | actual | 30 | points"
    )
    found = audit(facts, [{"document": "X", "date": "2025-12-20"}])
    assert {f.identity for f in found.findings} == {"date-future", "date-passed"}
    assert not audit(facts[1:], [{"document": "X", "date": "2025-03"}]).findings
    assert not audit(facts, [{"document": "X", "date": "undated"}]).findings


def test_a_full_year_figure_dated_within_the_year():
    text = "revenue | company | 2026 | target | 2500 | CNY_m\nrevenue | company | 2026Q3 | milestone | {} | CNY_m | {}"
    assert identities(text.format("2500", "full-year figure")) == {"dated-early"}
    assert identities(text.format("2500", "")) == {"dated-early"}
    assert identities(text.format("1800", "cumulative")) == set()


def test_an_unknown_name_of_the_whole_is_recognised_by_its_figures():
    text = """
        revenue | Borealis | 2024 | actual | 100 | CNY_m
        revenue | Fjord | 2024 | actual | 60 | CNY_m
        revenue | Tundra | 2024 | actual | 40 | CNY_m
        revenue_share | Fjord | 2024 | actual | {} | pct
    """
    assert identities(text.format("60")) == set()
    assert identities(text.format("70")) == {"share-of-total"}


def test_words_of_another_language_mean_the_same():
    text = """
        营收 | 全公司 | 2024年 | actual | 1520 | CNY_m
        revenue | 华东 | 2024 | actual | 942 | CNY_m
        营收占比 | East | 2024 | actual | {} | pct
    """
    assert identities(text.format("62")) == set()
    assert identities(text.format("82")) == {"share-of-total"}


def test_shares_of_names_nobody_knows():
    text = """
        revenue_share | Aix | 2024 | actual | 50 | pct
        revenue_share | Bonn | 2024 | actual | 30 | pct
        revenue_share | Cork | 2024 | actual | {} | pct
    """
    assert identities(text.format("20")) == set()
    assert identities(text.format("28")) == {"shares-near"}
    assert identities(text.format("14")) == {"shares-near"}
    assert identities(text.format("5")) == set(), "a list of 85 % may simply be incomplete"


def test_regions_together_exceed_the_whole():
    text = "revenue_share | North | 2024 | actual | 60 | pct\nrevenue_share | South | 2024 | actual | 60 | pct"
    assert identities(text) == {"shares-listed"}


def test_severity_follows_the_stated_rules():
    def level(text: str) -> str:
        return report(text).findings[0].severity

    base = "revenue | company | 2024 | actual | {} | CNY_m\nrevenue | company | 2024 | actual | 1000 | CNY_m"
    assert [level(base.format(v)) for v in ("1500", "1050", "1005")] == ["high", "medium", "low"]
    score = "customer_satisfaction | company | 2024 | actual"
    plain = f"{score} | {{}} | pct\n{score} | 60 | pct"
    assert [level(plain.format(v)) for v in ("90", "62")] == ["medium", "low"]
    rate = "lead_conversion_rate | {} | 2024 | actual | {} | pct"
    words = rate.format("company", 22) + "\n" + rate.format("leads", "{}")
    assert [level(words.format(v)) for v in ("18", "20")] == ["medium", "low"]
    below = "revenue | company | 2024 | actual | 1000 | CNY_m\nrevenue | company | 2025 | target | 990 | CNY_m"
    assert level(below) == "high"


def test_a_finding_that_says_nothing_new_is_dropped():
    text = """
        revenue | company | 2024 | actual | 1000 | CNY_m
        revenue | company | 2024 | actual | 2000 | CNY_m
        revenue | East | 2024 | actual | 400 | CNY_m
        revenue_share | East | 2024 | actual | 40 | pct
    """
    found = report(text)
    assert [f.identity for f in found.findings] == ["same-quantity"]
    share = next(h for h in found.holds if h.identity == "share-of-total")
    assert "X-1" in {fact.id for fact in share.facts}, "the statement that fits is the one that holds"
    supported = {fact.id: {h.identity for h in found.support(fact)} for fact in found.findings[0].facts}
    assert "share-of-total" in supported["X-1"] and "share-of-total" not in supported["X-2"]


def test_sentences_call_metrics_and_prices_as_the_table_does():
    from sim.audit import sentence

    (found,) = report(
        """
        revenue | company | 2024 | actual | 90 | EUR_m
        admissions | company | 2024 | actual | 20000 | patients
        revenue_per_admission | company | 2024 | actual | 5400 | EUR
        """
    ).findings
    text = sentence(found, spoken("en"))
    assert "revenue per admission" in text and "revenue ÷ admissions is EUR 4,500" in text
    assert "4,500 欧元" in sentence(found, spoken("zh"))
    (found,) = report(
        """
        营收 | 公司 | 2024 | actual | 90 | 百万元
        门店数 | 公司 | 2024 | actual | 60 | 家
        单店营收 | 公司 | 2024 | actual | 120 | 万元
        """
    ).findings
    assert "营收 ÷ 门店数为 150 万元" in sentence(found, spoken("zh"))
