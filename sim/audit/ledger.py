"""The ledger of verdicts: which figures cannot all hold, and which were checked and agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sim.audit.claims import MOST_READINGS, Claim
from sim.audit.registry import get_registry
from sim.audit.severity import severity_of
from sim.plan import Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that cannot all hold. `severity` by the rules of `data/audit/identities.yaml`."""

    identity: str
    severity: str
    claim: Claim
    what_if: tuple[dict[str, object], ...] | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.claim.facts


@dataclass(frozen=True, slots=True)
class Hold:
    """Figures that were checked against one another and agree."""

    identity: str
    claim: Claim

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.claim.facts


class Ledger:
    """Collects verdicts."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.holds: list[Hold] = []
        self._seen: set[tuple[str, frozenset[int]]] = set()

    def judge(self, identity: str, claims: Iterable[Claim]) -> bool | None:
        """Enter a finding if no claim can hold, a hold if one can; return whether one can (None without any claim)."""
        readings = [claim for claim in islice(claims, MOST_READINGS) if not math.isnan(claim.implied.value)]
        if not readings:
            return None
        fitting = [claim for claim in readings if not claim.gap]
        if not fitting and not any(claim.settles for claim in readings):
            return None
        chosen = min(fitting or readings, key=_nearness)
        key = (identity, frozenset(map(id, chosen.facts)))
        if key not in self._seen:
            self._seen.add(key)
            if fitting:
                self.holds.append(Hold(identity, chosen))
            else:
                self.enter(identity, chosen)
        return bool(fitting)

    def enter(self, identity: str, claim: Claim) -> None:
        """Enter a finding."""
        rule = get_registry().identities[identity]
        severity = severity_of(rule, claim)
        self.findings.append(Finding(identity, severity, claim))


def _nearness(claim: Claim) -> tuple[int, float, float]:
    """Order readings: of one document section before scattered ones, then by how little they miss."""
    sections = {(fact.document, fact.section) for fact in claim.facts}
    apart = abs(claim.stated.value - claim.implied.value)
    return (0 if claim.gap == 0 else len(sections), claim.relative_gap, apart if math.isfinite(apart) else math.inf)


def drop_repeats(findings: list[Finding]) -> list[Finding]:
    """Drop a finding whose facts contain all facts of another one that is at least as severe: it says nothing new."""
    rank = {"high": 0, "medium": 1, "low": 2}
    order = sorted(range(len(findings)), key=lambda i: (len(findings[i].facts), rank[findings[i].severity], i))
    frequency = Counter(id(fact) for finding in findings for fact in finding.facts)
    kept: list[int] = []
    by_rarest: dict[int, list[tuple[frozenset[int], int]]] = {}
    for i in order:
        own = frozenset(map(id, findings[i].facts))
        level = rank[findings[i].severity]
        smaller = (other for fact in own for other in by_rarest.get(fact, ()))
        if any(facts <= own and other <= level for facts, other in smaller):
            continue
        kept.append(i)
        # A set within another one shares its rarest fact with it: looking there finds it without comparing all.
        by_rarest.setdefault(min(own, key=lambda fact: frequency[fact]), []).append((own, level))
    return [findings[i] for i in sorted(kept)]
