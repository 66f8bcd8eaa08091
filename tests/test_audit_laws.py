"""Laws of the audit: a company whose figures come from one model is never accused; a planted error is found."""

from __future__ import annotations

import random
from dataclasses import replace

from audit_tables import Company
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sim.audit import StatedFact, audit
from sim.audit.claims import Claim, Subject
from sim.audit.estimate import Estimate
from sim.audit.ledger import Finding, Ledger, drop_repeats

SEEDS = st.integers(0, 2**32)
PERCENT = ("pct", "pct_points", "pct_per_year")


@settings(max_examples=60)
@given(SEEDS)
def test_rounding_never_makes_a_contradiction(seed):
    found = audit(Company(seed).facts)
    assert [(f.identity, [fact.id for fact in f.facts]) for f in found.findings] == []
    assert len(found.checked_facts) > 0.8 * len(found.facts), "silence means checked"


@settings(max_examples=60)
@given(SEEDS, st.sampled_from((0.3, 0.6, 0.9)))
def test_leaving_facts_out_makes_no_contradiction(seed, kept):
    """Any part of a consistent table is consistent; a list with a gap may be asked about, but only as low."""
    chance = random.Random(seed)
    facts = [fact for fact in Company(seed).facts if chance.random() < kept]
    found = audit(facts)
    assert {f.severity for f in found.findings} <= {"low"}
    assert {f.identity for f in found.findings} <= {"weights-sum", "parts-near", "shares-near"}


LOOSE = "between-members"
"""A whole that lies between its parts still does so when one of them lies further out."""


@settings(max_examples=60)
@given(SEEDS, st.booleans())
@example(235, False)
def test_an_error_beyond_rounding_is_found(seed, up):
    company = Company(seed)
    equations = [h for h in audit(company.facts).holds if h.claim.relation == "=" and h.identity != LOOSE]
    tested = {id(f) for h in equations for f in h.facts}
    place = random.Random(seed).choice([i for i, fact in enumerate(company.facts) if id(fact) in tested and fact.value])
    wrong = planted(company.facts[place], up)
    found = audit([*company.facts[:place], wrong, *company.facts[place + 1 :]])
    assert any(wrong in finding.facts for finding in found.findings), wrong


def planted(fact: StatedFact, up: bool) -> StatedFact:
    """Return the fact with a figure that is wrong by far more than rounding."""
    if fact.unit in PERCENT:
        value = fact.value + (1 if up else -1) * max(25.0, 0.6 * abs(fact.value))
    else:
        value = fact.value * (1.8 if up else 0.4)
    text = f"{value:.0f}" if fact.unit == "persons" else f"{value:.3f}"
    return replace(fact, value=float(text), text=text)


@settings(max_examples=20)
@given(SEEDS)
def test_the_order_of_documents_and_other_documents_change_nothing(seed):
    first, second = Company(seed, "A"), Company(seed + 1, "B")
    broken = [planted(first.facts[0], True), *first.facts[1:]]
    alone = {(f.identity, frozenset(fact.id for fact in f.facts)) for f in audit(broken).findings}
    beside = audit([*second.facts, *broken]).findings
    assert {(f.identity, frozenset(fact.id for fact in f.facts)) for f in beside} == alone


@settings(max_examples=20)
@given(SEEDS, st.sampled_from((0.001, 1000.0)))
def test_the_scale_of_money_changes_nothing(seed, factor):
    """A table in thousands says the same as in millions: same findings, same holds."""
    company = Company(seed)
    broken = [planted(company.facts[0], True), *company.facts[1:]]
    unit = "CNY_bn" if factor > 1 else "CNY_k"
    renamed = [replace(f, unit=unit if f.unit == company.money else f.unit) for f in broken]
    same, other = audit(broken), audit(renamed)
    assert [f.identity for f in same.findings] == [f.identity for f in other.findings]
    assert len(same.holds) == len(other.holds)


# -- repeats --------------------------------------------------------------------------------------------------------
FACTS = [replace(Company(1).facts[0], id=f"F{number}") for number in range(6)]
RANK = {"high": 0, "medium": 1, "low": 2}


def estimate(facts) -> Estimate:
    return Estimate(1.0, 1.0, 1.0, tuple(facts))


def finding(numbers, severity: str) -> Finding:
    facts = [FACTS[number] for number in sorted(numbers)]
    subject = Subject("", "revenue", "company", "whole", "2024", "actual", "CNY_m", 1.0)
    return Finding("sum", severity, Claim(subject, estimate(facts[:1]), estimate(facts[1:])))


@given(st.lists(st.tuples(st.sets(st.integers(0, 5), min_size=1), st.sampled_from(list(RANK))), max_size=12))
def test_what_another_finding_says_already_is_dropped_and_nothing_else(stated):
    """Dropped is what holds all facts of another one at least as severe; of two that say the same the first stays."""
    findings = [finding(*one) for one in stated]

    def says_all(other: int, one: int) -> bool:
        (facts, severity), (own, level) = stated[other], stated[one]
        if not facts <= own or RANK[severity] > RANK[level]:
            return False
        return facts < own or RANK[severity] < RANK[level] or other < one

    expected = [one for place, one in enumerate(findings) if not any(says_all(o, place) for o in range(len(findings)))]
    assert [id(one) for one in drop_repeats(findings)] == [id(one) for one in expected]


def test_a_verdict_on_the_same_facts_is_entered_once_for_each_identity():
    ledger = Ledger()
    claim = finding({0, 1}, "high").claim
    for _ in range(2):
        assert ledger.judge("sum", [claim]) is True
    assert ledger.judge("share", [claim]) is True
    assert [one.identity for one in ledger.holds] == ["sum", "share"]


def test_a_fact_on_both_sides_is_named_once_the_stated_side_first():
    subject = finding({0}, "low").claim.subject
    claim = Claim(subject, estimate([FACTS[2], FACTS[0]]), estimate([FACTS[1], FACTS[0]]))
    assert claim.facts == (FACTS[2], FACTS[0], FACTS[1])
