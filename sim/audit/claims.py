"""From an identity and its terms to a verdict: a claim is one reading of the words, a finding is that none can hold.

Words often admit more than one reading (is a share taken of the company or of its parent? is growth over 2024-2026
three years or two?), and a figure stated twice gives an identity more than one term. An identity is broken only if
**no** reading with **any** of the stated figures can hold; if one can, it is noted as holding.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from sim.audit.estimate import Estimate
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
        gap = abs(self.gap)
        return gap / max(abs(self.stated.value), abs(self.implied.value)) if gap else 0.0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts of both sides, the stated side first."""
        known = {id(fact) for fact in self.stated.facts}
        return self.stated.facts + tuple(fact for fact in self.implied.facts if id(fact) not in known)


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
