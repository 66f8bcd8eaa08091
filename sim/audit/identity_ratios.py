"""Ratios and differences with their terms, fractions that complete one another, and spending: rate × base."""

from __future__ import annotations

from collections.abc import Iterable

from sim.audit.claims import Claim, readings, subject_of
from sim.audit.estimate import exactly, total
from sim.audit.ledger import Ledger
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable

ANY = ("plan", "target", "actual", "policy", "forecast")


def check(table: FactTable, ledger: Ledger) -> None:
    """Run ratios, complements, subsidies and reserves."""
    ratios: dict[str, tuple[str, str] | None] = {}
    for same in table.nodes.values():
        metric = same[0].metric.id
        if metric not in ratios:
            ratios[metric] = get_registry().ratio_terms(metric)
        if pair := ratios[metric]:
            ledger.judge("ratio", [claim for s in same for claim in _ratio(table, s, *pair)])
    for metric, terms in get_registry().differences.items():
        for s in table.metrics_named(metric):
            _difference(table, ledger, s, terms["from"], terms["less"])
    for rule in get_registry().complements:
        _complement(table, ledger, rule["id"], rule["sum"], rule.get("equals"), rule.get("at_most"))
    for s in table.metrics_named("subsidy_saving"):
        _product(table, ledger, s, "subsidy-saving", ("subsidy_rate", "subsidy_saving_rate"))
    for s in table.metrics_named("extra_cost"):
        subsidy = get_registry().flags["subsidy"]
        if subsidy.search(s.fact.scope) or subsidy.search(s.fact.note):
            _subsidy_loss(table, ledger, s)
    for s in table.metrics_named("lost_revenue"):
        _loss_share(table, ledger, s)
    for s in table.metrics_named("reserve"):
        _reserve(table, ledger, s)


def _statuses(s: Statement) -> Iterable[str]:
    return (s.status, "target") if s.status == "forecast" else (s.status,)


def _ratio(table: FactTable, s: Statement, over: str, under: str) -> list[Claim]:
    """result = over / under, for the same scope, period and status.

    In a part of a year the ratio may be stated for that part or for a year at that pace: both are tried.
    """
    above = [a for status in _statuses(s) for a in table.amounts(s.entity, over, s.scope.node, s.period, [status])]
    below = [b for status in _statuses(s) for b in table.amounts(s.entity, under, s.scope.node, s.period, [status])]
    words: dict[str, object] = {"over": over, "under": under}
    claims = readings(subject_of(s), [above, below], lambda a, b: a / b, s.estimate, words=words)
    if s.period.within_year:
        pace = exactly(12 / (s.period.end - s.period.start))
        claims += readings(subject_of(s), [above, below], lambda a, b: a / b * pace, s.estimate, words=words)
    return claims


def _difference(table: FactTable, ledger: Ledger, s: Statement, above: str, less: str) -> None:
    """result = from - less, for the same scope, period and status."""
    terms = [table.amounts(s.entity, one, s.scope.node, s.period, [s.status], s.dimension) for one in (above, less)]
    words: dict[str, object] = {"over": above, "under": less}
    ledger.judge("difference", readings(subject_of(s), terms, lambda a, b: a - b, s.estimate, words=words))


def _complement(
    table: FactTable, ledger: Ledger, identity: str, metrics: list[str], equals: float | None, at_most: float | None
) -> None:
    """Fractions of the same thing that together are one, or at most one."""
    first, *others = metrics
    for s in table.metrics_named(first):
        terms = [table.amounts(s.entity, other, s.scope.node, s.period, [s.status]) for other in others]
        limit = exactly(equals if equals is not None else at_most or 1.0)
        relation = "=" if equals is not None else "<="
        claims = [
            Claim(subject_of(s), s.estimate, claim.implied, relation, {"other": others[0]})
            for claim in readings(subject_of(s), terms, lambda *parts, top=limit: top - total(list(parts)), limit)
        ]
        ledger.judge(identity, claims)


def _rates(table: FactTable, entity: str, metrics: tuple[str, ...], statuses: tuple[str, ...]) -> list[Statement]:
    """Return rates of the given statuses; bounds ("upper limit") only where no plain figure is stated."""
    found = [s for m in metrics for s in table.metrics.get((entity, m), ()) if s.status in statuses]
    return [s for s in found if not s.flags & {"upper", "lower"}] or found


def _product(table: FactTable, ledger: Ledger, s: Statement, identity: str, rates: tuple[str, ...]) -> None:
    """amount = rate × budget of the same scope and period; a rate stated for any period holds throughout."""
    bases = table.amounts(s.entity, "budget", s.scope.node, s.period, (s.status, *ANY))
    figures = [rate.estimate for rate in _rates(table, s.entity, rates, ANY)]
    ledger.judge(identity, readings(subject_of(s), [figures, bases], lambda r, b: r * b, s.estimate))


def _subsidy_loss(table: FactTable, ledger: Ledger, s: Statement) -> None:
    """Extra cost of a lower subsidy: (usual rate − lower rate) × what is subsidised."""
    lower = [r for r in _rates(table, s.entity, ("subsidy_rate",), ("risk",)) if r.period == s.period]
    usual = _rates(table, s.entity, ("subsidy_rate", "subsidy_saving_rate"), ANY)
    subsidised = {saving.scope.node for saving in table.metrics.get((s.entity, "subsidy_saving"), ())}
    bases = [
        b.estimate
        for b in table.metrics.get((s.entity, "budget"), ())
        if b.status == "target" and (b.scope.node in subsidised if subsidised else b.scope.key != WHOLE)
    ]
    claims = readings(
        subject_of(s),
        [[r.estimate for r in usual], [r.estimate for r in lower], bases],
        lambda before, after, base: (before - after) * base,
        s.estimate,
    )
    ledger.judge("subsidy-loss", claims)


def _loss_share(table: FactTable, ledger: Ledger, s: Statement) -> None:
    """revenue lost = its share × revenue, unless the share may be one of all that was lost."""
    if not s.unit.dimension.startswith("money"):
        return
    lost = [one for one in table.metrics_named("lost_revenue") if one.entity == s.entity and one.period == s.period]
    if any(one.dimension == s.dimension and one.scope.node != s.scope.node for one in lost):
        return
    shares = [
        one.estimate
        for one in (*lost, *table.metrics_named("lost_revenue_share"))
        if (one.entity, one.scope.node, one.period) == (s.entity, s.scope.node, s.period)
        and one.dimension == "fraction"
        and "of_losses" not in one.flags
    ]
    known = ((s.status,), ("target", "forecast"), ("actual",))
    wholes = (table.amounts(s.entity, "revenue", WHOLE, s.period, kinds, s.dimension) for kinds in known)
    terms = [shares, next((found for found in wholes if found), [])]
    words: dict[str, object] = {"of": "revenue"}
    claims = readings(subject_of(s), terms, lambda share, whole: share * whole, s.estimate, words=words)
    ledger.judge("loss-share", claims)


def _reserve(table: FactTable, ledger: Ledger, s: Statement) -> None:
    """reserve = reserve share × the budget that the share says it is taken of."""
    claims: list[Claim] = []
    for share in table.metrics.get((s.entity, "reserve_share"), ()):
        if share.scope.node != s.scope.node or share.period != s.period:
            continue
        bases = table.amounts(s.entity, "budget", share.scope.taken_of or WHOLE, s.period, (s.status,))
        claims += readings(subject_of(s), [[share.estimate], bases], lambda r, b: r * b, s.estimate)
    ledger.judge("reserve", claims)
