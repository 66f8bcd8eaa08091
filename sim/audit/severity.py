"""How serious a finding is, by the rules stated in `data/audit/identities.yaml`."""

from __future__ import annotations

from sim.audit.claims import Claim
from sim.audit.registry import Identity, get_registry

SEVERITIES = ("high", "medium", "low")


def severity_of(rule: Identity, claim: Claim) -> str:
    """Return high, medium or low.

    High: an arithmetic identity about a headline metric that misses by at least `large`, or with the opposite sign, or
    that puts a headline target below the present. Low: a miss under `small`; or a reading of words about a metric that
    is no headline, or that misses by less than `large`. Medium: everything else. An identity may fix its severity.
    """
    if rule.severity:
        return rule.severity
    limits = get_registry().severity
    subject = claim.subject
    opposite = claim.stated.value * claim.implied.value < 0 and subject.signed
    if rule.always_high_for_headlines and subject.headline:
        return "high"
    if claim.doubtful or rule.certainty == "wording":
        return "medium" if subject.headline and claim.relative_gap >= limits["large"] else "low"
    if claim.relative_gap < limits["small"] and not opposite:
        return "low"
    if subject.headline and (opposite or claim.relative_gap >= limits["large"]):
        return "high"
    return "medium"
