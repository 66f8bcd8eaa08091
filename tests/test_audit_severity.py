"""How far two sides are apart, and how serious that is: at the limits themselves."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from sim.audit.claims import Claim, Subject
from sim.audit.estimate import Estimate
from sim.audit.registry import Identity, get_registry
from sim.audit.severity import severity_of

SUBJECT = Subject("firm", "growth", "", "", "2026", "actual", "pct", 0.01)
ARITHMETIC, WORDING = Identity("a", "arithmetic"), Identity("w", "wording")
SMALL, LARGE = 980.0, 900.0  # beside 1,000: by just as much as the limits say


def exact(value: float) -> Estimate:
    return Estimate(value, value, value)


def claim(stated: float, implied: float = 1000.0, relation: str = "=", **subject: bool) -> Claim:
    return Claim(replace(SUBJECT, **subject), exact(stated), exact(implied), relation)


@pytest.mark.parametrize("pair", [(math.nan, 1.0), (1.0, math.nan), (0.0, 0.0)])
def test_what_is_not_known_or_nothing_at_all_has_no_gap(pair):
    assert (claim(*pair).gap, claim(*pair).relative_gap) == (0.0, 0.0)


@pytest.mark.parametrize(("relation", "gaps"), [("=", [-1.0, 1.0]), ("<=", [0.0, 1.0]), (">=", [-1.0, 0.0])])
def test_a_relation_counts_a_miss_on_its_own_side_alone(relation, gaps):
    assert [claim(stated, 2.0, relation).gap for stated in (1.0, 3.0)] == gaps


@pytest.mark.parametrize(
    ("headline", "said"), [(True, ["low", "medium", "high"]), (False, ["low", "medium", "medium"])]
)
def test_a_limit_belongs_to_the_more_serious_side(headline, said):
    assert get_registry().severity == {"large": 0.1, "small": 0.02}
    assert [severity_of(ARITHMETIC, claim(one, headline=headline)) for one in (981.0, SMALL, LARGE)] == said
    assert severity_of(ARITHMETIC, claim(901.0, headline=headline)) == "medium"


def test_the_opposite_sign_is_serious_however_little_is_missed():
    stated, implied = Estimate(-1.0, -1.5, -0.5), Estimate(1.0, -0.49, 2.5)

    def found(**subject: bool) -> str:
        return severity_of(ARITHMETIC, Claim(replace(SUBJECT, **subject), stated, implied))

    assert [found(headline=True, signed=True), found(signed=True), found(headline=True)] == ["high", "medium", "low"]
    near, none = Estimate(0.5, 0.495, 0.6), Estimate(0.0, -0.1, 0.0)
    for one, other in ((Estimate(0.5, 0.4, 0.494), near), (none, Estimate(1.0, 0.01, 2.0)), (near, none)):
        said = severity_of(ARITHMETIC, Claim(replace(SUBJECT, headline=True, signed=True), one, other))
        assert said == ("high" if one is near else "low"), "no sign is not the opposite one"


def test_a_reading_of_words_is_never_high_and_tells_of_headlines_that_are_far_off():
    told = [(one, headline) for one in (SMALL, LARGE) for headline in (False, True)]
    wanted = ["low", "low", "low", "medium"]
    assert [severity_of(WORDING, claim(one, headline=headline)) for one, headline in told] == wanted
    doubtful = [replace(claim(one, headline=headline), doubtful=True) for one, headline in told]
    assert [severity_of(ARITHMETIC, one) for one in doubtful] == wanted


def test_an_identity_may_fix_what_its_findings_are():
    always = Identity("t", "arithmetic", always_high_for_headlines=True)
    assert severity_of(Identity("f", "arithmetic", "low"), claim(1.0, headline=True)) == "low"
    assert [severity_of(always, claim(999.0, headline=headline)) for headline in (True, False)] == ["high", "low"]
