"""From an identity and its terms to a verdict: a claim is one reading of the words, a finding is that none can hold.

Words often admit more than one reading (is a share taken of the company or of its parent? is growth over 2024-2026
three years or two?), and a figure stated twice gives an identity more than one term. An identity is broken only if
**no** reading with **any** of the stated figures can hold; if one can, it is noted as holding.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from sim.audit.estimate import Estimate
from sim.audit.registry import get_registry
from sim.audit.severity import severity_of
from sim.audit.statements import Statement
from sim.plan import Fact

MOST_READINGS = 64


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim speaks of, and the unit in which its figures are shown."""

    entity: str
    metric: str
    scope: str
    node: str
    period: str
    kind: str
    unit: str
    factor: float
    headline: bool = False
    signed: bool = False


def subject_of(s: Statement, **changes: object) -> Subject:
    """Return the subject of a statement, with changes (another metric, scope, period or unit)."""
    values: dict[str, object] = {
        "entity": s.entity,
        "metric": s.fact.metric,
        "scope": s.fact.scope,
        "node": s.scope.node,
        "period": s.fact.period,
        "kind": s.fact.kind,
        "unit": s.unit.id,
        "factor": s.unit.factor,
        "headline": s.metric.headline,
        "signed": s.metric.form in ("growth", "growth_total", "change", "uplift", "growth_gap"),
    }
    return Subject(**{**values, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading: `stated` and `implied` stand in a relation ("=", "<=", ">=").

    `words` are further arguments of the sentence `audit-<identity>`: ids (metric, scope, …) and numbers, never texts.
    `doubtful`: both sides speak of the same thing only if words are read the natural way, whatever the identity.
    `settles`: if this reading fails, the identity fails; a reading beside a more natural one that cannot be tested does
    not settle anything by failing.
    """

    subject: Subject
    stated: Estimate
    implied: Estimate
    relation: str = "="
    words: Mapping[str, object] = field(default_factory=dict)
    doubtful: bool = False
    settles: bool = True

    @property
    def gap(self) -> float:
        """The distance that rounding cannot explain, in base units; 0 where the claim can hold."""
        if math.isnan(self.stated.value) or math.isnan(self.implied.value):
            return 0.0
        distance = self.stated.distance(self.implied)
        if self.relation == "<=":
            return max(distance, 0.0)
        if self.relation == ">=":
            return min(distance, 0.0)
        return distance

    @property
    def relative_gap(self) -> float:
        """The gap relative to the larger of both sides."""
        larger = max(abs(self.stated.value), abs(self.implied.value))
        return abs(self.gap) / larger if larger else 0.0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts of both sides, the stated side first."""
        known = {id(fact) for fact in self.stated.facts}
        return self.stated.facts + tuple(fact for fact in self.implied.facts if id(fact) not in known)


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


def readings(
    subject: Subject,
    terms: Sequence[Sequence[Estimate]],
    formula: Callable[..., Estimate],
    stated: Estimate,
    *,
    relation: str = "=",
    words: Mapping[str, object] | None = None,
    settles: bool = True,
) -> list[Claim]:
    """Return one claim for every choice of one figure a term: stated = formula(figure of each term)."""
    return [
        Claim(subject, stated, formula(*choice), relation, words or {}, settles=settles)
        for choice in islice(product(*terms), MOST_READINGS)
    ]


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
