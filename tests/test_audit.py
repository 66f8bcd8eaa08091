"""The audit of the shipped planning documents: what contradicts, what holds, what believing one side means."""

from __future__ import annotations

import csv
import json

import pytest

from sim.audit import AuditReport, audit, audit_file, audit_json
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.plan.catalogue import SHIPPED


@pytest.fixture(scope="module")
def report() -> AuditReport:
    return audit_file(plan=load_plan())


def find(report: AuditReport, *ids: str) -> list[str]:
    """Return the identities of the findings whose facts include all these."""
    return [f.identity for f in report.findings if set(ids) <= {fact.id for fact in f.facts}]


# What a careful reader finds by hand, by the facts that take part. The engine knows none of it.
BY_HAND = [
    ("D1-134", "D1-133", "D1-016"),  # east: 62 % to 72 % stated as a fall of 10 points
    ("D1-012", "D1-011", "D1-072"),  # growth of 8.3 %, revenue 1,496 to 1,520
    ("D1-138", "D1-135", "D1-023"),  # west and northeast: 25 % a year, 122 to 500
    ("D1-203", "D1-132", "D1-017"),  # east: 15 % a year, 942 to 1,800
    ("D1-202", "D1-167", "D1-023"),  # west: 25 % a year to 300, from less than 122
    ("D1-150", "D1-123", "D1-240"),  # revenue per rep 9.5, 2,500 / 350
    ("D1-160", "D1-011"),  # 2024 target of 756 below 1,520
    ("D1-162", "D1-011"),  # 2025 target of 1,500 below 1,520
    ("D1-159", "D1-161", "D1-163"),  # stages of 30, 60 and 40 %
    ("D1-160", "D1-162", "D1-164", "D1-123"),  # stages of 756, 1,500 and 1,000 in 2,500
    ("D1-017", "D1-082"),  # east 942 and 816
    ("D1-074", "D1-011", "D1-014"),  # attainment 83 %, 1,520 / 1,800
    ("D1-015", "D1-074"),  # gap of 15.6 % beside attainment of 83 %
    ("D1-075", "D1-068", "D1-069", "D1-071", "D1-072"),  # cumulative shortfall 880, 612
    ("D1-170", "D1-255"),  # digital 30 % and 60 % of the budget
    ("D1-172", "D1-257"),
    ("D1-174", "D1-256"),
    ("D1-166", "D1-278", "D1-162"),  # new products 2025: 30 %, 750 of 1,500
    ("D1-291", "D1-292"),  # the same, dated in the third quarter
    ("D1-166", "D1-215"),  # 30 % and 35 %
    ("D1-317", "D1-168"),  # contribution 875, revenue 1,000
    ("D1-296", "D1-165", "D1-162"),  # west and northeast 2025: 15 %, 300 of 1,500
    ("D1-165", "D1-277", "D1-204"),  # 8 % of 1,500 and 200 make 320, not 300
    ("D1-123", "D1-132", "D1-135", "D1-019", "D1-021"),  # 200 left for south and north, which have 456
    ("D1-127", "D1-011", "D1-004"),  # 9.8 % of 25.6 trillion
    ("D1-128", "D1-127", "D1-126"),  # 12 points above the market for three years make 13.5 %, not 12 %
    ("D1-040", "D1-127"),  # the market of competitor A is another one
    ("D1-225", "D1-224"),  # extra cost of 12, half of 18
    ("D1-156", "D1-220"),  # CRM usage 80 % and 90 %
    ("D1-196", "D1-197"),  # pay of 50 % and 40 %
    ("D1-219", "D1-151"),  # conversion of 25 % due in 2025 and in 2026
    ("D1-277", "D1-206"),  # northeast 200 due in 2025 and in 2026
    ("D1-292", "D1-278"),  # a year's figure dated in the third quarter
    ("D1-300", "D1-167"),  # a year's figure dated in the first quarter
    ("D1-303", "D1-206"),
    ("D1-307", "D1-123"),
    ("D4-020", "D4-033", "D4-036"),  # digital channel 45 %, quarters average 36.6 %
    ("D4-023", "D4-042"),  # lead conversion 22 % and 18 %
    ("D5-005", "D5-017"),  # product C 22 %, its basic line 30 %
    ("D1-334", "D1-335"),  # satisfaction earns 1 % from 90 points on, and 0.5 % a point
    ("D1-336", "D1-337"),  # 500,000 followers in 2024, 200,000 by the middle of 2025
    ("D5-045", "D5-053"),  # second-half goals in a document of 20 December
]

# What looks odd and holds within rounding or under a natural reading.
HOLDS = [
    ("parts-sum", "D1-011", "D1-017", "D1-019", "D1-021", "D1-023"),
    ("parts-sum", "D1-011", "D1-025", "D1-027"),
    ("parts-sum", "D1-135", "D1-167", "D1-206"),
    ("parts-sum", "D1-254", "D1-169", "D1-171", "D1-173"),
    ("parts-sum", "D5-037", "D5-041"),
    ("shares-sum", "D1-016", "D1-018", "D1-020", "D1-022"),
    ("shares-sum", "D5-002", "D5-011", "D5-012"),
    ("shares-sum", "D5-007", "D5-033", "D5-034", "D5-035"),
    ("share-of-total", "D1-132", "D1-133", "D1-123"),
    ("share-of-total", "D1-264", "D1-265", "D1-169"),
    ("period-share", "D1-159", "D1-160", "D1-123"),
    ("period-sum", "D4-018", "D4-029", "D4-032"),
    ("growth", "D1-125", "D1-123", "D1-011"),
    ("growth", "D1-001", "D1-002", "D1-003"),
    ("growth-total", "D1-124"),
    ("growth-gap", "D1-013", "D1-012", "D1-005"),
    ("growth-gap", "D1-126", "D1-125", "D1-002"),
    ("added", "D1-028", "D1-240", "D1-241"),
    ("ratio", "D1-033", "D1-011", "D1-028"),
    ("ratio", "D4-038", "D4-039", "D4-040"),
    ("attainment", "D1-327", "D1-328", "D1-123"),
    ("shortfall", "D1-077", "D1-027", "D1-078"),
    ("subsidy-saving", "D1-274", "D1-169"),
    ("reserve", "D1-271", "D1-272", "D1-254"),
    ("contributions-sum", "D1-315", "D1-317", "D1-319"),
    ("renewal-churn", "D1-101", "D1-049"),
    ("same-quantity", "D1-123", "D1-307"),
    ("same-quantity", "D4-002", "D4-041"),
    ("implied-total", "D4-058", "D4-061"),
]


@pytest.mark.parametrize("ids", BY_HAND, ids=["+".join(ids) for ids in BY_HAND])
def test_a_contradiction_found_by_hand_is_found(report, ids):
    assert find(report, *ids)


def test_there_is_no_finding_beyond_those_read_by_hand(report):
    explained = [set(ids) for ids in BY_HAND]
    unexplained = [
        (f.identity, [fact.id for fact in f.facts])
        for f in report.findings
        if not any(ids <= {fact.id for fact in f.facts} for ids in explained)
    ]
    assert unexplained == []


@pytest.mark.parametrize("expected", HOLDS, ids=["+".join(case) for case in HOLDS])
def test_what_agrees_is_reported_as_holding(report, expected):
    identity, *ids = expected
    assert any(h.identity == identity and set(ids) <= {fact.id for fact in h.facts} for h in report.holds)


def test_counts_and_order(report):
    assert report.counts == {"high": 20, "medium": 11, "low": 11}
    ranks = [("high", "medium", "low").index(f.severity) for f in report.findings]
    assert ranks == sorted(ranks)
    assert len(report.facts) == 513 and len(report.checked_facts) > 250


def test_no_finding_mixes_documents(report):
    for finding in report.findings:
        assert len({fact.document for fact in finding.facts}) == 1


def test_an_audit_of_one_document(report):
    alone = audit_file(document="D1", plan=load_plan())
    expected = [f.identity for f in report.findings if f.facts[0].document == "D1"]
    assert [f.identity for f in alone.findings] == expected
    with pytest.raises(FormatError) as caught:
        audit_file(document="D9", plan=load_plan())
    assert "D1, D2, D3, D4, D5" in caught.value.text("en")


def test_facts_read_as_numbers_give_the_same_findings(report):
    """The plan pack's facts carry no printed text; here their shortest form says the same."""
    plan = load_plan("growth-2026")
    ids = [[fact.id for fact in f.facts] for f in audit(plan.facts.values()).findings]
    mine = [[fact.id for fact in f.facts] for f in report.findings if f.identity not in ("date-passed",)]
    assert [i for i in ids if i[0].startswith("D1")] == [i for i in mine if i[0].startswith("D1")]


SETTINGS = [
    ("D1-150", "headcount", 2500 / 9.5, 350.0),
    ("D1-134", "growth.east", (1300 / 942) ** (1 / 3) - 1, (1800 / 942) ** (1 / 3) - 1),
    ("D1-203", "growth.east", 0.15, (1800 / 942) ** (1 / 3) - 1),
    ("D1-202", "growth.west", 0.25, (300 / 122) ** (1 / 3) - 1),
    ("D1-138", "growth.northeast", 0.25, (500 / 122) ** (1 / 3) - 1),
    ("D1-317", "new_product_share", 0.35, 0.40),
    ("D1-012", "momentum", 0.083, 1520 / 1496 - 1),
    ("D1-082", "revenue.east", 816.0, 942.0),
    ("D1-255", "budget.digital", 60.0, 30.0),
    ("D1-225", "subsidy_rate", 0.10, 0.15),
    ("D1-132", "growth.north", (200 / 456) ** (1 / 3) - 1, 0.0),
]


@pytest.mark.parametrize(("fact", "id", "stated", "implied"), SETTINGS, ids=[f"{s[0]}-{s[1]}" for s in SETTINGS])
def test_each_side_becomes_a_setting_of_the_model(report, fact, id, stated, implied):
    sides = [
        {side["side"]: {entry["id"]: entry["value"] for entry in side["set"]} for side in f.what_if}
        for f in report.findings
        if f.what_if and fact in {x.id for x in f.claim.stated.facts}
    ]
    assert any(
        side["stated"].get(id) == pytest.approx(stated) and side["implied"].get(id) == pytest.approx(implied)
        for side in sides
    )


def test_settings_name_things_the_plan_has(report):
    plan = load_plan("growth-2026")
    settings = [entry for finding in report.findings for side in finding.what_if or () for entry in side["set"]]
    assert {entry["kind"] for entry in settings} == {"lever", "assumption", "base"}
    for entry in settings:
        kind, id = entry["kind"], entry["id"]
        if kind == "lever":
            assert id in plan.levers
        elif kind == "assumption":
            assert id in plan.assumptions
        else:
            assert kind == "base" and id.startswith("revenue.")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_json_and_table_in_both_languages(report, language):
    shown = report.to_json(language)
    assert json.loads(json.dumps(shown, allow_nan=False)) == shown
    assert len(shown["findings"]) == len(report.findings) and len(shown["holds"]) == len(report.holds)
    needed = {"severity", "identity", "facts", "stated", "implied", "gap", "sentence", "what_if", "sources", "unit"}
    assert all(needed <= set(entry) for entry in shown["findings"])
    first = next(entry for entry in shown["findings"] if entry["facts"][0] == "D1-150")
    assert first["stated"] == 9.5 and first["implied"] == pytest.approx(7.142857, rel=1e-6)
    assert first["gap"]["absolute"] == pytest.approx(2.357143, rel=1e-6) and first["gap"]["unit"] == "CNY_m"
    assert all("{" not in e["sentence"] and "None" not in e["sentence"] for e in shown["findings"] + shown["holds"])
    frame = report.to_frame(language)
    assert len(frame) == len(report.findings)
    assert frame["stated"].dtype == float


def test_sentences_name_figures_and_places(report):
    finding = next(f for f in report.findings if f.facts[0].id == "D1-150")
    english, chinese = (audit_json([finding], [], language)["findings"][0]["sentence"] for language in ("en", "zh"))
    assert english == (
        "Revenue per rep (company, 2026, target) is stated as CNY 9.5 m (D1 §3.3), but revenue ÷ headcount is "
        "CNY 7.14 m: Revenue: CNY 2,500 m (D1 §3.1); Headcount, sales team: 350 people (D1 §7.1)."
    )
    assert chinese == (
        "2026 年公司人均营收（目标）写为 950 万元（D1 第 3.3 节），但营收 ÷ 人数为 714 万元："
        "营收 25 亿元（D1 第 3.1 节）；销售团队人数 350 人（D1 第 7.1 节）。"
    )


def test_what_speaks_for_a_figure(report):
    """East 942 agrees with sums and shares, 816 with the attainment stated beside it."""
    first, second = (next(f for f in report.facts if f.id == id) for id in ("D1-017", "D1-082"))
    assert {h.identity for h in report.support(first)} >= {"parts-sum", "share-of-total"}
    assert {h.identity for h in report.support(second)} == {"attainment"}


def test_the_shipped_table_has_the_columns_of_its_source():
    with (SHIPPED / "growth-2026" / "facts.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == ["id", "document", "section", "metric", "scope", "period", "kind", "value", "unit", "note"]
