"""Targets against what is: attainment, shortfall, targets below the present, what is left for the other parts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from sim.audit.claims import Claim, readings, subject_of
from sim.audit.estimate import Estimate, exactly, share_of, total
from sim.audit.identity_same import camps, joint
from sim.audit.ledger import Ledger
from sim.audit.lists import read_lists
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable
from sim.reading.periods import Period, year

REACHED = {"actual": ("actual",), "forecast": ("forecast",), "target": ("target",), "risk": ("risk", "forecast")}
ONE = exactly(1.0)
APART_MONTHS = 3
"""Dates within a quarter of each other are one date, loosely stated."""


def check(table: FactTable, ledger: Ledger) -> None:
    """Run all identities of targets."""
    for same in table.together(table.forms["attainment"]):
        ledger.judge("attainment", [c for s in same for c in _against_target(table, s, share_of)])
    for same in table.together(table.forms["gap"]):
        ledger.judge(
            "target-gap", [c for s in same for c in _against_target(table, s, lambda a, t: ONE - share_of(a, t))]
        )
    for same in table.together(table.forms["shortfall"]):
        ledger.judge("shortfall", [c for s in same for c in _shortfall(table, s)])
    for by_status in list(table.series.values()):
        for dimension in dict.fromkeys(dimension for _, dimension in by_status):
            actual = by_status.get(("actual", dimension))
            target = by_status.get(("target", dimension))
            if target and get_registry().once.search(next(iter(target.values()))[0].metric.id):
                _two_dates(ledger, actual or {}, target, once=True)
            elif target and (metric := next(iter(target.values()))[0].metric).direction:
                if actual:
                    last = table.last_full_year(next(iter(target.values()))[0].entity)
                    _below_present(ledger, actual, target, 1 if metric.direction == "up" else -1, last)
                _two_dates(ledger, actual or {}, target)
                if metric.form == "stock":
                    _year_end(ledger, target)
                if metric.accumulates:
                    _falls_back(ledger, target)
    _check_remainder(table, ledger)


def _against_target(table: FactTable, s: Statement, formula: Callable[[Estimate, Estimate], Estimate]) -> list[Claim]:
    """Compare what was reached with the target; a case ("stress case") is held against the plain target."""
    base = s.metric.of
    actual = table.amounts(s.entity, base, s.scope.node, s.period, REACHED.get(s.status, (s.status,)))
    targets = table.amounts(s.entity, base, s.scope.node, s.period, ("target",)) or table.amounts(
        s.entity, base, s.scope.key, s.period, ("target",)
    )
    words: dict[str, object] = {"of": base}
    if s.status == "target":
        return []
    return readings(subject_of(s), [actual, targets], formula, s.estimate, words=words)


def _shortfall(table: FactTable, s: Statement) -> list[Claim]:
    """target − actual, summed over the years of a span."""
    if not s.period.timed:
        return []
    periods = [s.period]
    if s.period.form == "span":
        periods = [year(y) for y in range(s.period.first_year, s.period.last_year + 1)]
    terms: list[list[Estimate]] = []
    for period in periods:
        targets = table.amounts(s.entity, s.metric.of, s.scope.node, period, ("target",))
        actuals = table.amounts(s.entity, s.metric.of, s.scope.node, period, ("actual",))
        terms.append([target - actual for target in targets for actual in actuals])
    words: dict[str, object] = {"of": s.metric.of}
    return readings(subject_of(s), terms, lambda *t: total(list(t)), s.estimate, words=words)


def _below_present(
    ledger: Ledger, actual: dict[Period, list[Statement]], target: dict[Period, list[Statement]], sign: int, last: int
) -> None:
    """A target for later should not be worse than the present figure (of a flow: over a period as long).

    `last` is the last year with actual figures: what was before it is not the present.
    """
    for period, statements in target.items():
        if not period.timed:
            continue
        length = period.end - period.start
        before = [
            p
            for p in actual
            if p.timed and p.end <= period.start and (not statements[0].metric.flow or p.end - p.start == length)
        ]
        if statements[0].metric.flow and period.within_year:
            before = [p for p in before if p.start % 12 == period.start % 12]
        if not before:
            continue
        latest = max(before, key=lambda p: (p.end, p.start))
        if latest.last_year < last:
            continue  # what it is now is not stated; it may have fallen since
        relation = ">=" if sign > 0 else "<="
        for camp in camps(statements):
            promised = joint(camp)
            claims = [Claim(subject_of(camp[0]), promised, now.estimate, relation) for now in actual[latest]]
            ledger.judge("below-present", claims)


def _two_dates(
    ledger: Ledger, actual: dict[Period, list[Statement]], target: dict[Period, list[Statement]], *, once: bool = False
) -> None:
    """The same level promised for two years in two sections: by one of them it is late, by the other early.

    `once`: what happens once is not promised again, so neither another section nor another year is needed.
    """
    stated = sorted(
        (
            s
            for p, same in target.items()
            if p.timed and (once or p.form == "year" or not same[0].metric.flow)
            for s in same
        ),
        key=lambda s: (s.period.end, s.order),
    )
    levels = [s for all_ in actual.values() for s in all_]
    latest: dict[float, Statement] = {}
    entered: set[object] = set()
    for s in stated:
        first = latest.setdefault(round(s.estimate.value, 9), s)
        same_place = first.fact.section == s.fact.section or not first.fact.section or not s.fact.section
        if first is s or (same_place and not once) or first.fact.document != s.fact.document:
            continue
        if (
            s.period.last_year == first.period.last_year and not once
        ) or s.period.end - first.period.end <= APART_MONTHS:
            continue
        if any(level.estimate.meets(s.estimate) for level in levels):
            continue
        promised = s.period.end if once else s.period.last_year
        if (first.node, promised) in entered:
            continue
        entered.add((first.node, promised))
        words: dict[str, object] = {"first_period": first.fact.period}
        ledger.enter("two-dates", Claim(subject_of(s), s.estimate, first.estimate, "=", words))


def _year_end(ledger: Ledger, target: dict[Period, list[Statement]]) -> None:
    """A number of things promised for a year is the one promised for its end: the last quarter, half or month."""
    for whole, statements in target.items():
        for last, ends in target.items():
            if whole.form == "year" and last.within_year and last.form != "span" and last.end == whole.end:
                words: dict[str, object] = {"whole_period": whole.text}
                claims = [
                    Claim(subject_of(s), s.estimate, year_figure.estimate, "=", words)
                    for s in ends
                    for year_figure in statements
                ]
                ledger.judge("year-end", claims)


def _falls_back(ledger: Ledger, target: dict[Period, list[Statement]]) -> None:
    """What accumulates is promised for later at no less than what was promised for earlier."""
    timed = sorted((period for period in target if period.timed), key=lambda period: period.end)
    for earlier, later in pairwise(timed):
        if earlier.end < later.end:
            words: dict[str, object] = {"first_period": earlier.text}
            ledger.judge(
                "falls-back",
                [
                    Claim(subject_of(s), _as_printed(s), _as_printed(before), ">=", words)
                    for s in target[later]
                    for before in target[earlier]
                ],
            )


def _as_printed(s: Statement) -> Estimate:
    """Return a promise as it is printed: "at least" opens no room above it, for more is not what was promised."""
    return Estimate(s.estimate.value, s.estimate.value, s.estimate.value, s.estimate.facts)


def _check_remainder(table: FactTable, ledger: Ledger) -> None:
    """What the whole's target leaves for the parts without a target of their own, against what those parts have now."""
    _, known = read_lists(table)
    for (entity, base, above), partitions in known.items():
        if above != WHOLE:
            continue
        for (status, dimension), series in list(table.series.get((entity, base, WHOLE), {}).items()):
            metric = next(iter(series.values()))[0].metric
            if status != "target" or metric.form != "amount" or metric.direction != "up" or metric.signed:
                continue  # what is lost elsewhere is no part that needs something left for it
            for period, wholes in series.items():
                present = _latest(table, entity, base, dimension, period)
                for partition in partitions if present else ():
                    _judge_left(table, ledger, wholes, sorted(partition), present)


def _latest(table: FactTable, entity: str, base: str, dimension: str, period: Period) -> Period | None:
    actual = table.series.get((entity, base, WHOLE), {}).get(("actual", dimension), {})
    before = [p for p in actual if p.timed and p.end <= period.start and p.end - p.start == period.end - period.start]
    latest = max(before, key=lambda p: p.end, default=None)
    return latest if latest and latest.last_year >= table.last_full_year(entity) else None


def _judge_left(
    table: FactTable, ledger: Ledger, wholes: list[Statement], partition: list[str], present: Period | None
) -> None:
    whole = wholes[0]
    entity, base, dimension = whole.entity, whole.metric.id, whole.dimension
    if present is None:
        return
    now = table.amounts(entity, base, WHOLE, present, ["actual"], dimension)
    if any(figure.high < n.low for figure in (w.estimate for w in wholes) for n in now):
        return  # the whole itself is below the present: said already
    promised = {n: table.levels(entity, base, n, whole.period, ["target"], dimension) for n in partition}
    silent = [node for node in partition if not promised[node]]
    said = [node for node in partition if promised[node]]
    if not said or not silent:
        return
    have = [table.levels(entity, base, node, present, ["actual"], dimension) for node in silent]
    if not all(have):
        return
    scope = "+".join(table.scope(entity, node).key for node in silent)
    shown = " + ".join(table.scope_text(entity, node) for node in silent)
    words: dict[str, object] = {"present_period": present.text, "whole_period": whole.period.text}
    claims = [
        Claim(subject_of(w, scope=shown, node=scope), left.implied, claim.implied, ">=", words)
        for w in wholes
        for left in readings(
            subject_of(w),
            [promised[node] for node in said],
            lambda *parts, w=w: w.estimate - total(list(parts)),
            exactly(0),
        )
        for claim in readings(subject_of(w), have, lambda *parts: total(list(parts)), exactly(0))
    ]
    ledger.judge("remainder", claims)
